//! Clauses about one statement: what it asks, and what the request has.

use iam::PolicyId;
use iam::evaluate::Layer;
use iam::trace::{ConditionReason, ConditionTrace, ElementTrace, StatementTrace};
use sts::trace::Authorization;

use super::case::{absence, origin};
use super::nearest::Miss;
use super::words;

/// `Statement 1`, `Statement 2 (AllowMfa)`; where it could be of several policies, `Statement 1 of policy Read of alice`.
pub(super) fn subject(layer: Layer, policy: &PolicyId, statement: &StatementTrace) -> String {
    let number = number(statement);
    match layer {
        Layer::Trust | Layer::Resource => number,
        _ => format!("{number} of {}", words::policy(policy).inline),
    }
}

/// `Statement 2 (AllowMfa)`
pub(super) fn number(statement: &StatementTrace) -> String {
    let sid = statement
        .sid
        .as_ref()
        .map_or_else(String::new, |sid| format!(" ({sid})"));
    format!("Statement {}{sid}", statement.index + 1)
}

/// What a statement asks that the request does not meet: `needs sts:ExternalId = "c-7f3a"; the request …`.
pub(super) fn missed(miss: Miss<'_>, authorization: &Authorization) -> String {
    match miss {
        Miss::Principal(element) => missed_principal(element),
        Miss::Action(element) => {
            format!("{} and the action is {}", scope(element), element.got)
        }
        Miss::Resource(element) => {
            format!("{} and the resource is {}", scope(element), element.got)
        }
        Miss::Condition(condition) => {
            format!(
                "needs {}; {}",
                need(condition),
                carried(condition, authorization)
            )
        }
    }
}

/// All misses in a few words: `needs sts:ExternalId = "c-7f3a"; absent; 1 more not met`.
pub(super) fn all_missed_briefly(misses: &[Miss<'_>]) -> String {
    let Some((first, rest)) = misses.split_first() else {
        return "nothing allows it".to_owned();
    };
    let more = match rest.len() {
        0 => String::new(),
        n => format!("; {n} more not met"),
    };
    format!("{}{more}", missed_briefly(*first))
}

/// As [`missed`] in a few words: `needs sts:ExternalId = "c-7f3a"; absent`.
pub(super) fn missed_briefly(miss: Miss<'_>) -> String {
    match miss {
        Miss::Principal(element) if element.negated => format!("leaves out {}", people(element)),
        Miss::Principal(element) if names_an_earlier(element) => {
            format!("names an earlier {}", words::name(&element.got))
        }
        Miss::Principal(element) => format!(
            "trusts {}, not {}",
            people(element),
            words::name(&element.got)
        ),
        Miss::Action(element) | Miss::Resource(element) if element.negated => {
            format!("leaves out {}", listed(element))
        }
        Miss::Action(element) | Miss::Resource(element) => {
            format!("is about {}, not {}", listed(element), element.got)
        }
        Miss::Condition(condition) => {
            let got = match &condition.got {
                None => "absent".to_owned(),
                Some(_) => format!("it is {}", got(condition)),
            };
            format!("needs {}; {got}", need(condition))
        }
    }
}

/// `aws:MultiFactorAuthPresent = true`
pub(super) fn need(condition: &ConditionTrace) -> String {
    words::operator(&condition.operator).need(&condition.key, &condition.wanted)
}

/// What the request has for a condition: `the request carries no such key: it sends no ExternalId`.
pub(super) fn carried(condition: &ConditionTrace, authorization: &Authorization) -> String {
    match (&condition.reason, &condition.got) {
        (ConditionReason::VariableUnresolved(key), _) => {
            let why = absence(authorization, key)
                .map_or_else(String::new, |why| format!(": {}", words::absence(why)));
            format!("the request has no {key} to put into the policy's variable{why}")
        }
        (_, None) => match absence(authorization, &condition.key) {
            Some(why) => format!("the request carries no such key: {}", words::absence(why)),
            None => "the request carries no such key".to_owned(),
        },
        (reason, Some(_)) => {
            let from = origin(authorization, &condition.key).map_or_else(String::new, |origin| {
                format!(", from {}", words::origin(origin))
            });
            let unfit = match reason {
                ConditionReason::NotComparable(_) => ", which this operator cannot compare",
                _ => "",
            };
            format!("the request carries {}{from}{unfit}", got(condition))
        }
    }
}

/// The request's values, as the operator shows its own; `no such key` where it is absent.
pub(super) fn got(condition: &ConditionTrace) -> String {
    let operator = words::operator(&condition.operator);
    match condition.got.as_deref() {
        None => "no such key".to_owned(),
        Some([]) => "the key without a value".to_owned(),
        Some(values) => {
            let shown: Vec<String> = values.iter().map(|value| operator.show(value)).collect();
            words::listed(&shown, "and")
        }
    }
}

/// A list of people: `account 111111111111 or alice (222222222222)`.
pub(super) fn people(element: &ElementTrace) -> String {
    let names: Vec<String> = element.wanted.iter().map(|text| words::who(text)).collect();
    if names.is_empty() {
        "nobody".to_owned()
    } else {
        words::some(&names)
    }
}

fn missed_principal(element: &ElementTrace) -> String {
    let caller = words::who(&element.got);
    if element.negated {
        format!("leaves out {}, and the caller is {caller}", people(element))
    } else if names_an_earlier(element) {
        format!(
            "names an earlier {}: IAM keeps a principal's unique id, and this one was created again under the same name; save the trust policy again to name the new one",
            words::name(&element.got)
        )
    } else if element.wanted.iter().any(|listed| is_unique_id(listed)) {
        format!("names a principal that was deleted, and the caller is {caller}")
    } else {
        format!("trusts {}, and the caller is {caller}", people(element))
    }
}

/// The caller's own name is listed and does not match: it is the name of an earlier principal.
fn names_an_earlier(element: &ElementTrace) -> bool {
    let mut wanted = element.wanted.iter();
    wanted.any(|listed| same_name(listed, &element.got))
}

/// Both texts name the caller: its own ARN, or for a session the ARN of its role.
fn same_name(listed: &str, caller: &str) -> bool {
    if listed == caller {
        return true;
    }
    let role = words::name(caller);
    let role = role.split('/').next().unwrap_or(&role);
    caller.contains(":assumed-role/")
        && super::case::is_role(listed)
        && words::account_of(listed) == words::account_of(caller)
        && words::name(listed) == role
}

fn is_unique_id(listed: &str) -> bool {
    ["AIDA", "AROA"]
        .iter()
        .any(|prefix| listed.starts_with(prefix))
}

/// `is about sts:*,`, `leaves out iam:*,`
fn scope(element: &ElementTrace) -> String {
    let verb = if element.negated {
        "leaves out"
    } else {
        "is about"
    };
    format!("{verb} {},", listed(element))
}

fn listed(element: &ElementTrace) -> String {
    let values: Vec<String> = element.wanted.iter().map(ToString::to_string).collect();
    if values.is_empty() {
        "nothing".to_owned()
    } else {
        words::some(&values)
    }
}
