//! Exchanges, piece by piece.

use std::sync::Arc;

use iam::evaluate::Layer;
use iam::trace::{
    Asked, ConditionReason, ConditionTrace, ElementTrace, LayerOutcome, LayerTrace, PolicyTrace,
    StatementTrace,
};
use iam::{Decision, Effect, Evaluation, Span};
use sts::facts::{Absence, Absent, Fact, Origin};
use sts::trace::{Authorization, Caller, CredentialKind, Failure, Gate, GateKind, GateState};
use sts::{
    AccessKeyId, Credentials, Error, Exchange, Response, SecretAccessKey, SessionToken, Timestamp,
    Trace,
};

pub(super) const ALICE: &str = "arn:aws:iam::111111111111:user/alice";
pub(super) const ROLE: &str = "arn:aws:iam::222222222222:role/CrossAccountRole";
pub(super) const TRUST: &str = "222222222222/role/CrossAccountRole/trust";
pub(super) const OWN: &str = "111111111111/user/alice/inline/AllowAssume";
pub(super) const NOW: i64 = 1_768_469_400; // 2026-01-15T09:30:00Z

pub(super) const GATES: [GateKind; 6] = [
    GateKind::Credentials,
    GateKind::Request,
    GateKind::Mfa,
    GateKind::Caller,
    GateKind::Resource,
    GateKind::Limits,
];

pub(super) fn span(start: u32, end: u32) -> Span {
    Span { start, end }
}

pub(super) fn alice() -> Caller {
    caller(ALICE, CredentialKind::User)
}

pub(super) fn caller(arn: &str, credentials: CredentialKind) -> Caller {
    Caller {
        arn: arn.into(),
        account: arn.split(':').nth(4).unwrap_or_default().into(),
        credentials,
    }
}

/// An exchange that failed at a gate: earlier gates passed, later ones were not reached.
pub(super) fn failed(
    caller: Option<Caller>,
    gate: GateKind,
    failure: Failure,
    authorizations: Vec<Authorization>,
) -> Exchange {
    let at = GATES.iter().position(|kind| *kind == gate).unwrap();
    let mut failure = Some(failure);
    let gates = GATES
        .iter()
        .enumerate()
        .map(|(index, kind)| Gate {
            kind: *kind,
            state: match index.cmp(&at) {
                std::cmp::Ordering::Less => GateState::Passed,
                std::cmp::Ordering::Equal => GateState::Failed(failure.take().unwrap()),
                std::cmp::Ordering::Greater => GateState::NotReached,
            },
        })
        .collect();
    Exchange {
        result: Err(Error {
            code: "AccessDenied",
            http: 403,
            message: "AWS's own words".into(),
            approximate: false,
        }),
        changes: Vec::new(),
        trace: Trace {
            caller,
            gates,
            authorizations,
        },
    }
}

/// An exchange that went through; `none` are the gates that had nothing to check.
pub(super) fn passed(
    caller: Caller,
    response: Response,
    none: &[GateKind],
    authorizations: Vec<Authorization>,
) -> Exchange {
    Exchange {
        result: Ok(response),
        changes: Vec::new(),
        trace: Trace {
            caller: Some(caller),
            gates: GATES
                .iter()
                .map(|kind| Gate {
                    kind: *kind,
                    state: if none.contains(kind) {
                        GateState::NotApplicable
                    } else {
                        GateState::Passed
                    },
                })
                .collect(),
            authorizations,
        },
    }
}

pub(super) fn credentials(seconds: i64) -> Credentials {
    Credentials {
        access_key_id: AccessKeyId("ASIAEXAMPLE".into()),
        secret_access_key: SecretAccessKey("EXAMPLEKEY".into()),
        session_token: SessionToken("token".into()),
        expiration: Timestamp(NOW + seconds),
    }
}

pub(super) fn assumed(seconds: i64) -> Response {
    Response::AssumeRole {
        credentials: credentials(seconds),
        assumed_role_id: "AROAEXAMPLE:MySession".into(),
        arn: "arn:aws:sts::222222222222:assumed-role/CrossAccountRole/MySession".into(),
        packed_policy_size: None,
        source_identity: None,
    }
}

/// `sts:AssumeRole` on the role, decided by one layer.
pub(super) fn authorization(
    decision: Decision,
    decided_by: Layer,
    layers: Vec<LayerTrace>,
) -> Authorization {
    let deciding = layers.iter().find(|layer| layer.layer == decided_by);
    let effect = match decision {
        Decision::Allow => Some(Effect::Allow),
        Decision::ExplicitDeny => Some(Effect::Deny),
        Decision::ImplicitDeny => None,
    };
    let statement = deciding.zip(effect).and_then(|(layer, effect)| {
        layer.policies.iter().find_map(|policy| {
            let statement = policy
                .statements
                .iter()
                .find(|s| s.applies && s.effect == effect)?;
            Some((policy.policy.clone(), statement.index))
        })
    });
    Authorization {
        action: "sts:AssumeRole".into(),
        resource: ROLE.into(),
        evaluation: Evaluation {
            decision,
            layer: decided_by,
            statement,
            same_account: false,
        },
        trace: iam::Trace { layers },
        facts: vec![
            fact("aws:EpochTime", &NOW.to_string(), Origin::Clock),
            fact("aws:SourceIp", "203.0.113.10", Origin::Connection),
        ],
        absent: vec![
            absent("aws:MultiFactorAuthPresent", Absence::LongTermKeyWithoutMfa),
            absent("sts:ExternalId", Absence::NotSent("ExternalId")),
        ],
    }
}

pub(super) fn fact(key: &str, value: &str, origin: Origin) -> Fact {
    Fact {
        key: key.into(),
        values: vec![value.into()],
        origin,
    }
}

pub(super) fn absent(key: &str, why: Absence) -> Absent {
    Absent {
        key: key.into(),
        why,
    }
}

pub(super) fn layer(
    layer: Layer,
    outcome: LayerOutcome,
    policies: &[(&str, Vec<StatementTrace>)],
) -> LayerTrace {
    LayerTrace {
        layer,
        outcome,
        policies: policies
            .iter()
            .map(|(policy, statements)| PolicyTrace {
                policy: (*policy).into(),
                skipped: 0,
                statements: statements
                    .iter()
                    .enumerate()
                    .map(|(index, statement)| StatementTrace {
                        index,
                        ..statement.clone()
                    })
                    .collect(),
            })
            .collect(),
    }
}

/// A trust statement about sts:AssumeRole; it applies when the principal matches and every condition does.
pub(super) fn trusts(
    effect: Effect,
    principal: &str,
    matched: bool,
    conditions: Vec<ConditionTrace>,
) -> StatementTrace {
    StatementTrace {
        index: 0,
        sid: None,
        span: span(10, 90),
        effect,
        applies: matched && conditions.iter().all(|condition| condition.matched),
        principal: Some(element(&[principal], ALICE, matched, span(20, 30))),
        action: element(&["sts:AssumeRole"], "sts:AssumeRole", true, span(30, 40)),
        resource: None,
        conditions,
    }
}

/// A statement of an identity-based policy.
pub(super) fn permits(
    effect: Effect,
    action: (&str, bool),
    resource: (&str, bool),
) -> StatementTrace {
    StatementTrace {
        index: 0,
        sid: Some("Assume".into()),
        span: span(5, 50),
        effect,
        applies: action.1 && resource.1,
        principal: None,
        action: element(&[action.0], "sts:AssumeRole", action.1, span(15, 20)),
        resource: Some(element(&[resource.0], ROLE, resource.1, span(20, 25))),
        conditions: Vec::new(),
    }
}

pub(super) fn element(wanted: &[&str], got: &str, matched: bool, span: Span) -> ElementTrace {
    ElementTrace {
        matched,
        negated: false,
        span,
        wanted: texts(wanted),
        got: got.into(),
        by: matched.then_some((0, span)),
    }
}

pub(super) fn condition(
    operator: &str,
    key: &str,
    wanted: &[&str],
    got: Option<&[&str]>,
    matched: bool,
    reason: ConditionReason,
) -> ConditionTrace {
    let asked = Asked {
        operator: operator.into(),
        key: key.into(),
        wanted: texts(wanted).to_vec(),
        span: span(40, 60),
    };
    ConditionTrace {
        asked: asked.into(),
        got: got.map(texts),
        matched,
        reason,
    }
}

/// `Bool aws:MultiFactorAuthPresent "true"`, the key absent.
pub(super) fn mfa_absent() -> ConditionTrace {
    condition(
        "Bool",
        "aws:MultiFactorAuthPresent",
        &["true"],
        None,
        false,
        ConditionReason::KeyAbsent,
    )
}

/// `StringEquals sts:ExternalId "c-7f3a"`, the key absent.
pub(super) fn external_id_absent() -> ConditionTrace {
    let missed = condition(
        "StringEquals",
        "sts:ExternalId",
        &["c-7f3a"],
        None,
        false,
        ConditionReason::KeyAbsent,
    );
    let asked = Asked {
        span: span(60, 80),
        ..Asked::clone(&missed.asked)
    };
    ConditionTrace {
        asked: asked.into(),
        ..missed
    }
}

/// The layer in which alice's own policy allows.
pub(super) fn own_allows() -> LayerTrace {
    layer(
        Layer::Identity,
        LayerOutcome::Allows,
        &[(
            OWN,
            vec![permits(
                Effect::Allow,
                ("sts:AssumeRole", true),
                (ROLE, true),
            )],
        )],
    )
}

/// The layer of a trust policy.
pub(super) fn trust(outcome: LayerOutcome, statements: Vec<StatementTrace>) -> LayerTrace {
    layer(Layer::Trust, outcome, &[(TRUST, statements)])
}

fn texts(values: &[&str]) -> Arc<[Arc<str>]> {
    values.iter().map(|value| (*value).into()).collect()
}
