//! Where a document stops fitting the scenario's shape.
//!
//! The reader says what is wrong but not where, and a library that wraps every step of it to keep the path costs the
//! page 18 KB. Every member of a scenario may be left out, so the place can be found by cutting instead.

use std::fmt::Write;

use serde::Deserialize;
use serde_json::Value;

use super::Scenario;

/// The path of the first value that does not fit, `accounts[0].roles[1].trust`, in a document that does not.
///
/// Descends to the first child whose removal, with all after it, makes the document fit.
pub(super) fn first_misfit(mut document: Value) -> String {
    let mut steps = Vec::new();
    while let Some(node) = at(&mut document, &steps) {
        let whole = node.clone();
        let children = match &whole {
            Value::Array(list) => list.len(),
            Value::Object(members) => members.len(),
            _ => 0,
        };
        let mut fits_with = |count| {
            if let Some(node) = at(&mut document, &steps) {
                *node = first(&whole, count);
            }
            Scenario::deserialize(&document).is_ok()
        };
        if children == 0 || !fits_with(0) {
            break;
        }
        let (mut fits, mut misfits) = (0, children);
        while misfits - fits > 1 {
            let middle = fits + (misfits - fits) / 2;
            if fits_with(middle) {
                fits = middle;
            } else {
                misfits = middle;
            }
        }
        fits_with(misfits);
        steps.push(fits);
    }
    path(&document, &steps)
}

/// A copy with only the first children.
fn first(node: &Value, count: usize) -> Value {
    match node {
        Value::Array(list) => list.iter().take(count).cloned().collect(),
        Value::Object(members) => members
            .iter()
            .take(count)
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect(),
        _ => node.clone(),
    }
}

/// The value reached by taking the child of each index in turn.
fn at<'a>(mut node: &'a mut Value, steps: &[usize]) -> Option<&'a mut Value> {
    for step in steps {
        node = match node {
            Value::Array(list) => list.get_mut(*step)?,
            Value::Object(members) => members.values_mut().nth(*step)?,
            _ => return None,
        };
    }
    Some(node)
}

fn path(mut node: &Value, steps: &[usize]) -> String {
    let mut path = String::new();
    for step in steps {
        let next = match node {
            Value::Array(list) => {
                // Writing to a String cannot fail.
                let _ = write!(path, "[{step}]");
                list.get(*step)
            }
            Value::Object(members) => members.iter().nth(*step).map(|(key, value)| {
                let dot = if path.is_empty() { "" } else { "." };
                let _ = write!(path, "{dot}{key}");
                value
            }),
            _ => None,
        };
        let Some(next) = next else { break };
        node = next;
    }
    path
}
