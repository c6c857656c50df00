//! Policy texts that IAM has accepted, and how it accepts them.

use std::sync::Arc;

use iam::policy::{Document, PrincipalType, PrincipalValue};

use crate::world::{Permissions, World};
use crate::{Error, PolicyAddress, identifier};

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
    fits(world, address, text)?;
    let reading = iam::read(text, address.kind());
    if let Some(refusal) = reading.refusal() {
        return Err(Error {
            code: "MalformedPolicyDocument",
            http: 400,
            message: refusal.message,
            approximate: refusal.approximate,
        });
    }
    let mut document = reading.document;
    principals_exist(world, &document)?;
    document.resolve_principals(|arn| unique_id(world, arn));
    Ok(AcceptedPolicy {
        text: text.into(),
        policy: Arc::new(iam::Policy::compile(document)),
    })
}

/// The quotas of [IAM](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html); white space does not count.
fn fits(world: &World, address: &PolicyAddress, text: &str) -> Result<(), Error> {
    let size = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let account = |id| world.accounts.get(id);
    // Inline policies of one principal count together; the one that is replaced does not count.
    let inline = |permissions: Option<&Permissions>, name: &str| -> usize {
        let others = permissions.into_iter().flat_map(|p| &p.inline);
        others
            .filter(|(n, _)| ***n != *name)
            .map(|(_, policy)| size(&policy.text))
            .sum()
    };
    let of_inline = |others: usize, limit: usize, kind: &str, owner: &str| {
        let message = format!("Maximum policy size of {limit} bytes exceeded for {kind} {owner}");
        (others, limit, message, false)
    };
    let of_quota = |quota: &str, limit: usize, approximate| {
        let message = format!("Cannot exceed quota for {quota}: {limit}");
        (0, limit, message, approximate)
    };
    let (others, limit, message, approximate) = match address {
        PolicyAddress::Trust { .. } => of_quota("ACLSizePerRole", 2048, false),
        PolicyAddress::Managed { .. } => of_quota("PolicySize", 6144, false),
        PolicyAddress::UserInline {
            account: id,
            user,
            name,
        } => {
            let user_of = account(id).and_then(|account| account.users.get(user));
            of_inline(
                inline(user_of.map(|u| &u.permissions), name),
                2048,
                "user",
                user,
            )
        }
        PolicyAddress::GroupInline {
            account: id,
            group,
            name,
        } => {
            let group_of = account(id).and_then(|account| account.groups.get(group));
            of_inline(
                inline(group_of.map(|g| &g.permissions), name),
                5120,
                "group",
                group,
            )
        }
        PolicyAddress::RoleInline {
            account: id,
            role,
            name,
        } => {
            let role_of = account(id).and_then(|account| account.roles.get(role));
            of_inline(
                inline(role_of.map(|r| &r.permissions), name),
                10240,
                "role",
                role,
            )
        }
        PolicyAddress::ServiceControl { .. } => of_quota("PolicySize", 10240, true),
        PolicyAddress::ResourceControl { .. } => of_quota("PolicySize", 5120, true),
        // A bucket's policy: 20 KB; session policies are measured when they are passed.
        PolicyAddress::Resource { .. } => of_quota("PolicySize", 20480, true),
        PolicyAddress::Session { .. } => return Ok(()),
    };
    if others + size(text) <= limit {
        return Ok(());
    }
    Err(Error {
        code: "LimitExceeded",
        http: 409,
        message: message.into(),
        approximate,
    })
}

/// Users and roles named as principals must exist. Of an account that is not in the world nothing is known: they pass.
fn principals_exist(world: &World, document: &Document) -> Result<(), Error> {
    let elements = document
        .statements
        .iter()
        .filter_map(|s| s.principal.as_ref());
    match elements
        .flat_map(|p| &p.values)
        .find(|value| is_missing(world, value))
    {
        None => Ok(()),
        Some(value) => Err(Error {
            code: "MalformedPolicyDocument",
            http: 400,
            message: format!("Invalid principal in policy: \"AWS\":\"{}\"", value.text).into(),
            approximate: false,
        }),
    }
}

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
