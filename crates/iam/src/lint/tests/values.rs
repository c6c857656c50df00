use super::{
    conditions::{finds, fine, with},
    *,
};

/// IAM User Guide, policy validation checks "Wildcard without like operator".
#[test]
fn wildcards_that_stand_for_themselves() {
    let rule = |operator: &str, value: &str| Rule::LiteralWildcard {
        operator: operator.into(),
        value: value.into(),
    };
    for (effect, operator, class, fixed) in [
        ("Allow", "StringEquals", Class::Warning, "StringLike"),
        (
            "Allow",
            "StringEqualsIfExists",
            Class::Warning,
            "StringLikeIfExists",
        ),
        ("Deny", "StringEquals", Class::Security, "StringLike"),
        ("Allow", "StringNotEquals", Class::Security, "StringNotLike"),
        ("Deny", "StringNotEquals", Class::Warning, "StringNotLike"),
        ("Allow", "StringEqualsIgnoreCase", Class::Warning, ""),
    ] {
        let fixed = match fixed {
            "" => String::new(),
            operator => format!(r#""{operator}":{{"aws:username":["bob","dev-*"]}}"#),
        };
        let marked = format!(r#""{operator}":{{"aws:username":["bob",«"dev-*"»]}}"#);
        finds(effect, &marked, class, rule(operator, "dev-*"), &fixed);
    }
    let arn = "arn:aws:iam::222222222222:role/*";
    finds(
        "Allow",
        &format!(r#""StringEquals":{{"aws:PrincipalArn":«"{arn}"»}}"#),
        Class::Warning,
        rule("StringEquals", arn),
        &format!(r#""ArnLike":{{"aws:PrincipalArn":"{arn}"}}"#),
    );
    fine("Allow", r#""StringEquals":{"aws:username":"${*}"}"#);
    fine("Allow", r#""StringLike":{"aws:username":"dev-*"}"#);
}

#[test]
fn values_that_a_key_never_has() {
    let rule = |key: &str, value: &str, why| Rule::ImpossibleValue {
        key: key.into(),
        value: value.into(),
        why,
    };
    let session = "arn:aws:sts::222222222222:assumed-role/R/S";
    for (effect, operator, key, value, class, why, fixed) in [
        (
            "Deny",
            "StringEquals",
            "aws:PrincipalType",
            "assumedrole",
            Class::Security,
            Impossible::NotListed(Some("AssumedRole".into())),
            "AssumedRole",
        ),
        (
            "Allow",
            "StringEquals",
            "aws:PrincipalAccount",
            "2222-2222-2222",
            Class::Error,
            Impossible::NotAccount,
            "222222222222",
        ),
        (
            "Allow",
            "ArnLike",
            "aws:PrincipalArn",
            session,
            Class::Error,
            Impossible::SessionArn,
            "arn:aws:iam::222222222222:role/R",
        ),
        (
            "Allow",
            "ArnNotLike",
            "aws:PrincipalArn",
            session,
            Class::Security,
            Impossible::SessionArn,
            "arn:aws:iam::222222222222:role/R",
        ),
        (
            "Allow",
            "ArnLike",
            "aws:PrincipalArn",
            "role/R",
            Class::Error,
            Impossible::NotArn,
            "",
        ),
        (
            "Deny",
            "IpAddress",
            "aws:SourceIp",
            "10.1.0.0/16",
            Class::Security,
            Impossible::PrivateAddress,
            "",
        ),
        (
            "Allow",
            "IpAddress",
            "aws:SourceIp",
            "192.168.1.7",
            Class::Error,
            Impossible::PrivateAddress,
            "",
        ),
    ] {
        let fixed = match fixed {
            "" => String::new(),
            better => format!(r#""{operator}":{{"{key}":"{better}"}}"#),
        };
        let marked = format!(r#""{operator}":{{"{key}":«"{value}"»}}"#);
        finds(effect, &marked, class, rule(key, value, why), &fixed);
    }
    finds(
        "Allow",
        r#""StringEquals":{"aws:PrincipalType":["User",«"Role"»]}"#,
        Class::Warning,
        rule("aws:PrincipalType", "Role", Impossible::NotListed(None)),
        "",
    );
    fine(
        "Allow",
        r#""IpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]}"#,
    );
    fine(
        "Allow",
        r#""StringEquals":{"aws:PrincipalAccount":"${aws:username}"}"#,
    );
}

#[test]
fn conditions_that_test_nothing() {
    let key = || "aws:username".into();
    for (effect, condition, class, rule, fixed) in [
        (
            "Allow",
            r#""StringEquals":{«"aws:username":[]»}"#,
            Class::Error,
            Rule::NoValues {
                key: key(),
                holds: Holds::Never,
            },
            false,
        ),
        (
            "Deny",
            r#""StringEquals":{«"aws:username":[]»}"#,
            Class::Security,
            Rule::NoValues {
                key: key(),
                holds: Holds::Never,
            },
            false,
        ),
        (
            "Allow",
            r#""StringNotEquals":{«"aws:username":[]»}"#,
            Class::Security,
            Rule::NoValues {
                key: key(),
                holds: Holds::Always,
            },
            true,
        ),
        (
            "Allow",
            r#""StringLike":{«"aws:username":"*"»}"#,
            Class::Suggestion,
            Rule::PresenceOnly { key: key() },
            false,
        ),
        (
            "Allow",
            r#""StringLikeIfExists":{«"aws:username":"*"»}"#,
            Class::Security,
            Rule::NoEffect { key: key() },
            true,
        ),
        (
            "Deny",
            r#""Null":{«"aws:username":["true","false"]»}"#,
            Class::Warning,
            Rule::NoEffect { key: key() },
            true,
        ),
    ] {
        let fixed = match fixed {
            true => format!(r#""Effect":"{effect}","Action":"s3:GetObject","Resource":"*""#),
            false => String::new(),
        };
        check(
            PolicyKind::Identity,
            &with(effect, "s3:GetObject", condition),
            class,
            rule,
            &fixed,
        );
    }
}
