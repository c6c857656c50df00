use serde_json::json;

use super::*;
use crate::fixture::{ANNA, ROOT, ask, begin, key, put, source_session, world};
use crate::response::Member;
use crate::trace::GateState;

/// [IAM User Guide, principal table](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html)
#[test]
fn each_kind_of_caller_has_its_identity() {
    let world = world();
    let home = &world.accounts[crate::fixture::HOME];
    let anna = home.users["anna"].unique_id.to_string();
    let source = format!("{}:s1", home.roles["Source"].unique_id);
    let user = key(&world, ANNA);
    let session_arn = "arn:aws:sts::111122223333:assumed-role/Source/s1";
    for (who, arn, id) in [
        (key(&world, ROOT), ROOT, "111122223333"),
        (user.clone(), ANNA, &*anna),
        (
            begin(&world, &user, "sts:GetSessionToken", json!({})),
            ANNA,
            &anna,
        ),
        (source_session(&world, json!({})), session_arn, &source),
    ] {
        let exchange = ask(&world, Some(&who), "sts:GetCallerIdentity", json!({}));
        let wanted = Response::GetCallerIdentity {
            user_id: id.into(),
            account: "111122223333".into(),
            arn: arn.into(),
        };
        assert_eq!(
            wanted.members(),
            [
                ("UserId", Member::Text(id.into())),
                ("Account", Member::Text("111122223333".into())),
                ("Arn", Member::Text(arn.into())),
            ]
        );
        assert_eq!(exchange.result, Ok(wanted));
        assert!(exchange.changes.is_empty());
    }
}

/// "No permissions are required to perform this operation. If an administrator attaches a policy … that explicitly denies access …, you can still perform this operation."
/// [API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html)
#[test]
fn an_explicit_deny_has_no_effect() {
    let mut world = world();
    let deny = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}"#;
    put(&mut world, "111122223333/user/anna/inline/deny", deny);
    let exchange = ask(
        &world,
        Some(&key(&world, ANNA)),
        "sts:GetCallerIdentity",
        json!({}),
    );
    assert!(exchange.result.is_ok());
    let states: Vec<_> = exchange
        .trace
        .gates
        .into_iter()
        .map(|gate| gate.state)
        .collect();
    assert_eq!(states[..2], [GateState::Passed, GateState::Passed]);
    assert_eq!(states[2..], [const { GateState::NotApplicable }; 4]);
}

#[test]
fn it_has_no_parameters() {
    let world = world();
    let exchange = ask(
        &world,
        Some(&key(&world, ANNA)),
        "sts:GetCallerIdentity",
        json!({"Name": "x"}),
    );
    assert_eq!(exchange.result.unwrap_err().code, "ValidationError");
}
