use serde_json::json;

use crate::Response;
use crate::fixture::{
    ANNA, BEN, BUCKET, NOW, ask, ask_at, begin, code, key, put, source_session, told, world,
};
use crate::trace::{GateKind, GateState};

const READS: &str = r#"{"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": ["s3:ListBucket", "s3:GetObject"], "Resource": "*"}]}"#;

#[test]
fn an_allowed_access_answers_the_resources_text() {
    let mut world = world();
    put(&mut world, "444455556666/role/Target/inline/read", READS);
    let role = json!({"RoleArn": crate::fixture::AWAY_TARGET, "RoleSessionName": "s1"});
    let session = begin(&world, &key(&world, ANNA), "sts:AssumeRole", role);
    for resource in [BUCKET, "arn:aws:s3:::vault/key"] {
        let params = json!({"Resource": resource});
        let exchange = ask(&world, Some(&session), "s3:ListBucket", params.clone());
        let body = "treasure".into();
        assert_eq!(exchange.result, Ok(Response::Access { body }), "{resource}");
        let states: Vec<_> = exchange
            .trace
            .gates
            .iter()
            .map(|g| (g.kind, &g.state))
            .collect();
        assert_eq!(
            states,
            [
                (GateKind::Credentials, &GateState::Passed),
                (GateKind::Request, &GateState::NotApplicable),
                (GateKind::Mfa, &GateState::NotApplicable),
                (GateKind::Caller, &GateState::Passed),
                (GateKind::Resource, &GateState::NotApplicable),
                (GateKind::Limits, &GateState::NotApplicable),
            ]
        );
        let late = ask_at(
            &world,
            Some(&session),
            "s3:ListBucket",
            params,
            NOW.plus(3600),
        );
        assert_eq!(told(&late), "ExpiredToken: The provided token has expired.");
    }
}

/// S3 quotes the resource and tells the reason inside one account; beyond it, it says nothing.
/// [S3 User Guide, access denied errors](https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html)
#[test]
fn a_denied_access_is_told_as_the_service_tells_it() {
    let mut world = world();
    let check = |world: &crate::World, who: &str, action: &str, resource: &str, wanted: &str| {
        let exchange = ask(
            world,
            Some(&key(world, who)),
            action,
            json!({"Resource": resource}),
        );
        assert_eq!(told(&exchange), wanted);
    };
    check(
        &world,
        BEN,
        "s3:ListBucket",
        "arn:aws:s3:::not-declared",
        "AccessDenied: User: arn:aws:iam::111122223333:user/ben is not authorized to perform: s3:ListBucket on resource: \"arn:aws:s3:::not-declared\" because no identity-based policy allows the s3:ListBucket action",
    );
    check(
        &world,
        BEN,
        "s3:ListBucket",
        BUCKET,
        "AccessDenied: Access Denied",
    );
    // Both sides must allow: first the caller's alone does.
    put(&mut world, "111122223333/user/ben/inline/read", READS);
    check(
        &world,
        BEN,
        "s3:ListBucket",
        BUCKET,
        "AccessDenied: Access Denied",
    );
    put(
        &mut world,
        "resource/arn:aws:s3:::vault",
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111122223333"},
            "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::vault"}]}"#,
    );
    check(&world, BEN, "s3:ListBucket", BUCKET, "ok");
    check(
        &world,
        BEN,
        "dynamodb:Scan",
        "arn:aws:dynamodb:us-east-1:111122223333:table/t",
        "AccessDenied: User: arn:aws:iam::111122223333:user/ben is not authorized to perform: dynamodb:Scan on resource: arn:aws:dynamodb:us-east-1:111122223333:table/t because no identity-based policy allows the dynamodb:Scan action",
    );
    check(
        &world,
        BEN,
        "sts:NoSuchThing",
        "*",
        "InvalidAction: Could not find operation NoSuchThing for version 2011-06-15",
    );
}

/// [Secure API access with MFA](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html)
#[test]
fn mfa_protected_access_needs_a_session_that_was_begun_with_a_code() {
    let mut world = world();
    let protected = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["ec2:StopInstances", "iam:ListUsers"], "Resource": "*",
        "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}]}"#;
    put(&mut world, "111122223333/user/anna/inline/mfa", protected);
    put(&mut world, "111122223333/role/Source/inline/mfa", protected);
    let anna = key(&world, ANNA);
    let plain = begin(&world, &anna, "sts:GetSessionToken", json!({}));
    let mfa = json!({"SerialNumber": crate::fixture::DEVICE, "TokenCode": code(&world)});
    let with_mfa = begin(&world, &anna, "sts:GetSessionToken", mfa.clone());
    // A role session carries no MFA, though the call that began it did.
    let role = source_session(&world, mfa);
    for (who, allowed) in [
        (&anna, false),
        (&plain, false),
        (&with_mfa, true),
        (&role, false),
    ] {
        let exchange = ask(&world, Some(who), "ec2:StopInstances", json!({}));
        assert_eq!(exchange.result.is_ok(), allowed);
    }
    assert!(
        ask(&world, Some(&with_mfa), "iam:ListUsers", json!({}))
            .result
            .is_ok()
    );
}
