//! The names of condition operators.

/// A condition operator: `ForAllValues:StringNotLikeIfExists` taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operator {
    /// `ForAllValues:`, `ForAnyValue:` or none.
    pub quantifier: Quantifier,
    /// What is compared, and how.
    pub comparison: Comparison,
    /// A `…Not…` operator.
    pub negated: bool,
    /// `…IfExists`
    pub if_exists: bool,
}

/// How many of a key's values must satisfy an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// No set operator.
    Single,
    /// `ForAllValues:`
    ForAllValues,
    /// `ForAnyValue:`
    ForAnyValue,
}

/// What an operator compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Text, case counts.
    StringEquals,
    /// Text without case.
    StringEqualsIgnoreCase,
    /// Text with wildcards.
    StringLike,
    /// Numbers.
    Numeric(Relation),
    /// Instants.
    Date(Relation),
    /// `true` or `false`.
    Bool,
    /// Base64.
    Binary,
    /// An address in a block.
    IpAddress,
    /// ARNs, part by part, with wildcards; `ArnEquals` and `ArnLike` are one.
    Arn,
    /// Whether the key is absent.
    Null,
}

/// How the request's value must stand to the policy's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// `…Equals`
    Equals,
    /// `…LessThan`
    LessThan,
    /// `…LessThanEquals`
    LessThanEquals,
    /// `…GreaterThan`
    GreaterThan,
    /// `…GreaterThanEquals`
    GreaterThanEquals,
}

const FOR_ALL_VALUES: &str = "ForAllValues:";
const FOR_ANY_VALUE: &str = "ForAnyValue:";
const IF_EXISTS: &str = "IfExists";

/// Every operator without its prefix and suffix, and whether it is negated.
const OPERATORS: &[(&str, Comparison, bool)] = {
    use Comparison::{
        Arn, Binary, Bool, Date, IpAddress, Null, Numeric, StringEquals, StringEqualsIgnoreCase,
        StringLike,
    };
    use Relation::{Equals, GreaterThan, GreaterThanEquals, LessThan, LessThanEquals};
    &[
        ("StringEquals", StringEquals, false),
        ("StringNotEquals", StringEquals, true),
        ("StringEqualsIgnoreCase", StringEqualsIgnoreCase, false),
        ("StringNotEqualsIgnoreCase", StringEqualsIgnoreCase, true),
        ("StringLike", StringLike, false),
        ("StringNotLike", StringLike, true),
        ("NumericEquals", Numeric(Equals), false),
        ("NumericNotEquals", Numeric(Equals), true),
        ("NumericLessThan", Numeric(LessThan), false),
        ("NumericLessThanEquals", Numeric(LessThanEquals), false),
        ("NumericGreaterThan", Numeric(GreaterThan), false),
        (
            "NumericGreaterThanEquals",
            Numeric(GreaterThanEquals),
            false,
        ),
        ("DateEquals", Date(Equals), false),
        ("DateNotEquals", Date(Equals), true),
        ("DateLessThan", Date(LessThan), false),
        ("DateLessThanEquals", Date(LessThanEquals), false),
        ("DateGreaterThan", Date(GreaterThan), false),
        ("DateGreaterThanEquals", Date(GreaterThanEquals), false),
        ("Bool", Bool, false),
        ("BinaryEquals", Binary, false),
        ("IpAddress", IpAddress, false),
        ("NotIpAddress", IpAddress, true),
        ("ArnEquals", Arn, false),
        ("ArnLike", Arn, false),
        ("ArnNotEquals", Arn, true),
        ("ArnNotLike", Arn, true),
        ("Null", Null, false),
    ]
};

impl Operator {
    /// Reads an operator's name, exactly as AWS writes it. `None`: there is none of that name.
    pub fn parse(name: &str) -> Option<Self> {
        let (quantifier, rest) = quantified(name);
        let (base, if_exists) = match rest.strip_suffix(IF_EXISTS) {
            Some(base) => (base, true),
            None => (rest, false),
        };
        let &(_, comparison, negated) = OPERATORS.iter().find(|(known, ..)| *known == base)?;
        (comparison != Comparison::Null || !if_exists).then_some(Self {
            quantifier,
            comparison,
            negated,
            if_exists,
        })
    }

    /// The operators without set operator and `IfExists`, in AWS's order.
    pub fn names() -> impl Iterator<Item = &'static str> {
        OPERATORS.iter().map(|(name, ..)| *name)
    }

    /// The known operator whose name is most like this one; prefix and suffix are kept. `None`: none is near.
    pub(crate) fn nearest(name: &str) -> Option<String> {
        let (set, rest) = match name.split_once(':') {
            Some((set, rest)) => (Some(set), rest.trim_start_matches(':')),
            None => (None, name),
        };
        let set = match set {
            Some(set) => {
                crate::nearest::nearest(set, ["ForAllValues", "ForAnyValue"])?.to_owned() + ":"
            }
            None => String::new(),
        };
        let split = rest.len().saturating_sub(IF_EXISTS.len());
        let (base, suffix) = match rest.split_at_checked(split) {
            Some((base, suffix)) if suffix.eq_ignore_ascii_case(IF_EXISTS) => (base, IF_EXISTS),
            _ => (rest, ""),
        };
        let base = crate::nearest::nearest(base, Self::names())?;
        let suffix = if base == "Null" { "" } else { suffix };
        Some(format!("{set}{base}{suffix}"))
    }
}

fn quantified(name: &str) -> (Quantifier, &str) {
    if let Some(rest) = name.strip_prefix(FOR_ALL_VALUES) {
        (Quantifier::ForAllValues, rest)
    } else if let Some(rest) = name.strip_prefix(FOR_ANY_VALUE) {
        (Quantifier::ForAnyValue, rest)
    } else {
        (Quantifier::Single, name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_apart() {
        assert_eq!(
            Operator::parse("ForAllValues:StringNotLikeIfExists"),
            Some(Operator {
                quantifier: Quantifier::ForAllValues,
                comparison: Comparison::StringLike,
                negated: true,
                if_exists: true,
            })
        );
        for name in Operator::names() {
            assert!(Operator::parse(name).is_some(), "{name}");
            let if_exists = Operator::parse(&format!("{name}IfExists"));
            assert_eq!(if_exists.is_some(), name != "Null", "{name}");
        }
        for name in [
            "",
            "stringEquals",
            "IfExists",
            "ForAnyValue::Bool",
            "ForAnyValue:",
            "StringEqual",
        ] {
            assert_eq!(Operator::parse(name), None, "{name}");
        }
    }

    #[test]
    fn the_nearest_name_keeps_prefix_and_suffix() {
        let near = |name: &str| Operator::nearest(name);
        assert_eq!(near("StringEqual").as_deref(), Some("StringEquals"));
        assert_eq!(
            near("stringlikeifexists").as_deref(),
            Some("StringLikeIfExists")
        );
        assert_eq!(
            near("ForAnyValues:StringEqls").as_deref(),
            Some("ForAnyValue:StringEquals")
        );
        assert_eq!(near("NullIfExists").as_deref(), Some("Null"));
        assert_eq!(near("é"), None);
        assert_eq!(near("Frobnicate"), None);
    }
}
