//! The condition keys of a request, where each value comes from, and why others are absent.

use std::sync::Arc;

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
