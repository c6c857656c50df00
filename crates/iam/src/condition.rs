//! Conditions: one operator and key, held against the request's context.
//!
//! AWS: IAM User Guide, "Condition operators", "Conditions with multiple context keys or values", "Single-valued vs.
//! multivalued context keys".

mod constant;
mod operator;

use std::sync::Arc;

pub use operator::{Comparison, Operator, Quantifier, Relation};

use crate::{
    Context, Span,
    context::{Entry, Key},
    policy::Version,
    trace::{Asked, ConditionReason, ConditionTrace},
};
use constant::{Constant, Outcome};

/// One operator and key of a `Condition` element, with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// As written, `ForAnyValue:StringLike`.
    pub operator: Arc<str>,
    /// As written.
    pub key: Arc<str>,
    /// As written; numbers and booleans as their JSON text.
    pub values: Vec<(Arc<str>, Span)>,
    /// Key and values.
    pub span: Span,
}

/// Whether all conditions hold. One with an unknown operator does not.
pub fn matches(version: Version, conditions: &[Condition], context: &Context) -> bool {
    conditions
        .iter()
        .all(|condition| Compiled::new(condition, version).holds(context).0)
}

/// Reads the text of a `Condition` element alone. Values of no use are left out; `None`: it is not a JSON object.
pub fn read(text: &str) -> Option<Vec<Condition>> {
    crate::read::conditions(text)
}

/// Whether a value is of its operator's type.
pub(crate) fn is_well_formed(value: &str, operator: Operator, version: Version) -> bool {
    Constant::compile(value, operator.comparison, version).is_well_formed()
}

/// A condition made ready: nothing of it is read again when it is held against a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Compiled {
    /// `None`: unknown, never holds.
    operator: Option<Operator>,
    key: Key,
    constants: Box<[Constant]>,
    /// The same as written.
    asked: Arc<Asked>,
}

/// Why a condition holds or does not, borrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason<'a> {
    Compared,
    KeyAbsent,
    AbsentMatchesNegated,
    AbsentMatchesIfExists,
    EmptyMatchesForAllValues,
    Presence,
    VariableUnresolved(&'a Arc<str>),
    NotComparable(&'a Arc<str>),
}

impl Compiled {
    pub(crate) fn new(condition: &Condition, version: Version) -> Self {
        let operator = Operator::parse(&condition.operator);
        let constants = operator.map(|operator| {
            let values = condition.values.iter();
            values
                .map(|(value, _)| Constant::compile(value, operator.comparison, version))
                .collect()
        });
        Self {
            operator,
            key: Key::new(&condition.key),
            constants: constants.unwrap_or_default(),
            asked: Arc::new(Asked {
                operator: Arc::clone(&condition.operator),
                key: Arc::clone(&condition.key),
                wanted: condition
                    .values
                    .iter()
                    .map(|(text, _)| Arc::clone(text))
                    .collect(),
                span: condition.span,
            }),
        }
    }

    /// The facts behind [`Self::holds`].
    pub(crate) fn trace(&self, context: &Context) -> ConditionTrace {
        let entry = context.entry(&self.key);
        let (matched, reason) = self.holds_of(entry, context);
        ConditionTrace {
            asked: Arc::clone(&self.asked),
            got: entry.map(|entry| Arc::clone(&entry.values)),
            matched,
            reason: reason.into(),
        }
    }

    /// Whether it holds, and why.
    pub(crate) fn holds<'a>(&'a self, context: &'a Context) -> (bool, Reason<'a>) {
        self.holds_of(context.entry(&self.key), context)
    }

    /// The same, given the key's entry.
    ///
    /// A key that is present with no values counts as absent. An operator without a set operator on a multivalued key
    /// is taken as `ForAnyValue`; AWS does not document that case.
    fn holds_of<'a>(
        &'a self,
        entry: Option<&'a Entry>,
        context: &'a Context,
    ) -> (bool, Reason<'a>) {
        let Some(operator) = self.operator else {
            return (false, Reason::Compared);
        };
        let values = entry.map_or(&[][..], |entry| &*entry.values);
        let empty = values.iter().all(|value| value.is_empty());
        if operator.comparison == Comparison::Null {
            let null = empty && (values.is_empty() || entry.is_some_and(|entry| entry.multivalued));
            let wanted = |constant: &Constant| *constant == Constant::Truth(null);
            return (self.constants.iter().any(wanted), Reason::Presence);
        }
        if operator.quantifier == Quantifier::ForAllValues && empty {
            return (true, Reason::EmptyMatchesForAllValues);
        }
        if values.is_empty() {
            return match operator {
                Operator {
                    if_exists: true, ..
                } => (true, Reason::AbsentMatchesIfExists),
                Operator {
                    negated: true,
                    quantifier: Quantifier::Single,
                    ..
                } => (true, Reason::AbsentMatchesNegated),
                _ => (false, Reason::KeyAbsent),
            };
        }
        let mut reason = Reason::Compared;
        let mut fits = |value: &'a Arc<str>| self.fits(operator, value, context, &mut reason);
        let holds = match operator.quantifier {
            Quantifier::ForAllValues => values.iter().all(&mut fits),
            Quantifier::ForAnyValue | Quantifier::Single => values.iter().any(&mut fits),
        };
        (holds, reason)
    }

    /// Whether one value of the request satisfies the operator against all constants: one must be hit, or, negated, none.
    fn fits<'a>(
        &'a self,
        operator: Operator,
        value: &'a Arc<str>,
        context: &'a Context,
        reason: &mut Reason<'a>,
    ) -> bool {
        let mut because = Reason::Compared;
        let mut comparable = true;
        for constant in &self.constants {
            match constant.compare(operator.comparison, value, context) {
                Outcome::Equal => {
                    *reason = Reason::Compared;
                    return !operator.negated;
                }
                Outcome::Differs => {}
                Outcome::Unresolved(key) => because = Reason::VariableUnresolved(key),
                Outcome::NotComparable => {
                    comparable = false;
                    because = Reason::NotComparable(value);
                }
            }
        }
        *reason = because;
        // A request value that is no number or date matches no Numeric or Date condition, negated or not.
        let typed = matches!(
            operator.comparison,
            Comparison::Numeric(_) | Comparison::Date(_)
        );
        operator.negated && (comparable || !typed)
    }
}

impl From<Reason<'_>> for ConditionReason {
    fn from(reason: Reason<'_>) -> Self {
        match reason {
            Reason::Compared => Self::Compared,
            Reason::KeyAbsent => Self::KeyAbsent,
            Reason::AbsentMatchesNegated => Self::AbsentMatchesNegated,
            Reason::AbsentMatchesIfExists => Self::AbsentMatchesIfExists,
            Reason::EmptyMatchesForAllValues => Self::EmptyMatchesForAllValues,
            Reason::Presence => Self::Presence,
            Reason::VariableUnresolved(key) => Self::VariableUnresolved(Arc::clone(key)),
            Reason::NotComparable(value) => Self::NotComparable(Arc::clone(value)),
        }
    }
}

#[cfg(test)]
mod tests;
