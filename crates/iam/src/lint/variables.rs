//! Variables that do not resolve.
//!
//! AWS: IAM User Guide, "IAM policy elements: Variables and tags" (reference_policies_variables).

use std::sync::Arc;

use super::{
    Class, Finding, FixKind, Rule, edit,
    facts::Arity,
    keys::{self, Unknown},
    source::{Source, StatementAt},
};
use crate::{
    Span,
    condition::Comparison,
    policy::Version,
    variable::{Part, Variable, split},
};

pub(super) fn check(source: &Source<'_>, at: &StatementAt<'_>, findings: &mut Vec<Finding>) {
    let statement = at.statement;
    let principals = statement.principal.iter().flat_map(|p| &p.values);
    let literal = statement
        .action
        .values
        .iter()
        .map(|(text, span)| (text, *span));
    for (text, span) in literal.chain(principals.map(|value| (&value.text, value.span))) {
        if has_variable(text) {
            findings.push(Finding::new(Class::Error, span, Rule::VariableNotResolved));
        }
    }
    for (text, span) in statement
        .resource
        .iter()
        .flat_map(|resource| &resource.values)
    {
        let resource = text.splitn(6, ':').nth(5);
        if has_variable(text) && !resource.is_some_and(has_variable) {
            findings.push(Finding::new(Class::Error, *span, Rule::VariableNotResolved));
        }
        findings.extend(value(source, text, *span));
    }
    for test in &at.tests {
        let resolves = matches!(
            test.operator.comparison,
            Comparison::StringEquals
                | Comparison::StringEqualsIgnoreCase
                | Comparison::StringLike
                | Comparison::Arn
                | Comparison::Bool
        );
        for (text, span) in test.condition.values.iter().filter(|_| resolves) {
            findings.extend(value(source, text, *span));
        }
    }
}

/// Whether a text would hold a variable in the current version of the language.
pub(super) fn has_variable(text: &str) -> bool {
    let parts = split(text, Version::V2012);
    parts.iter().any(|part| !matches!(part, Part::Text(_)))
}

/// Looks at the variables of a value that resolves them.
fn value(source: &Source<'_>, text: &Arc<str>, span: Span) -> Option<Finding> {
    if source.document.version == Version::V2008 {
        return None;
    }
    split(text, Version::V2012)
        .iter()
        .find_map(|part| match part {
            Part::Text(text) if text.contains("${") => {
                Some(Finding::new(Class::Error, span, Rule::BrokenVariable))
            }
            Part::Variable(variable) => known(source, text, span, variable),
            _ => None,
        })
}

fn known(source: &Source<'_>, text: &str, span: Span, variable: &Variable) -> Option<Finding> {
    let key = &variable.key;
    if let Some(known) = source.facts.key(key) {
        let rule = Rule::MultivaluedVariable { key: key.clone() };
        return (known.arity == Arity::Multiple).then(|| Finding::new(Class::Error, span, rule));
    }
    let nearest = match keys::judge(source.facts, key)? {
        Unknown::Tag => None,
        Unknown::Key(nearest) => nearest,
    };
    let rule = Rule::UnknownVariable {
        key: key.clone(),
        nearest: nearest.clone(),
    };
    let finding = Finding::new(Class::Error, span, rule);
    let Some(near) = nearest else {
        return Some(finding);
    };
    let better = text.replacen(&**key, &near, 1);
    let kind = FixKind::Replace {
        from: key.clone(),
        to: near,
    };
    Some(finding.fix(kind, Some(vec![edit::string(span, &better)])))
}
