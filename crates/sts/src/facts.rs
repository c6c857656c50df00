//! The condition keys of a request, where each value comes from, and why others are absent.

use std::sync::Arc;

use crate::authenticate::Signer;
use crate::world::Tags;
use crate::{CallContext, Timestamp, World, identifier};

mod absence;

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
    let mut facts = Facts(Vec::with_capacity(32));
    facts.caller(situation);
    facts.session(situation);
    facts.resource(situation);
    facts.parameters(situation);
    facts.call(situation);
    facts.0
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

struct Facts(Vec<Fact>);

impl Facts {
    fn set(&mut self, key: &str, value: impl Into<Arc<str>>, origin: Origin) {
        self.set_all(key, vec![value.into()], origin);
    }

    fn set_all(&mut self, key: &str, values: Vec<Arc<str>>, origin: Origin) {
        self.0.push(Fact {
            key: key.into(),
            values,
            origin,
        });
    }

    /// Who asks.
    fn caller(&mut self, situation: &Situation<'_>) {
        let signer = situation.signer;
        let account = &signer.account.id;
        let (kind, arn) = match &signer.principal {
            iam::Principal::Root { arn, .. } => ("Account", arn),
            iam::Principal::User { arn, .. } => ("User", arn),
            // The role's ARN, with its path; not the session's.
            iam::Principal::RoleSession { role_arn, .. } => ("AssumedRole", role_arn),
            iam::Principal::FederatedUser { arn, .. } => ("FederatedUser", arn),
            iam::Principal::Anonymous
            | iam::Principal::Service { .. }
            | iam::Principal::Federated { .. } => ("Anonymous", &signer.arn),
        };
        self.set("aws:PrincipalArn", arn.clone(), Origin::Caller);
        self.set("aws:PrincipalAccount", account.clone(), Origin::Caller);
        self.set("aws:PrincipalType", kind, Origin::Caller);
        self.set("aws:PrincipalIsAWSService", "false", Origin::Caller);
        self.set("aws:ViaAWSService", "false", Origin::Caller);
        self.set("aws:userid", signer.user_id.clone(), Origin::Caller);
        if let (iam::Principal::User { .. }, Some(user)) = (&signer.principal, signer.user) {
            self.set("aws:username", user.name.clone(), Origin::Caller);
        }
        if let Some(id) = organization_of(situation.world, account) {
            self.set("aws:PrincipalOrgID", id.clone(), Origin::Organization);
        }
        for (key, value) in principal_tags(signer) {
            self.set(&format!("aws:PrincipalTag/{key}"), value, Origin::CallerTag);
        }
    }

    /// What the calling session carries, and MFA.
    fn session(&mut self, situation: &Situation<'_>) {
        let session = situation.signer.session.as_ref();
        if let Some(session) = session {
            self.set(
                "aws:TokenIssueTime",
                session.issued.to_string(),
                Origin::CallerSession,
            );
        }
        if let Some(identity) = session.and_then(|s| s.source_identity.as_ref()) {
            self.set(
                "aws:SourceIdentity",
                identity.clone(),
                Origin::CallerSession,
            );
        }
        let (present, age, origin) = match session.map(|session| session.mfa) {
            _ if situation.mfa => (true, Some(0), Origin::MfaOfCall),
            Some(Some(at)) => (true, Some(situation.now.0 - at.0), Origin::MfaOfSession),
            Some(None) => (false, None, Origin::CallerSession),
            None => return,
        };
        self.set(
            "aws:MultiFactorAuthPresent",
            present.to_string(),
            origin.clone(),
        );
        if let Some(age) = age {
            self.set("aws:MultiFactorAuthAge", age.to_string(), origin);
        }
    }

    /// What is asked for.
    fn resource(&mut self, situation: &Situation<'_>) {
        let Situation {
            world, resource, ..
        } = *situation;
        let owner = identifier::account_of(resource)
            .or_else(|| world.resource(resource).map(|(account, _)| &*account.id));
        if let Some(account) = owner {
            self.set("aws:ResourceAccount", account, Origin::Resource);
            if let Some(id) = organization_of(world, account) {
                self.set("aws:ResourceOrgID", id.clone(), Origin::Organization);
            }
        }
        let role = world.role(resource).map(|(_, role)| role);
        for (key, value) in role.iter().flat_map(|role| &role.tags) {
            for prefix in ["aws:ResourceTag", "iam:ResourceTag"] {
                self.set(
                    &format!("{prefix}/{key}"),
                    value.clone(),
                    Origin::ResourceTag,
                );
            }
        }
    }

    /// What AssumeRole was given. Each of its actions carries keys of its own.
    fn parameters(&mut self, situation: &Situation<'_>) {
        let Situation {
            action, parameters, ..
        } = *situation;
        let session = situation.signer.session.as_ref();
        let assume = action == "sts:AssumeRole";
        if let Some(name) = parameters.role_session_name.as_ref().filter(|_| assume) {
            let origin = Origin::Parameter("RoleSessionName");
            self.set("sts:RoleSessionName", name.clone(), origin);
        }
        if assume || action == "sts:TagSession" {
            if let Some(id) = &parameters.external_id {
                self.set(
                    "sts:ExternalId",
                    id.clone(),
                    Origin::Parameter("ExternalId"),
                );
            }
            for (key, value) in &parameters.tags {
                let key = format!("aws:RequestTag/{key}");
                self.set(&key, value.clone(), Origin::Parameter("Tags"));
            }
            if !parameters.tags.is_empty() {
                let keys = parameters.tags.iter().map(|(key, _)| key.clone()).collect();
                self.set_all("aws:TagKeys", keys, Origin::Parameter("Tags"));
            }
            let inherited = session.map(|s| s.transitive.as_slice()).unwrap_or_default();
            let origin = match parameters.transitive.is_empty() {
                true => Origin::Inherited,
                false => Origin::Parameter("TransitiveTagKeys"),
            };
            let keys: Vec<_> = inherited
                .iter()
                .chain(&parameters.transitive)
                .cloned()
                .collect();
            if !keys.is_empty() {
                self.set_all("sts:TransitiveTagKeys", keys, origin);
            }
        }
        if assume || action == "sts:SetSourceIdentity" {
            let inherited = session.and_then(|s| s.source_identity.as_ref());
            let given = parameters.source_identity.as_ref();
            let inherited = inherited.map(|value| (value, Origin::Inherited));
            let given = given.map(|value| (value, Origin::Parameter("SourceIdentity")));
            if let Some((value, origin)) = given.or(inherited) {
                self.set("sts:SourceIdentity", value.clone(), origin);
            }
        }
        if action == "sts:SetContext" {
            let providers = parameters.context_providers.clone();
            let origin = Origin::Parameter("ProvidedContexts");
            self.set_all("sts:RequestContextProviders", providers, origin);
        }
    }

    /// How and when the call arrives.
    fn call(&mut self, situation: &Situation<'_>) {
        let Situation { context, now, .. } = situation;
        self.set(
            "aws:SourceIp",
            context.source_ip.clone(),
            Origin::Connection,
        );
        self.set(
            "aws:UserAgent",
            context.user_agent.clone(),
            Origin::Connection,
        );
        self.set(
            "aws:RequestedRegion",
            context.region.clone(),
            Origin::Connection,
        );
        self.set("aws:SecureTransport", "true", Origin::Connection);
        self.set("aws:CurrentTime", now.to_string(), Origin::Clock);
        self.set("aws:EpochTime", now.0.to_string(), Origin::Clock);
    }
}

/// The organisation that an account is in.
fn organization_of<'w>(world: &'w World, account: &str) -> Option<&'w Arc<str>> {
    let organization = world.organization.as_ref()?;
    organization.has(account).then_some(&organization.id)
}

#[cfg(test)]
mod tests;
