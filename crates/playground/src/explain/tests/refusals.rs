//! Refusals that no policy made: credentials, parameters, MFA, limits.

use sts::Timestamp;
use sts::model::{Constraint, Violation};
use sts::trace::{Caller, CredentialKind, Failure, GateKind};

use super::super::{ErrorView, explain};
use super::build::*;
use super::{Told, check};

const SESSION: &str = "arn:aws:sts::222222222222:assumed-role/CrossAccountRole/MySession";

/// A refusal of alice's call.
#[track_caller]
fn refused(gate: GateKind, failure: Failure, headline: &str, reason: &str) {
    refused_of(alice(), gate, failure, headline, reason);
}

#[track_caller]
fn refused_of(caller: Caller, gate: GateKind, failure: Failure, headline: &str, reason: &str) {
    let step = GATES.iter().position(|kind| *kind == gate).unwrap() + 1;
    check(
        &failed(Some(caller), gate, failure, vec![]),
        &Told {
            headline,
            reason,
            notes: &[],
            announcement: &format!("{headline}. Step {step} of 6."),
        },
    );
}

#[test]
fn credentials_that_do_not_work() {
    let at = Timestamp(NOW);
    for (failure, headline, reason) in [
        (
            Failure::NotSigned,
            "Refused: the call is not signed",
            "This call is answered only when it is signed with credentials; choose who calls.",
        ),
        (
            Failure::UnknownKey,
            "Refused: no such access key",
            "Nobody has this access key id: it is mistyped, or the key was deleted.",
        ),
        (
            Failure::InactiveKey,
            "Refused: the access key is deactivated",
            "The key exists but is switched off, which AWS answers like an unknown one; activate it or use another.",
        ),
        (
            Failure::MissingToken,
            "Refused: the session token is missing",
            "Temporary credentials work only with all three parts; send the session token with the access key and the secret.",
        ),
        (
            Failure::InvalidToken,
            "Refused: the session token is not valid",
            "It was altered, or it belongs to another access key; use the three parts exactly as they were issued together.",
        ),
        (
            Failure::Expired { at },
            "Refused: the credentials have expired",
            &format!(
                "They ended at {at}, and nothing renews them; make the call that issued them again to get new ones."
            ),
        ),
        (
            Failure::WrongSecret,
            "Refused: the secret access key is wrong",
            "The signature made with it differs from the one AWS computes; use the secret that was issued with this access key.",
        ),
        (
            Failure::PrincipalGone,
            "Refused: whoever these credentials belong to is gone",
            "The user or role was deleted after they were issued; one created again under the same name is another principal.",
        ),
    ] {
        refused(GateKind::Credentials, failure, headline, reason);
    }
}

#[test]
fn credentials_of_a_kind_that_may_not_call() {
    for (arn, kind, headline, reason) in [
        (
            "arn:aws:iam::111111111111:root",
            CredentialKind::Root,
            "Refused: the root user may not make this call",
            "The root user can never assume a role; sign with a user or a role instead.",
        ),
        (
            ALICE,
            CredentialKind::SessionToken { mfa: true },
            "Refused: credentials from GetSessionToken may not make this call",
            "Of the STS operations, credentials from GetSessionToken may call only AssumeRole and GetCallerIdentity.",
        ),
        (
            ALICE,
            CredentialKind::SessionToken { mfa: false },
            "Refused: credentials from GetSessionToken may not make this call",
            "Of the STS operations, credentials from GetSessionToken may call only AssumeRole and GetCallerIdentity; those issued without MFA may not call IAM either.",
        ),
        (
            SESSION,
            CredentialKind::RoleSession,
            "Refused: a role session may not make this call",
            "A role session may not call GetSessionToken and GetFederationToken; they need long-term keys.",
        ),
        (
            "arn:aws:sts::111111111111:federated-user/Bob",
            CredentialKind::FederatedUser,
            "Refused: a federated user's credentials may not make this call",
            "Of the STS operations, credentials from GetFederationToken may call only GetCallerIdentity; IAM they may not call at all.",
        ),
        (
            ALICE,
            CredentialKind::User,
            "Refused: these credentials may not make this call",
            "This call needs credentials of another kind.",
        ),
    ] {
        refused_of(
            caller(arn, kind),
            GateKind::Credentials,
            Failure::KindMayNotCall,
            headline,
            reason,
        );
    }
}

#[test]
fn parameters() {
    let violation = |path: &str, value: &str, constraint| Violation {
        path: path.into(),
        value: Some(value.into()),
        constraint,
    };
    refused(
        GateKind::Request,
        Failure::Violations(vec![
            violation("Xs", "899", Constraint::Min(900)),
            violation("Y", "a", Constraint::MinLength(2)),
            violation("Y", "a", Constraint::Pattern("[b]*")),
        ]),
        "Invalid request: Xs, Y",
        "Xs must be 900 or more; this is 899. Y must have at least 2 characters; this is 1 character. Y may hold only characters of the pattern [b]*.",
    );
    for (name, reason) in [
        (
            "RoleArn",
            "RoleArn is not a well-formed ARN; write the whole ARN of a role, such as arn:aws:iam::222222222222:role/CrossAccountRole.",
        ),
        (
            "Tags",
            "Tag keys must differ from each other without regard to case, may not begin with aws:, and may not repeat a transitive tag of the calling session.",
        ),
        (
            "TransitiveTagKeys",
            "Only tags passed in the same request can be made transitive.",
        ),
        (
            "SourceIdentity",
            "The calling session has a source identity already, and along a chain of roles it can never change.",
        ),
        (
            "Action",
            "STS has no such operation here; check the spelling.",
        ),
        ("Another", "AWS answers: AWS's own words"),
    ] {
        let headline = format!("Invalid request: {name}");
        refused(
            GateKind::Request,
            Failure::Parameter(name),
            &headline,
            reason,
        );
    }
}

#[test]
fn mfa() {
    for (failure, headline, reason) in [
        (
            Failure::MfaPairIncomplete,
            "Refused: SerialNumber and TokenCode belong together",
            "Only one of the two is sent; send the device's serial number and its code, or neither.",
        ),
        (
            Failure::MfaDeviceNotYours {
                owner: Some("bob".into()),
            },
            "Refused: the MFA device is not alice's",
            "This device belongs to bob; a call can name only a device of the user who signs it.",
        ),
        (
            Failure::MfaDeviceNotYours { owner: None },
            "Refused: the MFA device is not alice's",
            "alice has no device with this serial number; copy the serial number from the device itself.",
        ),
        (
            Failure::MfaCodeWrong,
            "Refused: the MFA code is wrong",
            "The device does not show this code at this time; each code holds for 30 seconds.",
        ),
        (
            Failure::MfaCodeUsed,
            "Refused: the MFA code was used before",
            "Each code works once; wait for the next code on the device.",
        ),
    ] {
        refused(GateKind::Mfa, failure, headline, reason);
    }
    refused_of(
        caller(SESSION, CredentialKind::RoleSession),
        GateKind::Mfa,
        Failure::MfaDeviceNotYours { owner: None },
        "Refused: the MFA device is not CrossAccountRole/MySession's",
        "MFA devices belong to users, and this call is signed by a role session; give the code when the user makes the first call.",
    );
}

#[test]
fn limits() {
    for (failure, headline, reason) in [
        (
            Failure::SessionPolicy,
            "Invalid request: the session policy",
            "IAM does not accept the session policy that is passed: AWS's own words",
        ),
        (
            Failure::ChainLimit { asked: 7200 },
            "Refused: a chained session lasts 1 hour at most",
            "Whoever assumes a role with temporary credentials gets 3600 seconds (1 hour) at most, whatever the role allows; DurationSeconds asks for 7200 (2 hours).",
        ),
        (
            Failure::MaxSessionDuration {
                asked: 43_200,
                max: 3600,
            },
            "Refused: longer than the role allows",
            "The role's MaxSessionDuration is 3600 seconds (1 hour); DurationSeconds asks for 43200 (12 hours).",
        ),
        (
            Failure::PackedTooLarge { percent: 157 },
            "Refused: the session policies and tags are too large",
            "Packed together they take 157% of the space there is; shorten the policy or send fewer tags.",
        ),
    ] {
        refused(GateKind::Limits, failure, headline, reason);
    }
    refused(
        GateKind::Resource,
        Failure::NoSuchResource,
        "Denied: there is no such role",
        "No role has this ARN; AWS words it like any other denial, so that nobody learns which roles exist.",
    );
}

#[test]
fn aws_own_answer_is_repeated_verbatim() {
    let mut exchange = failed(None, GateKind::Credentials, Failure::NotSigned, vec![]);
    exchange.result = Err(sts::Error {
        code: "MissingAuthenticationToken",
        http: 403,
        message: "Request is missing Authentication Token".into(),
        approximate: true,
    });
    assert_eq!(
        explain(&exchange).error,
        Some(ErrorView {
            code: "MissingAuthenticationToken".into(),
            http: 403,
            message: "Request is missing Authentication Token".into(),
            approximate: true,
        })
    );
}
