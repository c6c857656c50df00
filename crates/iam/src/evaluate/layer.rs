//! All policies of one kind, held against a request.

use super::{Attached, Layer, PolicyId};
use crate::{
    Effect, Policy, Sink,
    policy::{
        compiled::{Fit, Got, Question},
        principals::Grant,
    },
    trace::PolicyTrace,
};

/// A policy and the index of one of its statements.
pub(super) type Place<'a> = (&'a Attached, usize);

/// What the policies of one kind say together.
#[derive(Debug)]
pub(super) struct Verdict<'a> {
    pub(super) layer: Layer,
    /// There are such policies.
    pub(super) present: bool,
    /// The first statement that denies.
    pub(super) deny: Option<Place<'a>>,
    /// Each level has a statement that allows; of the first level that one.
    pub(super) allow: Option<Place<'a>>,
    /// How directly the caller is allowed, at best.
    pub(super) grant: Option<Grant>,
    /// How directly the caller would be allowed if only conditions held.
    pub(super) near: Option<Grant>,
    /// Filled only where facts are wanted.
    pub(super) policies: Vec<PolicyTrace>,
}

impl<'a> Verdict<'a> {
    /// The verdict of no policies.
    pub(super) fn absent(layer: Layer) -> Self {
        Self {
            layer,
            present: false,
            deny: None,
            allow: None,
            grant: None,
            near: None,
            policies: Vec::new(),
        }
    }

    /// Policies that count as one: any may allow, any may deny.
    pub(super) fn of<S: Sink>(
        layer: Layer,
        policies: &'a [Attached],
        question: &Question<'_>,
        got: Option<&Got>,
    ) -> Self {
        let mut verdict = Self::absent(layer);
        verdict.present = true;
        if S::ON {
            verdict.policies.reserve_exact(policies.len());
        }
        for attached in policies {
            verdict.look_at::<S>(attached, question, got);
            if !S::ON && verdict.deny.is_some() {
                break;
            }
        }
        verdict
    }

    /// Levels that must all allow.
    pub(super) fn of_levels<S: Sink>(
        layer: Layer,
        levels: &'a [Vec<Attached>],
        question: &Question<'_>,
        got: Option<&Got>,
    ) -> Self {
        let mut whole = Self::absent(layer);
        whole.present = true;
        let mut levels = levels.iter();
        if let Some(first) = levels.next() {
            whole = Self::of::<S>(layer, first, question, got);
        }
        for level in levels {
            let next = Self::of::<S>(layer, level, question, got);
            whole.deny = whole.deny.or(next.deny);
            whole.allow = whole.allow.filter(|_| next.allow.is_some());
            whole.policies.extend(next.policies);
        }
        whole
    }

    fn look_at<S: Sink>(
        &mut self,
        attached: &'a Attached,
        question: &Question<'_>,
        got: Option<&Got>,
    ) {
        let mut found = Found::default();
        let granted = self.grant;
        match got.filter(|_| S::ON) {
            None => attached.policy.candidates(question, |index, statement| {
                let settled = match statement.effect {
                    Effect::Deny => found.deny.is_some_and(|deny| deny <= index),
                    Effect::Allow => granted == Some(Grant::Full) || found.is_granted_by(index),
                };
                if !settled {
                    found.add(index, statement.effect, statement.fit(question));
                }
            }),
            Some(got) => {
                let trace = found.trace(attached, question, got);
                self.policies.push(trace);
            }
        }
        let place = |index| (attached, index);
        self.deny = self.deny.or(found.deny.map(place));
        if granted < found.grant {
            self.grant = found.grant;
            self.allow = found.allow.map(place);
        }
        self.near = self.near.max(found.near);
    }
}

/// What the statements of one policy come to, whatever their order.
#[derive(Debug, Default)]
struct Found {
    /// The first that denies.
    deny: Option<usize>,
    /// The first of those that allow most directly.
    allow: Option<usize>,
    grant: Option<Grant>,
    near: Option<Grant>,
}

impl Found {
    /// No statement allows more directly than one that stands no later than this.
    fn is_granted_by(&self, index: usize) -> bool {
        self.grant == Some(Grant::Full) && self.allow <= Some(index)
    }

    fn add(&mut self, index: usize, effect: Effect, fit: Fit) {
        let first = |found: Option<usize>| Some(found.map_or(index, |found| found.min(index)));
        match (fit, effect) {
            (Fit::Applies(_), Effect::Deny) => self.deny = first(self.deny),
            (Fit::Applies(grant), Effect::Allow) if self.grant < Some(grant) => {
                self.grant = Some(grant);
                self.allow = Some(index);
            }
            (Fit::Applies(grant), Effect::Allow) if self.grant == Some(grant) => {
                self.allow = first(self.allow);
            }
            (Fit::ConditionsFail(grant), Effect::Allow) => self.near = self.near.max(Some(grant)),
            _ => {}
        }
    }

    /// The same for all statements that may match, with the facts behind it.
    fn trace(&mut self, attached: &Attached, question: &Question<'_>, got: &Got) -> PolicyTrace {
        let policy = &attached.policy;
        let all = policy.document().statements.len();
        let mut statements = Vec::new();
        if all <= Policy::SHORT {
            statements.reserve_exact(all);
        }
        policy.candidates(question, |index, compiled| {
            if let Some(statement) = policy.document().statements.get(index) {
                let named = compiled.named(question);
                let trace = compiled.trace(index, statement, question, got, named);
                self.add(index, compiled.effect, Fit::of(&trace, named));
                if statements.is_empty() {
                    statements.reserve_exact(1); // most long policies have but one
                }
                statements.push(trace);
            }
        });
        statements.sort_unstable_by_key(|statement| statement.index);
        statements.dedup_by_key(|statement| statement.index);
        PolicyTrace {
            policy: PolicyId::clone(&attached.id),
            skipped: all.saturating_sub(statements.len()),
            statements,
        }
    }
}
