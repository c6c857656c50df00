//! A session as bytes, compact and in one fixed order.

use std::sync::Arc;

use crate::session::SessionPrincipal;
use crate::{AccessKeyId, SecretAccessKey, Session, Timestamp};

/// The session's bytes.
pub(super) fn write(session: &Session) -> Vec<u8> {
    Writer::session(session)
}

/// The session in these bytes; zeros may follow it. `None`: they hold none.
pub(super) fn read(bytes: &[u8]) -> Option<Session> {
    Reader(bytes).session()
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
