//! The three parts of temporary credentials, and long-term keys.

use std::sync::Arc;

use base32ct::{Base32UpperUnpadded, Encoding as _};
use base64ct::{Base64Unpadded, Encoding as _};
use subtle::ConstantTimeEq;

use crate::world::AccessKey;
use crate::{Seed, Timestamp, identifier};

/// `AKIA…` (long-term) or `ASIA…` (temporary): 20 characters that carry the account number as AWS's do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AccessKeyId(pub Arc<str>);

/// Forty characters ending in `EXAMPLEKEY`: visibly simulated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretAccessKey(pub Arc<str>);

impl SecretAccessKey {
    /// The two are the same, compared in constant time.
    pub fn matches(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

/// A sealed session, base64 (see [`crate::token`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionToken(pub Arc<str>);

/// What STS hands out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// `ASIA…`
    pub access_key_id: AccessKeyId,
    /// The secret.
    pub secret_access_key: SecretAccessKey,
    /// The token every request must carry.
    pub session_token: SessionToken,
    /// When they end.
    pub expiration: Timestamp,
}

/// A key id: prefix (`AKIA` or `ASIA`) and 16 base32 characters that carry the account number.
///
/// Ten bytes: a set bit, 40 bits of account, 39 bits of entropy. Undocumented by AWS, observed in its key ids.
/// An account that is no number counts as 0.
pub fn access_key_id(prefix: &str, account: &str, bytes: &[u8; 32]) -> AccessKeyId {
    let account = account.parse::<u64>().unwrap_or(0) & ACCOUNT_BITS;
    let [a, b, c, d, e, ..] = *bytes;
    let head = (1 << 47) | (account << 7) | u64::from(a & 0x7f);
    let [_, _, h0, h1, h2, h3, h4, h5] = head.to_be_bytes();
    let ten = [h0, h1, h2, h3, h4, h5, b, c, d, e];
    AccessKeyId(format!("{prefix}{}", Base32UpperUnpadded::encode_string(&ten)).into())
}

/// The account number in a key id; `None`: the text is no key id, or one of before 2019 that carries none.
pub fn account_of(key_id: &str) -> Option<Arc<str>> {
    let body = key_id.get(4..).filter(|body| body.len() == 16)?;
    let mut ten = [0; 10];
    let &[h0, h1, h2, h3, h4, h5, ..] = Base32UpperUnpadded::decode(body, &mut ten).ok()? else {
        return None;
    };
    let head = u64::from_be_bytes([0, 0, h0, h1, h2, h3, h4, h5]);
    let account = head >> 7 & ACCOUNT_BITS;
    (head >> 47 == 1 && account <= 999_999_999_999).then(|| format!("{account:012}").into())
}

const ACCOUNT_BITS: u64 = (1 << 40) - 1;

/// A secret: 30 base64 characters of entropy and `EXAMPLEKEY`.
pub fn secret_access_key(bytes: &[u8; 32]) -> SecretAccessKey {
    let mut secret: String = Base64Unpadded::encode_string(bytes)
        .chars()
        .take(30)
        .collect();
    secret.push_str("EXAMPLEKEY");
    SecretAccessKey(secret.into())
}

/// The active long-term key with this number (from 1) of a user, or of the root user, by ARN.
pub fn long_term_key(seed: &Seed, owner_arn: &str, number: u32) -> AccessKey {
    let derive = |purpose| seed.derive(purpose, &[owner_arn.as_bytes(), &number.to_be_bytes()]);
    let account = identifier::account_of(owner_arn).unwrap_or_default();
    AccessKey {
        id: access_key_id("AKIA", account, &derive("long-term key id")),
        secret: secret_access_key(&derive("long-term secret")),
        active: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The first three are real key ids whose account is known from elsewhere.
    #[test]
    fn a_key_id_carries_its_account() {
        for (key, account) in [
            ("AKIATZ2X44NMCEQW46PL", Some("261640479576")),
            ("AKIAUT5AMCC2VINIQAMK", Some("317627044021")),
            ("ASIAQNZGKIQY56JQ7WML", Some("029608264753")),
            ("ASIARTX3GSDS77777777", Some("111122223333")),
            ("AKIA6RVFFB77QAAAAAAA", Some("999999999999")),
            // Keys of before 2019 (fifth character I or J), AWS's example, and what is no key id.
            ("AKIAIOSFODNN7EXAMPLE", None),
            ("AKIA", None),
            ("", None),
            ("AKIAé", None),
            ("ÄÄÄÄÄÄÄÄÄÄ", None),
            ("AKIA1111111111111111", None),
            ("AKIA77777777777777777", None),
            ("AKIA7777777777777777", None),
        ] {
            assert_eq!(account_of(key).as_deref(), account, "{key}");
        }
    }

    #[test]
    fn a_long_term_key_follows_from_its_owner_and_number() {
        let seed = Seed::from_text("s");
        let alice = "arn:aws:iam::111111111111:user/alice";
        let key = long_term_key(&seed, alice, 1);
        assert!(key.active);
        assert!(key.id.0.starts_with("AKIA"));
        assert_eq!(account_of(&key.id.0).as_deref(), Some("111111111111"));
        assert_eq!(key, long_term_key(&seed, alice, 1));
        assert_ne!(key, long_term_key(&seed, alice, 2));
        assert!(!key.secret.matches(&long_term_key(&seed, alice, 2).secret));
    }

    proptest! {
        #[test]
        fn minted_keys_have_aws_s_form(account in 0_u64..1_000_000_000_000, bytes: [u8; 32]) {
            let account = format!("{account:012}");
            let id = access_key_id("ASIA", &account, &bytes).0;
            prop_assert_eq!(id.len(), 20);
            prop_assert_eq!(account_of(&id), Some(Arc::from(account)));
            let secret = secret_access_key(&bytes).0;
            prop_assert_eq!(secret.len(), 40);
            prop_assert!(secret.ends_with("EXAMPLEKEY"));
        }

        #[test]
        fn any_text_is_read(text in "\\PC{0,24}") {
            let _ = account_of(&text);
        }
    }
}
