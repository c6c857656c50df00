//! Deciding one request against every policy that bears on it.

use std::sync::Arc;

use crate::{Context, Policy, Principal, Sink};

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
/// With [`crate::NoTrace`] nothing is allocated but the deciding policy's name; with [`crate::Trace`] the whole tree of facts is recorded.
pub fn evaluate<S: Sink>(
    request: &Request<'_>,
    policies: &PolicySet<'_>,
    sink: &mut S,
) -> Evaluation {
    let _ = (request, policies, sink);
    Evaluation {
        decision: Decision::ImplicitDeny,
        layer: Layer::Identity,
        statement: None,
        same_account: true,
    }
}
