//! Session tokens: a session sealed under the world's key, so that whoever holds the world opens it with no lookup.
//!
//! Layout before base64 (standard alphabet): version (1 byte), account (12 digits), nonce (24 bytes), ciphertext and tag
//! (XChaCha20-Poly1305). Version and account are authenticated. The nonce is an HMAC of what is sealed, so that no nonce
//! ever meets two contents. A token grows with its session, as AWS's tokens do.

use std::sync::Arc;

use base64ct::{Base64, Encoding};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::Mac;

use crate::entropy::hmac_sha256;
use crate::session::SessionPrincipal;
use crate::{AccessKeyId, SecretAccessKey, Seed, Session, SessionToken, Timestamp};

const VERSION: u8 = 1;
/// Version and account.
const HEADER: usize = 13;
const NONCE: usize = 24;
const TAG: usize = 16;
/// Longer texts are no tokens: far above what a session of the longest parameters takes.
const MAX_LENGTH: usize = 256 * 1024;

/// Seals a session; the token has at least `minimum` characters (`MinimumSessionTokenSize`).
pub fn seal(seed: &Seed, session: &Session, minimum: usize) -> SessionToken {
    let mut plain = Writer::session(session);
    // Base64 makes four characters of three bytes; zeros at the end are no part of the session.
    let least = (minimum.div_ceil(4) * 3).saturating_sub(HEADER + NONCE + TAG);
    plain.resize(plain.len().max(least), 0);

    let mut token = Vec::with_capacity(HEADER + NONCE + plain.len() + TAG);
    token.push(VERSION);
    let account = session.principal.account().as_bytes();
    token.extend((0..HEADER - 1).map(|at| account.get(at).copied().unwrap_or(b'0')));

    let key = seed.derive("session token nonce", &[]);
    let mac = hmac_sha256(&key, |mac| {
        mac.update(&token);
        mac.update(&plain);
    });
    let mut nonce = [0; NONCE];
    nonce.iter_mut().zip(mac).for_each(|(to, from)| *to = from);

    let payload = Payload {
        msg: &plain,
        aad: &token,
    };
    // Fails only beyond 256 GiB.
    let sealed = cipher(seed)
        .encrypt(&XNonce::from(nonce), payload)
        .unwrap_or_default();
    token.extend(nonce);
    token.extend(sealed);
    SessionToken(Base64::encode_string(&token).into())
}

/// Opens a token; `None`: it was altered, cut, or sealed under another seed.
pub fn open(seed: &Seed, token: &SessionToken) -> Option<Session> {
    if token.0.len() > MAX_LENGTH {
        return None;
    }
    let token = Base64::decode_vec(&token.0).ok()?;
    let (header, rest) = token.split_at_checked(HEADER)?;
    let (nonce, sealed) = rest.split_at_checked(NONCE)?;
    let nonce: [u8; NONCE] = nonce.try_into().ok()?;
    let (version, account) = header.split_first()?;
    let payload = Payload {
        msg: sealed,
        aad: header,
    };
    let plain = cipher(seed).decrypt(&XNonce::from(nonce), payload).ok()?;
    let session = Reader(&plain).session()?;
    (*version == VERSION && session.principal.account().as_bytes() == account).then_some(session)
}

fn cipher(seed: &Seed) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&seed.derive("session token", &[]).into())
}

/// Writes a session: numbers as LEB128, texts and lists preceded by their length.
struct Writer(Vec<u8>);

impl Writer {
    fn session(session: &Session) -> Vec<u8> {
        let mut w = Self(Vec::with_capacity(512));
        match &session.principal {
            SessionPrincipal::Role {
                account,
                role_arn,
                role_id,
                session_name,
            } => w.variant(0, &[account, role_arn, role_id, session_name]),
            SessionPrincipal::User {
                account,
                name,
                user_id,
            } => w.variant(1, &[account, name, user_id]),
            SessionPrincipal::Root { account } => w.variant(2, &[account]),
            SessionPrincipal::FederatedUser {
                account,
                name,
                issuer_arn,
                issuer_id,
            } => w.variant(3, &[account, name, issuer_arn, issuer_id]),
        }
        w.text(&session.access_key_id.0);
        w.text(&session.secret.0);
        w.time(session.issued);
        w.time(session.expires);
        w.list(&session.policies);
        w.list(&session.policy_arns);
        w.number(session.tags.len() as u64);
        for (key, value) in &session.tags {
            w.text(key);
            w.text(value);
        }
        w.list(&session.transitive);
        w.list(session.source_identity.as_slice());
        w.number(u64::from(session.mfa.is_some()));
        session.mfa.iter().for_each(|at| w.time(*at));
        w.list(&session.chain);
        w.0
    }

    fn variant(&mut self, tag: u8, texts: &[&str]) {
        self.0.push(tag);
        texts.iter().for_each(|text| self.text(text));
    }

    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn time(&mut self, time: Timestamp) {
        self.number(time.0.cast_unsigned());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend(text.as_bytes());
    }

    fn list(&mut self, texts: &[Arc<str>]) {
        self.number(texts.len() as u64);
        texts.iter().for_each(|text| self.text(text));
    }
}

/// Reads what [`Writer`] writes. Every reading is bounded by the bytes that are there.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn session(mut self) -> Option<Session> {
        let session = Session {
            principal: self.principal()?,
            access_key_id: AccessKeyId(self.text()?),
            secret: SecretAccessKey(self.text()?),
            issued: self.time()?,
            expires: self.time()?,
            policies: self.list(Self::text)?,
            policy_arns: self.list(Self::text)?,
            tags: self.list(|r| Some((r.text()?, r.text()?)))?,
            transitive: self.list(Self::text)?,
            source_identity: self.optional(Self::text)?,
            mfa: self.optional(Self::time)?,
            chain: self.list(Self::text)?,
        };
        self.0.iter().all(|byte| *byte == 0).then_some(session)
    }

    fn principal(&mut self) -> Option<SessionPrincipal> {
        Some(match self.byte()? {
            0 => SessionPrincipal::Role {
                account: self.text()?,
                role_arn: self.text()?,
                role_id: self.text()?,
                session_name: self.text()?,
            },
            1 => SessionPrincipal::User {
                account: self.text()?,
                name: self.text()?,
                user_id: self.text()?,
            },
            2 => SessionPrincipal::Root {
                account: self.text()?,
            },
            3 => SessionPrincipal::FederatedUser {
                account: self.text()?,
                name: self.text()?,
                issuer_arn: self.text()?,
                issuer_id: self.text()?,
            },
            _ => return None,
        })
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn time(&mut self) -> Option<Timestamp> {
        Some(Timestamp(self.number()?.cast_signed()))
    }

    fn text(&mut self) -> Option<Arc<str>> {
        let length = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(std::str::from_utf8(text).ok()?.into())
    }

    /// Each item takes at least one byte, so a false count ends with the bytes.
    fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.number()?;
        let mut items = Vec::new();
        for _ in 0..count {
            items.push(item(self)?);
        }
        Some(items)
    }

    fn optional<T>(&mut self, item: impl FnMut(&mut Self) -> Option<T>) -> Option<Option<T>> {
        let mut items = self.list(item)?;
        (items.len() <= 1).then(|| items.pop())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn text() -> impl Strategy<Value = Arc<str>> {
        "\\PC{0,12}".prop_map(Into::into)
    }

    fn principal() -> impl Strategy<Value = SessionPrincipal> {
        let account = || "[0-9]{12}".prop_map(Arc::from);
        prop_oneof![
            (account(), text(), text(), text()).prop_map(
                |(account, role_arn, role_id, session_name)| SessionPrincipal::Role {
                    account,
                    role_arn,
                    role_id,
                    session_name,
                }
            ),
            (account(), text(), text()).prop_map(|(account, name, user_id)| {
                SessionPrincipal::User {
                    account,
                    name,
                    user_id,
                }
            }),
            account().prop_map(|account| SessionPrincipal::Root { account }),
            (account(), text(), text(), text()).prop_map(
                |(account, name, issuer_arn, issuer_id)| SessionPrincipal::FederatedUser {
                    account,
                    name,
                    issuer_arn,
                    issuer_id,
                }
            ),
        ]
    }

    fn session() -> impl Strategy<Value = Session> {
        let many = || vec(text(), 0..3);
        (
            (
                principal(),
                text(),
                text(),
                any::<i64>(),
                any::<i64>(),
                many(),
            ),
            (
                many(),
                vec((text(), text()), 0..3),
                many(),
                proptest::option::of(text()),
                proptest::option::of(any::<i64>()),
                many(),
            ),
        )
            .prop_map(
                |(
                    (principal, key, secret, issued, expires, policies),
                    (policy_arns, tags, transitive, source_identity, mfa, chain),
                )| Session {
                    principal,
                    access_key_id: AccessKeyId(key),
                    secret: SecretAccessKey(secret),
                    issued: Timestamp(issued),
                    expires: Timestamp(expires),
                    policies,
                    policy_arns,
                    tags,
                    transitive,
                    source_identity,
                    mfa: mfa.map(Timestamp),
                    chain,
                },
            )
    }

    fn example() -> Session {
        let account: Arc<str> = "222222222222".into();
        Session {
            principal: SessionPrincipal::Role {
                role_arn: crate::identifier::role_arn(&account, "/", "CrossAccountRole"),
                role_id: "AROA3XFRBF535PLBIFPI4".into(),
                session_name: "alice".into(),
                account,
            },
            access_key_id: AccessKeyId("ASIARTX3GSDS77777777".into()),
            secret: crate::credentials::secret_access_key(&[7; 32]),
            issued: Timestamp(1_768_469_400),
            expires: Timestamp(1_768_473_000),
            policies: Vec::new(),
            policy_arns: Vec::new(),
            tags: Vec::new(),
            transitive: Vec::new(),
            source_identity: None,
            mfa: None,
            chain: vec!["arn:aws:iam::111111111111:user/alice".into()],
        }
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens(seed: [u8; 32], other: [u8; 32], session in session(), minimum in 0_usize..4097) {
            let seed = Seed(seed);
            let token = seal(&seed, &session, minimum);
            prop_assert!(token.0.len() >= minimum);
            prop_assert_eq!(&token, &seal(&seed, &session, minimum));
            prop_assert_eq!(open(&Seed(other), &token).is_none(), Seed(other) != seed);
            prop_assert_eq!(open(&seed, &token), Some(session));
        }

        #[test]
        fn a_changed_bit_is_refused(session in session(), at: prop::sample::Index, bit in 0_u32..8) {
            let seed = Seed([1; 32]);
            let mut bytes = Base64::decode_vec(&seal(&seed, &session, 0).0).unwrap();
            let at = at.index(bytes.len());
            bytes[at] ^= 1_u8 << bit;
            let altered = SessionToken(Base64::encode_string(&bytes).into());
            prop_assert_eq!(open(&seed, &altered), None);
        }

        #[test]
        fn a_cut_token_is_refused(session in session(), at: prop::sample::Index) {
            let seed = Seed([1; 32]);
            let token = seal(&seed, &session, 0).0;
            let cut = SessionToken(token[..at.index(token.len())].into());
            prop_assert_eq!(open(&seed, &cut), None);
        }

        /// Below the seal: reading is total whatever the bytes.
        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>, text in "\\PC{0,80}") {
            let _ = Reader(&bytes).session();
            prop_assert_eq!(open(&Seed([1; 32]), &SessionToken(text.into())), None);
        }

        #[test]
        fn any_changed_byte_below_the_seal_is_read(session in session(), at: prop::sample::Index, to: u8) {
            let mut bytes = Writer::session(&session);
            let at = at.index(bytes.len());
            bytes[at] = to;
            let _ = Reader(&bytes).session();
        }
    }

    #[test]
    fn a_token_has_the_size_of_aws_s_and_grows_with_its_session() {
        let seed = Seed::from_text("s");
        let plain = example();
        let mut tagged = plain.clone();
        tagged.tags = vec![("Department".into(), "Engineering".into())];
        let (plain, tagged) = (seal(&seed, &plain, 0), seal(&seed, &tagged, 0));
        assert!((300..=1200).contains(&plain.0.len()), "{}", plain.0.len());
        assert!(tagged.0.len() > plain.0.len());
        for minimum in [1000, 1001, 4096] {
            let padded = seal(&seed, &example(), minimum);
            assert!((minimum..minimum + 4).contains(&padded.0.len()));
        }
    }

    #[test]
    fn an_overlong_text_is_no_token() {
        let long = SessionToken("A".repeat(MAX_LENGTH + 4).into());
        assert_eq!(open(&Seed::default(), &long), None);
    }
}
