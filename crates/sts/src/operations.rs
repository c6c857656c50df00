//! One file an operation: table entry, request, decision, tests.

use crate::authenticate::Signer;
use crate::denial::{Denied, not_authorized};
use crate::desk::{Desk, Stop};
use crate::model::Operation;
use crate::request::Input;
use crate::trace::CredentialKind;
use crate::{Error, Request, Response};

pub(crate) mod access;
pub mod assume_role;
pub mod get_caller_identity;
pub mod get_session_token;

/// Answers an operation whose parameters the table has accepted.
pub(crate) fn decide(
    desk: &mut Desk<'_>,
    operation: &Operation,
    signer: &Signer<'_>,
    input: Input<'_>,
) -> Result<Response, Stop> {
    match operation.name {
        "AssumeRole" => assume_role::decide(desk, signer, input),
        "GetSessionToken" => get_session_token::decide(desk, signer, input),
        _ => Ok(get_caller_identity::decide(desk, signer)),
    }
}

/// What each kind of credentials may call.
///
/// [Comparing the AWS STS API operations](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html)
///
/// # Errors
/// The answer to credentials that may not make this call.
pub(crate) fn may_call(signer: &Signer<'_>, request: &Request) -> Result<(), Error> {
    let (operation, params) = match request {
        Request::Sts {
            operation, params, ..
        } => (operation.name, Input(params)),
        Request::Access { action, .. } => return may_access(signer, action),
    };
    let denied = |message: &str| {
        Err(Error {
            code: "AccessDenied",
            http: 403,
            message: message.into(),
            approximate: false,
        })
    };
    match (signer.credentials, operation) {
        (_, "GetCallerIdentity") => Ok(()),
        (_, "AssumeRole") if signer.is_root() => {
            denied("Roles may not be assumed by root accounts.")
        }
        (CredentialKind::User | CredentialKind::Root, "GetSessionToken") => Ok(()),
        (_, "GetSessionToken") => denied("Cannot call GetSessionToken with session credentials"),
        // The text is not known.
        (CredentialKind::FederatedUser, _) => Err(not_authorized(
            &Denied {
                caller: &signer.arn,
                action: &format!("sts:{operation}"),
                resource: params.text("RoleArn").map_or("*", |arn| arn),
                same_organization: false,
            },
            true,
        )),
        _ => Ok(()),
    }
}

/// IAM takes no session from GetSessionToken without MFA, and none from GetFederationToken.
fn may_access(signer: &Signer<'_>, action: &str) -> Result<(), Error> {
    let refused = matches!(
        signer.credentials,
        CredentialKind::SessionToken { mfa: false } | CredentialKind::FederatedUser
    );
    if !refused || !action.starts_with("iam:") {
        return Ok(());
    }
    Err(Error {
        code: "InvalidClientTokenId",
        http: 403,
        message: "The security token included in the request is invalid".into(),
        approximate: signer.credentials == CredentialKind::FederatedUser,
    })
}
