//! Who makes a request, as far as policies can tell.

use std::sync::Arc;

/// The principal of a request: what `Principal` elements and the caller's side are matched against.
///
/// ARNs are complete, with path; accounts have 12 digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Principal {
    /// Nobody signed the request.
    Anonymous,
    /// The account's root user.
    Root {
        /// `arn:P:iam::A:root`
        arn: Arc<str>,
        /// Twelve digits.
        account: Arc<str>,
    },
    /// An IAM user, also one that signs with credentials from GetSessionToken.
    User {
        /// `arn:P:iam::A:user/path/name`
        arn: Arc<str>,
        /// Twelve digits.
        account: Arc<str>,
        /// `AIDA…`
        unique_id: Arc<str>,
    },
    /// A session of a role.
    RoleSession {
        /// `arn:P:sts::A:assumed-role/Role/Session`
        arn: Arc<str>,
        /// `arn:P:iam::A:role/path/Role`
        role_arn: Arc<str>,
        /// Twelve digits.
        account: Arc<str>,
        /// `AROA…`
        role_id: Arc<str>,
    },
    /// A session from GetFederationToken.
    FederatedUser {
        /// `arn:P:sts::A:federated-user/Name`
        arn: Arc<str>,
        /// ARN of the IAM user (or root) that asked for it.
        issuer_arn: Arc<str>,
        /// Twelve digits.
        account: Arc<str>,
        /// Unique id of that user.
        issuer_id: Arc<str>,
    },
    /// An AWS service, such as `ec2.amazonaws.com`.
    Service {
        /// The service principal's name.
        name: Arc<str>,
    },
    /// Somebody vouched for by an identity provider: the caller of AssumeRoleWithSAML and AssumeRoleWithWebIdentity.
    Federated {
        /// ARN of the IAM provider, or the host of a built-in one (`accounts.google.com`).
        provider: Arc<str>,
    },
}

impl Principal {
    /// The ARN messages and `Principal` elements call it by: of a session, the session's. `None`: it has none.
    pub fn arn(&self) -> Option<&str> {
        match self {
            Self::Root { arn, .. }
            | Self::User { arn, .. }
            | Self::RoleSession { arn, .. }
            | Self::FederatedUser { arn, .. } => Some(arn),
            Self::Anonymous | Self::Service { .. } | Self::Federated { .. } => None,
        }
    }

    /// The value of `aws:PrincipalArn`: of a role session, the role's ARN with its path.
    pub fn principal_arn(&self) -> Option<&str> {
        match self {
            Self::RoleSession { role_arn, .. } => Some(role_arn),
            _ => self.arn(),
        }
    }

    /// The account it belongs to. `None`: it belongs to none.
    pub fn account(&self) -> Option<&str> {
        match self {
            Self::Root { account, .. }
            | Self::User { account, .. }
            | Self::RoleSession { account, .. }
            | Self::FederatedUser { account, .. } => Some(account),
            Self::Anonymous | Self::Service { .. } | Self::Federated { .. } => None,
        }
    }

    /// How a trace calls it: its ARN, its name, its provider, or `anonymous`.
    pub(crate) fn shared_name(&self) -> Arc<str> {
        match self {
            Self::Anonymous => "anonymous".into(),
            Self::Root { arn: name, .. }
            | Self::User { arn: name, .. }
            | Self::RoleSession { arn: name, .. }
            | Self::FederatedUser { arn: name, .. }
            | Self::Service { name }
            | Self::Federated { provider: name } => Arc::clone(name),
        }
    }
}
