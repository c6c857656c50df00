//! The statement that came closest to allowing, and what it missed.

use iam::trace::{ConditionTrace, ElementTrace, LayerTrace, StatementTrace};
use iam::{Effect, PolicyId, Span};

/// An `Allow` statement that does not apply, and why.
pub(super) struct Near<'a> {
    pub(super) policy: &'a PolicyId,
    pub(super) statement: &'a StatementTrace,
    /// What failed, in the statement's order; never empty.
    pub(super) misses: Vec<Miss<'a>>,
}

/// An element or condition that does not match.
#[derive(Clone, Copy)]
pub(super) enum Miss<'a> {
    Principal(&'a ElementTrace),
    Action(&'a ElementTrace),
    Resource(&'a ElementTrace),
    Condition(&'a ConditionTrace),
}

impl Miss<'_> {
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Principal(e) | Self::Action(e) | Self::Resource(e) => e.span,
            Self::Condition(condition) => condition.span,
        }
    }
}

/// The closest: fewest of principal, action and resource missed, then fewest conditions missed,
/// then most matched, then the first.
pub(super) fn nearest(layer: &LayerTrace) -> Option<Near<'_>> {
    layer
        .policies
        .iter()
        .flat_map(|policy| policy.statements.iter().map(move |s| (&policy.policy, s)))
        .filter(|(_, statement)| statement.effect == Effect::Allow)
        .map(|(policy, statement)| Near {
            policy,
            statement,
            misses: misses(statement),
        })
        .filter(|near| !near.misses.is_empty())
        .min_by_key(distance)
}

fn misses(statement: &StatementTrace) -> Vec<Miss<'_>> {
    let principal = statement
        .principal
        .as_ref()
        .map(|e| (e, Miss::Principal as fn(_) -> _));
    let action = (&statement.action, Miss::Action as fn(_) -> _);
    let resource = statement
        .resource
        .as_ref()
        .map(|e| (e, Miss::Resource as fn(_) -> _));
    let elements = principal.into_iter().chain([action]).chain(resource);
    elements
        .filter(|(element, _)| !element.matched)
        .map(|(element, miss)| miss(element))
        .chain(
            statement
                .conditions
                .iter()
                .filter(|condition| !condition.matched)
                .map(Miss::Condition),
        )
        .collect()
}

fn distance(near: &Near<'_>) -> (usize, usize, usize) {
    let statement = near.statement;
    let conditions = near
        .misses
        .iter()
        .filter(|miss| matches!(miss, Miss::Condition(_)))
        .count();
    let all = 1
        + usize::from(statement.principal.is_some())
        + usize::from(statement.resource.is_some())
        + statement.conditions.len();
    let missed = near.misses.len();
    // More matched is nearer, so what is subtracted from grows with it.
    (missed - conditions, conditions, usize::MAX - (all - missed))
}
