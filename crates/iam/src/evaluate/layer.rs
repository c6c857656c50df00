//! All policies of one kind, held against a request.

use super::{Attached, Layer};
use crate::{
    Sink,
    policy::{
        Effect,
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
        for (index, statement) in attached.policy.statements().iter().enumerate() {
            let allow = statement.effect == Effect::Allow;
            if allow && self.grant == Some(Grant::Full) {
                continue;
            }
            match statement.fit(question) {
                Fit::Applies(_) if !allow => {
                    self.deny = self.deny.or(Some((attached, index)));
                    if !S::ON {
                        return;
                    }
                }
                Fit::Applies(grant) if self.grant < Some(grant) => {
                    self.allow = Some((attached, index));
                    self.grant = Some(grant);
                }
                Fit::ConditionsFail(grant) if allow => self.near = self.near.max(Some(grant)),
                Fit::Applies(_) | Fit::ConditionsFail(_) | Fit::Not => {}
            }
        }
        if let Some(got) = got.filter(|_| S::ON) {
            let compiled = attached.policy.statements().iter();
            let statements = compiled.zip(&attached.policy.document().statements);
            self.policies.push(PolicyTrace {
                policy: attached.id.clone(),
                statements: statements
                    .enumerate()
                    .map(|(index, (compiled, statement))| {
                        compiled.trace(index, statement, question, got)
                    })
                    .collect(),
            });
        }
    }
}
