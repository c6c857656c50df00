//! AssumeRole: credentials for a session of a role.
//!
//! [API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html)

use std::sync::Arc;

use crate::authenticate::Signer;
use crate::denial::not_authorized;
use crate::desk::{Begun, Desk, Stop};
use crate::facts::Parameters;
use crate::model::shapes::{
    ARN, EXTERNAL_ID, MINIMUM_SESSION_TOKEN_SIZE, POLICY_DESCRIPTORS, PROVIDED_CONTEXTS,
    ROLE_SESSION_NAME, SERIAL_NUMBER, SOURCE_IDENTITY, TAG_KEYS, TAGS, TOKEN_CODE,
    UNRESTRICTED_SESSION_POLICY, optional, required,
};
use crate::model::{Operation, Shape};
use crate::request::Input;
use crate::session::SessionPrincipal;
use crate::trace::{Failure, GateKind};
use crate::world::{Role, Tags};
use crate::{Error, Response, identifier};

mod limits;

/// Its table entry.
pub static OPERATION: Operation = Operation {
    name: "AssumeRole",
    input: &[
        required("RoleArn", ARN),
        required("RoleSessionName", ROLE_SESSION_NAME),
        optional("PolicyArns", POLICY_DESCRIPTORS),
        optional("Policy", UNRESTRICTED_SESSION_POLICY),
        optional(
            "DurationSeconds",
            Shape::Integer {
                min: 900,
                max: 43_200,
                default: Some(DEFAULT_DURATION as i64),
            },
        ),
        optional("Tags", TAGS),
        optional("TransitiveTagKeys", TAG_KEYS),
        optional("ExternalId", EXTERNAL_ID),
        optional("SerialNumber", SERIAL_NUMBER),
        optional("TokenCode", TOKEN_CODE),
        optional("SourceIdentity", SOURCE_IDENTITY),
        optional("ProvidedContexts", PROVIDED_CONTEXTS),
        optional("MinimumSessionTokenSize", MINIMUM_SESSION_TOKEN_SIZE),
    ],
    signed: true,
};

const DEFAULT_DURATION: u32 = 3600;

/// What the parameters say.
struct AssumeRole {
    role_arn: Arc<str>,
    session_name: Arc<str>,
    duration: u32,
    policies: Vec<Arc<str>>,
    policy_arns: Vec<Arc<str>>,
    minimum_size: Option<u32>,
    /// What policies can ask for.
    parameters: Parameters,
}

impl AssumeRole {
    fn read(input: Input<'_>) -> Self {
        let text = |name| input.text(name).cloned();
        let tag = |tag: Input<'_>| Some((tag.text("Key")?.clone(), tag.text("Value")?.clone()));
        let members = |list, name| {
            let members = input.structures(list);
            members
                .filter_map(|member| member.text(name).cloned())
                .collect()
        };
        Self {
            role_arn: text("RoleArn").unwrap_or_default(),
            session_name: text("RoleSessionName").unwrap_or_default(),
            duration: input.number("DurationSeconds").unwrap_or(DEFAULT_DURATION),
            policies: text("Policy").into_iter().collect(),
            policy_arns: members("PolicyArns", "arn"),
            minimum_size: input.number("MinimumSessionTokenSize"),
            parameters: Parameters {
                role_session_name: text("RoleSessionName"),
                external_id: text("ExternalId"),
                source_identity: text("SourceIdentity"),
                tags: input.structures("Tags").filter_map(tag).collect(),
                transitive: input.texts("TransitiveTagKeys"),
                context_providers: members("ProvidedContexts", "ProviderArn"),
            },
        }
    }
}

pub(crate) fn decide(
    desk: &mut Desk<'_>,
    signer: &Signer<'_>,
    input: Input<'_>,
) -> Result<Response, Stop> {
    let request = AssumeRole::read(input);
    well_formed(desk, signer, &request)?;
    desk.pass(GateKind::Request);
    let mfa = desk.verify_mfa(signer, input)?;
    let role = authorized(desk, signer, &request, mfa)?;
    let percent = limits::check(desk, signer, &request, role)?;
    desk.pass(GateKind::Limits);

    let account = identifier::account_of(&request.role_arn).unwrap_or_default();
    let arn = identifier::assumed_role_arn(account, &role.name, &request.session_name);
    let inherited = signer.session.as_ref();
    let mut chain = inherited
        .map(|session| session.chain.clone())
        .unwrap_or_default();
    chain.push(signer.arn.clone());
    let (tags, transitive) = session_tags(signer, &request.parameters);
    let session = Begun {
        principal: SessionPrincipal::Role {
            account: account.into(),
            role_arn: request.role_arn,
            role_id: role.unique_id.clone(),
            session_name: request.session_name.clone(),
        },
        duration: request.duration,
        policies: request.policies,
        policy_arns: request.policy_arns,
        tags,
        transitive,
        source_identity: source_identity(signer, &request.parameters),
        // Credentials from AssumeRole carry no MFA, whatever the call carried.
        mfa: None,
        chain,
    };
    Ok(Response::AssumeRole {
        source_identity: session.source_identity.clone(),
        credentials: desk.mint(session, request.minimum_size),
        assumed_role_id: format!("{}:{}", role.unique_id, request.session_name).into(),
        arn,
        packed_policy_size: percent,
    })
}

/// Rules about parameters beyond the table's.
fn well_formed(desk: &Desk<'_>, signer: &Signer<'_>, request: &AssumeRole) -> Result<(), Stop> {
    let parameters = &request.parameters;
    let refused = |name, code, message: &str, approximate| {
        Err(Stop {
            gate: GateKind::Request,
            failure: Failure::Parameter(name),
            error: Error {
                code,
                http: 400,
                message: message.into(),
                approximate,
            },
        })
    };
    if identifier::well_formed(&request.role_arn).is_none() {
        let message = format!("{} is invalid", request.role_arn);
        return refused("RoleArn", "ValidationError", &message, false);
    }
    for (at, (key, _)) in parameters.tags.iter().enumerate() {
        let message = if parameters
            .tags
            .iter()
            .take(at)
            .any(|(other, _)| same_key(key, other))
        {
            "Duplicate tag keys found. Please note that Tag keys are case insensitive."
        } else if key.get(..4).is_some_and(|start| same_key(start, "aws:")) {
            // Reserved by the tagging rules; the text is not known.
            let message = "Tag keys beginning with aws: are reserved for system use.";
            return refused("Tags", "InvalidParameterValue", message, true);
        } else {
            continue;
        };
        return refused("Tags", "InvalidParameterValue", message, false);
    }
    let is_passed = |key: &Arc<str>| parameters.tags.iter().any(|(tag, _)| same_key(tag, key));
    if !parameters.transitive.iter().all(is_passed) {
        let message = "The specified transitive tag key must be included in the requested tags.";
        return refused("TransitiveTagKeys", "InvalidParameterValue", message, false);
    }
    let inherited = signer.session.as_ref();
    if inherited.is_some_and(|session| session.transitive.iter().any(is_passed)) {
        let message = "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.";
        return refused("Tags", "InvalidParameterValue", message, false);
    }
    let before = inherited.and_then(|session| session.source_identity.as_ref());
    let given = parameters.source_identity.as_ref();
    if before.is_some() && given.is_some() && before != given {
        // It can never change; the text is not known.
        let denied = desk.denied(signer, "sts:SetSourceIdentity", &request.role_arn);
        return Err(Stop {
            gate: GateKind::Request,
            failure: Failure::Parameter("SourceIdentity"),
            error: not_authorized(&denied, true),
        });
    }
    Ok(())
}

/// The actions that the policies must allow, each a decision of its own, and the role they are about.
fn authorized<'w>(
    desk: &mut Desk<'w>,
    signer: &Signer<'_>,
    request: &AssumeRole,
    mfa: bool,
) -> Result<&'w Role, Stop> {
    let parameters = &request.parameters;
    let inherited = signer.session.as_ref();
    let tags = !parameters.tags.is_empty() || inherited.is_some_and(|s| !s.transitive.is_empty());
    let actions = [
        ("sts:AssumeRole", true),
        ("sts:TagSession", tags),
        (
            "sts:SetSourceIdentity",
            source_identity(signer, parameters).is_some(),
        ),
        ("sts:SetContext", !parameters.context_providers.is_empty()),
    ];
    for (action, _) in actions.iter().filter(|(_, needed)| *needed) {
        desk.authorize(signer, action, &request.role_arn, parameters, mfa)?;
    }
    desk.pass(GateKind::Caller);
    let Some((_, role)) = desk.world.role(&request.role_arn) else {
        // Nothing can allow a role that is not there: its trust policy must.
        let denied = desk.denied(signer, "sts:AssumeRole", &request.role_arn);
        return Err(Stop {
            gate: GateKind::Resource,
            failure: Failure::NoSuchResource,
            error: not_authorized(&denied, false),
        });
    };
    desk.pass(GateKind::Resource);
    Ok(role)
}

/// Tag keys are case insensitive.
fn same_key(a: &str, b: &str) -> bool {
    let lower = char::to_lowercase;
    a.chars().flat_map(lower).eq(b.chars().flat_map(lower))
}

/// Tags of the new session and the keys that go on along a chain: inherited transitive ones first, then those passed.
fn session_tags(signer: &Signer<'_>, parameters: &Parameters) -> (Tags, Vec<Arc<str>>) {
    let Some(session) = &signer.session else {
        return (parameters.tags.clone(), parameters.transitive.clone());
    };
    let is_transitive = |(key, _): &&(Arc<str>, Arc<str>)| {
        session
            .transitive
            .iter()
            .any(|transitive| same_key(transitive, key))
    };
    let inherited = session.tags.iter().filter(is_transitive);
    (
        inherited.chain(&parameters.tags).cloned().collect(),
        session
            .transitive
            .iter()
            .chain(&parameters.transitive)
            .cloned()
            .collect(),
    )
}

/// Passed, or kept from the calling session.
fn source_identity(signer: &Signer<'_>, parameters: &Parameters) -> Option<Arc<str>> {
    let inherited = signer
        .session
        .as_ref()
        .and_then(|s| s.source_identity.as_ref());
    parameters.source_identity.as_ref().or(inherited).cloned()
}

#[cfg(test)]
mod tests;
