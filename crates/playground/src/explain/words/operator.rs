//! Condition operators in words.

use iam::condition::{Comparison, Operator as Parsed, Quantifier, Relation};

use super::some;

/// A condition operator that can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    /// `None`: no operator of the policy language.
    parsed: Option<Parsed>,
    written: String,
}

/// Takes an operator as a policy writes it.
pub fn operator(written: &str) -> Operator {
    Operator {
        parsed: Parsed::parse(written),
        written: written.to_owned(),
    }
}

impl Operator {
    /// What it asks: `must equal "c-7f3a"`, `must be true`, `must be absent`, `each value must be one of "a", "b"`.
    pub fn must(&self, values: &[impl AsRef<str>]) -> String {
        let subject = match self.quantifier() {
            Quantifier::ForAllValues => "each value ",
            Quantifier::ForAnyValue => "at least one value ",
            Quantifier::Single => "",
        };
        let if_exists = if self.if_exists() {
            ", if the key is present"
        } else {
            ""
        };
        format!(
            "{subject}must {}{if_exists}",
            self.predicate(values, |all| all.join(", "))
        )
    }

    /// The need with its key, short: `aws:MultiFactorAuthPresent = true`, `aws:SourceIp to be in 10.0.0.0/8`.
    pub fn need(&self, key: &str, values: &[impl AsRef<str>]) -> String {
        let subject = match self.quantifier() {
            Quantifier::ForAllValues => "each value of ",
            Quantifier::ForAnyValue => "at least one value of ",
            Quantifier::Single => "",
        };
        let if_exists = if self.if_exists() {
            " (or no such key)"
        } else {
            ""
        };
        let need = match values {
            [value] if self.is_equality() => format!("{key} = {}", self.show(value.as_ref())),
            _ => format!("{subject}{key} to {}", self.predicate(values, some)),
        };
        format!("{need}{if_exists}")
    }

    /// As a fact: `aws:MultiFactorAuthPresent is true`, `sts:ExternalId is "c-7f3a"`, `aws:SourceIp is in 10.0.0.0/8`.
    pub fn fact(&self, key: &str, values: &[impl AsRef<str>]) -> String {
        let subject = match self.quantifier() {
            Quantifier::ForAllValues => "each value of ",
            Quantifier::ForAnyValue => "some value of ",
            Quantifier::Single => "",
        };
        let predicate = self.predicate(values, some);
        let (first, rest) = predicate.split_once(' ').unwrap_or((&predicate, ""));
        let third = match first {
            "be" | "equal" => "is",
            "match" => "matches",
            "differ" => "differs",
            "not" => "does not",
            "satisfy" => "satisfies",
            other => other,
        };
        let if_exists = if self.if_exists() { " or absent" } else { "" };
        format!("{subject}{key} {third} {rest}{if_exists}")
    }

    /// A value the way this operator shows its own: text in quotes, numbers and the like as they are.
    pub fn show(&self, value: &str) -> String {
        let quoted = match self.parsed {
            Some(parsed) => is_text(parsed.comparison),
            None => true,
        };
        if quoted || value.is_empty() {
            format!("\"{value}\"")
        } else {
            value.to_owned()
        }
    }

    fn quantifier(&self) -> Quantifier {
        self.parsed
            .map_or(Quantifier::Single, |parsed| parsed.quantifier)
    }

    fn if_exists(&self) -> bool {
        self.parsed.is_some_and(|parsed| parsed.if_exists)
    }

    fn is_equality(&self) -> bool {
        self.parsed.is_some_and(|parsed| {
            let verb = verb(parsed.comparison, parsed.negated);
            parsed.quantifier == Quantifier::Single
                && (verb.0 == EQUAL || parsed.comparison == Comparison::Bool)
        })
    }

    fn predicate(&self, values: &[impl AsRef<str>], join: fn(&[String]) -> String) -> String {
        let shown: Vec<String> = values.iter().map(|v| self.show(v.as_ref())).collect();
        let Some(parsed) = self.parsed else {
            return format!("satisfy {} {}", self.written, join(&shown));
        };
        if parsed.comparison == Comparison::Null {
            return match values {
                [one] if one.as_ref().eq_ignore_ascii_case("true") => "be absent",
                [one] if one.as_ref().eq_ignore_ascii_case("false") => "be present",
                _ => "be absent or present",
            }
            .to_owned();
        }
        let (one, several) = verb(parsed.comparison, parsed.negated);
        match shown.as_slice() {
            [] => format!("{several} an empty list"),
            [value] => format!("{one} {value}"),
            many => format!("{several} {}", join(many)),
        }
    }
}

const EQUAL: &str = "equal";

/// What is asked of the key's value, after "must" and "to": for one value of the policy, and for several.
/// Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
fn verb(comparison: Comparison, negated: bool) -> (&'static str, &'static str) {
    match (comparison, negated) {
        (Comparison::StringEquals | Comparison::Binary, false) => (EQUAL, "be one of"),
        (Comparison::StringEquals | Comparison::Binary, true) => ("differ from", "be none of"),
        (Comparison::StringEqualsIgnoreCase, false) => {
            ("equal (in any case)", "be (in any case) one of")
        }
        (Comparison::StringEqualsIgnoreCase, true) => {
            ("differ (in any case) from", "be (in any case) none of")
        }
        (Comparison::StringLike | Comparison::Arn, false) => ("match", "match one of"),
        (Comparison::StringLike | Comparison::Arn, true) => ("not match", "match none of"),
        (Comparison::Numeric(relation), negated) => match (relation, negated) {
            (Relation::Equals, false) => (EQUAL, "be one of"),
            (Relation::Equals, true) => ("differ from", "be none of"),
            (Relation::LessThan, _) => ("be less than", "be less than one of"),
            (Relation::LessThanEquals, _) => ("be at most", "be at most one of"),
            (Relation::GreaterThan, _) => ("be greater than", "be greater than one of"),
            (Relation::GreaterThanEquals, _) => ("be at least", "be at least one of"),
        },
        (Comparison::Date(relation), negated) => match (relation, negated) {
            (Relation::Equals, false) => (EQUAL, "be one of"),
            (Relation::Equals, true) => ("differ from", "be none of"),
            (Relation::LessThan, _) => ("be before", "be before one of"),
            (Relation::LessThanEquals, _) => ("be no later than", "be no later than one of"),
            (Relation::GreaterThan, _) => ("be after", "be after one of"),
            (Relation::GreaterThanEquals, _) => ("be no earlier than", "be no earlier than one of"),
        },
        (Comparison::Bool | Comparison::Null, false) => ("be", "be one of"),
        (Comparison::Bool | Comparison::Null, true) => ("not be", "be none of"),
        (Comparison::IpAddress, false) => ("be in", "be in one of"),
        (Comparison::IpAddress, true) => ("be outside", "be outside all of"),
    }
}

/// The values are text, and stand in quotes.
fn is_text(comparison: Comparison) -> bool {
    match comparison {
        Comparison::StringEquals
        | Comparison::StringEqualsIgnoreCase
        | Comparison::StringLike
        | Comparison::Binary => true,
        Comparison::Numeric(_)
        | Comparison::Date(_)
        | Comparison::Bool
        | Comparison::IpAddress
        | Comparison::Arn
        | Comparison::Null => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators() {
        for (written, values, must, need, fact) in [
            (
                "StringEquals",
                &["c-7f3a"][..],
                r#"must equal "c-7f3a""#,
                r#"k = "c-7f3a""#,
                r#"k is "c-7f3a""#,
            ),
            (
                "StringEquals",
                &["a", "b"],
                r#"must be one of "a", "b""#,
                r#"k to be one of "a", "b""#,
                r#"k is one of "a", "b""#,
            ),
            (
                "StringNotEquals",
                &["a"],
                r#"must differ from "a""#,
                r#"k to differ from "a""#,
                r#"k differs from "a""#,
            ),
            (
                "StringNotEquals",
                &["a", "b"],
                r#"must be none of "a", "b""#,
                r#"k to be none of "a", "b""#,
                r#"k is none of "a", "b""#,
            ),
            (
                "StringEqualsIgnoreCase",
                &["a"],
                r#"must equal (in any case) "a""#,
                r#"k to equal (in any case) "a""#,
                r#"k is (in any case) "a""#,
            ),
            (
                "StringLike",
                &["a*"],
                r#"must match "a*""#,
                r#"k to match "a*""#,
                r#"k matches "a*""#,
            ),
            (
                "StringNotLike",
                &["a*"],
                r#"must not match "a*""#,
                r#"k to not match "a*""#,
                r#"k does not match "a*""#,
            ),
            (
                "NumericLessThan",
                &["3600"],
                "must be less than 3600",
                "k to be less than 3600",
                "k is less than 3600",
            ),
            ("NumericEquals", &["5"], "must equal 5", "k = 5", "k is 5"),
            (
                "DateLessThan",
                &["2026-01-01T00:00:00Z"],
                "must be before 2026-01-01T00:00:00Z",
                "k to be before 2026-01-01T00:00:00Z",
                "k is before 2026-01-01T00:00:00Z",
            ),
            ("Bool", &["true"], "must be true", "k = true", "k is true"),
            (
                "BoolIfExists",
                &["true"],
                "must be true, if the key is present",
                "k = true (or no such key)",
                "k is true or absent",
            ),
            (
                "Null",
                &["true"],
                "must be absent",
                "k to be absent",
                "k is absent",
            ),
            (
                "Null",
                &["false"],
                "must be present",
                "k to be present",
                "k is present",
            ),
            (
                "IpAddress",
                &["10.0.0.0/8"],
                "must be in 10.0.0.0/8",
                "k to be in 10.0.0.0/8",
                "k is in 10.0.0.0/8",
            ),
            (
                "NotIpAddress",
                &["10.0.0.0/8", "::1"],
                "must be outside all of 10.0.0.0/8, ::1",
                "k to be outside all of 10.0.0.0/8, ::1",
                "k is outside all of 10.0.0.0/8, ::1",
            ),
            (
                "ArnLike",
                &["arn:aws:iam::1:role/*"],
                "must match arn:aws:iam::1:role/*",
                "k to match arn:aws:iam::1:role/*",
                "k matches arn:aws:iam::1:role/*",
            ),
            (
                "ForAllValues:StringEquals",
                &["a", "b"],
                r#"each value must be one of "a", "b""#,
                r#"each value of k to be one of "a", "b""#,
                r#"each value of k is one of "a", "b""#,
            ),
            (
                "ForAnyValue:StringLike",
                &["a"],
                r#"at least one value must match "a""#,
                r#"at least one value of k to match "a""#,
                r#"some value of k matches "a""#,
            ),
            (
                "StringEquals",
                &["a", "b", "c", "d", "e"],
                r#"must be one of "a", "b", "c", "d", "e""#,
                r#"k to be one of "a", "b", "c" and 2 more"#,
                r#"k is one of "a", "b", "c" and 2 more"#,
            ),
            (
                "StringEquals",
                &[],
                "must be one of an empty list",
                "k to be one of an empty list",
                "k is one of an empty list",
            ),
            (
                "StringFoo",
                &["a"],
                r#"must satisfy StringFoo "a""#,
                r#"k to satisfy StringFoo "a""#,
                r#"k satisfies StringFoo "a""#,
            ),
        ] {
            let operator = operator(written);
            assert_eq!(operator.must(values), must);
            assert_eq!(operator.need("k", values), need);
            assert_eq!(operator.fact("k", values), fact);
        }
    }

    #[test]
    fn every_operator_speaks() {
        for name in Parsed::names() {
            for values in [&[][..], &["x"], &["x", "y"]] {
                for written in [
                    name.to_owned(),
                    format!("{name}IfExists"),
                    format!("ForAnyValue:{name}"),
                    format!("ForAllValues:{name}IfExists"),
                ] {
                    let operator = operator(&written);
                    let fact = operator.fact("k", values);
                    let verbs = [
                        " is ",
                        " matches ",
                        " differs ",
                        " does not ",
                        " satisfies ",
                    ];
                    assert!(verbs.iter().any(|v| fact.contains(v)), "{fact}");
                    assert!(operator.must(values).contains("must "), "{written}");
                    assert!(operator.need("k", values).contains("k "), "{written}");
                }
            }
        }
    }
}
