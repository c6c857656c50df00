//! Policy texts that IAM has accepted, and how it accepts them.

use std::sync::Arc;

use iam::Refusal;
use iam::policy::{PrincipalType, PrincipalValue};

use crate::{Error, PolicyAddress, World, identifier};

/// A text and what it was compiled to. Principals in it are already resolved to unique ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptedPolicy {
    /// Exactly as it was saved.
    pub text: Arc<str>,
    /// Compiled.
    pub policy: Arc<iam::Policy>,
}

/// What [`World::accept`] does.
pub(crate) fn accept(
    world: &World,
    address: &PolicyAddress,
    text: &str,
) -> Result<AcceptedPolicy, Error> {
    let reading = iam::read(text, address.kind());
    if let Some(refusal) = reading.refusal() {
        return Err(error(refusal));
    }
    inline_fits(world, address, text)?;
    let mut document = reading.document;
    if let Some(value) = document.principals().find(|value| is_missing(world, value)) {
        let refusal = Refusal::invalid_principal(value);
        return Err(match address {
            // As S3 answers it.
            PolicyAddress::Resource { .. } => Error {
                code: "MalformedPolicy",
                message: "Invalid principal in policy".into(),
                ..error(refusal)
            },
            _ => error(refusal),
        });
    }
    document.resolve_principals(|arn| unique_id(world, arn));
    Ok(AcceptedPolicy {
        text: text.into(),
        policy: Arc::new(iam::Policy::compile(document)),
    })
}

fn error(refusal: Refusal) -> Error {
    Error {
        code: refusal.code,
        http: refusal.status,
        message: refusal.message,
        approximate: refusal.approximate,
    }
}

/// The inline policies of a user, group or role have room together; white space does not count.
///
/// [IAM quotas](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html)
fn inline_fits(world: &World, address: &PolicyAddress, text: &str) -> Result<(), Error> {
    let (permissions, replaced, limit, owner) = match address {
        PolicyAddress::UserInline {
            account,
            user,
            name,
        } => {
            let found = world.accounts.get(account).and_then(|a| a.users.get(user));
            (
                found.map(|u| &u.permissions),
                name,
                2048,
                format!("user {user}"),
            )
        }
        PolicyAddress::GroupInline {
            account,
            group,
            name,
        } => {
            let found = world
                .accounts
                .get(account)
                .and_then(|a| a.groups.get(group));
            (
                found.map(|g| &g.permissions),
                name,
                5120,
                format!("group {group}"),
            )
        }
        PolicyAddress::RoleInline {
            account,
            role,
            name,
        } => {
            let found = world.accounts.get(account).and_then(|a| a.roles.get(role));
            (
                found.map(|r| &r.permissions),
                name,
                10240,
                format!("role {role}"),
            )
        }
        _ => return Ok(()),
    };
    let size = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let inline = permissions.into_iter().flat_map(|p| &p.inline);
    let others = inline.filter(|(name, _)| *name != replaced);
    let total = others.map(|(_, policy)| size(&policy.text)).sum::<usize>() + size(text);
    if total <= limit {
        return Ok(());
    }
    Err(Error {
        code: "LimitExceeded",
        http: 409,
        message: format!("Maximum policy size of {limit} bytes exceeded for {owner}").into(),
        approximate: false,
    })
}

/// A user or role that is named and does not exist. Of an account that is not in the world nothing is known: its principals pass.
fn is_missing(world: &World, value: &PrincipalValue) -> bool {
    let Some(arn) = identifier::well_formed(&value.text) else {
        return false;
    };
    if value.kind != PrincipalType::Aws || !world.accounts.contains_key(arn.account) {
        return false;
    }
    match (arn.service, arn.resource.split('/').next()) {
        ("iam", Some("user")) => world.user(&value.text).is_none(),
        ("iam", Some("role")) => world.role(&value.text).is_none(),
        // A session's ARN names its role without the path.
        ("sts", Some("assumed-role")) => {
            let role = arn.resource.split('/').nth(1).unwrap_or_default();
            let account = world.accounts.get(arn.account);
            account.is_none_or(|account| !account.roles.contains_key(role))
        }
        _ => false,
    }
}

fn unique_id(world: &World, arn: &str) -> Option<Arc<str>> {
    let user = world.user(arn).map(|(_, user)| &user.unique_id);
    user.or_else(|| world.role(arn).map(|(_, role)| &role.unique_id))
        .cloned()
}

#[cfg(test)]
mod tests;
