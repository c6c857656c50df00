//! Who is let in, and what the others are told.

use super::*;
use crate::fixture::{BEN, DEVICE, HOME, code, put};
use crate::world::Organization;
use crate::{Change, PolicyAddress};

/// `… is invalid`: recorded from STS. Whatever has the form of an ARN is looked for, and not found.
#[test]
fn role_arns() {
    let world = world();
    let denied = |arn: &str| {
        format!(
            "AccessDenied: User: {ANNA} is not authorized to perform: sts:AssumeRole on resource: {arn}"
        )
    };
    for arn in ["nothing-valid-in-here", "arn:a:a::aaaaaaaaaa:"] {
        let exchange = assume(&world, &key(&world, ANNA), &json!({"RoleArn": arn}));
        assert_eq!(
            told(&exchange),
            format!("ValidationError: {arn} is invalid")
        );
        assert_eq!(
            failure(&exchange),
            (GateKind::Request, Failure::Parameter("RoleArn"))
        );
    }
    for arn in [
        "arn:aws:iam::111122223333:role/NoSuchRole",
        "arn:aws:iam::111122223333:role/target",
        "arn:aws:iam::111122223333:role/path/Target",
        "arn:aws:iam::111122223333:user/anna",
        "arn:aws:iam::999988887777:role/Elsewhere",
        "arn:aws:s3:::a-bucket-of-some-name",
        "arn:aws-cn:iam::111122223333:role/Target",
    ] {
        let exchange = assume(&world, &key(&world, ANNA), &json!({"RoleArn": arn}));
        assert_eq!(told(&exchange), denied(arn));
        assert_eq!(
            failure(&exchange),
            (GateKind::Resource, Failure::NoSuchResource),
            "{arn}"
        );
    }
}

/// [Troubleshoot access denied](https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html)
#[test]
fn denials_name_the_side_that_does_not_allow() {
    let allow = |action: &str| {
        format!(
            r#"{{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", "Action": "{action}", "Resource": "*"}}]}}"#
        )
    };
    let deny = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "sts:AssumeRole", "Resource": "*"}]}"#;
    let trust = |effect: &str, principal: &str| {
        format!(
            r#"{{"Version": "2012-10-17", "Statement": [{{"Effect": "{effect}", "Principal": {{"AWS": "{principal}"}}, "Action": "sts:AssumeRole"}}]}}"#
        )
    };
    let user = |who: &str| {
        format!("AccessDenied: User: {who} is not authorized to perform: sts:AssumeRole")
    };
    let check = |world: &World, who: &str, arn: &str, gate, wanted: &str| {
        let exchange = assume(world, &key(world, who), &json!({"RoleArn": arn}));
        assert_eq!(told(&exchange), wanted);
        assert_eq!(failure(&exchange), (gate, Failure::Policies));
    };
    let mut world = world();
    check(
        &world,
        BEN,
        TARGET,
        GateKind::Caller,
        &format!(
            "{} on resource: {TARGET} because no identity-based policy allows the sts:AssumeRole action",
            user(BEN)
        ),
    );
    check(
        &world,
        BEN,
        AWAY_TARGET,
        GateKind::Caller,
        &format!("{} on resource: {AWAY_TARGET}", user(BEN)),
    );
    put(
        &mut world,
        "111122223333/role/Target/trust",
        &trust("Allow", BEN),
    );
    check(
        &world,
        ANNA,
        TARGET,
        GateKind::Resource,
        &format!(
            "{} because no role trust policy allows the sts:AssumeRole action",
            user(ANNA)
        ),
    );
    // Named itself, inside one account, ben needs no policy of his own.
    assert_eq!(told(&assume(&world, &key(&world, BEN), &json!({}))), "ok");
    put(
        &mut world,
        "444455556666/role/Target/trust",
        &trust("Allow", BEN),
    );
    check(
        &world,
        BEN,
        AWAY_TARGET,
        GateKind::Caller,
        &format!("{} on resource: {AWAY_TARGET}", user(BEN)),
    );
    check(
        &world,
        ANNA,
        AWAY_TARGET,
        GateKind::Resource,
        &format!("{} on resource: {AWAY_TARGET}", user(ANNA)),
    );
    put(
        &mut world,
        "111122223333/role/Target/trust",
        &trust("Deny", "*"),
    );
    check(
        &world,
        ANNA,
        TARGET,
        GateKind::Resource,
        &format!(
            "{} with an explicit deny in the role trust policy",
            user(ANNA)
        ),
    );
    put(
        &mut world,
        "111122223333/role/Target/trust",
        &trust("Allow", "*"),
    );
    put(&mut world, "111122223333/user/anna/inline/deny", deny);
    check(
        &world,
        ANNA,
        TARGET,
        GateKind::Caller,
        &format!(
            "{} on resource: {TARGET} with an explicit deny in an identity-based policy",
            user(ANNA)
        ),
    );
    world.apply(&Change::DeletePolicy {
        address: "111122223333/user/anna/inline/deny".parse().unwrap(),
    });

    // A managed policy is named by its ARN, a boundary is not.
    let managed = "arn:aws:iam::111122223333:policy/NoRoles";
    put(&mut world, &format!("managed/{managed}"), deny);
    let permissions = |world: &mut World, attached: &[&str], boundary: Option<&str>| {
        let user = world
            .accounts
            .get_mut(HOME)
            .unwrap()
            .users
            .get_mut("anna")
            .unwrap();
        user.permissions.attached = attached.iter().map(|arn| Arc::from(*arn)).collect();
        user.permissions.boundary = boundary.map(Into::into);
    };
    permissions(&mut world, &[managed], None);
    check(
        &world,
        ANNA,
        TARGET,
        GateKind::Caller,
        &format!(
            "{} on resource: {TARGET} with an explicit deny in an identity-based policy: {managed}",
            user(ANNA)
        ),
    );
    permissions(&mut world, &[], Some(managed));
    check(
        &world,
        ANNA,
        TARGET,
        GateKind::Caller,
        &format!(
            "{} on resource: {TARGET} with an explicit deny in a permissions boundary",
            user(ANNA)
        ),
    );
    put(
        &mut world,
        "111122223333/role/Target/trust",
        &trust("Allow", "111122223333"),
    );
    put(&mut world, &format!("managed/{managed}"), &allow("s3:*"));
    check(
        &world,
        ANNA,
        TARGET,
        GateKind::Caller,
        &format!(
            "{} on resource: {TARGET} because no permissions boundary allows the sts:AssumeRole action",
            user(ANNA)
        ),
    );
    permissions(
        &mut world,
        &[],
        Some("arn:aws:iam::aws:policy/AdministratorAccess"),
    );
    assert_eq!(told(&assume(&world, &key(&world, ANNA), &json!({}))), "ok");
    // A boundary that nobody knows allows nothing.
    permissions(&mut world, &[], Some("arn:aws:iam::aws:policy/NotKnown"));
    assert!(
        assume(&world, &key(&world, ANNA), &json!({}))
            .result
            .is_err()
    );
    permissions(&mut world, &[], None);

    // The management account is exempt from guard rails.
    let scp = PolicyAddress::ServiceControl {
        name: "rails".into(),
    };
    let rails = |world: &World, text: &str| {
        let level = vec![(Arc::from("rails"), world.accept(&scp, text).unwrap())];
        [(Arc::from(HOME), vec![level])].into()
    };
    let organization = |world: &mut World, management: &str, text: &str| {
        let scps = rails(world, text);
        world.organization = Some(Organization {
            id: "o-example".into(),
            management: management.into(),
            scps,
            ..Organization::default()
        });
    };
    organization(&mut world, "999988887777", &allow("s3:*"));
    check(
        &world,
        ANNA,
        TARGET,
        GateKind::Caller,
        &format!(
            "{} on resource: {TARGET} because no service control policy allows the sts:AssumeRole action",
            user(ANNA)
        ),
    );
    organization(&mut world, "999988887777", deny);
    check(
        &world,
        ANNA,
        TARGET,
        GateKind::Caller,
        &format!(
            "{} on resource: {TARGET} with an explicit deny in a service control policy",
            user(ANNA)
        ),
    );
    organization(&mut world, HOME, deny);
    assert_eq!(told(&assume(&world, &key(&world, ANNA), &json!({}))), "ok");
}

/// The trust policies of the user guide: [MFA](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html),
/// [third parties](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html).
#[test]
fn conditions_of_a_trust_policy() {
    let mut world = world();
    let trust = |condition: &str| {
        format!(
            r#"{{"Version": "2012-10-17", "Statement": {{"Effect": "Allow", "Principal": {{"AWS": "111122223333"}},
            "Action": "sts:AssumeRole", "Condition": {condition}}}}}"#
        )
    };
    let address = "444455556666/role/Target/trust";
    let check = |world: &World, params: Json, ok| {
        let mut params = params;
        params["RoleArn"] = AWAY_TARGET.into();
        let exchange = assume(world, &key(world, ANNA), &params);
        assert_eq!(exchange.result.is_ok(), ok, "{params}");
        exchange
    };
    let mfa = json!({"SerialNumber": DEVICE, "TokenCode": code(&world)});
    put(
        &mut world,
        address,
        &trust(r#"{"Bool": {"aws:MultiFactorAuthPresent": true}}"#),
    );
    let exchange = check(&world, json!({}), false);
    assert_eq!(failure(&exchange), (GateKind::Resource, Failure::Policies));
    let absent = &exchange.trace.authorizations[0].absent;
    assert_eq!(&*absent[0].key, "aws:MultiFactorAuthPresent");
    assert_eq!(absent[0].why, crate::facts::Absence::LongTermKeyWithoutMfa);
    let exchange = check(&world, mfa.clone(), true);
    assert_eq!(exchange.changes.len(), 1);
    // The new session itself carries none.
    assert_eq!(session(&world, &exchange).mfa, None);

    put(
        &mut world,
        address,
        &trust(r#"{"StringEquals": {"sts:ExternalId": "12345"}}"#),
    );
    check(&world, json!({}), false);
    check(&world, json!({"ExternalId": "12346"}), false);
    check(&world, json!({"ExternalId": "12345"}), true);
    // The code was verified before the policies were asked: it is used up although the call is denied.
    let exchange = check(&world, mfa, false);
    assert_eq!(exchange.changes.len(), 1);
    assert_eq!(exchange.trace.gates[2].state, GateState::Passed);
}
