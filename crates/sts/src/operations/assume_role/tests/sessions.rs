//! What goes on along a chain of sessions.

use super::*;
use crate::fixture::{SOURCE, add_role, put, role, source_session};

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

/// Since 2022 a role may assume itself only where its trust policy says so, as for everybody.
/// [Announcement](https://aws.amazon.com/blogs/security/announcing-an-update-to-iam-role-trust-policy-behavior/)
#[test]
fn a_role_does_not_trust_itself_unless_told() {
    let mut world = world();
    let itself = json!({"RoleArn": SOURCE});
    let source = source_session(&world, json!({}));
    let trusts = |principal: &str| {
        format!(
            r#"{{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", "Principal": {{"AWS": "{principal}"}}, "Action": "sts:AssumeRole"}}]}}"#
        )
    };
    for (principal, allowed) in [(ANNA, false), ("111122223333", true), (SOURCE, true)] {
        put(
            &mut world,
            "111122223333/role/Source/trust",
            &trusts(principal),
        );
        let exchange = assume(&world, &source, &itself);
        assert_eq!(exchange.result.is_ok(), allowed, "{principal}");
    }
}

/// A session's ARN drops the role's path, `aws:PrincipalArn` keeps it.
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
