//! Conditions on keys that the statement's actions never carry.
//!
//! AWS: Service Authorization Reference, "Actions, resources, and condition keys" of each service.

use std::sync::Arc;

use super::{
    Class, Finding, Holds, Rule,
    facts::Facts,
    source::{Source, StatementAt},
};
use crate::{
    PolicyKind, condition::Comparison, pattern::action_matches, read::ASSUME_ROLE_ACTIONS,
};

pub(super) fn check(source: &Source<'_>, at: &StatementAt<'_>, findings: &mut Vec<Finding>) {
    let Some(actions) = actions(source.facts, source.kind, at) else {
        return;
    };
    for test in &at.tests {
        let Some(key) = test.key else { continue };
        let (carrying, others): (Vec<&Covered>, Vec<&Covered>) = actions
            .iter()
            .partition(|covered| key.carried.by(&covered.action));
        if carrying.is_empty() && test.operator.comparison != Comparison::Null {
            let holds = if test.holds_if_absent() {
                Holds::Always
            } else {
                Holds::Never
            };
            let rule = Rule::NeverCarried {
                key: test.condition.key.clone(),
                actions: others
                    .iter()
                    .take(3)
                    .map(|covered| covered.action.clone())
                    .collect(),
                holds,
            };
            let class = holds.class(at.statement.effect);
            let finding = Finding::new(class, test.span(), rule);
            findings.push(match holds {
                Holds::Always => finding.remove_condition(at, test),
                Holds::Never => finding,
            });
            continue;
        }
        // Patterns are meant to cover what fits; names are meant to be covered.
        let named = others.iter().filter(|covered| covered.named);
        let named: Vec<Arc<str>> = named.map(|covered| covered.action.clone()).collect();
        if !carrying.is_empty() && !named.is_empty() && !test.holds_if_absent() {
            let rule = Rule::NotCarriedBySome {
                key: test.condition.key.clone(),
                actions: named,
            };
            findings.push(Finding::new(Class::Warning, test.span(), rule));
        }
    }
}

struct Covered {
    action: Arc<str>,
    /// Named in full, without wildcards.
    named: bool,
}

/// The known actions that a statement covers. `None`: it may cover others.
fn actions(facts: &Facts<'_>, kind: PolicyKind, at: &StatementAt<'_>) -> Option<Vec<Covered>> {
    let list = &at.statement.action;
    if list.negated {
        return None;
    }
    let mut covered: Vec<Covered> = Vec::new();
    for (pattern, _) in &list.values {
        let (prefix, _) = pattern.split_once(':')?;
        let service = facts.service(prefix);
        if !pattern.contains(['*', '?']) {
            covered.push(Covered {
                action: pattern.clone(),
                named: true,
            });
            continue;
        }
        let service = service.filter(|service| service.complete)?;
        let names = service.actions.iter();
        let full = names.map(|name| format!("{}:{name}", service.prefix));
        let matching = full.filter(|action| action_matches(pattern, action));
        let possible = |action: &String| {
            kind != PolicyKind::Trust || ASSUME_ROLE_ACTIONS.contains(&action.as_str())
        };
        covered.extend(matching.filter(possible).map(|action| Covered {
            action: action.into(),
            named: false,
        }));
    }
    (!covered.is_empty()).then_some(covered)
}
