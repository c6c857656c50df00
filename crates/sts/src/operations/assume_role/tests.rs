use serde_json::{Value as Json, json};

use super::*;
use crate::fixture::{ANNA, AWAY_TARGET, NOW, TARGET, ask, key, temporary, told, world};
use crate::response::Member;
use crate::session::Session;
use crate::trace::GateState;
use crate::{Exchange, Presented, World, token};

mod denials;
mod limits;
mod sessions;

/// AssumeRole of Target (or what `params` say).
fn assume(world: &World, who: &Presented, params: &Json) -> Exchange {
    let mut all = json!({"RoleArn": TARGET, "RoleSessionName": "s1"});
    all.as_object_mut()
        .unwrap()
        .extend(params.as_object().unwrap().clone());
    ask(world, Some(who), "sts:AssumeRole", all)
}

fn session(world: &World, exchange: &Exchange) -> Session {
    let credentials = exchange.result.as_ref().unwrap().credentials().unwrap();
    token::open(&world.seed, &credentials.session_token).unwrap()
}

fn failure(exchange: &Exchange) -> (GateKind, Failure) {
    let mut gates = exchange.trace.gates.iter();
    let failed = gates.find_map(|gate| match &gate.state {
        GateState::Failed(failure) => Some((gate.kind, failure.clone())),
        _ => None,
    });
    assert!(gates.all(|gate| gate.state == GateState::NotReached));
    failed.unwrap()
}

/// [API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html)
#[test]
fn the_answer() {
    let world = world();
    let exchange = assume(
        &world,
        &key(&world, ANNA),
        &json!({"RoleArn": AWAY_TARGET, "RoleSessionName": "anna"}),
    );
    let role_id = &world.role(AWAY_TARGET).unwrap().1.unique_id;
    let response = exchange.result.clone().unwrap();
    let credentials = response.credentials().unwrap();
    assert_eq!(
        crate::credentials::account_of(&credentials.access_key_id.0).as_deref(),
        Some("444455556666")
    );
    assert!(credentials.access_key_id.0.starts_with("ASIA"));
    assert!(credentials.secret_access_key.0.ends_with("EXAMPLEKEY"));
    assert_eq!(credentials.expiration, NOW.plus(3600));
    let user = Member::Structure(vec![
        (
            "AssumedRoleId",
            Member::Text(format!("{role_id}:anna").into()),
        ),
        (
            "Arn",
            Member::Text("arn:aws:sts::444455556666:assumed-role/Target/anna".into()),
        ),
    ]);
    let members = response.members();
    assert_eq!(members[1], ("AssumedRoleUser", user));
    let names: Vec<_> = members.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names,
        [
            "Credentials",
            "AssumedRoleUser",
            "SessionTokenUtilization",
            "SessionTokenSize"
        ]
    );
    assert_eq!(session(&world, &exchange).chain, [ANNA.into()]);
    assert_eq!(
        told(&ask(
            &world,
            Some(&temporary(credentials)),
            "sts:GetCallerIdentity",
            json!({})
        )),
        "ok"
    );
    let states: Vec<_> = exchange
        .trace
        .gates
        .into_iter()
        .map(|gate| gate.state)
        .collect();
    let passed = GateState::Passed;
    assert_eq!(
        states,
        [
            passed.clone(),
            passed.clone(),
            GateState::NotApplicable,
            passed.clone(),
            passed.clone(),
            passed
        ]
    );
}
