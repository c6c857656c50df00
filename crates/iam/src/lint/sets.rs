//! Set operators where they do not belong, and none where one does.
//!
//! AWS: IAM User Guide, "Single-valued vs. multivalued context keys" (…condition-single-vs-multi-valued-context-keys),
//! "Set operators for multivalued context keys".

use super::{
    Class, Finding, Rule,
    facts::Arity,
    source::{Source, StatementAt, Test},
};
use crate::{
    Effect,
    condition::{Comparison, Quantifier},
};

/// Keys of what the caller sends to have done; none sent, nothing done.
const ASKED_FOR: [&str; 2] = ["aws:TagKeys", "sts:TransitiveTagKeys"];

pub(super) fn check(source: &Source<'_>, at: &StatementAt<'_>, findings: &mut Vec<Finding>) {
    for test in &at.tests {
        let Some(key) = test.key else { continue };
        findings.extend(match (test.operator.quantifier, key.arity) {
            (Quantifier::Single, Arity::Multiple) => none(source, at, test),
            (Quantifier::ForAllValues, Arity::Multiple | Arity::Either) => {
                absent_passes(source, at, test)
            }
            (Quantifier::Single, _) | (_, Arity::Multiple | Arity::Either) => None,
            (quantifier, Arity::Single) => on_single(source, at, test, quantifier),
        });
    }
}

fn none(source: &Source<'_>, at: &StatementAt<'_>, test: &Test<'_>) -> Option<Finding> {
    if test.operator.comparison == Comparison::Null {
        return None;
    }
    let rule = Rule::NeedsSetOperator {
        key: test.condition.key.clone(),
    };
    let finding = Finding::new(Class::Warning, test.span(), rule);
    let set = if test.operator.negated {
        "ForAllValues"
    } else {
        "ForAnyValue"
    };
    let operator = format!("{set}:{}", test.condition.operator);
    Some(finding.use_operator((source, at), test, &operator, None))
}

/// `ForAllValues` holds where there is no value at all.
fn absent_passes(source: &Source<'_>, at: &StatementAt<'_>, test: &Test<'_>) -> Option<Finding> {
    let key = &*test.condition.key;
    let excluded = at.tests.iter().any(|other| {
        let present = other.operator.comparison == Comparison::Null && other.truth() == Some(false);
        other.is_on(key) && (present || other.demands())
    });
    if !at.allows() || test.operator.negated || excluded {
        return None;
    }
    let asked_for = ASKED_FOR.iter().any(|known| test.is_on(known));
    let class = if asked_for {
        Class::Suggestion
    } else {
        Class::Security
    };
    let rule = Rule::AbsentPasses { key: key.into() };
    let finding = Finding::new(class, test.span(), rule);
    Some(finding.add_condition((source, at), ["Null", key, "false"], false))
}

fn on_single(
    source: &Source<'_>,
    at: &StatementAt<'_>,
    test: &Test<'_>,
    quantifier: Quantifier,
) -> Option<Finding> {
    let operator = test.operator;
    let plain = test.without_set();
    let for_all = quantifier == Quantifier::ForAllValues;
    let passes = for_all && at.allows() && !operator.negated && !operator.if_exists;
    let rule = Rule::SetOperatorOnSingle {
        key: test.condition.key.clone(),
        quantifier,
        passes,
    };
    let class = if passes {
        Class::Security
    } else {
        Class::Warning
    };
    let finding = Finding::new(class, test.span(), rule);
    let instead = match at.statement.effect {
        // Where the key is absent, `ForAnyValue` fails and a plain negated operator holds.
        Effect::Allow if !for_all && operator.negated && !operator.if_exists => {
            return Some(finding);
        }
        // Where the key is absent, `ForAllValues` denies, and so does `IfExists`.
        Effect::Deny if for_all && !operator.negated && !operator.if_exists => {
            format!("{plain}IfExists")
        }
        _ => plain.to_owned(),
    };
    Some(finding.use_operator((source, at), test, &instead, None))
}
