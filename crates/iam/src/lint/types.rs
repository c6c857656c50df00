//! Operators for values of another type than the key's.
//!
//! AWS: IAM User Guide, "Condition operators"; policy validation checks "Type mismatch".

use super::{
    Class, Finding, Holds, Rule,
    facts::KeyType,
    source::{Source, StatementAt, Test},
};
use crate::{
    condition::{self, Comparison, Relation},
    date, number,
    policy::Version,
};

pub(super) fn check(source: &Source<'_>, at: &StatementAt<'_>, findings: &mut Vec<Finding>) {
    for test in &at.tests {
        let Some(key) = test.key else { continue };
        let operator = test.operator;
        let class = match fit(key.kind, operator.comparison) {
            Fit::Right => continue,
            Fit::AsText => Class::Warning,
            Fit::Never => {
                let typed = matches!(
                    operator.comparison,
                    Comparison::Numeric(_) | Comparison::Date(_)
                );
                let holds = match operator.negated && !typed {
                    true => Holds::Always,
                    false => Holds::Never,
                };
                match holds.class(at.statement.effect) {
                    Class::Security => Class::Security,
                    _ => Class::Error,
                }
            }
        };
        let rule = Rule::WrongOperator {
            key: test.condition.key.clone(),
            wanted: key.kind,
            operator: test.condition.operator.clone(),
        };
        let finding = Finding::new(class, test.span(), rule);
        findings.push(match instead(key.kind, test) {
            Some(base) => finding.use_operator((source, at), test, &test.renamed(base), None),
            None => finding,
        });
    }
}

/// How an operator goes with a type.
enum Fit {
    Right,
    /// It compares the value as text, which can work.
    AsText,
    /// No value of the type satisfies it.
    Never,
}

fn fit(kind: KeyType, comparison: Comparison) -> Fit {
    use Comparison as C;
    use KeyType as K;
    let text = matches!(
        comparison,
        C::StringEquals | C::StringEqualsIgnoreCase | C::StringLike | C::Binary
    );
    match (kind, comparison) {
        (_, C::Null)
        | (K::Any, _)
        | (K::Boolean, C::Bool)
        | (K::Number, C::Numeric(_))
        | (K::Date, C::Date(_))
        | (K::Epoch, C::Date(_) | C::Numeric(_))
        | (K::Arn, C::Arn)
        | (K::Address, C::IpAddress) => Fit::Right,
        (K::Text | K::Account | K::Arn, _) if text => Fit::Right,
        _ if text => Fit::AsText,
        (K::Account, C::Numeric(_)) => Fit::AsText,
        _ => Fit::Never,
    }
}

/// The operator that compares the same the right way, where the values are of the key's type.
fn instead(kind: KeyType, test: &Test<'_>) -> Option<&'static str> {
    use Comparison as C;
    let operator = test.operator;
    let equality = matches!(
        operator.comparison,
        C::StringEquals | C::StringEqualsIgnoreCase | C::StringLike | C::Numeric(Relation::Equals)
    );
    let (base, fits): (_, fn(&str) -> bool) = match (kind, operator.negated) {
        (KeyType::Boolean, false) => ("Bool", |value| {
            value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false")
        }),
        (KeyType::Number, false) => ("NumericEquals", is_number),
        (KeyType::Number, true) => ("NumericNotEquals", is_number),
        (KeyType::Date | KeyType::Epoch, false) => ("DateEquals", is_date),
        (KeyType::Date | KeyType::Epoch, true) => ("DateNotEquals", is_date),
        (KeyType::Address, false) => ("IpAddress", is_block),
        (KeyType::Address, true) => ("NotIpAddress", is_block),
        (KeyType::Text | KeyType::Account, false) => ("StringEquals", |_| true),
        (KeyType::Text | KeyType::Account, true) => ("StringNotEquals", |_| true),
        (KeyType::Any | KeyType::Arn, _) | (KeyType::Boolean, true) => return None,
    };
    (equality && test.values().all(fits)).then_some(base)
}

fn is_number(value: &str) -> bool {
    number::parse(value).is_some()
}

fn is_date(value: &str) -> bool {
    date::parse(value).is_some()
}

fn is_block(value: &str) -> bool {
    let operator = condition::Operator::parse("IpAddress");
    operator.is_some_and(|operator| condition::is_well_formed(value, operator, Version::V2012))
}
