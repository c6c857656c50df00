use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::desk::GATES;
use crate::fixture::{ANNA, DEVICE, NOW, ROOT, TARGET, ask, code, key, source_session, world};
use crate::trace::{GateKind, GateState};
use crate::{Params, Value};

fn value() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        "\\PC{0,20}",
        Just(TARGET.to_owned()),
        Just(DEVICE.to_owned()),
        "[0-9]{1,6}",
        Just(crate::fixture::ALLOWS_STS.to_owned()),
        "[A-Za-z]{1,8}",
    ];
    let leaf = text.prop_map(|text| Value::Text(text.into()));
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::List),
            btree_map(name(), inner, 0..3).prop_map(Value::Structure),
        ]
    })
}

fn name() -> impl Strategy<Value = Arc<str>> {
    let members = operations_members();
    prop_oneof![
        4 => proptest::sample::select(members).prop_map(Arc::from),
        1 => "\\PC{0,8}".prop_map(Arc::from),
    ]
}

fn operations_members() -> Vec<&'static str> {
    let operations = crate::model::operations().iter();
    let members = operations
        .flat_map(|operation| operation.input)
        .map(|member| member.name);
    members.chain(["Key", "Value", "arn", "Resource"]).collect()
}

proptest! {
    /// Whatever is asked, by whomever: an answer, all six gates in order, and nothing changed but a code used up.
    #[test]
    fn every_call_has_an_answer(
        action in prop_oneof![
            4 => Just("sts:AssumeRole"), 1 => Just("sts:GetSessionToken"), 1 => Just("sts:GetCallerIdentity"),
            1 => Just("s3:ListBucket"), 1 => Just(""), 1 => Just("sts:"),
        ],
        params in btree_map(name(), value(), 0..6),
        valid: bool,
        who in 0..4,
        entry: u64,
    ) {
        let world = world();
        let mut params: Params = params;
        if valid {
            params.insert("RoleArn".into(), Value::Text(TARGET.into()));
            params.insert("RoleSessionName".into(), Value::Text("s1".into()));
        }
        let call = Call {
            credentials: match who {
                0 => None,
                1 => Some(key(&world, ROOT)),
                2 => Some(source_session(&world, json!({}))),
                _ => Some(key(&world, ANNA)),
            },
            request: Request::parse(action, params),
            context: CallContext::default(),
        };
        let entropy = Entropy { seed: world.seed, entry };
        let exchange = decide(&world, &call, NOW, &entropy);
        let kinds: Vec<_> = exchange.trace.gates.iter().map(|gate| gate.kind).collect();
        prop_assert_eq!(kinds, GATES);
        let reached = exchange.trace.gates.iter().position(|gate| matches!(gate.state, GateState::Failed(_)));
        prop_assert_eq!(reached.is_none(), exchange.result.is_ok());
        for (at, gate) in exchange.trace.gates.iter().enumerate() {
            let after = reached.is_some_and(|failed| at > failed);
            prop_assert_eq!(gate.state == GateState::NotReached, after, "{:?}", exchange.trace.gates);
        }
        prop_assert_eq!(&exchange, &decide(&world, &call, NOW, &entropy));
    }
}

/// The same call twice, in two places of a story: other credentials, the same decision.
#[test]
fn entries_have_credentials_of_their_own() {
    let world = world();
    let params = crate::fixture::value(json!({"RoleArn": TARGET, "RoleSessionName": "s1"}));
    let Value::Structure(params) = params else {
        panic!("an object");
    };
    let call = Call {
        credentials: Some(key(&world, ANNA)),
        request: Request::parse("sts:AssumeRole", params),
        context: CallContext::default(),
    };
    let of = |entry| {
        let entropy = Entropy {
            seed: world.seed,
            entry,
        };
        let exchange = decide(&world, &call, NOW, &entropy);
        (
            exchange.result.unwrap().credentials().cloned().unwrap(),
            exchange.trace,
        )
    };
    let ((one, trace), (other, same_trace)) = (of(1), of(2));
    assert_ne!(one.access_key_id, other.access_key_id);
    assert_ne!(one.secret_access_key, other.secret_access_key);
    assert_ne!(one.session_token, other.session_token);
    assert_eq!(trace, same_trace);
}

/// Credentials, parameters, MFA, authorisation, limits: what fails first decides, though more would.
#[test]
fn the_order_of_checks() {
    let world = world();
    let mut wrong = json!({
        "RoleArn": "arn:aws:iam::111122223333:role/None", "RoleSessionName": "s 1", "DurationSeconds": 7200,
        "SerialNumber": DEVICE, "TokenCode": "000000", "Policy": "{",
    });
    let failed = |params: &serde_json::Value, who| {
        let presented = key(&world, who);
        let exchange = ask(&world, Some(&presented), "sts:AssumeRole", params.clone());
        let mut gates = exchange.trace.gates.into_iter();
        gates
            .find(|gate| matches!(gate.state, GateState::Failed(_)))
            .map(|gate| gate.kind)
    };
    assert_eq!(failed(&wrong, ROOT), Some(GateKind::Credentials));
    assert_eq!(failed(&wrong, ANNA), Some(GateKind::Request));
    wrong["RoleSessionName"] = "s1".into();
    assert_eq!(failed(&wrong, ANNA), Some(GateKind::Mfa));
    wrong["TokenCode"] = code(&world);
    assert_eq!(failed(&wrong, ANNA), Some(GateKind::Resource));
    wrong["RoleArn"] = TARGET.into();
    assert_eq!(failed(&wrong, crate::fixture::BEN), Some(GateKind::Mfa));
    assert_eq!(failed(&wrong, ANNA), Some(GateKind::Limits));
    wrong["Policy"] = crate::fixture::ALLOWS_STS.into();
    assert_eq!(failed(&wrong, ANNA), Some(GateKind::Limits));
    wrong["DurationSeconds"] = 3600.into();
    assert_eq!(failed(&wrong, ANNA), None);
}
