//! An exchange with the few questions that every sentence asks of it.

use iam::evaluate::Layer;
use iam::trace::{LayerOutcome, LayerTrace};
use iam::{Decision, Effect};
use sts::Exchange;
use sts::facts::{Absence, Origin};
use sts::trace::{Authorization, CredentialKind, Failure, Gate, GateKind, GateState};

use super::words;

/// An exchange, and what it turns on.
pub(super) struct Case<'a> {
    pub(super) exchange: &'a Exchange,
    /// The gate that decided against the call.
    pub(super) failure: Option<(GateKind, &'a Failure)>,
}

/// Whose policy the resource's side is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Role,
    Resource,
    /// The call was refused before that could be seen.
    Unknown,
}

impl<'a> Case<'a> {
    pub(super) fn of(exchange: &'a Exchange) -> Self {
        let failure = exchange.trace.gates.iter().find_map(|gate| match gate {
            Gate {
                kind,
                state: GateState::Failed(failure),
            } => Some((*kind, failure)),
            _ => None,
        });
        Self { exchange, failure }
    }

    /// The authorization that ended in a denial.
    pub(super) fn denial(&self) -> Option<&'a Authorization> {
        match self.failure {
            Some((_, Failure::Policies)) => self
                .authorizations()
                .iter()
                .rev()
                .find(|authorization| authorization.evaluation.decision != Decision::Allow),
            _ => None,
        }
    }

    pub(super) fn authorizations(&self) -> &'a [Authorization] {
        &self.exchange.trace.authorizations
    }

    /// The caller's short name.
    pub(super) fn caller(&self) -> String {
        match &self.exchange.trace.caller {
            Some(caller) => words::name(&caller.arn),
            None => "the caller".to_owned(),
        }
    }

    /// The caller's short name, to begin a sentence.
    pub(super) fn caller_first(&self) -> String {
        let name = self.caller();
        // Names of users and roles keep their own case.
        if name.starts_with("the ") {
            words::capitalised(&name)
        } else {
            name
        }
    }

    /// The root user calls, with its long-term keys.
    pub(super) fn is_root(&self) -> bool {
        let caller = self.exchange.trace.caller.as_ref();
        caller.is_some_and(|caller| caller.credentials == CredentialKind::Root)
    }

    /// The caller's account.
    pub(super) fn account(&self) -> Option<&'a str> {
        self.exchange
            .trace
            .caller
            .as_ref()
            .map(|caller| caller.account.as_ref())
    }

    pub(super) fn side(&self) -> Side {
        match (self.authorizations().first(), self.failure) {
            (Some(authorization), _) if is_role(&authorization.resource) => Side::Role,
            (Some(_), _) => Side::Resource,
            (None, Some((GateKind::Credentials, _) | (_, Failure::Parameter("Action")))) => {
                Side::Unknown
            }
            // Only STS operations get as far as their parameters without an authorization.
            (None, _) => Side::Role,
        }
    }
}

pub(super) fn is_role(arn: &str) -> bool {
    arn.split(':')
        .nth(5)
        .is_some_and(|r| r.starts_with("role/"))
}

/// The gate that a kind of policy belongs to.
pub(super) fn gate_of(layer: Layer) -> GateKind {
    match layer {
        Layer::Identity | Layer::Boundary | Layer::Session | Layer::ServiceControl => {
            GateKind::Caller
        }
        Layer::Trust | Layer::Resource | Layer::ResourceControl => GateKind::Resource,
    }
}

/// The trace of one kind of policy.
pub(super) fn layer(authorization: &Authorization, layer: Layer) -> Option<&LayerTrace> {
    authorization
        .trace
        .layers
        .iter()
        .find(|trace| trace.layer == layer)
}

/// The layers that were looked at and bear on the call.
pub(super) fn layers(authorization: &Authorization) -> impl Iterator<Item = &LayerTrace> {
    authorization
        .trace
        .layers
        .iter()
        .filter(|layer| layer.outcome != LayerOutcome::NotNeeded)
}

/// The first statement of a layer that applies with this effect, and its policy.
pub(super) fn applying(
    layer: &LayerTrace,
    effect: Effect,
) -> Option<(&iam::PolicyId, &iam::trace::StatementTrace)> {
    layer.policies.iter().find_map(|policy| {
        policy
            .statements
            .iter()
            .find(|statement| statement.applies && statement.effect == effect)
            .map(|statement| (&policy.policy, statement))
    })
}

/// Where a key's value comes from.
pub(super) fn origin<'a>(authorization: &'a Authorization, key: &str) -> Option<&'a Origin> {
    authorization
        .facts
        .iter()
        .find(|fact| fact.key.eq_ignore_ascii_case(key))
        .map(|fact| &fact.origin)
}

/// Why a key is absent.
pub(super) fn absence<'a>(authorization: &'a Authorization, key: &str) -> Option<&'a Absence> {
    authorization
        .absent
        .iter()
        .find(|absent| absent.key.eq_ignore_ascii_case(key))
        .map(|absent| &absent.why)
}
