//! The keys that a request carries.

use std::sync::Arc;

use super::{Fact, Origin, Situation, principal_tags};
use crate::{World, identifier};

pub(super) fn facts(situation: &Situation<'_>) -> Vec<Fact> {
    let mut facts = Facts(Vec::with_capacity(32));
    facts.caller(situation);
    facts.session(situation);
    facts.resource(situation);
    facts.parameters(situation);
    facts.call(situation);
    facts.0
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
