//! What a request would have to carry for a condition to come out otherwise.

use std::sync::Arc;

use iam::condition::{Comparison, Operator};
use iam::policy::Version;
use iam::trace::ConditionTrace;
use iam::variable::{Part, split};
use serde_json::{Value, json};
use sts::facts::Fact;
use sts::trace::Authorization;

use super::Sent;
use crate::scenario::CallSpec;

/// One change of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Remedy {
    /// Carry MFA.
    Mfa,
    /// Send a parameter or tag.
    Send(Sent),
    /// Send no such parameter, by wire name.
    LeaveOut(&'static str),
}

/// Of a policy's values so many are tried.
const VALUES: usize = 3;

/// What would make a condition hold, or fail.
pub(super) fn remedies(
    condition: &ConditionTrace,
    holds: bool,
    authorization: &Authorization,
) -> Vec<Remedy> {
    let Some(operator) = Operator::parse(&condition.operator) else {
        return Vec::new();
    };
    let key = condition.key.to_ascii_lowercase();
    if key.starts_with("aws:multifactorauth") {
        return vec![Remedy::Mfa];
    }
    let tag = key
        .strip_prefix("aws:requesttag/")
        .and(condition.key.split_once('/'));
    let parameter = match key.as_str() {
        "sts:externalid" => "ExternalId",
        "sts:rolesessionname" => "RoleSessionName",
        "sts:sourceidentity" => "SourceIdentity",
        "sts:transitivetagkeys" => "TransitiveTagKeys",
        "aws:tagkeys" => "Tags",
        _ if tag.is_some() => "Tags",
        _ => return Vec::new(),
    };
    let send = |value: Arc<str>| match tag {
        Some((_, key)) => Remedy::Send(Sent::Tag {
            key: key.into(),
            value,
        }),
        None => Remedy::Send(Sent::Parameter {
            name: parameter.into(),
            value,
        }),
    };
    let is_list = tag.is_none() && matches!(parameter, "Tags" | "TransitiveTagKeys");
    let equal = operator.negated != holds;
    match operator.comparison {
        Comparison::Null => vec![Remedy::LeaveOut(parameter)],
        _ if equal && is_list => Vec::new(),
        _ if equal => {
            let now = condition.got.as_deref().and_then(<[_]>::first);
            let wanted = condition.wanted.iter().take(VALUES);
            wanted
                .filter_map(|text| fitting(text, operator.comparison, now, &authorization.facts))
                .map(send)
                .collect()
        }
        _ => vec![Remedy::LeaveOut(parameter)],
    }
}

/// A value that a policy's value matches: its variables resolved, and something put in for its wildcards.
fn fitting(
    wanted: &str,
    comparison: Comparison,
    now: Option<&Arc<str>>,
    facts: &[Fact],
) -> Option<Arc<str>> {
    let wild = matches!(comparison, Comparison::StringLike | Comparison::Arn);
    let filler = now.map_or("x", |now| now);
    let mut out = String::new();
    for part in split(wanted, Version::V2012) {
        match part {
            Part::Text(text) if wild => out.push_str(&text.replace('*', filler).replace('?', "x")),
            Part::Text(text) => out.push_str(text),
            Part::Literal(text) => out.push_str(text),
            Part::Variable(variable) => {
                let same = |fact: &&Fact| fact.key.eq_ignore_ascii_case(&variable.key);
                let fact = facts.iter().find(same).and_then(|fact| fact.values.first());
                out.push_str(fact.or(variable.default.as_ref())?);
            }
        }
    }
    Some(out.into())
}

impl Sent {
    pub(super) fn parameter(name: &str, value: &str) -> Self {
        Self::Parameter {
            name: name.into(),
            value: value.into(),
        }
    }

    /// Puts it into a request.
    pub(super) fn put(&self, call: &mut CallSpec) {
        match self {
            Self::Parameter { name, value } => {
                call.params.insert(name.to_string(), json!(**value));
            }
            Self::Tag { key, value } => {
                let mut tags = match call.params.remove("Tags") {
                    Some(Value::Array(tags)) => tags,
                    _ => Vec::new(),
                };
                let others = |tag: &Value| {
                    let name = tag.get("Key").and_then(Value::as_str).unwrap_or_default();
                    !name.eq_ignore_ascii_case(key)
                };
                tags.retain(others);
                tags.push(json!({ "Key": **key, "Value": **value }));
                call.params.insert("Tags".into(), tags.into());
            }
            Self::MfaCode(device) => {
                let serial = &*device.serial;
                call.params.insert("SerialNumber".into(), json!(serial));
                let code = json!({ "device": serial });
                call.params.insert("TokenCode".into(), code);
            }
        }
    }
}
