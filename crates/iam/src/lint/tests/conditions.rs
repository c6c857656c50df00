use super::*;

/// A statement with a condition.
pub(super) fn with(effect: &str, action: &str, condition: &str) -> String {
    format!(r#""Effect":"{effect}","Action":"{action}","Resource":"*","Condition":{{{condition}}}"#)
}

/// The only finding in a condition whose place is marked, and the condition after the fix.
#[track_caller]
pub(super) fn finds(effect: &str, condition: &str, class: Class, rule: Rule, fixed: &str) {
    let statement = |condition: &str| with(effect, "s3:GetObject", condition);
    let fixed = if fixed.is_empty() {
        String::new()
    } else {
        statement(fixed)
    };
    check(
        PolicyKind::Identity,
        &statement(condition),
        class,
        rule,
        &fixed,
    );
}

#[track_caller]
pub(super) fn fine(effect: &str, condition: &str) {
    silent(
        PolicyKind::Identity,
        &with(effect, "s3:GetObject", condition),
    );
}

/// Service Authorization Reference, "AWS Security Token Service".
#[test]
fn keys_that_an_action_never_carries() {
    let never = |actions: &[&str], holds| Rule::NeverCarried {
        key: "sts:ExternalId".into(),
        actions: actions.iter().map(|action| (*action).into()).collect(),
        holds,
    };
    let statement = |effect: &str, action: &str, condition: &str| with(effect, action, condition);
    let equals = r#""StringEquals":{«"sts:ExternalId":"x"»}"#;
    let differs = r#""StringNotEquals":{«"sts:ExternalId":"x"»}"#;
    let without = |effect: &str, action: &str| {
        format!(r#""Effect":"{effect}","Action":"{action}","Resource":"*""#)
    };
    for (effect, action, condition, class, holds, fixed) in [
        (
            "Allow",
            "s3:GetObject",
            equals,
            Class::Error,
            Holds::Never,
            None,
        ),
        (
            "Deny",
            "s3:GetObject",
            equals,
            Class::Security,
            Holds::Never,
            None,
        ),
        (
            "Allow",
            "s3:GetObject",
            differs,
            Class::Security,
            Holds::Always,
            Some(()),
        ),
        (
            "Deny",
            "sts:GetCallerIdentity",
            differs,
            Class::Warning,
            Holds::Always,
            Some(()),
        ),
    ] {
        let fixed = fixed.map(|()| without(effect, action)).unwrap_or_default();
        let rule = never(&[action], holds);
        check(
            PolicyKind::Identity,
            &statement(effect, action, condition),
            class,
            rule,
            &fixed,
        );
    }
    check(
        PolicyKind::Identity,
        &statement("Allow", "sts:AssumeRoleWith*", equals),
        Class::Error,
        never(
            &["sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"],
            Holds::Never,
        ),
        "",
    );
    for action in ["*", "sts:*", "sts:Assume*", "s3:*"] {
        silent(
            PolicyKind::Identity,
            &statement("Deny", action, r#""StringEquals":{"sts:ExternalId":"x"}"#),
        );
    }
    silent(
        PolicyKind::Identity,
        r#""Effect":"Deny","NotAction":"s3:GetObject","Resource":"*","Condition":{"StringEquals":{"sts:ExternalId":"x"}}"#,
    );
}

#[test]
fn keys_that_some_actions_never_carry() {
    let principal = r#""Principal":{"AWS":"arn:aws:iam::222222222222:role/R"}"#;
    let trust = |condition: &str| {
        format!(
            r#""Effect":"Allow","Action":["sts:AssumeRole","sts:TagSession"],{principal},"Condition":{{{condition}}}"#
        )
    };
    check(
        PolicyKind::Trust,
        &trust(r#""StringLike":{«"sts:RoleSessionName":"a-*"»}"#),
        Class::Warning,
        Rule::NotCarriedBySome {
            key: "sts:RoleSessionName".into(),
            actions: vec!["sts:TagSession".into()],
        },
        "",
    );
    silent(
        PolicyKind::Trust,
        &trust(r#""StringEquals":{"sts:ExternalId":"x"}"#),
    );
    silent(
        PolicyKind::Trust,
        &trust(r#""StringLikeIfExists":{"sts:RoleSessionName":"a-*"}"#),
    );
}

/// IAM User Guide, policy validation checks "Type mismatch".
#[test]
fn operators_of_another_type() {
    let rule = |key: &str, wanted, operator: &str| Rule::WrongOperator {
        key: key.into(),
        wanted,
        operator: operator.into(),
    };
    for (effect, key, wanted, operator, value, class, fixed) in [
        (
            "Allow",
            "aws:MultiFactorAuthPresent",
            KeyType::Boolean,
            "StringEquals",
            "true",
            Class::Warning,
            "Bool",
        ),
        (
            "Allow",
            "aws:MultiFactorAuthPresent",
            KeyType::Boolean,
            "StringEqualsIfExists",
            "true",
            Class::Warning,
            "BoolIfExists",
        ),
        (
            "Allow",
            "aws:MultiFactorAuthPresent",
            KeyType::Boolean,
            "NumericEquals",
            "1",
            Class::Error,
            "",
        ),
        (
            "Allow",
            "aws:SourceIp",
            KeyType::Address,
            "StringEquals",
            "203.0.113.0/24",
            Class::Warning,
            "IpAddress",
        ),
        (
            "Deny",
            "aws:SourceIp",
            KeyType::Address,
            "StringNotEquals",
            "203.0.113.7",
            Class::Warning,
            "NotIpAddress",
        ),
        (
            "Allow",
            "aws:SourceIp",
            KeyType::Address,
            "StringLike",
            "203.0.113.*",
            Class::Warning,
            "",
        ),
        (
            "Allow",
            "aws:CurrentTime",
            KeyType::Date,
            "StringEquals",
            "2026-01-01",
            Class::Warning,
            "DateEquals",
        ),
        (
            "Allow",
            "aws:MultiFactorAuthAge",
            KeyType::Number,
            "StringNotEquals",
            "60",
            Class::Warning,
            "NumericNotEquals",
        ),
        (
            "Deny",
            "aws:CurrentTime",
            KeyType::Date,
            "StringNotEquals",
            "2026",
            Class::Warning,
            "DateNotEquals",
        ),
        (
            "Allow",
            "aws:CurrentTime",
            KeyType::Date,
            "NumericLessThan",
            "7",
            Class::Error,
            "",
        ),
        (
            "Allow",
            "aws:username",
            KeyType::Text,
            "Bool",
            "true",
            Class::Error,
            "",
        ),
        (
            "Deny",
            "aws:username",
            KeyType::Text,
            "ArnLike",
            "arn:aws:iam::1:user/a",
            Class::Security,
            "",
        ),
        (
            "Allow",
            "aws:username",
            KeyType::Text,
            "NotIpAddress",
            "10.0.0.0/8",
            Class::Security,
            "",
        ),
        (
            "Allow",
            "aws:PrincipalAccount",
            KeyType::Account,
            "NumericEquals",
            "222222222222",
            Class::Warning,
            "StringEquals",
        ),
        (
            "Allow",
            "aws:PrincipalArn",
            KeyType::Arn,
            "Bool",
            "true",
            Class::Error,
            "",
        ),
    ] {
        let fixed = match fixed {
            "" => String::new(),
            operator => format!(r#""{operator}":{{"{key}":"{value}"}}"#),
        };
        let marked = format!(r#""{operator}":{{«"{key}":"{value}"»}}"#);
        if key.contains("Multi") && operator.ends_with("IfExists") {
            let renamed = r#""BoolIfExists":{"aws:MultiFactorAuthPresent":"true"}"#;
            finds(effect, &marked, class, rule(key, wanted, operator), renamed);
            continue;
        }
        finds(effect, &marked, class, rule(key, wanted, operator), &fixed);
    }
    fine(
        "Allow",
        r#""NumericLessThan":{"aws:PrincipalTag/level":"3"}"#,
    );
    fine(
        "Allow",
        r#""StringLike":{"aws:PrincipalArn":"arn:aws:iam::222222222222:role/*"}"#,
    );
}

/// IAM User Guide, "Conditions with multiple context keys or values": all must hold.
#[test]
fn conditions_that_never_hold_together() {
    for (first, second) in [
        (
            r#""StringEquals":{"aws:username":"a"}"#,
            r#""StringEqualsIgnoreCase":{"AWS:UserName":"b"}"#,
        ),
        (
            r#""StringEquals":{"aws:username":["a","b"]}"#,
            r#""StringNotLike":{"aws:username":"*"}"#,
        ),
        (
            r#""StringEquals":{"aws:username":"a"}"#,
            r#""Null":{"aws:username":"true"}"#,
        ),
        (
            r#""NumericLessThan":{"aws:PrincipalTag/a":"5"}"#,
            r#""NumericGreaterThan":{"aws:PrincipalTag/a":"5"}"#,
        ),
        (
            r#""DateLessThan":{"aws:CurrentTime":"2026-01-01"}"#,
            r#""DateGreaterThan":{"aws:CurrentTime":"2026-06-01T00:00:00Z"}"#,
        ),
        (
            r#""Bool":{"aws:SecureTransport":"true"}"#,
            r#""StringEquals":{"aws:SecureTransport":"false"}"#,
        ),
    ] {
        let text = policy(&with("Allow", "s3:GetObject", &format!("{first},{second}")));
        let found = findings(&Facts::default(), PolicyKind::Identity, &text);
        let [finding] = found.as_slice() else {
            panic!("{text} {found:#?}");
        };
        let Rule::Contradiction { other, .. } = finding.rule else {
            panic!("{finding:?}");
        };
        assert!(
            second.contains(finding.span.of(&text).unwrap()),
            "{finding:?}"
        );
        assert!(first.contains(other.of(&text).unwrap()), "{finding:?}");
        assert_eq!(finding.class, Class::Error);
        let denied = text.replace("Allow", "Deny");
        assert_eq!(
            findings(&Facts::default(), PolicyKind::Identity, &denied)[0].class,
            Class::Security
        );
    }
}

#[test]
fn conditions_that_can_hold_together() {
    for condition in [
        r#""StringEquals":{"aws:username":["a","b"]},"StringNotEquals":{"aws:username":"a"}"#,
        r#""StringEqualsIfExists":{"aws:username":"a"},"StringNotEqualsIfExists":{"aws:username":"a"}"#,
        r#""NumericLessThan":{"aws:PrincipalTag/a":"6"},"NumericGreaterThan":{"aws:PrincipalTag/a":"5"}"#,
        r#""NumericLessThan":{"aws:PrincipalTag/a":"0"},"NumericGreaterThan":{"aws:PrincipalTag/a":"-1"}"#,
        r#""NumericLessThanEquals":{"aws:PrincipalTag/a":"5"},"NumericGreaterThanEquals":{"aws:PrincipalTag/a":"5"}"#,
        r#""DateLessThan":{"aws:CurrentTime":"2026-06-01"},"DateGreaterThan":{"aws:CurrentTime":"2026-01-01"}"#,
        r#""StringLike":{"aws:username":"a*"},"StringNotLike":{"aws:username":"*b"}"#,
        r#""StringEquals":{"aws:username":"${aws:PrincipalTag/a}"},"StringNotEquals":{"aws:username":"a"}"#,
        r#""ForAnyValue:StringEquals":{"aws:TagKeys":"a"},"ForAllValues:StringNotEquals":{"aws:TagKeys":"b"}"#,
    ] {
        fine("Allow", condition);
    }
}
