//! A value of a condition, read once according to its operator.

use std::{cmp::Ordering, net::IpAddr, sync::Arc};

use ipnet::IpNet;

use super::{Comparison, Relation};
use crate::{
    Context,
    arn::Arn,
    date::{self, Moment},
    number::{self, Decimal},
    pattern::{Case, Glob, Wildcards},
    policy::Version,
};

/// What a policy compares with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Constant {
    Text(Glob),
    Number(Decimal<Box<str>>),
    Date(Moment),
    Block(IpNet),
    Truth(bool),
    /// Not of the operator's type: nothing compares to it.
    Malformed,
}

/// What a comparison came to.
pub(super) enum Outcome<'a> {
    /// The request's value stands to the constant as the operator's positive form demands.
    Equal,
    Differs,
    /// A variable of the constant has no value in the request.
    Unresolved(&'a Arc<str>),
    /// The request's value is not of the operator's type.
    NotComparable,
}

impl Constant {
    pub(super) fn compile(value: &str, comparison: Comparison, version: Version) -> Self {
        let glob = |version, wildcards| Self::Text(Glob::compile(value, version, wildcards));
        let constant = match comparison {
            Comparison::StringEquals | Comparison::StringEqualsIgnoreCase => {
                Some(glob(version, Wildcards::AreText))
            }
            Comparison::StringLike | Comparison::Arn => Some(glob(version, Wildcards::Count)),
            Comparison::Binary => Some(glob(Version::V2008, Wildcards::AreText)),
            Comparison::Bool => truth(value).map(Self::Truth).or_else(|| {
                let glob = Glob::compile(value, version, Wildcards::AreText);
                glob.has_variable().then_some(Self::Text(glob))
            }),
            Comparison::Numeric(_) => number::parse(value).map(|n| Self::Number(n.to_owned())),
            Comparison::Date(_) => date::parse(value).map(Self::Date),
            Comparison::IpAddress => block(value).map(Self::Block),
            Comparison::Null => truth(value).map(Self::Truth),
        };
        constant.unwrap_or(Self::Malformed)
    }

    /// Whether it is of the operator's type.
    pub(super) fn is_well_formed(&self) -> bool {
        *self != Self::Malformed
    }

    /// Holds a value of the request against it.
    pub(super) fn compare<'a>(
        &'a self,
        comparison: Comparison,
        value: &str,
        context: &'a Context,
    ) -> Outcome<'a> {
        match (self, comparison) {
            (Self::Text(glob), _) => {
                let (case, wall) = match comparison {
                    Comparison::StringEqualsIgnoreCase => (Case::Ignored, 0),
                    Comparison::Bool if truth(value).is_none() => return Outcome::NotComparable,
                    Comparison::Bool => (Case::Ignored, 0),
                    Comparison::Arn => match Arn::parse(value) {
                        Some(arn) => (Case::Counts, value.len() - arn.resource.len()),
                        None => return Outcome::NotComparable,
                    },
                    _ => (Case::Counts, 0),
                };
                if glob.matches(value, context, case, wall) {
                    return Outcome::Equal;
                }
                match glob.unresolved(context) {
                    Some(variable) => Outcome::Unresolved(&variable.key),
                    None => Outcome::Differs,
                }
            }
            (Self::Truth(wanted), Comparison::Bool) => match truth(value) {
                Some(truth) if truth == *wanted => Outcome::Equal,
                Some(_) => Outcome::Differs,
                None => Outcome::NotComparable,
            },
            (Self::Number(constant), Comparison::Numeric(relation)) => {
                decide(relation, number::parse(value).map(|n| n.compare(constant)))
            }
            (Self::Date(constant), Comparison::Date(relation)) => {
                decide(relation, date::parse(value).map(|m| m.cmp(constant)))
            }
            (Self::Block(block), _) => match value.parse::<IpAddr>() {
                Ok(address) if block.contains(&address) => Outcome::Equal,
                Ok(_) => Outcome::Differs,
                Err(_) => Outcome::NotComparable,
            },
            _ => Outcome::Differs,
        }
    }
}

fn decide(relation: Relation, order: Option<Ordering>) -> Outcome<'static> {
    let Some(order) = order else {
        return Outcome::NotComparable;
    };
    let fits = match relation {
        Relation::Equals => order.is_eq(),
        Relation::LessThan => order.is_lt(),
        Relation::LessThanEquals => order.is_le(),
        Relation::GreaterThan => order.is_gt(),
        Relation::GreaterThanEquals => order.is_ge(),
    };
    if fits {
        Outcome::Equal
    } else {
        Outcome::Differs
    }
}

/// `true` or `false`, in any case.
fn truth(text: &str) -> Option<bool> {
    if text.eq_ignore_ascii_case("true") {
        Some(true)
    } else if text.eq_ignore_ascii_case("false") {
        Some(false)
    } else {
        None
    }
}

/// A CIDR block, or a bare address, which is a block of one.
fn block(text: &str) -> Option<IpNet> {
    let bare = || text.parse::<IpAddr>().ok().map(IpNet::from);
    text.parse().ok().or_else(bare)
}
