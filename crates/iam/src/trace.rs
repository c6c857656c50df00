//! What an evaluation looked at, as a tree of facts.

use std::{ops::Deref, sync::Arc};

use crate::{
    Effect, Layer, Policy, PolicyId, Request, Span,
    pattern::Action,
    policy::compiled::{Got, Question},
};

/// Receives the facts of an evaluation. [`NoTrace`] forgets them at no cost; [`Trace`] keeps them.
pub trait Sink {
    /// Whether facts are wanted at all: where false, none is built.
    const ON: bool;
    /// What each layer said, in order.
    fn layers(&mut self, layers: Vec<LayerTrace>);
}

/// Keeps nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoTrace;

impl Sink for NoTrace {
    const ON: bool = false;
    fn layers(&mut self, _: Vec<LayerTrace>) {}
}

/// Keeps the facts of the last evaluation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// The layers looked at, in order.
    pub layers: Vec<LayerTrace>,
}

impl Sink for Trace {
    const ON: bool = true;
    fn layers(&mut self, layers: Vec<LayerTrace>) {
        self.layers = layers;
    }
}

/// What one kind of policy said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerTrace {
    /// Which kind.
    pub layer: Layer,
    /// What it came to.
    pub outcome: LayerOutcome,
    /// Each policy of the kind.
    pub policies: Vec<PolicyTrace>,
}

/// What a layer came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerOutcome {
    /// A statement allows and none denies.
    Allows,
    /// No statement allows.
    DoesNotAllow,
    /// A statement denies.
    Denies,
    /// It does not allow, but a resource-based grant made that unnecessary.
    Bypassed,
    /// It is not needed for this request (no such policy, or the caller is exempt).
    NotNeeded,
}

/// What one policy said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyTrace {
    /// The caller's name for it.
    pub policy: PolicyId,
    /// The statements looked at, in the policy's order: all of a short policy ([`Policy::SHORT`]); of a longer one those
    /// whose action and resource may match.
    pub statements: Vec<StatementTrace>,
    /// How many statements are left out, because their action or resource cannot match. [`statement()`] tells of each.
    pub skipped: usize,
}

/// Traces one statement by itself, also one that a [`PolicyTrace`] leaves out.
///
/// `layer` is what the policy is for the request, and `has_boundary` whether the caller has a permissions boundary.
/// `None`: the policy has no statement of that index.
pub fn statement(
    request: &Request<'_>,
    layer: Layer,
    has_boundary: bool,
    policy: &Policy,
    index: usize,
) -> Option<StatementTrace> {
    let (compiled, statement) = policy.statement(index)?;
    let mut room = Action::ROOM;
    let question = Question {
        request,
        action: Action::new(request.action, &mut room),
        of_resource: layer.is_of_resource(),
        has_boundary,
    };
    let (got, named) = (Got::new(request), compiled.named(&question));
    Some(compiled.trace(index, statement, &question, &got, named))
}

/// Whether one statement applies, element by element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementTrace {
    /// Index in the policy.
    pub index: usize,
    /// Its `Sid`.
    pub sid: Option<Arc<str>>,
    /// The whole statement.
    pub span: Span,
    /// `Allow` or `Deny`.
    pub effect: Effect,
    /// Every element matches.
    pub applies: bool,
    /// `Principal` or `NotPrincipal`; `None`: the policy kind has none.
    pub principal: Option<ElementTrace>,
    /// `Action` or `NotAction`.
    pub action: ElementTrace,
    /// `Resource` or `NotResource`; `None`: a trust policy has none.
    pub resource: Option<ElementTrace>,
    /// Each operator and key of `Condition`, in the policy's order.
    pub conditions: Vec<ConditionTrace>,
}

/// Whether one element matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElementTrace {
    /// The element matches (after negation, for `Not…`).
    pub matched: bool,
    /// It is a `Not…` element.
    pub negated: bool,
    /// The whole element, key and value.
    pub span: Span,
    /// What the policy lists, in its order.
    pub wanted: Arc<[Arc<str>]>,
    /// What the request has.
    pub got: Arc<str>,
    /// The listed value that matched (for `Not…`: that stopped it), and its span.
    pub by: Option<(usize, Span)>,
}

/// Whether one condition (operator and key) holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionTrace {
    /// What the policy asks, to be read as if it stood here: `trace.key` is `trace.asked.key`.
    pub asked: Arc<Asked>,
    /// The request's values; `None`: the key is absent.
    pub got: Option<Arc<[Arc<str>]>>,
    /// The condition holds.
    pub matched: bool,
    /// Why.
    pub reason: ConditionReason,
}

/// What one condition of a policy asks; all traces of it share this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// As written, such as `ForAnyValue:StringLike` or `BoolIfExists`.
    pub operator: Arc<str>,
    /// As written.
    pub key: Arc<str>,
    /// The policy's values, as written.
    pub wanted: Vec<Arc<str>>,
    /// Key and values.
    pub span: Span,
}

impl Deref for ConditionTrace {
    type Target = Asked;

    fn deref(&self) -> &Asked {
        &self.asked
    }
}

/// Why a condition holds or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConditionReason {
    /// Values were compared, and that decided.
    Compared,
    /// The key is absent, and the operator needs it.
    KeyAbsent,
    /// The key is absent, which a negated operator takes as a match.
    AbsentMatchesNegated,
    /// The key is absent, which `…IfExists` takes as a match.
    AbsentMatchesIfExists,
    /// The key is absent or empty, which `ForAllValues` takes as a match.
    EmptyMatchesForAllValues,
    /// `Null` looked at presence only.
    Presence,
    /// A policy variable names a key the request lacks.
    VariableUnresolved(Arc<str>),
    /// The request's value is not of the operator's type.
    NotComparable(Arc<str>),
}
