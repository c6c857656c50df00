//! What is said twice, and what is denied anyway.
//!
//! AWS: IAM User Guide, policy validation checks "Redundant action", "Redundant resource", "Redundant statement".

use std::sync::Arc;

use super::{
    Class, Finding, FixKind, Rule, edit,
    source::{Source, StatementAt, member},
};
use crate::{
    Effect, Span, Statement,
    condition::Condition,
    policy::{ListElement, PrincipalElement, PrincipalValue},
};

/// Policies with more statements are not compared pair by pair.
const MAX_STATEMENTS: usize = 100;

/// Compares the statements with one another.
pub(super) fn check(source: &Source<'_>, findings: &mut Vec<Finding>) {
    if source.statements.len() > MAX_STATEMENTS {
        return;
    }
    for (index, at) in source.statements.iter().enumerate() {
        let statement = at.statement;
        let mut earlier = source.statements.iter().take(index);
        let (class, rule) =
            if let Some(first) = earlier.find(|other| same(other.statement, statement)) {
                let first = first.statement.span;
                (Class::Suggestion, Rule::DuplicateStatement { first })
            } else if let Some(other) = source
                .statements
                .iter()
                .find(|other| denies_all(other.statement, statement))
            {
                let by = other.statement.span;
                (Class::Warning, Rule::DeniedAnyway { by })
            } else {
                continue;
            };
        let finding = Finding::new(class, statement.span, rule);
        let edit = source
            .statement_list()
            .and_then(|list| edit::remove(list, index));
        findings.push(finding.fix(FixKind::RemoveStatement, edit.map(|edit| vec![edit])));
    }
}

/// Looks for values of a list that another one covers.
pub(super) fn check_lists(_: &Source<'_>, at: &StatementAt<'_>, findings: &mut Vec<Finding>) {
    let statement = at.statement;
    let action = if statement.action.negated {
        "NotAction"
    } else {
        "Action"
    };
    covered(at, &statement.action, action, actions_cover, findings);
    if let Some(resource) = &statement.resource {
        let name = if resource.negated {
            "NotResource"
        } else {
            "Resource"
        };
        covered(at, resource, name, resources_cover, findings);
    }
}

/// Whether everything that the first pattern matches, the second one matches too.
type Covers = fn(&str, &str) -> bool;

fn covered(
    at: &StatementAt<'_>,
    list: &ListElement,
    name: &str,
    covers: Covers,
    findings: &mut Vec<Finding>,
) {
    for (index, (value, span)) in list.values.iter().enumerate() {
        let covers_this = |(other, (pattern, _)): &(usize, &(Arc<str>, Span))| {
            // Of two that cover each other, the later one is too much.
            *other != index && covers(pattern, value) && (*other < index || !covers(value, pattern))
        };
        let Some((_, (by, _))) = list.values.iter().enumerate().find(covers_this) else {
            continue;
        };
        let rule = Rule::CoveredValue {
            value: value.clone(),
            by: by.clone(),
        };
        let element = member(at.object, name).map(|member| &member.value);
        let edit = element.and_then(|list| edit::remove(list, index));
        let kind = FixKind::RemoveValue {
            value: value.clone(),
        };
        let finding = Finding::new(Class::Suggestion, *span, rule);
        findings.push(finding.fix(kind, edit.map(|edit| vec![edit])));
    }
}

fn actions_cover(pattern: &str, action: &str) -> bool {
    covers(&pattern.to_ascii_lowercase(), &action.to_ascii_lowercase())
}

/// Segment by segment, since wildcards stay inside most of them; variables have no fixed text.
fn resources_cover(pattern: &str, resource: &str) -> bool {
    if pattern == "*" || pattern == resource {
        return true;
    }
    let (wide, narrow) = (pattern.splitn(6, ':'), resource.splitn(6, ':'));
    !pattern.contains("${")
        && !resource.contains("${")
        && wide.clone().count() == narrow.clone().count()
        && wide.zip(narrow).all(|(wide, narrow)| covers(wide, narrow))
}

/// `false` also where it is hard to tell: the pattern's wildcards are matched against the other's text, in which `*` is
/// matched by `*` alone.
fn covers(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut at, mut index) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while let Some(&byte) = text.get(index) {
        let wanted = pattern.get(at).copied();
        if wanted == Some(b'*') {
            at += 1;
            star = Some((at, index));
        } else if wanted == Some(byte) || (wanted == Some(b'?') && byte != b'*') {
            at += 1;
            index += 1;
        } else if let Some((after, from)) = star {
            (at, index) = (after, from + 1);
            star = Some((after, from + 1));
        } else {
            return false;
        }
    }
    let rest = pattern.get(at..).unwrap_or_default();
    rest.iter().all(|byte| *byte == b'*')
}

/// Whether two statements say the same, ids and places aside.
fn same(one: &Statement, other: &Statement) -> bool {
    one.effect == other.effect
        && same_list(Some(&one.action), Some(&other.action))
        && same_list(one.resource.as_ref(), other.resource.as_ref())
        && principals(one.principal.as_ref()) == principals(other.principal.as_ref())
        && conditions(&one.conditions) == conditions(&other.conditions)
}

fn same_list(one: Option<&ListElement>, other: Option<&ListElement>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            one.negated == other.negated && texts(&one.values) == texts(&other.values)
        }
        (None, None) => true,
        _ => false,
    }
}

fn principals(element: Option<&PrincipalElement>) -> Option<impl PartialEq + '_> {
    element.map(|element| {
        let values = element
            .values
            .iter()
            .map(|value| (value.kind, &*value.text));
        (element.negated, values.collect::<Vec<_>>())
    })
}

fn conditions(conditions: &[Condition]) -> impl PartialEq + '_ {
    let parts = conditions
        .iter()
        .map(|c| (&*c.operator, &*c.key, texts(&c.values)));
    parts.collect::<Vec<_>>()
}

fn texts(values: &[(Arc<str>, Span)]) -> Vec<&str> {
    values.iter().map(|(text, _)| &**text).collect()
}

/// Whether one statement denies, whatever the circumstances, all that the other one allows.
fn denies_all(deny: &Statement, allow: &Statement) -> bool {
    deny.effect == Effect::Deny
        && allow.effect == Effect::Allow
        && deny.conditions.is_empty()
        && list_covers(&deny.action, &allow.action, actions_cover)
        && match (&deny.resource, &allow.resource) {
            (Some(deny), Some(allow)) => list_covers(deny, allow, resources_cover),
            (None, _) => true,
            (Some(_), None) => false,
        }
        && match (&deny.principal, &allow.principal) {
            (Some(deny), Some(allow)) => principals_cover(deny, allow),
            (None, _) => true,
            (Some(_), None) => false,
        }
}

fn list_covers(wide: &ListElement, narrow: &ListElement, covers: Covers) -> bool {
    let covered = |text: &str| wide.values.iter().any(|(pattern, _)| covers(pattern, text));
    !wide.negated && !narrow.negated && narrow.values.iter().all(|(text, _)| covered(text))
}

fn principals_cover(wide: &PrincipalElement, narrow: &PrincipalElement) -> bool {
    let everyone = wide.values.iter().any(|value| &*value.text == "*");
    let listed = |value: &PrincipalValue| {
        wide.values
            .iter()
            .any(|other| other.kind == value.kind && other.text == value.text)
    };
    !wide.negated && !narrow.negated && (everyone || narrow.values.iter().all(listed))
}
