//! The credentials a vector's caller signs with: keys of the world, or sealed sessions.

use std::sync::Arc;

use serde_json::Value;
use sts::session::SessionPrincipal;
use sts::{AccessKeyId, Presented, Proof, Session, Timestamp, World, credentials};

use super::caller::{Caller, Credentials, Kind, unique};
use super::fields::scalar;

/// When a session began and how it was narrowed.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    pub(crate) issued: Timestamp,
    pub(crate) expires: Timestamp,
    /// When the user gave an MFA code to GetSessionToken.
    pub(crate) mfa: Option<Timestamp>,
    /// Session policies.
    pub(crate) policies: Vec<Value>,
}

impl Terms {
    /// A session that began a minute ago, with an hour to go.
    pub(crate) fn at(now: Timestamp) -> Self {
        Self {
            issued: now.plus(-60),
            expires: now.plus(3600),
            mfa: None,
            policies: Vec::new(),
        }
    }
}

/// What the caller signs with; `None`: nothing.
pub(crate) fn sign(world: &World, caller: &Caller, terms: &Terms) -> Option<Presented> {
    let account: Arc<str> = caller.account.as_str().into();
    let principal = match &caller.kind {
        Kind::User | Kind::Root if caller.credentials == Credentials::LongTerm => {
            return Some(presented(&credentials::long_term_key(
                &world.seed,
                &caller.arn,
                1,
            )));
        }
        Kind::User => SessionPrincipal::User {
            account,
            name: super::caller::name_of(&caller.arn).into(),
            user_id: caller.unique_id.as_str().into(),
        },
        Kind::Root => SessionPrincipal::Root { account },
        Kind::RoleSession {
            role,
            role_id,
            session_name,
        } => SessionPrincipal::Role {
            account,
            role_arn: role.as_str().into(),
            role_id: role_id.as_str().into(),
            session_name: session_name.as_str().into(),
        },
        Kind::FederatedUser { by } => SessionPrincipal::FederatedUser {
            account,
            name: super::caller::name_of(&caller.arn).into(),
            issuer_arn: by.as_str().into(),
            issuer_id: unique("AIDA", by).into(),
        },
        Kind::Service { .. } | Kind::Federated { .. } | Kind::Anonymous => return None,
    };
    Some(session(world, caller, principal, terms))
}

/// What a long-term key presents.
pub(crate) fn presented(key: &sts::world::AccessKey) -> Presented {
    Presented {
        access_key_id: key.id.clone(),
        session_token: None,
        proof: Proof::Secret(key.secret.clone()),
    }
}

fn session(
    world: &World,
    caller: &Caller,
    principal: SessionPrincipal,
    terms: &Terms,
) -> Presented {
    let text = |(key, value): &(String, String)| (key.as_str().into(), value.as_str().into());
    let tags = caller
        .transitive_tags
        .iter()
        .chain((caller.session_tags.iter()).filter(|tag| !caller.transitive_tags.contains(tag)));
    let session = Session {
        principal,
        access_key_id: key_id(&caller.account),
        secret: credentials::secret_access_key(&[7; 32]),
        issued: terms.issued,
        expires: terms.expires,
        policies: terms
            .policies
            .iter()
            .map(|policy| scalar(policy).into())
            .collect(),
        policy_arns: Vec::new(),
        tags: tags.map(text).collect(),
        transitive: caller
            .transitive_tags
            .iter()
            .map(|(key, _)| key.as_str().into())
            .collect(),
        source_identity: caller.source_identity.as_deref().map(Into::into),
        mfa: terms.mfa.or(
            (caller.credentials == Credentials::SessionToken { mfa: true }).then_some(terms.issued),
        ),
        chain: Vec::new(),
    };
    Presented {
        access_key_id: session.access_key_id.clone(),
        session_token: Some(sts::token::seal(&world.seed, &session, 0)),
        proof: Proof::Secret(session.secret),
    }
}

fn key_id(account: &str) -> AccessKeyId {
    credentials::access_key_id("ASIA", account, &[7; 32])
}
