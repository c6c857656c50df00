//! Actions that do not exist.
//!
//! AWS: Service Authorization Reference, "Actions, resources, and condition keys" of each service.

use std::sync::Arc;

use super::{
    Class, Finding, Rule,
    facts::{Facts, Service},
    source::{Source, StatementAt},
};
use crate::{
    nearest::{nearest, nearest_within},
    pattern::action_matches,
};

pub(super) fn check(source: &Source<'_>, at: &StatementAt<'_>, findings: &mut Vec<Finding>) {
    for (action, span) in &at.statement.action.values {
        let Some((prefix, name)) = action.split_once(':') else {
            continue;
        };
        let rule = match source.facts.service(prefix) {
            Some(service) if name.contains(['*', '?']) => no_match(service, action),
            Some(service) => unknown(service, action, name),
            None => other_service(source.facts, action, prefix, name),
        };
        let Some(rule) = rule else { continue };
        let better = match &rule {
            Rule::UnknownAction { nearest, .. } => nearest.clone(),
            Rule::OperationNotAction { action, .. } => Some(action.clone()),
            _ => None,
        };
        let finding = Finding::new(Class::Error, *span, rule);
        findings.push(match better {
            Some(better) => finding.replace(*span, action, &better),
            None => finding,
        });
    }
}

fn no_match(service: &Service<'_>, pattern: &Arc<str>) -> Option<Rule> {
    let full = |name: &&str| format!("{}:{name}", service.prefix);
    let matches = service
        .actions
        .iter()
        .any(|name| action_matches(pattern, &full(name)));
    (service.complete && !matches).then(|| Rule::MatchesNoAction {
        pattern: pattern.clone(),
    })
}

fn unknown(service: &Service<'_>, action: &Arc<str>, name: &str) -> Option<Rule> {
    let full = |name: &str| -> Arc<str> { format!("{}:{name}", service.prefix).into() };
    if service
        .actions
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name))
    {
        return None;
    }
    let operation = |(operation, _): &&(&str, &str)| operation.eq_ignore_ascii_case(name);
    if let Some((_, authorized)) = service.operations.iter().find(operation) {
        return Some(Rule::OperationNotAction {
            operation: action.clone(),
            action: full(authorized),
        });
    }
    let names = service.actions.iter().copied();
    // Where not all actions are known, only the smallest slips are slips for certain.
    let near = match service.complete {
        true => nearest(name, names),
        false => Some(nearest_within(name, names, 1)?),
    };
    Some(Rule::UnknownAction {
        action: action.clone(),
        nearest: near.map(full),
    })
}

/// An action of a service that is not known, but for a slip in the service's name.
fn other_service(facts: &Facts<'_>, action: &Arc<str>, prefix: &str, name: &str) -> Option<Rule> {
    let prefixes = facts.services.iter().map(|service| service.prefix);
    let service = facts.service(nearest_within(prefix, prefixes, 1)?)?;
    let known = service
        .actions
        .iter()
        .find(|known| known.eq_ignore_ascii_case(name))?;
    Some(Rule::UnknownAction {
        action: action.clone(),
        nearest: Some(format!("{}:{known}", service.prefix).into()),
    })
}
