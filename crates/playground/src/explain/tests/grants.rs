//! Calls that go through.

use iam::evaluate::Layer;
use iam::trace::{ConditionReason, LayerOutcome, StatementTrace};
use iam::{Decision, Effect};
use sts::Response;
use sts::trace::{CredentialKind, GateKind};

use super::super::MarkKind;
use super::build::*;
use super::{Told, check};

const ACCOUNT: &str = "arn:aws:iam::111111111111:root";

#[test]
fn grants() {
    let mfa = condition(
        "Bool",
        "aws:MultiFactorAuthPresent",
        &["true"],
        Some(&["true"]),
        true,
        ConditionReason::Compared,
    );
    let layers = vec![
        own_allows(),
        trust(
            LayerOutcome::Allows,
            vec![trusts(Effect::Allow, ACCOUNT, true, vec![mfa])],
        ),
    ];
    let explanation = check(
        &passed(
            alice(),
            assumed(3600),
            &[],
            vec![authorization(Decision::Allow, Layer::Trust, layers)],
        ),
        &Told {
            headline: "Allowed: alice becomes CrossAccountRole for 1 hour",
            reason: "Statement 1 of the trust policy of CrossAccountRole trusts account 111111111111 if aws:MultiFactorAuthPresent is true, which holds; statement 1 (Assume) of policy AllowAssume of alice allows sts:AssumeRole on CrossAccountRole.",
            notes: &[],
            announcement: "Allowed: alice becomes CrossAccountRole for 1 hour.",
        },
    );
    let marks: Vec<_> = explanation
        .marks
        .iter()
        .map(|mark| (mark.policy.as_ref(), mark.kind, mark.text.as_str()))
        .collect();
    assert_eq!(
        marks,
        [
            (OWN, MarkKind::Allows, "allows sts:AssumeRole"),
            (TRUST, MarkKind::Allows, "trusts account 111111111111"),
        ]
    );
}

#[test]
fn a_grant_by_name_stands_in_for_the_callers_own_policies() {
    let layers = vec![
        layer(Layer::Identity, LayerOutcome::Bypassed, &[]),
        trust(
            LayerOutcome::Allows,
            vec![trusts(Effect::Allow, ALICE, true, vec![])],
        ),
    ];
    let exchange = passed(
        alice(),
        assumed(900),
        &[],
        vec![authorization(Decision::Allow, Layer::Trust, layers)],
    );
    check(
        &exchange,
        &Told {
            headline: "Allowed: alice becomes CrossAccountRole for 15 minutes",
            reason: "Statement 1 of the trust policy of CrossAccountRole trusts alice (111111111111); no policy of alice's own is needed, because that grant is to the caller directly.",
            notes: &[],
            announcement: "Allowed: alice becomes CrossAccountRole for 15 minutes.",
        },
    );
}

#[test]
fn calls_without_permissions() {
    let none = [GateKind::Mfa, GateKind::Caller, GateKind::Resource];
    for (response, none, headline, reason) in [
        (
            Response::GetSessionToken {
                credentials: credentials(43_200),
            },
            &none[..],
            format!(
                "Allowed: alice gets session credentials until {}",
                credentials(43_200).expiration
            ),
            "GetSessionToken needs no permission: policies cannot allow or deny it.",
        ),
        (
            Response::GetSessionToken {
                credentials: credentials(43_200),
            },
            &none[1..],
            format!(
                "Allowed: alice gets session credentials with MFA until {}",
                credentials(43_200).expiration
            ),
            "GetSessionToken needs no permission: policies cannot allow or deny it.",
        ),
        (
            Response::GetCallerIdentity {
                user_id: "AIDAEXAMPLE".into(),
                account: "111111111111".into(),
                arn: ALICE.into(),
            },
            &none[..],
            "Answered: the caller is alice in account 111111111111".to_owned(),
            "GetCallerIdentity needs no permission: it answers even under an explicit deny.",
        ),
    ] {
        check(
            &passed(alice(), response, none, vec![]),
            &Told {
                headline: &headline,
                reason,
                notes: &[],
                announcement: &format!("{headline}."),
            },
        );
    }
}

#[test]
fn access_to_a_resource() {
    let session = "arn:aws:sts::222222222222:assumed-role/CrossAccountRole/MySession";
    let read = StatementTrace {
        principal: None,
        resource: Some(element(
            &["arn:aws:s3:::b"],
            "arn:aws:s3:::b",
            true,
            span(1, 2),
        )),
        ..permits(
            Effect::Allow,
            ("s3:ListBucket", true),
            ("arn:aws:s3:::b", true),
        )
    };
    let mut access = authorization(
        Decision::Allow,
        Layer::Identity,
        vec![layer(
            Layer::Identity,
            LayerOutcome::Allows,
            &[("222222222222/role/CrossAccountRole/inline/Read", vec![read])],
        )],
    );
    access.action = "s3:ListBucket".into();
    access.resource = "arn:aws:s3:::b".into();
    access.evaluation.same_account = true;
    let exchange = passed(
        caller(session, CredentialKind::RoleSession),
        Response::Access { body: "".into() },
        &[GateKind::Mfa, GateKind::Limits],
        vec![access],
    );
    check(
        &exchange,
        &Told {
            headline: "Allowed: CrossAccountRole/MySession may call s3:ListBucket on b",
            reason: "Statement 1 (Assume) of policy Read of CrossAccountRole allows s3:ListBucket on b.",
            notes: &[],
            announcement: "Allowed: CrossAccountRole/MySession may call s3:ListBucket on b.",
        },
    );
}
