//! Calls that policies deny: an explicit deny, or nothing that allows.

use iam::Decision;
use iam::evaluate::Layer;
use iam::trace::LayerTrace;
use sts::trace::Authorization;

use super::allowed::call;
use super::case::{Case, layer};
use super::marks::denying;
use super::nearest::nearest;
use super::verdict::Verdict;
use super::{told, words};

pub(super) fn verdict(case: &Case<'_>) -> Verdict {
    let Some(denial) = case.denial() else {
        return Verdict::new("Denied by a policy", "No policy allows this call.");
    };
    let layer = layer(denial, denial.evaluation.layer);
    match denial.evaluation.decision {
        Decision::ExplicitDeny => Verdict {
            headline: format!("Denied: explicit deny in {}", place(case, denial)),
            reason: explicit(denial, layer),
            brief: "an explicit deny applies".to_owned(),
        },
        Decision::Allow | Decision::ImplicitDeny => {
            let (reason, brief) = implicit(case, denial, layer);
            Verdict {
                headline: not_allowed(case, denial),
                reason,
                brief,
            }
        }
    }
}

/// The kind of policy that decided, as people know it: `the role's trust policy`, `alice's own policies`.
pub(super) fn place(case: &Case<'_>, denial: &Authorization) -> String {
    let caller = words::possessive(&case.caller());
    match denial.evaluation.layer {
        Layer::Trust => "the role's trust policy".to_owned(),
        Layer::Resource => format!("the policy of {}", words::name(&denial.resource)),
        Layer::Identity => format!("{caller} own policies"),
        Layer::Boundary => format!("{caller} permissions boundary"),
        Layer::Session => format!("{caller} session policy"),
        Layer::ServiceControl => "a service control policy".to_owned(),
        Layer::ResourceControl => "a resource control policy".to_owned(),
    }
}

fn not_allowed(case: &Case<'_>, denial: &Authorization) -> String {
    let place = place(case, denial);
    let action = &denial.action;
    match denial.evaluation.layer {
        Layer::Resource if layer(denial, Layer::Resource).is_none_or(|l| l.policies.is_empty()) => {
            format!(
                "Denied: {} has no policy that allows {action}",
                words::name(&denial.resource)
            )
        }
        Layer::Trust if action.as_ref() == "sts:AssumeRole" => format!("Denied by {place}"),
        Layer::Identity => format!("Denied: nothing in {place} allows {action}"),
        Layer::ServiceControl | Layer::ResourceControl => {
            format!(
                "Denied: no {} allows {action}",
                place.trim_start_matches("a ")
            )
        }
        Layer::Trust | Layer::Resource | Layer::Boundary | Layer::Session => {
            format!("Denied: {place} does not allow {action}")
        }
    }
}

/// Why a `Deny` statement applies.
fn explicit(denial: &Authorization, layer: Option<&LayerTrace>) -> String {
    let Some((policy, statement)) = layer.and_then(|layer| denying(denial, layer)) else {
        return format!("A statement denies {}. {OUTWEIGHS}", call(denial));
    };
    let subject = told::subject(denial.evaluation.layer, policy, statement);
    let facts: Vec<String> = statement
        .conditions
        .iter()
        .map(|c| words::operator(&c.operator).fact(&c.key, &c.wanted))
        .collect();
    match statement.conditions.first() {
        None => format!("{subject} denies {}. {OUTWEIGHS}", call(denial)),
        Some(first) => format!(
            "{subject} denies {} if {}; {}. {OUTWEIGHS}",
            call(denial),
            words::listed(&facts, "and"),
            told::carried(first, denial)
        ),
    }
}

const OUTWEIGHS: &str = "An explicit deny outweighs every allow.";

/// Why nothing allows: the nearest statement and what it missed. In full, and in a few words.
fn implicit(
    case: &Case<'_>,
    denial: &Authorization,
    layer: Option<&LayerTrace>,
) -> (String, String) {
    let Some(near) = layer.and_then(nearest) else {
        return (nothing(case, denial, layer), "nothing allows it".to_owned());
    };
    let Some((first, rest)) = near.misses.split_first() else {
        return (nothing(case, denial, layer), "nothing allows it".to_owned());
    };
    let subject = told::subject(denial.evaluation.layer, near.policy, near.statement);
    let mut reason = format!("{subject} {}.", told::missed(*first, denial));
    for miss in rest {
        let clause = told::missed(*miss, denial);
        let also = match clause.strip_prefix("is ") {
            Some(rest) => format!(" It is also {rest}."),
            None => format!(" It also {clause}."),
        };
        reason.push_str(&also);
    }
    (reason, told::all_missed_briefly(&near.misses))
}

/// There is no statement that could allow.
fn nothing(case: &Case<'_>, denial: &Authorization, layer: Option<&LayerTrace>) -> String {
    let none = layer.is_none_or(|layer| layer.policies.is_empty());
    let call = call(denial);
    match denial.evaluation.layer {
        Layer::Identity if none => {
            format!(
                "{} has no policy at all, so nothing allows {call}.",
                case.caller_first()
            )
        }
        Layer::Session if none => {
            "No session policy was passed, and a session of this kind may do nothing without one."
                .to_owned()
        }
        Layer::Resource if none => {
            format!(
                "{} has no policy, and a caller from another account needs one that allows {}.",
                words::name(&denial.resource),
                denial.action
            )
        }
        Layer::Identity
        | Layer::Boundary
        | Layer::Session
        | Layer::ServiceControl
        | Layer::ResourceControl
        | Layer::Trust
        | Layer::Resource => {
            format!("It has no statement that allows {call}.")
        }
    }
}
