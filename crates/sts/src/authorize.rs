//! Whether policies allow an action: gathers every policy that bears on it and asks `iam`.

use std::sync::Arc;

use iam::{Attached, NoTrace, PolicySet, ResourcePolicy};

use crate::authenticate::Signer;
use crate::facts::{self, Situation};
use crate::managed::aws_managed;
use crate::policy::AcceptedPolicy;
use crate::trace::Authorization;
use crate::world::{Levels, Organization, Permissions};
use crate::{PolicyAddress, World, identifier};

/// Decides one action, with nothing kept of why: for sweeps over many callers and resources.
///
/// `context` holds the request's condition keys ([`facts::context`] of [`facts::gather`]).
pub fn authorize(
    world: &World,
    signer: &Signer<'_>,
    action: &str,
    resource: &str,
    context: &iam::Context,
) -> iam::Evaluation {
    let policies = Policies::gather(world, signer, action, resource);
    policies.evaluate(signer, action, resource, context, &mut NoTrace)
}

/// Decides one action and keeps what was looked at.
pub fn authorize_traced(situation: &Situation<'_>) -> Authorization {
    let Situation {
        world,
        signer,
        action,
        resource,
        ..
    } = *situation;
    let facts = facts::gather(situation);
    let context = facts::context(&facts);
    let policies = Policies::gather(world, signer, action, resource);
    let mut trace = iam::Trace::default();
    let evaluation = policies.evaluate(signer, action, resource, &context, &mut trace);
    let absent = facts::absent(situation, &trace);
    Authorization {
        action: action.into(),
        resource: resource.into(),
        evaluation,
        trace,
        facts,
        absent,
    }
}

/// Every policy that bears on a request, and who owns its resource.
struct Policies {
    identity: Vec<Attached>,
    boundary: Option<Attached>,
    session: Option<Vec<Attached>>,
    scp: Option<Vec<Vec<Attached>>>,
    rcp: Option<Vec<Vec<Attached>>>,
    trust: Option<Attached>,
    resource: Option<Attached>,
    resource_account: Option<Arc<str>>,
}

impl Policies {
    fn gather(world: &World, signer: &Signer<'_>, action: &str, resource: &str) -> Self {
        let found = world.resource(resource);
        let resource_account = found
            .map(|(account, _)| account.id.clone())
            .or_else(|| identifier::account_of(resource).map(Into::into));
        // What an ARN without account belongs to where nobody declares it: the caller's account.
        let owner = resource_account.as_ref().unwrap_or(&signer.account.id);
        Self {
            identity: identity(world, signer),
            boundary: boundary(world, signer),
            session: session(world, signer),
            scp: scps(world, signer),
            rcp: rcps(world, owner),
            trust: trust(world, action, resource),
            resource: found.and_then(|(_, resource)| {
                let arn = resource.arn.clone();
                attach(&PolicyAddress::Resource { arn }, resource.policy.as_ref())
            }),
            resource_account,
        }
    }

    fn evaluate<S: iam::Sink>(
        &self,
        signer: &Signer<'_>,
        action: &str,
        resource: &str,
        context: &iam::Context,
        sink: &mut S,
    ) -> iam::Evaluation {
        let request = iam::Request {
            principal: &signer.principal,
            action,
            resource,
            resource_account: self.resource_account.as_deref(),
            context,
        };
        let set = PolicySet {
            identity: &self.identity,
            resource: match (&self.trust, &self.resource) {
                (Some(trust), _) => ResourcePolicy::MustAllow(trust),
                (None, Some(policy)) => ResourcePolicy::Grants(policy),
                (None, None) => ResourcePolicy::None,
            },
            boundary: self.boundary.as_ref(),
            session: self.session.as_deref(),
            scp: self.scp.as_deref(),
            rcp: self.rcp.as_deref(),
        };
        iam::evaluate(&request, &set, sink)
    }
}

/// A user's own policies and those of its groups, or a role's.
fn identity(world: &World, signer: &Signer<'_>) -> Vec<Attached> {
    let account = &signer.account.id;
    let mut attached = Vec::new();
    if let Some(user) = signer.user {
        of_principal(world, &user.permissions, &mut attached, |name| {
            PolicyAddress::UserInline {
                account: account.clone(),
                user: user.name.clone(),
                name,
            }
        });
        for group in user
            .groups
            .iter()
            .filter_map(|name| signer.account.groups.get(name))
        {
            of_principal(world, &group.permissions, &mut attached, |name| {
                PolicyAddress::GroupInline {
                    account: account.clone(),
                    group: group.name.clone(),
                    name,
                }
            });
        }
    }
    if let Some(role) = signer.role {
        of_principal(world, &role.permissions, &mut attached, |name| {
            PolicyAddress::RoleInline {
                account: account.clone(),
                role: role.name.clone(),
                name,
            }
        });
    }
    attached
}

fn of_principal(
    world: &World,
    permissions: &Permissions,
    out: &mut Vec<Attached>,
    address: impl Fn(Arc<str>) -> PolicyAddress,
) {
    let inline = permissions.inline.iter();
    out.extend(inline.filter_map(|(name, policy)| attach(&address(name.clone()), Some(policy))));
    out.extend(
        permissions
            .attached
            .iter()
            .filter_map(|arn| managed(world, arn)),
    );
}

fn boundary(world: &World, signer: &Signer<'_>) -> Option<Attached> {
    let arn = signer.permissions()?.boundary.as_ref()?;
    Some(
        managed(world, arn)
            .unwrap_or_else(|| nothing(&PolicyAddress::Managed { arn: arn.clone() })),
    )
}

/// Session policies of the calling session; `None`: none were passed. They were accepted when the session began.
fn session(world: &World, signer: &Signer<'_>) -> Option<Vec<Attached>> {
    let session = signer.session.as_ref()?;
    if session.policies.is_empty() && session.policy_arns.is_empty() {
        return None;
    }
    let id = |index: usize| PolicyAddress::Session { index };
    let inline = session.policies.iter().enumerate().map(|(index, text)| {
        let document = iam::read(text, iam::PolicyKind::Session).document;
        Attached {
            id: id(index).to_string().into(),
            policy: Arc::new(iam::Policy::compile(document)),
        }
    });
    let managed = session.policy_arns.iter().enumerate().map(|(index, arn)| {
        let address = id(index + 1);
        attach(&address, managed_policy(world, arn)).unwrap_or_else(|| nothing(&address))
    });
    Some(inline.chain(managed).collect())
}

/// Service control policies: not for the management account, nor for service-linked roles.
fn scps(world: &World, signer: &Signer<'_>) -> Option<Vec<Vec<Attached>>> {
    let exempt = signer
        .role
        .is_some_and(|role| role.path.starts_with("/aws-service-role/"));
    let organization = world.organization.as_ref().filter(|_| !exempt)?;
    levels(
        organization,
        &organization.scps,
        &signer.account.id,
        |name| PolicyAddress::ServiceControl { name },
    )
}

/// Resource control policies of the resource's account: not for the management account's resources.
fn rcps(world: &World, owner: &str) -> Option<Vec<Vec<Attached>>> {
    let organization = world.organization.as_ref()?;
    levels(organization, &organization.rcps, owner, |name| {
        PolicyAddress::ResourceControl { name }
    })
}

fn levels(
    organization: &Organization,
    of_accounts: &Levels,
    account: &str,
    address: impl Fn(Arc<str>) -> PolicyAddress,
) -> Option<Vec<Vec<Attached>>> {
    if *organization.management == *account {
        return None;
    }
    let attach = |(name, policy): &(Arc<str>, _)| attach(&address(name.clone()), Some(policy));
    let level = |policies: &Vec<_>| policies.iter().filter_map(attach).collect();
    Some(of_accounts.get(account)?.iter().map(level).collect())
}

/// The trust policy that an action of STS is about. What is no role of the world trusts nobody.
fn trust(world: &World, action: &str, resource: &str) -> Option<Attached> {
    if !action.starts_with("sts:") || resource == "*" {
        return None;
    }
    let address = PolicyAddress::Trust {
        account: identifier::account_of(resource).unwrap_or_default().into(),
        role: resource.rsplit('/').next().unwrap_or_default().into(),
    };
    let policy = world.role(resource).map(|(_, role)| &role.trust);
    attach(&address, policy).or_else(|| Some(nothing(&address)))
}

/// An attached managed policy; `None`: nobody knows it, and it grants nothing.
fn managed(world: &World, arn: &Arc<str>) -> Option<Attached> {
    attach(
        &PolicyAddress::Managed { arn: arn.clone() },
        managed_policy(world, arn),
    )
}

/// A customer managed policy of the world, or an AWS managed one.
pub(crate) fn managed_policy<'w>(world: &'w World, arn: &str) -> Option<&'w AcceptedPolicy> {
    let account = identifier::account_of(arn)?;
    let customer = world
        .accounts
        .get(account)
        .and_then(|account| account.managed.get(arn));
    customer.or_else(|| aws_managed(arn))
}

fn attach(address: &PolicyAddress, policy: Option<&AcceptedPolicy>) -> Option<Attached> {
    Some(Attached {
        id: address.to_string().into(),
        policy: policy?.policy.clone(),
    })
}

/// Stands where a policy is named that does not exist: it allows nothing.
fn nothing(address: &PolicyAddress) -> Attached {
    Attached {
        id: address.to_string().into(),
        policy: Arc::new(iam::Policy::compile(iam::Document::default())),
    }
}

#[cfg(test)]
mod tests;
