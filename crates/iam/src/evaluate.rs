//! Deciding one request against every policy that bears on it.

mod layer;

use std::sync::Arc;

use crate::{
    Context, Policy, Principal, Sink,
    arn::Arn,
    pattern::Action,
    policy::{
        compiled::{Got, Question},
        principals::Grant,
    },
    trace::{LayerOutcome, LayerTrace},
};
use layer::{Place, Verdict};

/// Names one policy for the caller: opaque here, repeated in evaluations and traces.
pub type PolicyId = Arc<str>;

/// A compiled policy and the caller's name for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// The caller's name for it.
    pub id: PolicyId,
    /// The compiled policy, shared.
    pub policy: Arc<Policy>,
}

/// One question: may this principal do this action on this resource?
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Who asks.
    pub principal: &'a Principal,
    /// `service:Name`
    pub action: &'a str,
    /// The resource's ARN, or `*` for actions without one.
    pub resource: &'a str,
    /// Owner of the resource; `None`: the account in its ARN, or the caller's where that names none.
    pub resource_account: Option<&'a str>,
    /// The condition keys of the request.
    pub context: &'a Context,
}

/// The resource-based policy of the request's resource.
#[derive(Clone, Copy, Debug, Default)]
pub enum ResourcePolicy<'a> {
    /// The resource has none.
    #[default]
    None,
    /// An ordinary one: inside one account its grant can replace the identity policies'.
    Grants(&'a Attached),
    /// One that must allow, whatever else does: a role's trust policy.
    MustAllow(&'a Attached),
}

/// Every policy that bears on a request.
#[derive(Clone, Copy, Debug, Default)]
pub struct PolicySet<'a> {
    /// Identity-based policies of the caller: user and groups, or role; inline and managed.
    pub identity: &'a [Attached],
    /// The resource's own policy.
    pub resource: ResourcePolicy<'a>,
    /// The caller's permissions boundary.
    pub boundary: Option<&'a Attached>,
    /// Session policies passed when the session began; `None`: none were passed.
    pub session: Option<&'a [Attached]>,
    /// Service control policies of the caller's account, one list a level from the root down; `None`: no organisation, or exempt.
    pub scp: Option<&'a [Vec<Attached>]>,
    /// Resource control policies of the resource's account, likewise; RCPFullAWSAccess is implied at every level.
    pub rcp: Option<&'a [Vec<Attached>]>,
}

/// The kinds of policy, as an evaluation names the one that decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Identity-based policies.
    Identity,
    /// A resource-based policy other than a trust policy.
    Resource,
    /// A role's trust policy.
    Trust,
    /// Permissions boundary.
    Boundary,
    /// Session policies.
    Session,
    /// Service control policies.
    ServiceControl,
    /// Resource control policies.
    ResourceControl,
}

impl Layer {
    /// Its policies are those of the resource, which name their principals.
    pub(crate) fn is_of_resource(self) -> bool {
        matches!(self, Self::Resource | Self::Trust | Self::ResourceControl)
    }
}

/// What a request came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// Everything that must allow does, and nothing denies.
    Allow,
    /// Something that must allow does not.
    ImplicitDeny,
    /// A `Deny` statement applies.
    ExplicitDeny,
}

/// A decision and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// The decision.
    pub decision: Decision,
    /// Which kind of policy decided.
    pub layer: Layer,
    /// Policy and statement index that decided; `None` where the decision is that nothing allows.
    pub statement: Option<(PolicyId, usize)>,
    /// Caller and resource belong to one account.
    pub same_account: bool,
}

/// Decides a request.
///
/// The order, also of the layers in a trace: service control, resource control, the resource's policy, identity, boundary,
/// session. An explicit deny wins wherever it stands; of several, the first in that order is named. Where only allows are
/// missing, the caller's side is named before the resource's: service control, identity, boundary, session, and then the
/// trust or resource policy. (Which one AWS names is not documented.)
///
/// A trust policy that would let the caller in if only its conditions held counts as doing so while the caller's side is
/// looked at, so that the trust policy is what is named. Services, identities of a provider and anonymous callers have
/// no policies of their own and need the resource's.
///
/// With [`crate::NoTrace`] nothing is allocated; with [`crate::Trace`] the tree of facts is kept.
///
/// AWS: IAM User Guide, "Policy evaluation logic" (…policy-eval-denyallow, …cross-account).
pub fn evaluate<S: Sink>(
    request: &Request<'_>,
    policies: &PolicySet<'_>,
    sink: &mut S,
) -> Evaluation {
    let sides = Sides::of(request);
    let got = S::ON.then(|| Got::new(request));
    let mut room = Action::ROOM;
    let own = Question {
        request,
        action: Action::new(request.action, &mut room),
        of_resource: false,
        has_boundary: policies.boundary.is_some(),
    };
    let verdicts = Verdicts::look::<S>(policies, &own, got.as_ref());
    let (decision, layer, place) = verdicts.decide(request.principal, &sides);
    if S::ON {
        sink.layers(verdicts.layers(request.principal, &sides));
    }
    Evaluation {
        decision,
        layer,
        statement: place.map(|(attached, index)| (PolicyId::clone(&attached.id), index)),
        same_account: sides.same_account,
    }
}

/// How caller and resource stand to each other.
struct Sides {
    /// Both belong to one account; a caller without account is taken to be where the resource is, unless it is anonymous.
    same_account: bool,
    /// The caller is one that policies of its own can be attached to; root's are not needed.
    has_policies: bool,
}

impl Sides {
    fn of(request: &Request<'_>) -> Self {
        let caller = request.principal;
        let in_arn = || {
            let arn = Arn::parse(request.resource)?;
            (!arn.account.is_empty()).then_some(arn.account)
        };
        let owner = request
            .resource_account
            .or_else(in_arn)
            .or(caller.account());
        Self {
            same_account: match caller {
                Principal::Anonymous => false,
                _ => caller
                    .account()
                    .is_none_or(|account| owner == Some(account)),
            },
            has_policies: matches!(
                caller,
                Principal::User { .. }
                    | Principal::RoleSession { .. }
                    | Principal::FederatedUser { .. }
            ),
        }
    }
}

/// The policies of a layer.
#[derive(Clone, Copy)]
enum Bearing<'a> {
    /// They count as one.
    Together(&'a [Attached]),
    /// Each level must allow.
    Levels(&'a [Vec<Attached>]),
}

/// What each layer says.
struct Verdicts<'a> {
    service_control: Verdict<'a>,
    resource_control: Verdict<'a>,
    resource: Verdict<'a>,
    identity: Verdict<'a>,
    boundary: Verdict<'a>,
    session: Verdict<'a>,
}

impl<'a> Verdicts<'a> {
    /// Looks at every layer; without a trace, at none after one that denies.
    fn look<S: Sink>(policies: &PolicySet<'a>, own: &Question<'_>, got: Option<&Got>) -> Self {
        let theirs = &Question {
            of_resource: true,
            ..*own
        };
        let one = |attached: &'a Attached| Bearing::Together(std::slice::from_ref(attached));
        let levels = |levels: Option<&'a [Vec<Attached>]>| {
            let levels = levels.filter(|levels| !levels.is_empty());
            levels.map(Bearing::Levels)
        };
        let (kind, resource) = match policies.resource {
            ResourcePolicy::None => (Layer::Resource, None),
            ResourcePolicy::Grants(attached) => (Layer::Resource, Some(one(attached))),
            ResourcePolicy::MustAllow(attached) => (Layer::Trust, Some(one(attached))),
        };
        // An empty list of session policies limits nobody but a federated user, who has no permissions without one.
        let federated = matches!(own.request.principal, Principal::FederatedUser { .. });
        let session = policies
            .session
            .filter(|list| federated || !list.is_empty());
        let mut denied = false;
        let mut look = |layer, bearing: Option<Bearing<'a>>, question| {
            let verdict = match bearing.filter(|_| !denied) {
                Some(Bearing::Together(list)) => Verdict::of::<S>(layer, list, question, got),
                Some(Bearing::Levels(list)) => Verdict::of_levels::<S>(layer, list, question, got),
                None => Verdict::absent(layer),
            };
            denied |= !S::ON && verdict.deny.is_some();
            verdict
        };
        let mut verdicts = Self {
            service_control: look(Layer::ServiceControl, levels(policies.scp), own),
            resource_control: look(Layer::ResourceControl, levels(policies.rcp), theirs),
            resource: look(kind, resource, theirs),
            identity: look(
                Layer::Identity,
                Some(Bearing::Together(policies.identity)),
                own,
            ),
            boundary: look(Layer::Boundary, policies.boundary.map(one), own),
            session: look(Layer::Session, session.map(Bearing::Together), own),
        };
        verdicts.session.present |= federated;
        verdicts
    }

    fn in_order(&self) -> [&Verdict<'a>; 6] {
        [
            &self.service_control,
            &self.resource_control,
            &self.resource,
            &self.identity,
            &self.boundary,
            &self.session,
        ]
    }

    fn decide(&self, caller: &Principal, sides: &Sides) -> (Decision, Layer, Option<Place<'a>>) {
        for verdict in self.in_order() {
            if let Some(place) = verdict.deny {
                return (Decision::ExplicitDeny, verdict.layer, Some(place));
            }
        }
        let lacks = |verdict: &Verdict<'_>| verdict.present && verdict.allow.is_none();
        if lacks(&self.service_control) {
            return (Decision::ImplicitDeny, Layer::ServiceControl, None);
        }
        let trust = self.resource.layer == Layer::Trust;
        let grant = match self.resource.grant {
            None if trust => self.resource.near,
            grant => grant,
        };
        for verdict in [&self.identity, &self.boundary, &self.session] {
            if needs(verdict.layer, grant, sides) && lacks(verdict) {
                return (Decision::ImplicitDeny, verdict.layer, None);
            }
        }
        if self.resource.allow.is_none() && must_grant(trust, caller, sides) {
            return (Decision::ImplicitDeny, self.resource.layer, None);
        }
        let decisive = match trust || !needs(Layer::Identity, grant, sides) {
            true if self.resource.allow.is_some() => &self.resource,
            _ => &self.identity,
        };
        (Decision::Allow, decisive.layer, decisive.allow)
    }

    /// The facts of each layer, in order.
    fn layers(self, caller: &Principal, sides: &Sides) -> Vec<LayerTrace> {
        let trust = self.resource.layer == Layer::Trust;
        let grant = self.resource.grant;
        let resource_needed = must_grant(trust, caller, sides);
        let trace = |verdict: Verdict<'_>| {
            let layer = verdict.layer;
            let own = matches!(layer, Layer::Identity | Layer::Boundary | Layer::Session);
            let outcome = if verdict.deny.is_some() {
                LayerOutcome::Denies
            } else if verdict.allow.is_some()
                || (verdict.present && layer == Layer::ResourceControl)
            {
                LayerOutcome::Allows
            } else if own && !sides.has_policies {
                LayerOutcome::NotNeeded
            } else if own && verdict.present && !needs(layer, grant, sides) {
                LayerOutcome::Bypassed
            } else if verdict.present || (layer == Layer::Resource && resource_needed) {
                LayerOutcome::DoesNotAllow
            } else {
                LayerOutcome::NotNeeded
            };
            LayerTrace {
                layer,
                outcome,
                policies: verdict.policies,
            }
        };
        vec![
            trace(self.service_control),
            trace(self.resource_control),
            trace(self.resource),
            trace(self.identity),
            trace(self.boundary),
            trace(self.session),
        ]
    }
}

/// Whether a layer of the caller's own must allow, given how directly the resource's policy grants.
/// Between accounts no grant replaces anything.
fn needs(layer: Layer, grant: Option<Grant>, sides: &Sides) -> bool {
    let grant = grant.filter(|_| sides.same_account);
    sides.has_policies
        && match layer {
            Layer::Identity => grant < Some(Grant::Named),
            _ => grant < Some(Grant::Full),
        }
}

/// Whether the resource's policy must allow.
fn must_grant(trust: bool, caller: &Principal, sides: &Sides) -> bool {
    let own_side = sides.has_policies || matches!(caller, Principal::Root { .. });
    trust || !sides.same_account || !own_side
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
