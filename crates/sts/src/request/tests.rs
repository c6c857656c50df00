use serde_json::json;

use super::*;
use crate::fixture::value;

fn violations(action: &str, params: serde_json::Value) -> Vec<Violation> {
    let Value::Structure(params) = value(params) else {
        panic!("an object");
    };
    match Request::parse(action, params) {
        Request::Sts { violations, .. } => violations,
        Request::Access { .. } => panic!("an operation of STS"),
    }
}

/// Texts observed on STS, and those that the usual form of AWS services gives (approximate).
#[test]
fn violations_are_told_in_one_text() {
    let check = |mut params: serde_json::Value, observed, wanted: &str| {
        for (name, valid) in [
            ("RoleArn", "arn:aws:iam::111122223333:role/Target"),
            ("RoleSessionName", "s1"),
        ] {
            if params.get(name).is_none() {
                params[name] = valid.into();
            } else if params[name].is_null() {
                params.as_object_mut().unwrap().remove(name);
            }
        }
        let found = violations("sts:AssumeRole", params);
        let error = validation_error(&found);
        assert_eq!((error.code, error.http), ("ValidationError", 400));
        assert_eq!(&*error.message, wanted);
        assert_eq!(!error.approximate, observed, "{wanted}");
    };
    check(
        json!({"RoleSessionName": "Session1:2"}),
        true,
        r"1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*",
    );
    check(
        json!({"RoleSessionName": "a"}),
        true,
        "1 validation error detected: Value 'a' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2",
    );
    check(
        json!({"DurationSeconds": 899}),
        true,
        "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    );
    check(
        json!({"DurationSeconds": 43201}),
        true,
        "1 validation error detected: Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200",
    );
    check(
        json!({"RoleArn": null, "TokenCode": "12345x7"}),
        false,
        r"3 validation errors detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null; Value '12345x7' at 'tokenCode' failed to satisfy constraint: Member must have length less than or equal to 6; Value '12345x7' at 'tokenCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [\d]*",
    );
    check(
        json!({"Tags": [{"Key": "a", "Value": ""}, {"Key": "", "Value": "v"}]}),
        false,
        "1 validation error detected: Value '' at 'tags.2.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
    check(
        json!({"Tags": [{"Value": "v"}]}),
        false,
        "1 validation error detected: Value null at 'tags.1.member.key' failed to satisfy constraint: Member must not be null",
    );
    check(
        json!({"PolicyArns": vec![json!({"arn": "arn:aws:iam::aws:policy/X"}); 11]}),
        false,
        "1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to 10",
    );
}

#[test]
fn every_constraint_is_a_violation_with_its_place() {
    let check = |params, wanted: &[(&str, Option<&str>, Constraint)]| {
        let found = violations("sts:GetSessionToken", params);
        let found: Vec<_> = found
            .iter()
            .map(|v| (&*v.path, v.value.as_deref(), v.constraint.clone()))
            .collect();
        assert_eq!(found, wanted);
    };
    check(json!({}), &[]);
    check(
        json!({"DurationSeconds": "900", "SerialNumber": "GAHT12345678", "TokenCode": "123456"}),
        &[],
    );
    for text in ["", "x", "1e3", "900.0", " 900", "9999999999999999999999"] {
        check(
            json!({"DurationSeconds": text}),
            &[("DurationSeconds", Some(text), Constraint::NotAnInteger)],
        );
    }
    check(
        json!({"DurationSeconds": -1}),
        &[("DurationSeconds", Some("-1"), Constraint::Min(900))],
    );
    check(
        json!({"SerialNumber": ["GAHT12345678"], "TokenCode": {"a": "b"}}),
        &[
            ("SerialNumber", None, Constraint::WrongShape),
            ("TokenCode", None, Constraint::WrongShape),
        ],
    );
    check(
        json!({"RoleArn": "x", "tokenCode": "123456"}),
        &[
            ("RoleArn", Some("x"), Constraint::Unknown),
            ("tokenCode", Some("123456"), Constraint::Unknown),
        ],
    );
}

#[test]
fn what_is_no_operation_of_sts_is_an_access() {
    for (action, params, resource) in [
        (
            "s3:ListBucket",
            json!({"Resource": "arn:aws:s3:::vault"}),
            "arn:aws:s3:::vault",
        ),
        ("iam:ListUsers", json!({}), "*"),
        ("sts:NoSuchThing", json!({"Resource": ["a"]}), "*"),
        ("AssumeRole", json!({}), "*"),
        ("", json!({}), "*"),
    ] {
        let Value::Structure(params) = value(params) else {
            panic!("an object");
        };
        let wanted = Request::Access {
            action: action.into(),
            resource: resource.into(),
        };
        assert_eq!(Request::parse(action, params), wanted);
    }
}
