//! Conditions of one statement that no request satisfies together.
//!
//! Conditions are joined by AND (IAM User Guide, "Conditions with multiple context keys or values"). A contradiction is
//! reported where every value that could satisfy one condition is tried on the others, and none is left.

use super::{
    Finding, Holds, Rule,
    facts::Arity,
    source::{Source, StatementAt, Test},
};
use crate::{
    Context,
    condition::{self, Comparison, Condition, Quantifier},
    date,
    variable::{Part, split},
};

pub(super) fn check(source: &Source<'_>, at: &StatementAt<'_>, findings: &mut Vec<Finding>) {
    let simple: Vec<&Test<'_>> = at
        .tests
        .iter()
        .filter(|test| is_simple(source, test))
        .collect();
    for (index, test) in simple.iter().enumerate() {
        let same = |other: &&&Test<'_>| other.is_on(&test.condition.key);
        let Some(first) = simple.iter().take(index).find(same) else {
            continue;
        };
        let group: Vec<&Test<'_>> = simple
            .iter()
            .copied()
            .filter(|other| same(&other))
            .collect();
        // Of more than two, the last one tells of them all.
        let last = group.last().is_some_and(|last| last.span() == test.span());
        if !last || can_hold(source, &group) {
            continue;
        }
        let rule = Rule::Contradiction {
            key: test.condition.key.clone(),
            other: first.span(),
        };
        let class = Holds::Never.class(at.statement.effect);
        findings.push(Finding::new(class, test.span(), rule));
    }
}

/// A condition on a single value, without variables.
fn is_simple(source: &Source<'_>, test: &Test<'_>) -> bool {
    let text = |value: &str| {
        let parts = split(value, source.document.version);
        !parts.iter().any(|part| matches!(part, Part::Variable(_)))
    };
    test.operator.quantifier == Quantifier::Single
        && test.key.is_none_or(|key| key.arity == Arity::Single)
        && !test.condition.values.is_empty()
        && test.values().all(text)
}

/// Whether some request could satisfy all of them. `true` also where that cannot be told by trying.
fn can_hold(source: &Source<'_>, tests: &[&Test<'_>]) -> bool {
    let Some(candidates) = candidates(tests) else {
        return true;
    };
    let conditions: Vec<Condition> = tests.iter().map(|test| test.condition.clone()).collect();
    let key = tests
        .first()
        .map(|test| &*test.condition.key)
        .unwrap_or_default();
    let absent = std::iter::once(None);
    absent.chain(candidates.iter().map(Some)).any(|value| {
        let mut context = Context::default();
        if let Some(value) = value {
            context.set(key, value.as_str());
        }
        condition::matches(source.document.version, &conditions, &context)
    })
}

/// Values of which one satisfies all the conditions if any value does; `None`: there is no such list.
fn candidates(tests: &[&Test<'_>]) -> Option<Vec<String>> {
    let texts = |test: &Test<'_>| test.values().map(str::to_owned).collect();
    let listed = |test: &&&Test<'_>| {
        let exact = matches!(test.operator.comparison, Comparison::StringEquals);
        exact && test.demands()
    };
    if let Some(test) = tests.iter().find(listed) {
        return Some(texts(test));
    }
    if tests
        .iter()
        .any(|test| test.operator.comparison == Comparison::Bool && test.demands())
    {
        return Some(vec!["true".to_owned(), "false".to_owned()]);
    }
    let only_absent = |test: &&Test<'_>| {
        test.operator.comparison == Comparison::Null && test.truth() == Some(true)
    };
    if tests.iter().any(only_absent) {
        return Some(Vec::new());
    }
    let mut bounds: Vec<i64> = Vec::new();
    for test in tests {
        for value in test.values() {
            bounds.push(match test.operator.comparison {
                Comparison::Numeric(_) => value.parse().ok()?,
                Comparison::Date(_) => date::parse(value).filter(|m| m.nanoseconds == 0)?.seconds,
                Comparison::Null => continue,
                _ => return None,
            });
        }
    }
    let numeric = |test: &&Test<'_>| matches!(test.operator.comparison, Comparison::Numeric(_));
    let dated = |test: &&Test<'_>| matches!(test.operator.comparison, Comparison::Date(_));
    if tests.iter().any(numeric) && tests.iter().any(dated) {
        return None;
    }
    // Whole bounds cut the line into themselves and the gaps between; a half on each side meets every gap.
    let around = |bound: i64| {
        let below = bound.checked_sub(1)?;
        let half = |whole: i64| match whole {
            -1 => "-0.5".to_owned(),
            ..-1 => format!("{}.5", whole + 1),
            0.. => format!("{whole}.5"),
        };
        Some([bound.to_string(), half(below), half(bound)])
    };
    let around: Option<Vec<_>> = bounds.into_iter().map(around).collect();
    let candidates = around?.into_iter().flatten();
    // Four digits alone would be a year.
    let year = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let dated = tests.iter().any(dated);
    Some(
        candidates
            .map(|text| {
                if dated && year(&text) {
                    format!("{text}.0")
                } else {
                    text
                }
            })
            .collect(),
    )
}
