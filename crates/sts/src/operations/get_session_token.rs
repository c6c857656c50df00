//! GetSessionToken: a user's (or the root user's) own session, usually for its MFA. No policy can forbid it.
//!
//! [API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html)

use crate::Response;
use crate::authenticate::Signer;
use crate::desk::{Begun, Desk, Stop};
use crate::model::shapes::{MINIMUM_SESSION_TOKEN_SIZE, SERIAL_NUMBER, TOKEN_CODE, optional};
use crate::model::{Operation, Shape};
use crate::request::Input;
use crate::session::SessionPrincipal;
use crate::trace::GateKind;

/// Its table entry.
pub static OPERATION: Operation = Operation {
    name: "GetSessionToken",
    input: &[
        optional(
            "DurationSeconds",
            Shape::Integer {
                min: 900,
                max: 129_600,
                default: Some(DEFAULT_DURATION as i64),
            },
        ),
        optional("SerialNumber", SERIAL_NUMBER),
        optional("TokenCode", TOKEN_CODE),
        optional("MinimumSessionTokenSize", MINIMUM_SESSION_TOKEN_SIZE),
    ],
    signed: true,
};

const DEFAULT_DURATION: u32 = 43_200;

/// Sessions of the root user last an hour at most; a longer duration is cut, not refused.
const ROOT_DURATION: u32 = 3600;

pub(crate) fn decide(
    desk: &mut Desk<'_>,
    signer: &Signer<'_>,
    input: Input<'_>,
) -> Result<Response, Stop> {
    desk.pass(GateKind::Request);
    let mfa = desk.verify_mfa(signer, input)?;
    for gate in [GateKind::Caller, GateKind::Resource, GateKind::Limits] {
        desk.skip(gate);
    }
    let account = signer.account.id.clone();
    let duration = input.number("DurationSeconds").unwrap_or(DEFAULT_DURATION);
    let (principal, duration) = match signer.user {
        Some(user) => (
            SessionPrincipal::User {
                account,
                name: user.name.clone(),
                user_id: user.unique_id.clone(),
            },
            duration,
        ),
        None => (
            SessionPrincipal::Root { account },
            duration.min(ROOT_DURATION),
        ),
    };
    let session = Begun {
        principal,
        duration,
        policies: Vec::new(),
        policy_arns: Vec::new(),
        tags: Vec::new(),
        transitive: Vec::new(),
        source_identity: None,
        mfa: mfa.then_some(desk.now),
        chain: vec![signer.arn.clone()],
    };
    let credentials = desk.mint(session, input.number("MinimumSessionTokenSize"));
    Ok(Response::GetSessionToken { credentials })
}

#[cfg(test)]
mod tests;
