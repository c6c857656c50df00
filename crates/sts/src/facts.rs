//! The condition keys of a request, where each value comes from, and why others are absent.

use std::sync::Arc;

use crate::authenticate::Signer;
use crate::world::Tags;
use crate::{CallContext, Timestamp, World};

mod absence;
mod gather;

pub(crate) use absence::absent;

/// A key that the request carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// `aws:MultiFactorAuthPresent`
    pub key: Arc<str>,
    /// Its values.
    pub values: Vec<Arc<str>>,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a key's value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The credentials that signed: who they belong to.
    Caller,
    /// The calling session: when and how it was issued.
    CallerSession,
    /// The MFA code of this very call.
    MfaOfCall,
    /// The MFA code given to GetSessionToken.
    MfaOfSession,
    /// A parameter of the request, by wire name.
    Parameter(&'static str),
    /// A tag of the calling user or role, or of its session.
    CallerTag,
    /// A transitive tag or source identity handed on by the calling session.
    Inherited,
    /// A tag of the role or resource.
    ResourceTag,
    /// The resource's ARN and account.
    Resource,
    /// The simulated clock.
    Clock,
    /// The connection: address, transport, endpoint, user agent.
    Connection,
    /// The organisation.
    Organization,
}

/// Why a key is absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Absence {
    /// Signed with long-term keys and no MFA code was sent.
    LongTermKeyWithoutMfa,
    /// The session was issued without MFA (`aws:MultiFactorAuthAge`).
    SessionWithoutMfa,
    /// A parameter of this operation that was not sent, by wire name.
    NotSent(&'static str),
    /// This operation never carries it.
    NotOfOperation,
    /// Only temporary credentials carry it.
    OnlyTemporaryCredentials,
    /// Only IAM users carry it.
    OnlyUsers,
    /// Neither the caller nor its session has such a tag.
    NotTagged,
    /// The role or resource has no such tag.
    ResourceNotTagged,
    /// The session has no source identity.
    NoSourceIdentity,
    /// The account is in no organisation.
    NoOrganization,
    /// Only calls that an AWS service makes carry it.
    OnlyServices,
    /// Only calls through a VPC endpoint carry it.
    OnlyVpcEndpoint,
    /// Only sessions from an identity provider carry it.
    OnlyFederated,
    /// Not a key this simulation knows: perhaps misspelt.
    UnknownKey,
}

/// A key that a policy asks for and the request lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    /// As the policy writes it.
    pub key: Arc<str>,
    /// Why.
    pub why: Absence,
}

/// A request as far as its condition keys go.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// Accounts and organisation.
    pub world: &'a World,
    /// Who asks.
    pub signer: &'a Signer<'a>,
    /// `sts:AssumeRole`, `s3:ListBucket`
    pub action: &'a str,
    /// ARN, or `*`.
    pub resource: &'a str,
    /// Parameters of AssumeRole that policies can ask for.
    pub parameters: &'a Parameters,
    /// How the call arrives.
    pub context: &'a CallContext,
    /// The instant.
    pub now: Timestamp,
    /// This very call carries an MFA code, and it was verified.
    pub mfa: bool,
}

/// Parameters of AssumeRole that policies can ask for; empty for every other action.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters {
    /// RoleSessionName
    pub role_session_name: Option<Arc<str>>,
    /// ExternalId
    pub external_id: Option<Arc<str>>,
    /// SourceIdentity
    pub source_identity: Option<Arc<str>>,
    /// Tags
    pub tags: Tags,
    /// TransitiveTagKeys
    pub transitive: Vec<Arc<str>>,
    /// `ProvidedContexts[].ProviderArn`
    pub context_providers: Vec<Arc<str>>,
}

/// The condition keys of a request, each with its origin.
///
/// [Global condition keys](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html),
/// [keys of STS](https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html)
pub fn gather(situation: &Situation<'_>) -> Vec<Fact> {
    gather::facts(situation)
}

/// The context that [`iam::evaluate()`] takes.
pub fn context(facts: &[Fact]) -> iam::Context {
    let mut context = iam::Context::default();
    for fact in facts {
        match fact.values.as_slice() {
            [value] if !is_multivalued(&fact.key) => context.set(&fact.key, value.clone()),
            values => context.set_all(&fact.key, values.iter().cloned()),
        }
    }
    context
}

/// The tags a principal is known by: those of its user or role, where its session has no tag of that key (without case).
pub fn principal_tags(signer: &Signer<'_>) -> Tags {
    let mut tags = signer
        .session
        .as_ref()
        .map(|s| s.tags.clone())
        .unwrap_or_default();
    let own = signer
        .user
        .map(|user| &user.tags)
        .or(signer.role.map(|role| &role.tags));
    for tag in own.into_iter().flatten() {
        if !tags.iter().any(|(key, _)| key.eq_ignore_ascii_case(&tag.0)) {
            tags.push(tag.clone());
        }
    }
    tags
}

/// Keys that can carry several values.
fn is_multivalued(key: &str) -> bool {
    [
        "aws:TagKeys",
        "sts:TransitiveTagKeys",
        "sts:RequestContextProviders",
    ]
    .contains(&key)
}

#[cfg(test)]
mod tests;
