//! What the owners of the policies could do so that a denied call is allowed.

use std::sync::Arc;

use iam::condition::{Comparison, Operator};
use iam::evaluate::Layer;
use iam::trace::{ConditionTrace, ElementTrace, StatementTrace};
use iam::{Decision, PolicyKind};
use serde_json::Value;
use sts::PolicyAddress;
use sts::facts::Fact;
use sts::trace::Authorization;

use super::rewrite::rewrite;
use super::statement::{
    add_action, add_principal, add_statement, allow, change_condition, conditions, deciding,
    drop_condition, elements, nearest, policy_of, remove_statement,
};
use super::trial::{Candidate, Change, Trial};
use super::{FlipKind, Side};

/// In the order of how little they change; safe and unsafe ones mixed.
pub(super) fn candidates(trial: &Trial<'_>) -> Vec<Candidate> {
    let Some(denial) = trial.denial() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if denial.evaluation.decision == Decision::ExplicitDeny {
        if let Some((policy, statement)) = deciding(denial) {
            found.extend(less_denying(trial, policy, statement));
        }
        return found;
    }
    for (policy, statement) in nearest(denial) {
        if elements(statement) + conditions(statement) == 1 {
            found.extend(wider(trial, denial, policy, statement));
        }
    }
    let is_added = |candidate: &Candidate| matches!(candidate.kind, FlipKind::AddAction { .. });
    if !found.iter().any(is_added) {
        found.extend(added(trial, denial));
    }
    found
}

/// A policy's accepted text, edited. `None`: it cannot be edited, or a text is being typed there.
pub(super) fn edited(
    trial: &Trial<'_>,
    policy: &str,
    edit: impl FnOnce(&mut Value) -> Option<()>,
) -> Option<Change> {
    let address: PolicyAddress = policy.parse().ok()?;
    let scenario = trial.session.scenario();
    if scenario.drafts.contains_key(policy) {
        return None;
    }
    let text = scenario.policy(&address)?.text();
    let mut value = serde_json::from_str(&text).ok()?;
    edit(&mut value)?;
    Some(Change::Policy {
        address,
        text: rewrite(&text, &value)?,
    })
}

/// The address of a change, for its kind.
pub(super) fn on_policy(
    side: Side,
    change: Option<Change>,
    kind: impl FnOnce(PolicyAddress) -> FlipKind,
) -> Option<Candidate> {
    let change = change?;
    let Change::Policy { address, .. } = &change else {
        return None;
    };
    let kind = kind(address.clone());
    Some(Candidate { kind, side, change })
}

/// An `Allow` with one thing missed, made to apply.
fn wider(
    trial: &Trial<'_>,
    denial: &Authorization,
    policy: &str,
    statement: &StatementTrace,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    let index = statement.index;
    let principal = statement.principal.as_ref();
    if principal.is_some_and(|element| !element.matched && !element.negated)
        && let Some(arn) = caller_arn(denial)
    {
        let change = edited(trial, policy, |text| add_principal(text, index, &arn));
        let kind = |policy| FlipKind::AddPrincipal {
            policy,
            principal: arn.clone(),
        };
        found.extend(on_policy(Side::Policy, change, kind));
    }
    if !statement.action.matched && is_of_service(&statement.action, &denial.action) {
        let action = denial.action.clone();
        let change = edited(trial, policy, |text| add_action(text, index, &action));
        let kind = |policy| FlipKind::AddAction { policy, action };
        found.extend(on_policy(Side::Policy, change, kind));
    }
    let missed = statement
        .conditions
        .iter()
        .find(|condition| !condition.matched);
    if let Some(condition) = missed {
        let (operator, key) = (&*condition.operator, &condition.key);
        found.extend(asked_for(trial, policy, index, condition, true));
        let change = edited(trial, policy, |text| {
            drop_condition(text, index, operator, key)
        });
        let kind = |policy| FlipKind::DropCondition {
            policy,
            key: key.clone(),
        };
        found.extend(on_policy(Side::Unsafe, change, kind));
    }
    found
}

/// The element lists actions, and all are of the service of this one.
fn is_of_service(element: &ElementTrace, action: &str) -> bool {
    let service = |action: &str| action.split(':').next().map(str::to_ascii_lowercase);
    let same = |listed: &Arc<str>| service(listed) == service(action);
    !element.negated && element.wanted.iter().all(same)
}

/// A `Deny` that applies, made to ask for what the request carries, or taken away.
fn less_denying(trial: &Trial<'_>, policy: &str, statement: &StatementTrace) -> Vec<Candidate> {
    let mut found = Vec::new();
    let index = statement.index;
    for condition in &statement.conditions {
        found.extend(asked_for(trial, policy, index, condition, false));
    }
    let change = edited(trial, policy, |text| remove_statement(text, index));
    let kind = |policy| FlipKind::RemoveDeny {
        policy,
        statement: index,
    };
    found.extend(on_policy(Side::Unsafe, change, kind));
    found
}

/// A condition with the request's value for its own, where that makes it hold, or fail.
fn asked_for(
    trial: &Trial<'_>,
    policy: &str,
    index: usize,
    condition: &ConditionTrace,
    holds: bool,
) -> Option<Candidate> {
    let operator = Operator::parse(&condition.operator)?;
    let of_value = !matches!(operator.comparison, Comparison::Bool | Comparison::Null);
    let sent = condition.got.as_deref()?.first()?;
    if !of_value || operator.negated == holds {
        return None;
    }
    let parts = [&*condition.operator, &*condition.key, &**sent];
    let change = edited(trial, policy, |text| change_condition(text, index, parts));
    on_policy(Side::Policy, change, |policy| FlipKind::ChangeCondition {
        policy,
        key: condition.key.clone(),
        value: sent.clone(),
    })
}

/// The one statement missing, in the policy that lacks it: the caller's own, or the resource's.
fn added(trial: &Trial<'_>, denial: &Authorization) -> Option<Candidate> {
    let layer = denial.evaluation.layer;
    let address = match layer {
        Layer::Identity => own_policy(trial, denial)?,
        Layer::Resource => {
            let (_, resource) = trial.world().resource(&denial.resource)?;
            PolicyAddress::Resource {
                arn: resource.arn.clone(),
            }
        }
        // A statement of the trust policy is rather widened than repeated.
        Layer::Trust if nearest(denial).is_empty() => looked_at(denial).next()?,
        Layer::Trust => return None,
        _ => looked_at(denial).next()?,
    };
    let kind = address.kind();
    let names_principals = matches!(kind, PolicyKind::Trust | PolicyKind::Resource);
    let principal = caller_arn(denial).filter(|_| names_principals);
    let resource = (kind != PolicyKind::Trust).then_some(&*denial.resource);
    let statement = allow(principal.as_deref(), &denial.action, resource);
    let change = match trial.session.scenario().policy(&address) {
        Some(_) => {
            let place = address.to_string();
            edited(trial, &place, |text| add_statement(text, statement))?
        }
        None if !trial.session.scenario().has_place(&address) => return None,
        None => Change::Policy {
            text: serde_json::to_string_pretty(&policy_of(&statement)).ok()?,
            address,
        },
    };
    on_policy(Side::Policy, Some(change), |policy| {
        FlipKind::AddStatement {
            policy,
            action: denial.action.clone(),
        }
    })
}

/// The addresses of the policies of the layer that decided.
fn looked_at(denial: &Authorization) -> impl Iterator<Item = PolicyAddress> {
    let layers = denial.trace.layers.iter();
    let decided = layers.filter(|layer| layer.layer == denial.evaluation.layer);
    let policies = decided.flat_map(|layer| &layer.policies);
    policies.filter_map(|policy| policy.policy.parse().ok())
}

/// The first inline policy of the calling user or role, or one to be made.
fn own_policy(trial: &Trial<'_>, denial: &Authorization) -> Option<PolicyAddress> {
    let scenario = trial.session.scenario();
    let is_own = |address: &PolicyAddress| {
        matches!(
            address,
            PolicyAddress::UserInline { .. } | PolicyAddress::RoleInline { .. }
        )
    };
    if let Some(address) = looked_at(denial).find(is_own) {
        return Some(address);
    }
    let arn = caller_arn(denial)?;
    let verb = denial.action.rsplit(':').next().unwrap_or_default();
    let name: Arc<str> = format!("Allow{verb}").into();
    let user = trial.world().user(&arn).map(|(account, user)| {
        let (account, user) = (account.id.clone(), user.name.clone());
        PolicyAddress::UserInline {
            account,
            user,
            name: name.clone(),
        }
    });
    let role = || {
        let (account, role) = trial.world().role(&arn)?;
        let (account, role) = (account.id.clone(), role.name.clone());
        let name = name.clone();
        Some(PolicyAddress::RoleInline {
            account,
            role,
            name,
        })
    };
    let address = user.or_else(role)?;
    // A draft of that name is the user's.
    (!scenario.drafts.contains_key(&address.to_string())).then_some(address)
}

/// The calling user or role, as policies name it.
fn caller_arn(denial: &Authorization) -> Option<Arc<str>> {
    let is_caller = |fact: &&Fact| &*fact.key == "aws:PrincipalArn";
    denial.facts.iter().find(is_caller)?.values.first().cloned()
}
