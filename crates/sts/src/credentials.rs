//! The three parts of temporary credentials, and long-term keys.

use std::sync::Arc;

use crate::Timestamp;

/// `AKIA…` (long-term) or `ASIA…` (temporary): 20 characters that carry the account number as AWS's do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AccessKeyId(pub Arc<str>);

/// Forty characters ending in `EXAMPLEKEY`: visibly simulated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretAccessKey(pub Arc<str>);

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
