//! One statement made ready, and held against a request.

use std::sync::Arc;

use super::{
    Effect, ListElement, Statement, Version,
    principals::{Grant, Principals},
};
use crate::{
    Context, Request,
    condition::Compiled as CompiledCondition,
    pattern::{Action, ActionPattern, Beginning, ResourceBeginning, ResourcePattern},
    trace::{ElementTrace, StatementTrace},
};

/// A statement made ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CompiledStatement {
    pub(crate) effect: Effect,
    principals: Option<Principals>,
    action: Element<ActionPattern>,
    /// `None`: the statement has neither `Resource` nor `NotResource`, and covers every resource.
    resource: Option<Element<ResourcePattern>>,
    conditions: Box<[CompiledCondition]>,
}

/// A compiled list element.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Element<P> {
    negated: bool,
    patterns: Box<[P]>,
    /// The values as written, shared with every trace.
    wanted: Arc<[Arc<str>]>,
}

/// What statements are held against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question<'a> {
    pub(crate) request: &'a Request<'a>,
    /// The request's action.
    pub(crate) action: Action<'a>,
    /// The policy is one of a resource: its `Principal` counts.
    pub(crate) of_resource: bool,
    /// The caller has a permissions boundary.
    pub(crate) has_boundary: bool,
}

/// How a statement stands to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// Every element matches.
    Applies(Grant),
    /// Every element but `Condition` matches.
    ConditionsFail(Grant),
    /// `Principal`, `Action` or `Resource` does not match.
    Not,
}

/// How directly a statement names the caller, and the place in its list of principals that decided.
pub(crate) type Named = (Option<Grant>, Option<usize>);

/// The request's side of a trace, shared by all its nodes.
#[derive(Clone, Debug)]
pub(crate) struct Got {
    action: Arc<str>,
    resource: Arc<str>,
    principal: Arc<str>,
}

impl Fit {
    /// The same from the facts of a statement, given how it names the caller.
    pub(crate) fn of(trace: &StatementTrace, (grant, _): Named) -> Self {
        let covered = trace.action.matched && trace.resource.as_ref().is_none_or(|r| r.matched);
        match grant.filter(|_| covered) {
            Some(grant) if trace.conditions.iter().all(|c| c.matched) => Self::Applies(grant),
            Some(grant) => Self::ConditionsFail(grant),
            None => Self::Not,
        }
    }
}

impl Got {
    pub(crate) fn new(request: &Request<'_>) -> Self {
        Self {
            action: request.action.into(),
            resource: request.resource.into(),
            principal: request.principal.shared_name(),
        }
    }
}

impl CompiledStatement {
    pub(crate) fn new(statement: &Statement, version: Version) -> Self {
        let principals = statement.principal.as_ref();
        let resource = statement.resource.as_ref();
        let conditions = statement.conditions.iter();
        Self {
            effect: statement.effect,
            principals: principals.map(|element| Principals::new(element, statement.effect)),
            action: Element::new(&statement.action, ActionPattern::compile),
            resource: resource.map(|element| {
                Element::new(element, |text| ResourcePattern::compile(text, version))
            }),
            conditions: conditions
                .map(|condition| CompiledCondition::new(condition, version))
                .collect(),
        }
    }

    /// Holds the statement against a request, cheapest element first.
    pub(crate) fn fit(&self, question: &Question<'_>) -> Fit {
        let Request {
            resource, context, ..
        } = *question.request;
        let action = question.action;
        if !self.action.covers(|pattern| pattern.matches(action))
            || !self.covers_resource(resource, context)
        {
            return Fit::Not;
        }
        let Some(grant) = self.named(question).0 else {
            return Fit::Not;
        };
        match self.conditions.iter().all(|c| c.holds(context).0) {
            true => Fit::Applies(grant),
            false => Fit::ConditionsFail(grant),
        }
    }

    fn covers_resource(&self, resource: &str, context: &Context) -> bool {
        self.resource
            .as_ref()
            .is_none_or(|element| element.covers(|pattern| pattern.matches(resource, context)))
    }

    /// How the statement names the caller.
    ///
    /// A policy of the caller's own names them by being theirs; one of a resource that names nobody covers nobody.
    pub(crate) fn named(&self, question: &Question<'_>) -> Named {
        match &self.principals {
            _ if !question.of_resource => (Some(Grant::Full), None),
            Some(principals) => {
                principals.matches(question.request.principal, question.has_boundary)
            }
            None => (None, None),
        }
    }

    /// How the actions it can match begin; none: it matches no action.
    pub(crate) fn action_beginnings(&self) -> Vec<Beginning> {
        match self.action.negated {
            true => vec![Beginning::ANY],
            false => {
                let patterns = self.action.patterns.iter();
                patterns.filter_map(ActionPattern::beginning).collect()
            }
        }
    }

    /// How the resources it can match begin; none: it matches no resource.
    pub(crate) fn resource_beginnings(&self) -> Vec<ResourceBeginning> {
        match &self.resource {
            Some(element) if !element.negated => {
                let patterns = element.patterns.iter();
                patterns.map(ResourcePattern::beginning).collect()
            }
            _ => vec![ResourceBeginning::OfAll(Beginning::ANY)],
        }
    }

    /// The facts behind a [`Self::fit`], every element looked at; `named` is [`Self::named`].
    pub(crate) fn trace(
        &self,
        index: usize,
        statement: &Statement,
        question: &Question<'_>,
        got: &Got,
        named: Named,
    ) -> StatementTrace {
        let Request {
            resource, context, ..
        } = *question.request;
        let resources = self.resource.as_ref().zip(statement.resource.as_ref());
        let mut trace = StatementTrace {
            index,
            sid: statement.sid.clone(),
            span: statement.span,
            effect: statement.effect,
            applies: false,
            principal: self.trace_principal(statement, question, got, named),
            action: self
                .action
                .trace(&statement.action, &got.action, |pattern| {
                    pattern.matches(question.action)
                }),
            resource: resources.map(|(compiled, element)| {
                compiled.trace(element, &got.resource, |p| p.matches(resource, context))
            }),
            conditions: self
                .conditions
                .iter()
                .map(|condition| condition.trace(context))
                .collect(),
        };
        trace.applies = matches!(Fit::of(&trace, named), Fit::Applies(_));
        trace
    }

    fn trace_principal(
        &self,
        statement: &Statement,
        question: &Question<'_>,
        got: &Got,
        (grant, at): Named,
    ) -> Option<ElementTrace> {
        if !question.of_resource {
            return None;
        }
        let (compiled, element) = self.principals.as_ref().zip(statement.principal.as_ref())?;
        Some(ElementTrace {
            matched: grant.is_some(),
            negated: element.negated,
            span: element.span,
            wanted: Arc::clone(&compiled.wanted),
            got: Arc::clone(&got.principal),
            by: at.and_then(|at| Some((at, element.values.get(at)?.span))),
        })
    }
}

impl<P> Element<P> {
    fn new(element: &ListElement, compile: impl Fn(&str) -> P) -> Self {
        Self {
            negated: element.negated,
            patterns: element
                .values
                .iter()
                .map(|(text, _)| compile(text))
                .collect(),
            wanted: element
                .values
                .iter()
                .map(|(text, _)| Arc::clone(text))
                .collect(),
        }
    }

    fn covers(&self, matches: impl Fn(&P) -> bool) -> bool {
        self.patterns.iter().any(matches) != self.negated
    }

    fn trace(
        &self,
        element: &ListElement,
        got: &Arc<str>,
        matches: impl Fn(&P) -> bool,
    ) -> ElementTrace {
        let at = self.patterns.iter().position(matches);
        ElementTrace {
            matched: at.is_some() != self.negated,
            negated: self.negated,
            span: element.span,
            wanted: Arc::clone(&self.wanted),
            got: Arc::clone(got),
            by: at.and_then(|at| Some((at, element.values.get(at)?.1))),
        }
    }
}
