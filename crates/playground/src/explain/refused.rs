//! Calls that fail before or after the policies: credentials, parameters, MFA, limits.

use sts::Error;
use sts::trace::{CredentialKind, Failure};

use super::case::{Case, Side};
use super::verdict::Verdict;
use super::words::{self, duration_in_full};

pub(super) fn verdict(case: &Case<'_>, failure: &Failure, error: &Error) -> Verdict {
    let (headline, reason) = tell(case, failure, error);
    Verdict::new(headline, reason)
}

fn tell(case: &Case<'_>, failure: &Failure, error: &Error) -> (String, String) {
    let fixed = |headline: &str, reason: &str| (headline.to_owned(), reason.to_owned());
    match failure {
        Failure::NotSigned => fixed(
            "Refused: the call is not signed",
            "This call is answered only when it is signed with credentials; choose who calls.",
        ),
        Failure::UnknownKey => fixed(
            "Refused: no such access key",
            "Nobody has this access key id: it is mistyped, or the key was deleted.",
        ),
        Failure::InactiveKey => fixed(
            "Refused: the access key is deactivated",
            "The key exists but is switched off, which AWS answers like an unknown one; activate it or use another.",
        ),
        Failure::MissingToken => fixed(
            "Refused: the session token is missing",
            "Temporary credentials work only with all three parts; send the session token with the access key and the secret.",
        ),
        Failure::InvalidToken => fixed(
            "Refused: the session token is not valid",
            "It was altered, or it belongs to another access key; use the three parts exactly as they were issued together.",
        ),
        Failure::Expired { at } => (
            "Refused: the credentials have expired".to_owned(),
            format!(
                "They ended at {at}, and nothing renews them; make the call that issued them again to get new ones."
            ),
        ),
        Failure::WrongSecret => fixed(
            "Refused: the secret access key is wrong",
            "The signature made with it differs from the one AWS computes; use the secret that was issued with this access key.",
        ),
        Failure::PrincipalGone => fixed(
            "Refused: whoever these credentials belong to is gone",
            "The user or role was deleted after they were issued; one created again under the same name is another principal.",
        ),
        Failure::KindMayNotCall => may_not_call(case),
        Failure::Violations(violations) => {
            let mut paths: Vec<String> = Vec::new();
            for violation in violations {
                if !paths.iter().any(|path| **path == *violation.path) {
                    paths.push(violation.path.to_string());
                }
            }
            let sentences: Vec<String> = violations.iter().map(words::violation).collect();
            (
                format!("Invalid request: {}", words::some(&paths)),
                sentences.join(" "),
            )
        }
        Failure::Parameter(name) => (format!("Invalid request: {name}"), parameter(name, error)),
        Failure::MfaPairIncomplete => fixed(
            "Refused: SerialNumber and TokenCode belong together",
            "Only one of the two is sent; send the device's serial number and its code, or neither.",
        ),
        Failure::MfaDeviceNotYours { owner } => device_not_yours(case, owner.as_deref()),
        Failure::MfaCodeWrong => fixed(
            "Refused: the MFA code is wrong",
            "The device does not show this code at this time; each code holds for 30 seconds.",
        ),
        Failure::MfaCodeUsed => fixed(
            "Refused: the MFA code was used before",
            "Each code works once; wait for the next code on the device.",
        ),
        Failure::Policies => fixed("Denied by a policy", "No policy allows this call."),
        Failure::NoSuchResource => no_such_resource(case),
        Failure::SessionPolicy => (
            "Invalid request: the session policy".to_owned(),
            format!(
                "IAM does not accept the session policy that is passed: {}",
                error.message.trim_end()
            ),
        ),
        Failure::ChainLimit { asked } => (
            "Refused: a chained session lasts 1 hour at most".to_owned(),
            format!(
                "Whoever assumes a role with temporary credentials gets 3600 seconds (1 hour) at most, whatever the role allows; DurationSeconds asks for {asked} ({}).",
                duration_in_full(i64::from(*asked))
            ),
        ),
        Failure::MaxSessionDuration { asked, max } => (
            "Refused: longer than the role allows".to_owned(),
            format!(
                "The role's MaxSessionDuration is {max} seconds ({}); DurationSeconds asks for {asked} ({}).",
                duration_in_full(i64::from(*max)),
                duration_in_full(i64::from(*asked))
            ),
        ),
        Failure::PackedTooLarge { percent } => (
            "Refused: the session policies and tags are too large".to_owned(),
            format!(
                "Packed together they take {percent}% of the space there is; shorten the policy or send fewer tags."
            ),
        ),
    }
}

/// Rules about parameters that the table of operations cannot hold.
fn parameter(name: &str, error: &Error) -> String {
    let rule = match name {
        "RoleArn" => {
            "RoleArn is not a well-formed ARN; write the whole ARN of a role, such as arn:aws:iam::222222222222:role/CrossAccountRole."
        }
        "Tags" => {
            "Tag keys must differ from each other without regard to case, may not begin with aws:, and may not repeat a transitive tag of the calling session."
        }
        "TransitiveTagKeys" => "Only tags passed in the same request can be made transitive.",
        "SourceIdentity" => {
            "The calling session has a source identity already, and along a chain of roles it can never change."
        }
        "Action" => "STS has no such operation here; check the spelling.",
        _ => return format!("AWS answers: {}", error.message.trim_end()),
    };
    rule.to_owned()
}

/// Source: IAM User Guide, "Compare AWS STS credentials".
fn may_not_call(case: &Case<'_>) -> (String, String) {
    let kind = case.exchange.trace.caller.as_ref().map(|c| c.credentials);
    let (who, may) = match kind {
        Some(CredentialKind::Root) => (
            "the root user",
            "The root user can never assume a role; sign with a user or a role instead.",
        ),
        Some(CredentialKind::SessionToken { mfa: true }) => (
            "credentials from GetSessionToken",
            "Of the STS operations, credentials from GetSessionToken may call only AssumeRole and GetCallerIdentity.",
        ),
        Some(CredentialKind::SessionToken { mfa: false }) => (
            "credentials from GetSessionToken",
            "Of the STS operations, credentials from GetSessionToken may call only AssumeRole and GetCallerIdentity; those issued without MFA may not call IAM either.",
        ),
        Some(CredentialKind::RoleSession) => (
            "a role session",
            "A role session may not call GetSessionToken and GetFederationToken; they need long-term keys.",
        ),
        Some(CredentialKind::FederatedUser) => (
            "a federated user's credentials",
            "Of the STS operations, credentials from GetFederationToken may call only GetCallerIdentity; IAM they may not call at all.",
        ),
        Some(CredentialKind::User) | None => (
            "these credentials",
            "This call needs credentials of another kind.",
        ),
    };
    (
        format!("Refused: {who} may not make this call"),
        may.to_owned(),
    )
}

fn device_not_yours(case: &Case<'_>, owner: Option<&str>) -> (String, String) {
    let caller = case.caller();
    let headline = format!(
        "Refused: the MFA device is not {}",
        words::possessive(&caller)
    );
    let is_session = case
        .exchange
        .trace
        .caller
        .as_ref()
        .is_some_and(|c| c.credentials == CredentialKind::RoleSession);
    let reason = match owner {
        _ if is_session => {
            "MFA devices belong to users, and this call is signed by a role session; give the code when the user makes the first call.".to_owned()
        }
        Some(owner) => format!(
            "This device belongs to {}; a call can name only a device of the user who signs it.",
            words::name(owner)
        ),
        None => format!(
            "{} has no device with this serial number; copy the serial number from the device itself.",
            case.caller_first()
        ),
    };
    (headline, reason)
}

fn no_such_resource(case: &Case<'_>) -> (String, String) {
    let what = match case.side() {
        Side::Role => "role",
        Side::Resource | Side::Unknown => "resource",
    };
    (
        format!("Denied: there is no such {what}"),
        format!(
            "No {what} has this ARN; AWS words it like any other denial, so that nobody learns which {what}s exist."
        ),
    )
}
