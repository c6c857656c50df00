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
mod tests;
