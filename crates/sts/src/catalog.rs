//! Known actions, condition keys and identity providers, and the linting of a world's policies with them.

mod actions;
mod keys;
mod providers;

use iam::lint::{
    Finding,
    facts::{Facts, Subject},
};
use iam::{Effect, pattern::action_matches};

use crate::authorize::managed_policy;
use crate::world::Role;
use crate::{PolicyAddress, World, identifier};

/// What is legal and most likely wrong in a text that is to be the policy at a place; none where IAM refuses the text.
///
/// Accounts of the organisation are no third parties. A role that can give itself or others any permission is a sensitive one.
pub fn lint(world: &World, address: &PolicyAddress, text: &str) -> Vec<Finding> {
    let account = account(address);
    let organization: Vec<&str> = match &world.organization {
        Some(organization) => {
            let members = organization.scps.keys().chain(organization.rcps.keys());
            let all = members.chain([&organization.management]);
            all.map(AsRef::as_ref).collect()
        }
        None => Vec::new(),
    };
    let inside = account.is_some_and(|account| organization.contains(&account));
    let organization = if inside { organization.as_slice() } else { &[] };
    let facts = facts(account, organization, subject(world, address));
    iam::lint::lint(text, &iam::read(text, address.kind()), &facts)
}

/// What the linter is told: the tables, the account the policy belongs to, other accounts of the same owner, and what the
/// policy is attached to.
pub fn facts<'a>(
    account: Option<&'a str>,
    organization: &'a [&'a str],
    subject: Subject,
) -> Facts<'a> {
    Facts {
        services: actions::SERVICES,
        keys: keys::KEYS,
        providers: providers::PROVIDERS,
        account,
        organization,
        subject,
    }
}

fn account(address: &PolicyAddress) -> Option<&str> {
    match address {
        PolicyAddress::Trust { account, .. }
        | PolicyAddress::RoleInline { account, .. }
        | PolicyAddress::UserInline { account, .. }
        | PolicyAddress::GroupInline { account, .. } => Some(account),
        PolicyAddress::Managed { arn } | PolicyAddress::Resource { arn } => {
            identifier::account_of(arn)
        }
        PolicyAddress::Session { .. }
        | PolicyAddress::ServiceControl { .. }
        | PolicyAddress::ResourceControl { .. } => None,
    }
}

fn subject(world: &World, address: &PolicyAddress) -> Subject {
    match address {
        PolicyAddress::Trust { account, role }
        | PolicyAddress::RoleInline { account, role, .. } => {
            let found = world.accounts.get(account).and_then(|a| a.roles.get(role));
            match found.is_some_and(|role| is_sensitive(world, role)) {
                true => Subject::SensitiveRole,
                false => Subject::Role,
            }
        }
        PolicyAddress::UserInline { .. } | PolicyAddress::GroupInline { .. } => Subject::User,
        PolicyAddress::Managed { .. }
        | PolicyAddress::Resource { .. }
        | PolicyAddress::Session { .. }
        | PolicyAddress::ServiceControl { .. }
        | PolicyAddress::ResourceControl { .. } => Subject::Unknown,
    }
}

/// Whether one of a role's policies allows changing the permissions of every role.
fn is_sensitive(world: &World, role: &Role) -> bool {
    let attached = role.permissions.attached.iter();
    let managed = attached.filter_map(|arn| managed_policy(world, arn));
    let mut policies = role.permissions.inline.values().chain(managed);
    policies.any(|policy| {
        let mut statements = policy.policy.document().statements.iter();
        statements.any(|statement| {
            let action = &statement.action;
            let covers = |pattern: &str| action_matches(pattern, "iam:PutRolePolicy");
            let covered = action.values.iter().any(|(pattern, _)| covers(pattern));
            let everywhere = statement.resource.iter().any(|resource| {
                !resource.negated && resource.values.iter().any(|(value, _)| &**value == "*")
            });
            statement.effect == Effect::Allow && covered != action.negated && everywhere
        })
    })
}

#[cfg(test)]
mod tests;
