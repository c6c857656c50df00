//! Durations, session policies and sizes.

use super::*;
use crate::fixture::{BEN, begin, put, role, source_session};

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
