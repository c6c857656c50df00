//! No combination of facts is told with an empty or unfinished sentence.

use iam::evaluate::Layer;
use iam::trace::{ConditionReason, LayerOutcome};
use iam::{Decision, Effect};
use sts::facts::{Absence, Origin};
use sts::trace::{Caller, CredentialKind, Failure, GateKind, GateState};
use sts::{Exchange, Timestamp};

use super::super::{Explanation, GateStatus, explain, words};
use super::build::*;

/// Every text is there, ends as a sentence where it is one, and is plain and calm.
#[track_caller]
fn is_told(exchange: &Exchange) -> Explanation {
    let explanation = explain(exchange);
    let plain = |text: &str| {
        assert!(!text.is_empty());
        assert!(!text.contains(['!', '—', '<', '>']), "{text}");
        assert!(
            !text.contains("  ") && !text.contains("..") && !text.contains(" ."),
            "{text}"
        );
        assert_eq!(text.trim(), text);
    };
    plain(&explanation.headline);
    assert!(!explanation.headline.ends_with('.'));
    plain(&explanation.reason);
    plain(&explanation.announcement);
    assert!(explanation.announcement.ends_with('.'));
    for note in &explanation.notes {
        plain(note);
        assert!(note.ends_with('.'));
    }
    assert_eq!(explanation.gates.len(), 6);
    for gate in &explanation.gates {
        plain(&gate.title);
        plain(gate.short);
        if gate.state != GateStatus::NotReached {
            plain(&gate.text);
        }
        for statement in &gate.statements {
            plain(&statement.title);
            for row in &statement.rows {
                for text in [&row.element, &row.wanted, &row.got, &row.from] {
                    plain(text);
                }
            }
        }
    }
    for mark in &explanation.marks {
        plain(&mark.text);
    }
    explanation
}

fn callers() -> Vec<Option<Caller>> {
    let session = "arn:aws:sts::222222222222:assumed-role/CrossAccountRole/MySession";
    let mut callers: Vec<Option<Caller>> = [
        (ALICE, CredentialKind::User),
        ("arn:aws:iam::111111111111:root", CredentialKind::Root),
        (ALICE, CredentialKind::SessionToken { mfa: true }),
        (ALICE, CredentialKind::SessionToken { mfa: false }),
        (session, CredentialKind::RoleSession),
        (
            "arn:aws:sts::111111111111:federated-user/Bob",
            CredentialKind::FederatedUser,
        ),
    ]
    .into_iter()
    .map(|(arn, kind)| Some(caller(arn, kind)))
    .collect();
    callers.push(None);
    callers
}

#[test]
fn every_failure_at_every_gate_of_every_caller() {
    let failures = [
        Failure::NotSigned,
        Failure::UnknownKey,
        Failure::InactiveKey,
        Failure::MissingToken,
        Failure::InvalidToken,
        Failure::Expired { at: Timestamp(NOW) },
        Failure::WrongSecret,
        Failure::PrincipalGone,
        Failure::KindMayNotCall,
        Failure::Violations(vec![sts::model::Violation {
            path: "RoleArn".into(),
            value: None,
            constraint: sts::model::Constraint::Required,
        }]),
        Failure::Parameter("Tags"),
        Failure::MfaPairIncomplete,
        Failure::MfaDeviceNotYours { owner: None },
        Failure::MfaDeviceNotYours {
            owner: Some("bob".into()),
        },
        Failure::MfaCodeWrong,
        Failure::MfaCodeUsed,
        Failure::Policies,
        Failure::NoSuchResource,
        Failure::SessionPolicy,
        Failure::ChainLimit { asked: 7200 },
        Failure::MaxSessionDuration {
            asked: 7200,
            max: 3600,
        },
        Failure::PackedTooLarge { percent: 101 },
    ];
    for caller in callers() {
        for gate in GATES {
            for failure in &failures {
                let explanation = is_told(&failed(caller.clone(), gate, failure.clone(), vec![]));
                assert!(!explanation.allowed);
            }
        }
    }
}

#[test]
fn every_layer_outcome_and_decision() {
    let layers = [
        Layer::Identity,
        Layer::Resource,
        Layer::Trust,
        Layer::Boundary,
        Layer::Session,
        Layer::ServiceControl,
        Layer::ResourceControl,
    ];
    let outcomes = [
        LayerOutcome::Allows,
        LayerOutcome::DoesNotAllow,
        LayerOutcome::Denies,
        LayerOutcome::Bypassed,
        LayerOutcome::NotNeeded,
    ];
    let statements = [
        vec![],
        vec![trusts(Effect::Deny, "*", true, vec![mfa_absent()])],
        vec![permits(Effect::Allow, ("s3:*", false), ("*", true))],
        vec![permits(Effect::Allow, ("sts:*", true), ("*", true))],
    ];
    for kind in layers {
        for outcome in outcomes {
            for statements in &statements {
                let layers = || vec![layer(kind, outcome, &[(TRUST, statements.clone())])];
                for decision in [Decision::ImplicitDeny, Decision::ExplicitDeny] {
                    let denied = authorization(decision, kind, layers());
                    is_told(&failed(
                        Some(alice()),
                        GateKind::Caller,
                        Failure::Policies,
                        vec![denied],
                    ));
                }
                let allowed = authorization(Decision::Allow, kind, layers());
                is_told(&passed(alice(), assumed(3600), &[], vec![allowed]));
            }
        }
    }
}

#[test]
fn every_reason_origin_and_absence_of_a_condition() {
    let reasons = [
        ConditionReason::Compared,
        ConditionReason::KeyAbsent,
        ConditionReason::AbsentMatchesNegated,
        ConditionReason::AbsentMatchesIfExists,
        ConditionReason::EmptyMatchesForAllValues,
        ConditionReason::Presence,
        ConditionReason::VariableUnresolved("aws:username".into()),
        ConditionReason::NotComparable("x".into()),
    ];
    for operator in iam::condition::Operator::names() {
        for reason in &reasons {
            for got in [None, Some(&[][..]), Some(&["x"]), Some(&["x", "y"])] {
                for (effect, matched) in [(Effect::Allow, false), (Effect::Deny, true)] {
                    let tested = condition(operator, "k", &["true"], got, matched, reason.clone());
                    let statement = trusts(effect, ALICE, true, vec![tested]);
                    let decision = match effect {
                        Effect::Allow => Decision::ImplicitDeny,
                        Effect::Deny => Decision::ExplicitDeny,
                    };
                    let layers = vec![trust(LayerOutcome::DoesNotAllow, vec![statement])];
                    let denied = authorization(decision, Layer::Trust, layers);
                    is_told(&failed(
                        Some(alice()),
                        GateKind::Resource,
                        Failure::Policies,
                        vec![denied],
                    ));
                }
            }
        }
    }
}

#[test]
fn origins() {
    for (origin, text) in [
        (Origin::Caller, "the credentials that signed"),
        (Origin::CallerSession, "the session that signed"),
        (Origin::MfaOfCall, "the MFA code of this call"),
        (
            Origin::MfaOfSession,
            "the MFA code given to GetSessionToken",
        ),
        (Origin::Parameter("ExternalId"), "the parameter ExternalId"),
        (Origin::CallerTag, "a tag of the caller"),
        (Origin::Inherited, "the calling session, which hands it on"),
        (Origin::ResourceTag, "a tag of the role or resource"),
        (Origin::Resource, "the resource's ARN"),
        (Origin::Clock, "the simulated clock"),
        (Origin::Connection, "the connection"),
        (Origin::Organization, "the organization"),
    ] {
        assert_eq!(words::origin(&origin), text);
    }
}

#[test]
fn absences() {
    for (absence, text) in [
        (
            Absence::LongTermKeyWithoutMfa,
            "it is signed with long-term keys and sends no MFA code",
        ),
        (
            Absence::SessionWithoutMfa,
            "the session that signed carries no MFA",
        ),
        (Absence::NotSent("ExternalId"), "it sends no ExternalId"),
        (Absence::NotOfOperation, "this call never carries it"),
        (
            Absence::OnlyTemporaryCredentials,
            "it is signed with long-term keys, and only temporary credentials carry it",
        ),
        (
            Absence::OnlyUsers,
            "the caller is not an IAM user, and only they carry it",
        ),
        (
            Absence::NotTagged,
            "neither the caller nor its session has this tag",
        ),
        (
            Absence::ResourceNotTagged,
            "the role or resource has no such tag",
        ),
        (
            Absence::NoSourceIdentity,
            "the calling session has no source identity",
        ),
        (Absence::NoOrganization, "the account is in no organization"),
        (
            Absence::OnlyServices,
            "only calls that an AWS service makes carry it",
        ),
        (
            Absence::OnlyVpcEndpoint,
            "only calls through a VPC endpoint carry it",
        ),
        (
            Absence::OnlyFederated,
            "only sessions that began with an identity provider carry it",
        ),
        (
            Absence::UnknownKey,
            "no such key is known here, so check its spelling",
        ),
    ] {
        assert_eq!(words::absence(&absence), text);
    }
}

#[test]
fn an_error_that_no_gate_explains_is_still_told() {
    let mut exchange = failed(None, GateKind::Credentials, Failure::NotSigned, vec![]);
    exchange.trace.gates[0].state = GateState::Passed;
    let explanation = is_told(&exchange);
    assert_eq!(explanation.headline, "Refused: AccessDenied");
    assert_eq!(explanation.reason, "AWS answers: AWS's own words");
}
