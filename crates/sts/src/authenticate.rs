//! Who signed a request: the checks before any policy.
//!
//! In this order: the key is known, its token is there and genuine and the key's own, the key is active and the session not over,
//! the principal still exists, the secret is right. STS does not document its order.

use crate::token;
use crate::trace::Failure;
use crate::world::{AccessKey, User};
use crate::{Error, Presented, Proof, SecretAccessKey, Session, Timestamp, World};

mod signer;

pub use signer::Signer;

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
