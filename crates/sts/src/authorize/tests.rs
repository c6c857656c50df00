use serde_json::json;

use super::*;
use crate::fixture::{
    ANNA, AWAY, AWAY_TARGET, BEN, BUCKET, HOME, TARGET, ask, key, put, source_session, world,
};
use crate::world::Group;

/// Names of the policies that each layer of a call's first authorization looked at.
fn looked_at(exchange: &crate::Exchange, layer: iam::Layer) -> Vec<String> {
    let layers = exchange.trace.authorizations[0].trace.layers.iter();
    let policies = layers
        .filter(|l| l.layer == layer)
        .flat_map(|l| &l.policies);
    policies.map(|policy| policy.policy.to_string()).collect()
}

#[test]
fn every_policy_that_bears_on_a_request_is_looked_at() {
    let mut world = world();
    let allow = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}"#;
    let managed = "arn:aws:iam::111122223333:policy/P";
    let home = world.accounts.get_mut(HOME).unwrap();
    let crew = Group {
        name: "crew".into(),
        ..Group::default()
    };
    home.groups.insert("crew".into(), crew);
    let anna = home.users.get_mut("anna").unwrap();
    anna.groups = vec!["crew".into(), "gone".into()];
    anna.permissions.attached = vec![managed.into(), "arn:aws:iam::aws:policy/NotKnown".into()];
    anna.permissions.boundary = Some("arn:aws:iam::aws:policy/AdministratorAccess".into());
    put(&mut world, "111122223333/group/crew/inline/g", allow);
    put(&mut world, &format!("managed/{managed}"), allow);
    put(&mut world, "444455556666/role/Target/inline/own", allow);
    let level = |kind: &str, world: &World, text: &str| {
        let policy = world
            .accept(&format!("{kind}/rails").parse().unwrap(), text)
            .unwrap();
        vec![vec![(Arc::from("rails"), policy)]]
    };
    let rcp = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}]}"#;
    world.organization = Some(Organization {
        id: "o-example".into(),
        management: "999988887777".into(),
        scps: [(Arc::from(HOME), level("scp", &world, allow))].into(),
        rcps: [(Arc::from(AWAY), level("rcp", &world, rcp))].into(),
    });

    let params = json!({"RoleArn": AWAY_TARGET, "RoleSessionName": "s1"});
    let exchange = ask(&world, Some(&key(&world, ANNA)), "sts:AssumeRole", params);
    assert!(exchange.result.is_ok());
    assert_eq!(
        looked_at(&exchange, iam::Layer::Identity),
        [
            "111122223333/user/anna/inline/sts",
            "managed/arn:aws:iam::111122223333:policy/P",
            "111122223333/group/crew/inline/g",
        ]
    );
    assert_eq!(
        looked_at(&exchange, iam::Layer::Boundary),
        ["managed/arn:aws:iam::aws:policy/AdministratorAccess"]
    );
    assert_eq!(
        looked_at(&exchange, iam::Layer::ServiceControl),
        ["scp/rails"]
    );
    assert_eq!(
        looked_at(&exchange, iam::Layer::ResourceControl),
        ["rcp/rails"]
    );
    assert_eq!(
        looked_at(&exchange, iam::Layer::Trust),
        ["444455556666/role/Target/trust"]
    );

    let policy = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}"#;
    let both =
        json!({"Policy": policy, "PolicyArns": [{"arn": "arn:aws:iam::aws:policy/NotKnown"}]});
    let source = source_session(&world, both);
    let exchange = ask(
        &world,
        Some(&source),
        "s3:ListBucket",
        json!({"Resource": BUCKET}),
    );
    assert_eq!(
        looked_at(&exchange, iam::Layer::Session),
        ["session/0", "session/1"]
    );
    assert_eq!(
        looked_at(&exchange, iam::Layer::Identity),
        ["111122223333/role/Source/inline/sts"]
    );
}

/// A sweep decides as a call does.
#[test]
fn authorize_is_the_decision_of_decide() {
    let world = world();
    for (name, arn) in [("anna", ANNA), ("ben", BEN)] {
        for role in [TARGET, AWAY_TARGET, "arn:aws:iam::111122223333:role/None"] {
            let params = json!({"RoleArn": role, "RoleSessionName": "s1"});
            let exchange = ask(&world, Some(&key(&world, arn)), "sts:AssumeRole", params);
            let authorization = &exchange.trace.authorizations[0];
            let home = &world.accounts[HOME];
            let signer = Signer::user(home, &home.users[name]);
            let context = facts::context(&authorization.facts);
            let evaluation = authorize(&world, &signer, "sts:AssumeRole", role, &context);
            assert_eq!(evaluation, authorization.evaluation, "{name} {role}");
        }
    }
}
