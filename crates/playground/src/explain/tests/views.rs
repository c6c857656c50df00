//! Gates, statements and rows.

use iam::evaluate::Layer;
use iam::trace::{ConditionReason, LayerOutcome, StatementTrace};
use iam::{Decision, Effect};
use sts::facts::Origin;
use sts::trace::{CredentialKind, Failure, GateKind};

use super::super::{GateStatus, Row, explain};
use super::build::*;

const ACCOUNT: &str = "arn:aws:iam::111111111111:root";

#[test]
fn gates_of_a_denial() {
    let layers = vec![
        own_allows(),
        layer(
            Layer::Session,
            LayerOutcome::NotNeeded,
            &[("session/0", vec![trusts(Effect::Allow, "*", true, vec![])])],
        ),
        trust(
            LayerOutcome::DoesNotAllow,
            vec![trusts(Effect::Allow, ACCOUNT, true, vec![mfa_absent()])],
        ),
    ];
    let exchange = failed(
        Some(alice()),
        GateKind::Resource,
        Failure::Policies,
        vec![authorization(Decision::ImplicitDeny, Layer::Trust, layers)],
    );
    let explanation = explain(&exchange);
    let told: Vec<_> = explanation
        .gates
        .iter()
        .map(|gate| {
            (
                gate.title.as_str(),
                gate.short,
                gate.state,
                gate.text.as_str(),
                gate.statements.len(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                "Credentials are live and may call this",
                "Credentials",
                GateStatus::Passed,
                "alice, account 111111111111, signs with a long-term key.",
                0
            ),
            (
                "Request is well formed",
                "Request",
                GateStatus::Passed,
                "Every parameter fits the operation.",
                0
            ),
            (
                "MFA code",
                "MFA",
                GateStatus::Passed,
                "The code is right, and works this once.",
                0
            ),
            (
                "Caller is permitted",
                "Caller",
                GateStatus::Passed,
                "Policy AllowAssume of alice, statement 1 (Assume), allows sts:AssumeRole.",
                1
            ),
            (
                "Role trusts the caller",
                "Trust",
                GateStatus::Failed,
                "Needs aws:MultiFactorAuthPresent = true; absent.",
                1
            ),
            ("Session limits", "Limits", GateStatus::NotReached, "", 0),
        ]
    );
}

#[test]
fn gates_of_a_success() {
    let none = [GateKind::Mfa, GateKind::Caller, GateKind::Resource];
    let exchange = passed(
        caller(ACCOUNT, CredentialKind::Root),
        sts::Response::GetSessionToken {
            credentials: credentials(3600),
        },
        &none,
        vec![],
    );
    let told: Vec<_> = explain(&exchange)
        .gates
        .into_iter()
        .map(|gate| (gate.state, gate.text))
        .collect();
    let end = credentials(3600).expiration;
    assert_eq!(
        told,
        [
            (
                GateStatus::Passed,
                "The root user of 111111111111 signs with a long-term key.".to_owned()
            ),
            (
                GateStatus::Passed,
                "Every parameter fits the operation.".to_owned()
            ),
            (GateStatus::NotApplicable, "No code is sent.".to_owned()),
            (
                GateStatus::NotApplicable,
                "This call needs no permission.".to_owned()
            ),
            (
                GateStatus::NotApplicable,
                "This call needs no permission.".to_owned()
            ),
            (GateStatus::Passed, format!("The credentials end at {end}.")),
        ]
    );
}

#[test]
fn the_resource_gate_is_named_after_what_it_guards() {
    let mut access = authorization(Decision::ImplicitDeny, Layer::Resource, vec![]);
    access.resource = "arn:aws:s3:::b".into();
    for (gate, authorizations, title) in [
        (
            GateKind::Credentials,
            vec![],
            "Role or resource allows the caller",
        ),
        (GateKind::Request, vec![], "Role trusts the caller"),
        (GateKind::Resource, vec![access], "Resource policy"),
    ] {
        let exchange = failed(Some(alice()), gate, Failure::Policies, authorizations);
        assert_eq!(explain(&exchange).gates[4].title, title);
    }
}

#[test]
fn rows_say_wanted_got_and_where_from() {
    let external = condition(
        "StringEquals",
        "sts:ExternalId",
        &["a", "b"],
        Some(&["x"]),
        false,
        ConditionReason::Compared,
    );
    let optional = condition(
        "BoolIfExists",
        "aws:MultiFactorAuthPresent",
        &["true"],
        None,
        true,
        ConditionReason::AbsentMatchesIfExists,
    );
    let mut denied = authorization(
        Decision::ImplicitDeny,
        Layer::Trust,
        vec![trust(
            LayerOutcome::DoesNotAllow,
            vec![trusts(
                Effect::Allow,
                ACCOUNT,
                true,
                vec![external, optional],
            )],
        )],
    );
    denied
        .facts
        .push(fact("sts:externalid", "x", Origin::Parameter("ExternalId")));
    let exchange = failed(
        Some(alice()),
        GateKind::Resource,
        Failure::Policies,
        vec![denied],
    );
    let statement = explain(&exchange).gates[4].statements[0].clone();
    assert_eq!(
        statement.title,
        "Trust policy of CrossAccountRole, statement 1"
    );
    assert_eq!(
        (
            statement.effect,
            statement.applies,
            statement.policy.as_ref()
        ),
        ("Allow", false, TRUST)
    );
    let row = |element: &str, wanted: &str, got: &str, from: &str, matched, span| Row {
        element: element.into(),
        wanted: wanted.into(),
        got: got.into(),
        from: from.into(),
        matched,
        span,
    };
    assert_eq!(
        statement.rows,
        [
            row(
                "Principal",
                "account 111111111111",
                "alice (111111111111)",
                "the credentials that signed",
                true,
                span(20, 30)
            ),
            row(
                "Action",
                "sts:AssumeRole",
                "sts:AssumeRole",
                "the call",
                true,
                span(30, 40)
            ),
            row(
                "Condition · StringEquals · sts:ExternalId",
                "must be one of \"a\", \"b\"",
                "\"x\"",
                "the parameter ExternalId",
                false,
                span(40, 60)
            ),
            row(
                "Condition · BoolIfExists · aws:MultiFactorAuthPresent",
                "must be true, if the key is present",
                "absent",
                "it is signed with long-term keys and sends no MFA code; an absent key meets …IfExists",
                true,
                span(40, 60)
            ),
        ]
    );
}

#[test]
fn negated_elements_are_told_as_such() {
    let mut statement = permits(Effect::Allow, ("iam:*", true), (ROLE, true));
    statement.action.negated = true;
    let exchange = failed(
        Some(alice()),
        GateKind::Caller,
        Failure::Policies,
        vec![authorization(
            Decision::ImplicitDeny,
            Layer::Identity,
            vec![layer(
                Layer::Identity,
                LayerOutcome::DoesNotAllow,
                &[(OWN, vec![statement])],
            )],
        )],
    );
    let row = explain(&exchange).gates[3].statements[0].rows[0].clone();
    assert_eq!(
        (row.element.as_str(), row.wanted.as_str()),
        ("NotAction", "anything but iam:*")
    );
}

#[test]
fn what_decided_comes_first_and_actions_are_named_where_there_are_several() {
    let boundary = "managed/arn:aws:iam::111111111111:policy/Limit";
    let allows = || permits(Effect::Allow, ("sts:*", true), ("*", true));
    let misses = || permits(Effect::Allow, ("s3:*", false), ("*", true));
    let layers = |statement: fn() -> StatementTrace, outcome| {
        vec![
            own_allows(),
            layer(Layer::Boundary, outcome, &[(boundary, vec![statement()])]),
        ]
    };
    let first = authorization(
        Decision::Allow,
        Layer::Trust,
        layers(allows, LayerOutcome::Allows),
    );
    let mut second = authorization(
        Decision::ImplicitDeny,
        Layer::Boundary,
        layers(misses, LayerOutcome::DoesNotAllow),
    );
    second.action = "sts:TagSession".into();
    let exchange = failed(
        Some(alice()),
        GateKind::Caller,
        Failure::Policies,
        vec![first, second],
    );
    let titles: Vec<String> = explain(&exchange).gates[3]
        .statements
        .iter()
        .map(|statement| statement.title.clone())
        .collect();
    assert_eq!(
        titles,
        [
            "Permissions boundary, managed policy Limit, statement 1 (Assume), for sts:TagSession",
            "Policy AllowAssume of alice, statement 1 (Assume), for sts:AssumeRole",
            "Permissions boundary, managed policy Limit, statement 1 (Assume), for sts:AssumeRole",
            "Policy AllowAssume of alice, statement 1 (Assume), for sts:TagSession",
        ]
    );
}
