//! Who signed a request: the checks before any policy.
//!
//! In this order: the key is known, its token is there and genuine and the key's own, the key is active and the session not over,
//! the principal still exists, the secret is right. STS does not document its order.

use std::sync::Arc;

use crate::session::SessionPrincipal;
use crate::trace::{self, CredentialKind, Failure};
use crate::world::{AccessKey, Permissions, Role, User};
use crate::{Account, Error, Presented, Proof, SecretAccessKey, Session, Timestamp, World};
use crate::{identifier, token};

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

/// Finds out who signed.
///
/// # Errors
/// The first check that failed.
pub fn authenticate<'w>(
    world: &'w World,
    credentials: Option<&Presented>,
    now: Timestamp,
) -> Result<Signer<'w>, Failure> {
    let presented = credentials.ok_or(Failure::NotSigned)?;
    let Some((signer, key)) = long_term(world, &presented.access_key_id.0) else {
        let session = open(world, presented, now)?;
        let secret = session.secret.clone();
        let signer = Signer::session(world, session).ok_or(Failure::PrincipalGone)?;
        return proven(presented, &secret).map(|()| signer);
    };
    if presented.session_token.is_some() {
        return Err(Failure::InvalidToken);
    }
    if !key.active {
        return Err(Failure::InactiveKey);
    }
    proven(presented, &key.secret).map(|()| signer)
}

/// The session behind temporary credentials, if they are good at this instant.
///
/// # Errors
/// The first check that failed; that the principal still exists is not checked.
pub fn session(world: &World, presented: &Presented, now: Timestamp) -> Result<Session, Failure> {
    let session = open(world, presented, now)?;
    proven(presented, &session.secret).map(|()| session)
}

/// The error a service answers to credentials it does not take.
pub fn refusal(failure: &Failure, service: &str) -> Error {
    let (code, http, message, approximate) = match (service, failure) {
        ("s3", Failure::NotSigned) => ("AccessDenied", 403, "Access Denied", true),
        ("s3", Failure::UnknownKey | Failure::MissingToken) => (
            "InvalidAccessKeyId",
            403,
            "The AWS Access Key Id you provided does not exist in our records.",
            false,
        ),
        ("s3", Failure::InactiveKey | Failure::PrincipalGone) => (
            "InvalidAccessKeyId",
            403,
            "The AWS Access Key Id you provided does not exist in our records.",
            true,
        ),
        ("s3", Failure::Expired { .. }) => (
            "ExpiredToken",
            400,
            "The provided token has expired.",
            false,
        ),
        ("s3", Failure::WrongSecret) => (
            "SignatureDoesNotMatch",
            403,
            "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
            false,
        ),
        ("s3", _) => (
            "InvalidToken",
            400,
            "The provided token is malformed or otherwise invalid.",
            false,
        ),
        ("ec2", Failure::Expired { .. }) => ("RequestExpired", 400, "Request has expired.", true),
        ("ec2", _) => (
            "AuthFailure",
            401,
            "AWS was not able to validate the provided access credentials",
            false,
        ),
        (_, Failure::NotSigned) => (
            "MissingAuthenticationToken",
            403,
            "Request is missing Authentication Token",
            false,
        ),
        (_, Failure::Expired { .. }) => (
            "ExpiredToken",
            403,
            "The security token included in the request is expired",
            false,
        ),
        (_, Failure::WrongSecret) => (
            "SignatureDoesNotMatch",
            403,
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
            false,
        ),
        (_, failure) => (
            "InvalidClientTokenId",
            403,
            "The security token included in the request is invalid.",
            *failure == Failure::PrincipalGone,
        ),
    };
    Error {
        code,
        http,
        message: message.into(),
        approximate,
    }
}

/// The owner of a long-term key. The account in the key id is looked at first; scenarios may hold keys that carry none.
fn long_term<'w>(world: &'w World, id: &str) -> Option<(Signer<'w>, &'w AccessKey)> {
    let hinted = crate::credentials::account_of(id).and_then(|a| world.accounts.get(&a));
    let mut accounts = hinted.into_iter().chain(world.accounts.values());
    accounts.find_map(|account| {
        let find = |keys: &'w [AccessKey]| keys.iter().find(|key| *key.id.0 == *id);
        let user = |user: &'w User| find(&user.keys).map(|key| (Signer::user(account, user), key));
        let root = || find(&account.root_keys).map(|key| (Signer::root(account), key));
        account.users.values().find_map(user).or_else(root)
    })
}

fn open(world: &World, presented: &Presented, now: Timestamp) -> Result<Session, Failure> {
    if !presented.access_key_id.0.starts_with("ASIA") {
        return Err(Failure::UnknownKey);
    }
    let token = presented
        .session_token
        .as_ref()
        .ok_or(Failure::MissingToken)?;
    let session = token::open(&world.seed, token)
        .filter(|session| session.access_key_id == presented.access_key_id)
        .ok_or(Failure::InvalidToken)?;
    if now >= session.expires {
        return Err(Failure::Expired {
            at: session.expires,
        });
    }
    Ok(session)
}

fn proven(presented: &Presented, secret: &SecretAccessKey) -> Result<(), Failure> {
    match &presented.proof {
        Proof::Secret(given) if given.matches(secret) => Ok(()),
        Proof::Secret(_) => Err(Failure::WrongSecret),
    }
}

#[cfg(test)]
mod tests;
