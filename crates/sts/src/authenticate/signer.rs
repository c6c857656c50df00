//! Who signed: a user, the root user, or a session of one, of a role or of a federated user.

use std::sync::Arc;

use crate::session::SessionPrincipal;
use crate::trace::{self, CredentialKind};
use crate::world::{Permissions, Role, User};
use crate::{Account, Session, World, identifier};

/// The principal that signed a request, found in the world.
#[derive(Clone, Debug)]
pub struct Signer<'w> {
    /// Its account.
    pub account: &'w Account,
    /// Kind of credentials.
    pub credentials: CredentialKind,
    /// What policies match.
    pub principal: iam::Principal,
    /// ARN as GetCallerIdentity gives it.
    pub arn: Arc<str>,
    /// `AIDA…`, `AROA…:Session`, the account, or `A:Name` (`aws:userid`).
    pub user_id: Arc<str>,
    /// The user, also behind a session from GetSessionToken.
    pub user: Option<&'w User>,
    /// The role of a role session.
    pub role: Option<&'w Role>,
    /// What the session token carries; `None`: long-term credentials.
    pub session: Option<Session>,
}

impl<'w> Signer<'w> {
    /// An IAM user with an access key.
    pub fn user(account: &'w Account, user: &'w User) -> Self {
        let arn = identifier::user_arn(&account.id, &user.path, &user.name);
        Self {
            account,
            credentials: CredentialKind::User,
            principal: iam::Principal::User {
                arn: arn.clone(),
                account: account.id.clone(),
                unique_id: user.unique_id.clone(),
            },
            arn,
            user_id: user.unique_id.clone(),
            user: Some(user),
            role: None,
            session: None,
        }
    }

    /// The root user with an access key.
    pub fn root(account: &'w Account) -> Self {
        let arn = identifier::root_arn(&account.id);
        Self {
            account,
            credentials: CredentialKind::Root,
            principal: iam::Principal::Root {
                arn: arn.clone(),
                account: account.id.clone(),
            },
            arn,
            user_id: account.id.clone(),
            user: None,
            role: None,
            session: None,
        }
    }

    /// A session of a role, as far as its name tells; `session` stays `None`.
    pub fn role_session(account: &'w Account, role: &'w Role, name: &str) -> Self {
        let arn = identifier::assumed_role_arn(&account.id, &role.name, name);
        Self {
            account,
            credentials: CredentialKind::RoleSession,
            principal: iam::Principal::RoleSession {
                arn: arn.clone(),
                role_arn: identifier::role_arn(&account.id, &role.path, &role.name),
                account: account.id.clone(),
                role_id: role.unique_id.clone(),
            },
            arn,
            user_id: format!("{}:{name}", role.unique_id).into(),
            user: None,
            role: Some(role),
            session: None,
        }
    }

    /// The principal that a session belongs to; `None`: its user or role is gone, a namesake does not count.
    pub fn session(world: &'w World, session: Session) -> Option<Self> {
        let account = world.accounts.get(session.principal.account())?;
        let mut signer = match &session.principal {
            SessionPrincipal::Role {
                role_arn,
                role_id,
                session_name,
                ..
            } => {
                let role = world
                    .role(role_arn)
                    .filter(|(_, r)| r.unique_id == *role_id)?
                    .1;
                Self::role_session(account, role, session_name)
            }
            SessionPrincipal::User { name, user_id, .. } => {
                let user = account
                    .users
                    .get(name)
                    .filter(|u| u.unique_id == *user_id)?;
                Self::user(account, user)
            }
            SessionPrincipal::Root { .. } => Self::root(account),
            SessionPrincipal::FederatedUser {
                name,
                issuer_arn,
                issuer_id,
                ..
            } => Self::federated_user(account, name, issuer_arn, issuer_id)?,
        };
        if matches!(
            signer.credentials,
            CredentialKind::User | CredentialKind::Root
        ) {
            signer.credentials = CredentialKind::SessionToken {
                mfa: session.mfa.is_some(),
            };
        }
        signer.session = Some(session);
        Some(signer)
    }

    fn federated_user(
        account: &'w Account,
        name: &str,
        issuer_arn: &Arc<str>,
        issuer_id: &Arc<str>,
    ) -> Option<Self> {
        let user = account
            .users
            .values()
            .find(|user| user.unique_id == *issuer_id);
        if user.is_none() && *issuer_arn != identifier::root_arn(&account.id) {
            return None;
        }
        let arn = identifier::federated_user_arn(&account.id, name);
        Some(Self {
            account,
            credentials: CredentialKind::FederatedUser,
            principal: iam::Principal::FederatedUser {
                arn: arn.clone(),
                issuer_arn: issuer_arn.clone(),
                account: account.id.clone(),
                issuer_id: issuer_id.clone(),
            },
            arn,
            user_id: format!("{}:{name}", account.id).into(),
            user,
            role: None,
            session: None,
        })
    }

    /// Policies attached to the user or role; `None`: the root user.
    pub fn permissions(&self) -> Option<&'w Permissions> {
        let of_user = self.user.map(|user| &user.permissions);
        of_user.or(self.role.map(|role| &role.permissions))
    }

    /// The root user, with its key or with a session of its own.
    pub fn is_root(&self) -> bool {
        matches!(self.principal, iam::Principal::Root { .. })
    }

    /// What a trace says of it.
    pub fn caller(&self) -> trace::Caller {
        trace::Caller {
            arn: self.arn.clone(),
            account: self.account.id.clone(),
            credentials: self.credentials,
        }
    }
}
