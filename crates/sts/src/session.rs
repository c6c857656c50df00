//! What a session token carries.

use std::sync::Arc;

use crate::world::Tags;
use crate::{AccessKeyId, SecretAccessKey, Timestamp};

/// A session: everything a later request needs to know of the call that began it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Whose session it is.
    pub principal: SessionPrincipal,
    /// The key it signs with.
    pub access_key_id: AccessKeyId,
    /// Its secret.
    pub secret: SecretAccessKey,
    /// When it was issued (`aws:TokenIssueTime`).
    pub issued: Timestamp,
    /// When it ends.
    pub expires: Timestamp,
    /// Session policies, as text: the inline one first.
    pub policies: Vec<Arc<str>>,
    /// Managed session policies by ARN.
    pub policy_arns: Vec<Arc<str>>,
    /// Session tags, inherited transitive ones included.
    pub tags: Tags,
    /// Keys of the tags that go on along a chain.
    pub transitive: Vec<Arc<str>>,
    /// Source identity.
    pub source_identity: Option<Arc<str>>,
    /// When the user authenticated with MFA; only GetSessionToken sessions carry it.
    pub mfa: Option<Timestamp>,
    /// ARNs of the principals that led here, first to last, the session itself not included.
    pub chain: Vec<Arc<str>>,
}

/// Whose session it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionPrincipal {
    /// AssumeRole*.
    Role {
        /// Account of the role.
        account: Arc<str>,
        /// ARN of the role, with path.
        role_arn: Arc<str>,
        /// `AROA…` when the session began.
        role_id: Arc<str>,
        /// RoleSessionName.
        session_name: Arc<str>,
    },
    /// GetSessionToken by an IAM user.
    User {
        /// Account of the user.
        account: Arc<str>,
        /// User name.
        name: Arc<str>,
        /// `AIDA…` when the session began.
        user_id: Arc<str>,
    },
    /// GetSessionToken by the root user.
    Root {
        /// Account.
        account: Arc<str>,
    },
    /// GetFederationToken.
    FederatedUser {
        /// Account.
        account: Arc<str>,
        /// Name parameter.
        name: Arc<str>,
        /// ARN of the user (or root) that asked.
        issuer_arn: Arc<str>,
        /// Its unique id.
        issuer_id: Arc<str>,
    },
}

impl SessionPrincipal {
    /// The account it belongs to.
    pub fn account(&self) -> &Arc<str> {
        match self {
            Self::Role { account, .. }
            | Self::User { account, .. }
            | Self::Root { account }
            | Self::FederatedUser { account, .. } => account,
        }
    }
}
