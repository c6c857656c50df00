//! Denials by policies, and grants.

use iam::evaluate::Layer;
use iam::trace::{ConditionReason, LayerOutcome, LayerTrace, StatementTrace};
use iam::{Decision, Effect};
use sts::Exchange;
use sts::facts::Origin;
use sts::trace::{Failure, GateKind};

use super::super::{MarkKind, explain};
use super::build::*;
use super::{Told, check};

const BOTH: &str = "The call crosses accounts, so both must allow it: account 111111111111 by alice's own policies, account 222222222222 by the role's trust policy.";
const ACCOUNT: &str = "arn:aws:iam::111111111111:root";

/// alice is permitted by her own policies; the trust policy does not allow.
fn untrusted(statements: Vec<StatementTrace>) -> Exchange {
    denied(
        GateKind::Resource,
        Decision::ImplicitDeny,
        Layer::Trust,
        vec![own_allows(), trust(LayerOutcome::DoesNotAllow, statements)],
    )
}

fn denied(
    gate: GateKind,
    decision: Decision,
    decided_by: Layer,
    layers: Vec<LayerTrace>,
) -> Exchange {
    failed(
        Some(alice()),
        gate,
        Failure::Policies,
        vec![authorization(decision, decided_by, layers)],
    )
}

#[test]
fn trust_policy_needs_mfa() {
    check(
        &untrusted(vec![trusts(
            Effect::Allow,
            ACCOUNT,
            true,
            vec![mfa_absent()],
        )]),
        &Told {
            headline: "Denied by the role's trust policy",
            reason: "Statement 1 needs aws:MultiFactorAuthPresent = true; the request carries no such key: it is signed with long-term keys and sends no MFA code.",
            notes: &[BOTH],
            announcement: "Denied by the role's trust policy. Step 5 of 6: needs aws:MultiFactorAuthPresent = true; absent.",
        },
    );
}

#[test]
fn trust_policy_needs_more_than_one_thing() {
    let statement = trusts(
        Effect::Allow,
        ACCOUNT,
        true,
        vec![mfa_absent(), external_id_absent()],
    );
    check(
        &untrusted(vec![statement]),
        &Told {
            headline: "Denied by the role's trust policy",
            reason: "Statement 1 needs aws:MultiFactorAuthPresent = true; the request carries no such key: it is signed with long-term keys and sends no MFA code. It also needs sts:ExternalId = \"c-7f3a\"; the request carries no such key: it sends no ExternalId.",
            notes: &[BOTH],
            announcement: "Denied by the role's trust policy. Step 5 of 6: needs aws:MultiFactorAuthPresent = true; absent; 1 more not met.",
        },
    );
}

#[test]
fn another_value_than_wanted() {
    let wrong = condition(
        "StringEquals",
        "sts:ExternalId",
        &["c-7f3a"],
        Some(&["c-0000"]),
        false,
        ConditionReason::Compared,
    );
    let mut exchange = untrusted(vec![trusts(Effect::Allow, ACCOUNT, true, vec![wrong])]);
    exchange.trace.authorizations[0].facts.push(fact(
        "sts:ExternalId",
        "c-0000",
        Origin::Parameter("ExternalId"),
    ));
    check(
        &exchange,
        &Told {
            headline: "Denied by the role's trust policy",
            reason: "Statement 1 needs sts:ExternalId = \"c-7f3a\"; the request carries \"c-0000\", from the parameter ExternalId.",
            notes: &[BOTH],
            announcement: "Denied by the role's trust policy. Step 5 of 6: needs sts:ExternalId = \"c-7f3a\"; it is \"c-0000\".",
        },
    );
}

#[test]
fn variables_and_types_that_do_not_fit() {
    for (reason, got, text) in [
        (
            ConditionReason::VariableUnresolved("aws:username".into()),
            Some(&["x"][..]),
            "Statement 1 needs k = \"${aws:username}\"; the request has no aws:username to put into the policy's variable.",
        ),
        (
            ConditionReason::NotComparable("x".into()),
            Some(&["x"][..]),
            "Statement 1 needs k = \"${aws:username}\"; the request carries \"x\", which this operator cannot compare.",
        ),
        (
            ConditionReason::KeyAbsent,
            None,
            "Statement 1 needs k = \"${aws:username}\"; the request carries no such key.",
        ),
    ] {
        let condition = condition(
            "StringEquals",
            "k",
            &["${aws:username}"],
            got,
            false,
            reason,
        );
        let statement = trusts(Effect::Allow, ACCOUNT, true, vec![condition]);
        assert_eq!(explain(&untrusted(vec![statement])).reason, text);
    }
}

#[test]
fn trust_policy_names_somebody_else() {
    for (principal, reason, brief) in [
        (
            "arn:aws:iam::333333333333:root",
            "Statement 1 trusts account 333333333333, and the caller is alice (111111111111).",
            "trusts account 333333333333, not alice",
        ),
        (
            ALICE,
            "Statement 1 names an earlier alice: IAM keeps a principal's unique id, and this one was created again under the same name; save the trust policy again to name the new one.",
            "names an earlier alice",
        ),
        (
            "AIDAEXAMPLE",
            "Statement 1 names a principal that was deleted, and the caller is alice (111111111111).",
            "trusts AIDAEXAMPLE, not alice",
        ),
    ] {
        check(
            &untrusted(vec![trusts(Effect::Allow, principal, false, vec![])]),
            &Told {
                headline: "Denied by the role's trust policy",
                reason,
                notes: &[BOTH],
                announcement: &format!("Denied by the role's trust policy. Step 5 of 6: {brief}."),
            },
        );
    }
}

#[test]
fn the_nearest_statement_is_told_and_exactly_its_misses_are_lit() {
    let stranger = trusts(
        Effect::Allow,
        "arn:aws:iam::333333333333:root",
        false,
        vec![],
    );
    let near = trusts(
        Effect::Allow,
        ACCOUNT,
        true,
        vec![mfa_absent(), external_id_absent()],
    );
    let further = trusts(Effect::Allow, "444444444444", false, vec![mfa_absent()]);
    let explanation = explain(&untrusted(vec![stranger, near, further]));
    assert!(
        explanation
            .reason
            .starts_with("Statement 2 needs aws:MultiFactorAuthPresent = true")
    );
    let marks: Vec<_> = explanation
        .marks
        .iter()
        .map(|mark| {
            (
                mark.policy.as_ref(),
                mark.span,
                mark.kind,
                mark.text.as_str(),
            )
        })
        .collect();
    assert_eq!(
        marks,
        [
            (
                TRUST,
                span(40, 60),
                MarkKind::Missed,
                "needs aws:MultiFactorAuthPresent = true; absent"
            ),
            (
                TRUST,
                span(60, 80),
                MarkKind::Missed,
                "needs sts:ExternalId = \"c-7f3a\"; absent"
            ),
            (OWN, span(5, 50), MarkKind::Allows, "allows sts:AssumeRole"),
        ]
    );
}

#[test]
fn nothing_of_the_callers_allows() {
    let other = permits(
        Effect::Allow,
        ("sts:AssumeRole", true),
        ("arn:aws:iam::222222222222:role/ThirdPartyRole", false),
    );
    let exchange = denied(
        GateKind::Caller,
        Decision::ImplicitDeny,
        Layer::Identity,
        vec![layer(
            Layer::Identity,
            LayerOutcome::DoesNotAllow,
            &[(OWN, vec![other])],
        )],
    );
    check(
        &exchange,
        &Told {
            headline: "Denied: nothing in alice's own policies allows sts:AssumeRole",
            reason: "Statement 1 (Assume) of policy AllowAssume of alice is about arn:aws:iam::222222222222:role/ThirdPartyRole, and the resource is arn:aws:iam::222222222222:role/CrossAccountRole.",
            notes: &[
                "The call crosses accounts, so both must allow it: account 111111111111 by alice's own policies, account 222222222222 by the role's trust policy.",
            ],
            announcement: "Denied: nothing in alice's own policies allows sts:AssumeRole. Step 4 of 6: is about arn:aws:iam::222222222222:role/ThirdPartyRole, not arn:aws:iam::222222222222:role/CrossAccountRole.",
        },
    );
}

#[test]
fn a_caller_without_policies() {
    let exchange = denied(
        GateKind::Caller,
        Decision::ImplicitDeny,
        Layer::Identity,
        vec![layer(Layer::Identity, LayerOutcome::DoesNotAllow, &[])],
    );
    let explanation = explain(&exchange);
    assert_eq!(
        explanation.reason,
        "alice has no policy at all, so nothing allows sts:AssumeRole on CrossAccountRole."
    );
}

#[test]
fn a_grant_to_the_account_only_delegates() {
    let mut exchange = denied(
        GateKind::Caller,
        Decision::ImplicitDeny,
        Layer::Identity,
        vec![
            layer(Layer::Identity, LayerOutcome::DoesNotAllow, &[]),
            trust(
                LayerOutcome::Allows,
                vec![trusts(Effect::Allow, ACCOUNT, true, vec![])],
            ),
        ],
    );
    exchange.trace.authorizations[0].evaluation.same_account = true;
    assert_eq!(
        explain(&exchange).notes,
        [
            "The trust policy names account 111111111111 as a whole, which only delegates: alice also needs an identity-based policy that allows sts:AssumeRole."
        ]
    );
}

#[test]
fn the_trust_policy_must_allow_inside_one_account_too() {
    let mut exchange = untrusted(vec![trusts(
        Effect::Allow,
        ACCOUNT,
        true,
        vec![mfa_absent()],
    )]);
    exchange.trace.authorizations[0].evaluation.same_account = true;
    assert_eq!(
        explain(&exchange).notes,
        [
            "A role's trust policy must allow in every case; the caller's own policies cannot stand in for it."
        ]
    );
}

#[test]
fn explicit_denies() {
    let own_ip = condition(
        "NotIpAddress",
        "aws:SourceIp",
        &["10.0.0.0/8"],
        Some(&["203.0.113.10"]),
        true,
        ConditionReason::Compared,
    );
    let no_mfa = condition(
        "BoolIfExists",
        "aws:MultiFactorAuthPresent",
        &["false"],
        None,
        true,
        ConditionReason::AbsentMatchesIfExists,
    );
    for (conditions, reason) in [
        (
            vec![],
            "Statement 2 denies sts:AssumeRole on CrossAccountRole. An explicit deny outweighs every allow.",
        ),
        (
            vec![own_ip],
            "Statement 2 denies sts:AssumeRole on CrossAccountRole if aws:SourceIp is outside 10.0.0.0/8; the request carries 203.0.113.10, from the connection. An explicit deny outweighs every allow.",
        ),
        (
            vec![no_mfa],
            "Statement 2 denies sts:AssumeRole on CrossAccountRole if aws:MultiFactorAuthPresent is false or absent; the request carries no such key: it is signed with long-term keys and sends no MFA code. An explicit deny outweighs every allow.",
        ),
    ] {
        let exchange = denied(
            GateKind::Resource,
            Decision::ExplicitDeny,
            Layer::Trust,
            vec![
                own_allows(),
                trust(
                    LayerOutcome::Denies,
                    vec![
                        trusts(Effect::Allow, ACCOUNT, true, vec![]),
                        trusts(Effect::Deny, "*", true, conditions),
                    ],
                ),
            ],
        );
        let explanation = check(
            &exchange,
            &Told {
                headline: "Denied: explicit deny in the role's trust policy",
                reason,
                notes: &[],
                announcement: "Denied: explicit deny in the role's trust policy. Step 5 of 6: an explicit deny applies.",
            },
        );
        let mark = &explanation.marks[0];
        assert_eq!((mark.kind, mark.policy.as_ref()), (MarkKind::Denies, TRUST));
        assert_eq!(mark.text, "denies sts:AssumeRole to alice");
    }
}

#[test]
fn every_kind_of_policy_has_its_headline() {
    for (layer_kind, implicit, explicit) in [
        (
            Layer::Identity,
            "Denied: nothing in alice's own policies allows sts:AssumeRole",
            "Denied: explicit deny in alice's own policies",
        ),
        (
            Layer::Resource,
            "Denied: CrossAccountRole has no policy that allows sts:AssumeRole",
            "Denied: explicit deny in the policy of CrossAccountRole",
        ),
        (
            Layer::Trust,
            "Denied by the role's trust policy",
            "Denied: explicit deny in the role's trust policy",
        ),
        (
            Layer::Boundary,
            "Denied: alice's permissions boundary does not allow sts:AssumeRole",
            "Denied: explicit deny in alice's permissions boundary",
        ),
        (
            Layer::Session,
            "Denied: alice's session policy does not allow sts:AssumeRole",
            "Denied: explicit deny in alice's session policy",
        ),
        (
            Layer::ServiceControl,
            "Denied: no service control policy allows sts:AssumeRole",
            "Denied: explicit deny in a service control policy",
        ),
        (
            Layer::ResourceControl,
            "Denied: no resource control policy allows sts:AssumeRole",
            "Denied: explicit deny in a resource control policy",
        ),
    ] {
        for (decision, outcome, headline) in [
            (Decision::ImplicitDeny, LayerOutcome::DoesNotAllow, implicit),
            (Decision::ExplicitDeny, LayerOutcome::Denies, explicit),
        ] {
            let layers = vec![layer(layer_kind, outcome, &[])];
            let explanation = explain(&denied(GateKind::Caller, decision, layer_kind, layers));
            assert_eq!(explanation.headline, headline);
            assert!(explanation.reason.ends_with('.'), "{}", explanation.reason);
        }
    }
}

#[test]
fn other_actions_on_the_role_are_named() {
    let mut exchange = untrusted(vec![trusts(Effect::Allow, ACCOUNT, false, vec![])]);
    exchange.trace.authorizations[0].action = "sts:TagSession".into();
    assert_eq!(
        explain(&exchange).headline,
        "Denied: the role's trust policy does not allow sts:TagSession"
    );
}
