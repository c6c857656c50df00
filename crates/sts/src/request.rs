//! A request, built from named parameters by the one table of operations.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::Error;
use crate::model::{Constraint, Member, Operation, Shape, Violation};

/// Parameters by wire name, before any check.
pub type Params = BTreeMap<Arc<str>, Value>;

/// The value of a parameter. Numbers are text: what was typed is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A scalar.
    Text(Arc<str>),
    /// A list.
    List(Vec<Self>),
    /// A structure.
    Structure(Params),
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// An STS operation with its parameters; violations are answered in AWS's order of checks, after authentication.
    Sts {
        /// Table entry.
        operation: &'static Operation,
        /// As given.
        params: Params,
        /// What the table finds wrong with them.
        violations: Vec<Violation>,
    },
    /// Any `service:Action` on any resource: allowed or denied, with a canned answer.
    Access {
        /// `s3:ListBucket`
        action: Arc<str>,
        /// ARN of the resource, or `*`.
        resource: Arc<str>,
    },
}

impl Request {
    /// The only way to build a request: checks the parameters against the operation's table entry.
    ///
    /// `action` is `sts:AssumeRole` or any other `service:Action`; for the latter the parameter `Resource` holds the ARN.
    pub fn parse(action: &str, params: Params) -> Self {
        if let Some(operation) = action.strip_prefix("sts:").and_then(Operation::named) {
            let mut violations = Vec::new();
            check_members("", operation.input, &params, &mut violations);
            return Self::Sts {
                operation,
                params,
                violations,
            };
        }
        let resource = match params.get("Resource") {
            Some(Value::Text(text)) => text.clone(),
            _ => "*".into(),
        };
        Self::Access {
            action: action.into(),
            resource,
        }
    }
}

/// Parameters that the table has accepted, read by wire name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Input<'a>(pub(crate) &'a Params);

impl<'a> Input<'a> {
    pub(crate) fn text(self, name: &str) -> Option<&'a Arc<str>> {
        match self.0.get(name)? {
            Value::Text(text) => Some(text),
            Value::List(_) | Value::Structure(_) => None,
        }
    }

    pub(crate) fn number(self, name: &str) -> Option<u32> {
        self.text(name)?.parse().ok()
    }

    /// A list of texts.
    pub(crate) fn texts(self, name: &str) -> Vec<Arc<str>> {
        let text = |value: &Value| match value {
            Value::Text(text) => Some(text.clone()),
            Value::List(_) | Value::Structure(_) => None,
        };
        self.list(name).iter().filter_map(text).collect()
    }

    /// A list of structures.
    pub(crate) fn structures(self, name: &str) -> impl Iterator<Item = Input<'a>> {
        self.list(name).iter().filter_map(|value| match value {
            Value::Structure(members) => Some(Self(members)),
            Value::Text(_) | Value::List(_) => None,
        })
    }

    fn list(self, name: &str) -> &'a [Value] {
        match self.0.get(name) {
            Some(Value::List(values)) => values,
            _ => &[],
        }
    }
}

/// STS's `ValidationError` for these violations, all in one text.
///
/// The form for several, for a missing member and for nested members is the usual one of AWS services, not observed on STS.
pub fn validation_error(violations: &[Violation]) -> Error {
    let items: Vec<String> = violations.iter().map(sentence).collect();
    let plural = if items.len() == 1 { "" } else { "s" };
    let observed = |v: &Violation| {
        use Constraint::{Max, MaxLength, Min, MinLength, Pattern};
        matches!(
            v.constraint,
            MinLength(_) | MaxLength(_) | Min(_) | Max(_) | Pattern(_)
        ) && v.value.is_some()
            && !v.path.contains('.')
    };
    Error {
        code: "ValidationError",
        http: 400,
        message: format!(
            "{} validation error{plural} detected: {}",
            items.len(),
            items.join("; ")
        )
        .into(),
        approximate: !matches!(violations, [one] if observed(one)),
    }
}

fn sentence(violation: &Violation) -> String {
    let constraint = match &violation.constraint {
        Constraint::Required => "Member must not be null".to_owned(),
        Constraint::MinLength(n) => format!("Member must have length greater than or equal to {n}"),
        Constraint::MaxLength(n) => format!("Member must have length less than or equal to {n}"),
        Constraint::Min(n) => format!("Member must have value greater than or equal to {n}"),
        Constraint::Max(n) => format!("Member must have value less than or equal to {n}"),
        Constraint::Pattern(text) => {
            format!("Member must satisfy regular expression pattern: {text}")
        }
        Constraint::NotAnInteger => "Member must be an integer".to_owned(),
        Constraint::WrongShape => "Member must have the structure of the model".to_owned(),
        Constraint::Unknown => "Member must be one of the operation's".to_owned(),
    };
    let value = match (&violation.value, &violation.constraint) {
        (_, Constraint::Required) => "Value null".to_owned(),
        (Some(value), _) => format!("Value '{value}'"),
        (None, _) => "Value".to_owned(),
    };
    let path = member_name(&violation.path);
    format!("{value} at '{path}' failed to satisfy constraint: {constraint}")
}

/// `Tags.1.Key` as the service names it: `tags.1.member.key`.
fn member_name(path: &str) -> String {
    let mut name = String::with_capacity(path.len() + 8);
    for part in path.split('.') {
        if !name.is_empty() {
            name.push('.');
        }
        let mut chars = part.chars();
        name.extend(chars.next().map(|c| c.to_ascii_lowercase()));
        name.push_str(chars.as_str());
        if part.bytes().all(|b| b.is_ascii_digit()) {
            name.push_str(".member");
        }
    }
    name
}

fn check_members(path: &str, members: &[Member], given: &Params, out: &mut Vec<Violation>) {
    let path_of = |name: &str| match path {
        "" => name.to_owned(),
        _ => format!("{path}.{name}"),
    };
    for member in members {
        match given.get(member.name) {
            Some(value) => check(&path_of(member.name), &member.shape, value, out),
            None if member.required => {
                violation(out, &path_of(member.name), None, Constraint::Required);
            }
            None => {}
        }
    }
    for (name, value) in given {
        if !members.iter().any(|member| *member.name == **name) {
            violation(out, &path_of(name), scalar(value), Constraint::Unknown);
        }
    }
}

fn check(path: &str, shape: &Shape, value: &Value, out: &mut Vec<Violation>) {
    match (shape, value) {
        (
            Shape::String {
                min,
                max,
                pattern,
                sensitive,
            },
            Value::Text(text),
        ) => {
            let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
            let shown = || (!sensitive).then(|| text.clone());
            if length < *min {
                violation(out, path, shown(), Constraint::MinLength(*min));
            }
            if let Some(max) = max.filter(|max| length > *max) {
                violation(out, path, shown(), Constraint::MaxLength(max));
            }
            if let Some(pattern) = pattern.filter(|p| !text.chars().all(p.allows)) {
                violation(out, path, shown(), Constraint::Pattern(pattern.text));
            }
        }
        (Shape::Integer { min, max, .. }, Value::Text(text)) => {
            let constraint = match text.parse::<i64>() {
                Err(_) => Constraint::NotAnInteger,
                Ok(number) if number < *min => Constraint::Min(*min),
                Ok(number) if number > *max => Constraint::Max(*max),
                Ok(_) => return,
            };
            violation(out, path, Some(text.clone()), constraint);
        }
        (Shape::List { min, max, member }, Value::List(values)) => {
            let length = u32::try_from(values.len()).unwrap_or(u32::MAX);
            if length < *min {
                violation(out, path, None, Constraint::MinLength(*min));
            }
            if let Some(max) = max.filter(|max| length > *max) {
                violation(out, path, None, Constraint::MaxLength(max));
            }
            for (at, value) in values.iter().enumerate() {
                check(&format!("{path}.{}", at + 1), member, value, out);
            }
        }
        (Shape::Structure { members }, Value::Structure(given)) => {
            check_members(path, members, given, out);
        }
        _ => violation(out, path, scalar(value), Constraint::WrongShape),
    }
}

fn scalar(value: &Value) -> Option<Arc<str>> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::List(_) | Value::Structure(_) => None,
    }
}

fn violation(
    out: &mut Vec<Violation>,
    path: &str,
    value: Option<Arc<str>>,
    constraint: Constraint,
) {
    out.push(Violation {
        path: path.into(),
        value,
        constraint,
    });
}

#[cfg(test)]
mod tests;
