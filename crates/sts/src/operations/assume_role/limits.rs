//! What is checked once the policies allow: session policies, sizes, duration.

use std::sync::Arc;

use super::AssumeRole;
use crate::authenticate::Signer;
use crate::authorize::managed_policy;
use crate::desk::{Desk, Stop};
use crate::model::{Constraint, Violation};
use crate::request::validation_error;
use crate::trace::{Failure, GateKind};
use crate::world::Role;
use crate::{Error, identifier, packed};

/// Where the caller is itself a session, the new one lasts an hour at most, whatever the role allows.
const CHAIN_DURATION: u32 = 3600;

/// Inline and managed session policies together, in characters of plain text (API reference, `Policy`).
const PLAIN_POLICIES: usize = 2048;

/// Session policies, sizes, duration. The answer is `PackedPolicySize`, where one belongs into the response.
pub(super) fn check(
    desk: &Desk<'_>,
    signer: &Signer<'_>,
    request: &AssumeRole,
    role: &Role,
) -> Result<Option<u32>, Stop> {
    session_policies(desk, request)?;
    let percent = packed_size(request)?;
    let asked = request.duration;
    let (failure, message) = if signer.session.is_some() && asked > CHAIN_DURATION {
        (
            Failure::ChainLimit { asked },
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
        )
    } else if asked > role.max_session_duration {
        (
            Failure::MaxSessionDuration {
                asked,
                max: role.max_session_duration,
            },
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        )
    } else {
        return Ok(percent);
    };
    Err(limit(failure, "ValidationError", message.into(), false))
}

fn session_policies(desk: &Desk<'_>, request: &AssumeRole) -> Result<(), Stop> {
    for policy in &request.policies {
        if let Some(refusal) = iam::read(policy, iam::PolicyKind::Session).refusal() {
            // IAM's text; STS is taken to answer the same.
            let code = "MalformedPolicyDocument";
            return Err(limit(Failure::SessionPolicy, code, refusal.message, true));
        }
    }
    // They must be of the role's account or of AWS.
    let account = identifier::account_of(&request.role_arn).unwrap_or_default();
    let is_attachable = |arn: &&Arc<str>| match identifier::account_of(arn) {
        Some("aws") => arn.starts_with("arn:aws:iam::aws:policy/"),
        owner => owner == Some(account) && managed_policy(desk.world, arn).is_some(),
    };
    if let Some(arn) = request.policy_arns.iter().find(|arn| !is_attachable(arn)) {
        let message = format!("Policy {arn} does not exist or is not attachable.");
        let code = "MalformedPolicyDocument";
        return Err(limit(Failure::SessionPolicy, code, message.into(), true));
    }
    let plain: usize = request
        .policies
        .iter()
        .chain(&request.policy_arns)
        .map(|p| p.chars().count())
        .sum();
    if plain > PLAIN_POLICIES {
        let error = validation_error(&[Violation {
            path: "Policy".into(),
            value: request.policies.first().cloned(),
            constraint: Constraint::MaxLength(PLAIN_POLICIES as u32),
        }]);
        let failure = Failure::SessionPolicy;
        return Err(limit(failure, error.code, error.message, true));
    }
    Ok(())
}

fn packed_size(request: &AssumeRole) -> Result<Option<u32>, Stop> {
    let tags = &request.parameters.tags;
    let has_policies = !request.policies.is_empty() || !request.policy_arns.is_empty();
    if !has_policies && tags.is_empty() {
        return Ok(None);
    }
    let percent = packed::percent(&request.policies, &request.policy_arns, tags);
    if percent <= 100 {
        return Ok(Some(percent));
    }
    let message = match has_policies {
        true => format!("Packed policy consumes {percent}% of allotted space"),
        false => format!("Packed size of session tags consumes {percent}% of allotted space."),
    };
    let failure = Failure::PackedTooLarge { percent };
    Err(limit(failure, "PackedPolicyTooLarge", message.into(), true))
}

fn limit(failure: Failure, code: &'static str, message: Arc<str>, approximate: bool) -> Stop {
    Stop {
        gate: GateKind::Limits,
        failure,
        error: Error {
            code,
            http: 400,
            message,
            approximate,
        },
    }
}
