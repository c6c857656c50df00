use serde_json::{Value as Json, json};

use super::*;
use crate::fixture::{
    ANNA, AWAY_TARGET, BEN, DEVICE, HOME, NOW, SOURCE, TARGET, add_role, ask, begin, code, key,
    put, role, source_session, temporary, told, world,
};
use crate::response::Member;
use crate::session::Session;
use crate::trace::GateState;
use crate::world::Organization;
use crate::{Change, Exchange, PolicyAddress, Presented, World, token};

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

/// [API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html), `DurationSeconds`;
/// [role chaining](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html). That GetSessionToken begins a chain is observed.
#[test]
fn durations() {
    const CHAINED: &str = "ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.";
    const TOO_LONG: &str = "ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";
    let mut world = world();
    let user = key(&world, ANNA);
    let of_user = begin(&world, &user, "sts:GetSessionToken", json!({}));
    let of_role = source_session(&world, json!({}));
    for (who, max, params, wanted) in [
        (&user, 3600, json!({}), Ok(3600)),
        (&user, 3600, json!({"DurationSeconds": 900}), Ok(900)),
        (&user, 3600, json!({"DurationSeconds": 3601}), Err(TOO_LONG)),
        (
            &user,
            43_200,
            json!({"DurationSeconds": 43_200}),
            Ok(43_200),
        ),
        (&of_role, 43_200, json!({}), Ok(3600)),
        (&of_role, 43_200, json!({"DurationSeconds": 3600}), Ok(3600)),
        (
            &of_role,
            43_200,
            json!({"DurationSeconds": 3601}),
            Err(CHAINED),
        ),
        (
            &of_role,
            3600,
            json!({"DurationSeconds": 7200}),
            Err(CHAINED),
        ),
        (
            &of_user,
            43_200,
            json!({"DurationSeconds": 7200}),
            Err(CHAINED),
        ),
        (&of_user, 43_200, json!({}), Ok(3600)),
    ] {
        role(&mut world, TARGET).max_session_duration = max;
        let exchange = assume(&world, who, &params);
        match wanted {
            Ok(seconds) => assert_eq!(session(&world, &exchange).expires, NOW.plus(seconds)),
            Err(text) => {
                assert_eq!(told(&exchange), text);
                assert_eq!(failure(&exchange).0, GateKind::Limits);
            }
        }
    }
}

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

/// [Session tags](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html); the texts are recorded from STS.
#[test]
fn tags() {
    let mut world = world();
    let user = key(&world, ANNA);
    let tags = |tags: &[(&str, &str)]| -> Json {
        tags.iter()
            .map(|(k, v)| json!({"Key": k, "Value": v}))
            .collect()
    };
    for (params, wanted) in [
        (json!({"Tags": tags(&[("Team", "")])}), "ok"),
        (
            json!({"Tags": tags(&[("Team", "a"), ("team", "b")])}),
            "InvalidParameterValue: Duplicate tag keys found. Please note that Tag keys are case insensitive.",
        ),
        (
            json!({"Tags": tags(&[("Team", "a")]), "TransitiveTagKeys": ["TEAM"]}),
            "ok",
        ),
        (
            json!({"Tags": tags(&[("Team", "a")]), "TransitiveTagKeys": ["Unit"]}),
            "InvalidParameterValue: The specified transitive tag key must be included in the requested tags.",
        ),
        (
            json!({"TransitiveTagKeys": ["Unit"]}),
            "InvalidParameterValue: The specified transitive tag key must be included in the requested tags.",
        ),
        (
            json!({"Tags": tags(&[("aws:x", "a")])}),
            "InvalidParameterValue: Tag keys beginning with aws: are reserved for system use.",
        ),
    ] {
        assert_eq!(told(&assume(&world, &user, &params)), wanted);
    }

    // Along a chain: transitive tags go on, others end; a role's own tags give way.
    let given =
        json!({"Tags": tags(&[("Star", "1"), ("Sun", "9")]), "TransitiveTagKeys": ["Star"]});
    let source = source_session(&world, given);
    role(&mut world, TARGET).tags = vec![
        ("STAR".into(), "3".into()),
        ("Lightning".into(), "3".into()),
    ];
    let exchange = assume(&world, &source, &json!({"Tags": tags(&[("Heart", "2")])}));
    let next = session(&world, &exchange);
    let pair = |key: &str, value: &str| (Arc::from(key), Arc::from(value));
    assert_eq!(next.tags, [pair("Star", "1"), pair("Heart", "2")]);
    assert_eq!(next.transitive, ["Star".into()]);
    let signer = Signer::session(&world, next).unwrap();
    assert_eq!(
        crate::facts::principal_tags(&signer),
        [
            pair("Star", "1"),
            pair("Heart", "2"),
            pair("Lightning", "3")
        ]
    );
    let actions: Vec<_> = exchange
        .trace
        .authorizations
        .iter()
        .map(|a| &*a.action)
        .collect();
    assert_eq!(actions, ["sts:AssumeRole", "sts:TagSession"]);
    assert_eq!(
        told(&assume(
            &world,
            &source,
            &json!({"Tags": tags(&[("STAR", "2")])})
        )),
        "InvalidParameterValue: One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session."
    );

    // Inherited tags alone need sts:TagSession too.
    let trust = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole"}]}"#;
    put(&mut world, "111122223333/role/Target/trust", trust);
    let caller = "arn:aws:sts::111122223333:assumed-role/Source/s1";
    assert_eq!(
        told(&assume(&world, &source, &json!({}))),
        format!(
            "AccessDenied: User: {caller} is not authorized to perform: sts:TagSession on resource: {TARGET}"
        )
    );
    assert_eq!(told(&assume(&world, &user, &json!({}))), "ok");
}

/// [Monitor and control actions taken with assumed roles](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html)
#[test]
fn a_source_identity_is_set_once_and_kept() {
    let mut world = world();
    let source = source_session(&world, json!({"SourceIdentity": "Diego"}));
    for given in [json!({}), json!({"SourceIdentity": "Diego"})] {
        let exchange = assume(&world, &source, &given);
        assert_eq!(
            session(&world, &exchange).source_identity.as_deref(),
            Some("Diego")
        );
        let members = exchange.result.unwrap().members();
        assert!(members.contains(&("SourceIdentity", Member::Text("Diego".into()))));
        let last = exchange.trace.authorizations.last().unwrap();
        assert_eq!(&*last.action, "sts:SetSourceIdentity");
    }
    let exchange = assume(&world, &source, &json!({"SourceIdentity": "Saanvi"}));
    assert_eq!(
        failure(&exchange),
        (GateKind::Request, Failure::Parameter("SourceIdentity"))
    );
    let trust = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole"}]}"#;
    put(&mut world, "111122223333/role/Target/trust", trust);
    assert_eq!(
        told(&assume(
            &world,
            &key(&world, ANNA),
            &json!({"SourceIdentity": "Anna"})
        )),
        format!(
            "AccessDenied: User: {ANNA} is not authorized to perform: sts:SetSourceIdentity on resource: {TARGET}"
        )
    );
}

/// [Session policies](https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session)
#[test]
fn session_policies_limit_the_session() {
    let mut world = world();
    let all = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}"#;
    let only_s3 = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}"#;
    put(&mut world, "111122223333/role/Target/inline/all", all);
    put(
        &mut world,
        "managed/arn:aws:iam::111122223333:policy/S3",
        only_s3,
    );
    let can = |world: &World, params: Json| -> [bool; 2] {
        let exchange = assume(world, &key(world, ANNA), &params);
        let who = temporary(exchange.result.unwrap().credentials().unwrap());
        ["s3:PutObject", "ec2:StopInstances"]
            .map(|action| ask(world, Some(&who), action, json!({})).result.is_ok())
    };
    assert_eq!(can(&world, json!({})), [true, true]);
    assert_eq!(can(&world, json!({"Policy": only_s3})), [true, false]);
    assert_eq!(
        can(
            &world,
            json!({"PolicyArns": [{"arn": "arn:aws:iam::111122223333:policy/S3"}]})
        ),
        [true, false]
    );
    assert_eq!(
        can(
            &world,
            json!({"PolicyArns": [{"arn": "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"}]})
        ),
        [false, false]
    );
    // Several are a union.
    let both = json!({"Policy": only_s3, "PolicyArns": [{"arn": "arn:aws:iam::aws:policy/AdministratorAccess"}]});
    assert_eq!(can(&world, both), [true, true]);
}

#[test]
fn session_policies_and_sizes_are_checked_after_authorization() {
    let world = world();
    let user = key(&world, ANNA);
    let long = format!(
        r#"{{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}]}}{}"#,
        " ".repeat(2048)
    );
    // Values that do not repeat.
    let value = |n: u8| -> String {
        let bytes = crate::Seed::from_text(&n.to_string()).0;
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    };
    let tags: Json = (0..50)
        .map(|n| json!({"Key": format!("key-{n}"), "Value": value(n)}))
        .collect();
    for (params, code, wanted) in [
        (
            json!({"Policy": "{"}),
            "MalformedPolicyDocument",
            Failure::SessionPolicy,
        ),
        (
            json!({"Policy": crate::fixture::TRUSTS_HOME}),
            "MalformedPolicyDocument",
            Failure::SessionPolicy,
        ),
        (
            json!({"Policy": long}),
            "ValidationError",
            Failure::SessionPolicy,
        ),
        (
            json!({"PolicyArns": [{"arn": "arn:aws:iam::111122223333:policy/None"}]}),
            "MalformedPolicyDocument",
            Failure::SessionPolicy,
        ),
        (
            json!({"PolicyArns": [{"arn": "arn:aws:iam::444455556666:policy/Other"}]}),
            "MalformedPolicyDocument",
            Failure::SessionPolicy,
        ),
    ] {
        let exchange = assume(&world, &user, &params);
        assert_eq!(failure(&exchange), (GateKind::Limits, wanted));
        let error = exchange.result.unwrap_err();
        assert_eq!(
            (error.code, error.http, error.approximate),
            (code, 400, true)
        );
    }
    let exchange = assume(&world, &user, &json!({"Tags": tags}));
    let (GateKind::Limits, Failure::PackedTooLarge { percent }) = failure(&exchange) else {
        panic!("{}", told(&exchange));
    };
    assert_eq!(
        told(&exchange),
        format!(
            "PackedPolicyTooLarge: Packed size of session tags consumes {percent}% of allotted space."
        )
    );
    let exchange = assume(
        &world,
        &user,
        &json!({"Tags": [{"Key": "Team", "Value": "a"}]}),
    );
    let members = exchange.result.unwrap().members();
    assert!(members.iter().any(|(name, _)| *name == "PackedPolicySize"));
    // Who may not assume the role learns nothing of its limits.
    let exchange = assume(
        &world,
        &key(&world, BEN),
        &json!({"Policy": "{", "DurationSeconds": 43_200}),
    );
    assert_eq!(failure(&exchange).0, GateKind::Caller);
}

/// [Explicit trust of itself, since 2022](https://aws.amazon.com/blogs/security/announcing-an-update-to-iam-role-trust-policy-behavior/);
/// the session's ARN drops the role's path, `aws:PrincipalArn` keeps it.
#[test]
fn chains_and_paths() {
    let mut world = world();
    add_role(&mut world, "arn:aws:iam::111122223333:role/team/a/Deep");
    let deep = json!({"RoleArn": "arn:aws:iam::111122223333:role/team/a/Deep"});
    let source = source_session(&world, json!({}));
    let exchange = assume(&world, &source, &deep);
    let Ok(Response::AssumeRole { arn, .. }) = &exchange.result else {
        panic!("{}", told(&exchange));
    };
    assert_eq!(&**arn, "arn:aws:sts::111122223333:assumed-role/Deep/s1");
    let facts = &exchange.trace.authorizations[0].facts;
    let principal = facts
        .iter()
        .find(|fact| &*fact.key == "aws:PrincipalArn")
        .unwrap();
    assert_eq!(principal.values, [SOURCE.into()]);
    let begun = session(&world, &exchange);
    assert_eq!(
        begun.chain,
        [
            ANNA.into(),
            "arn:aws:sts::111122223333:assumed-role/Source/s1".into()
        ]
    );
}
