use super::*;

fn with(effect: &str, condition: &str) -> String {
    format!(
        r#""Effect":"{effect}","Action":"s3:GetObject","Resource":"*","Condition":{{{condition}}}"#
    )
}

fn unknown(key: &str, nearest: Option<&str>) -> Rule {
    Rule::UnknownKey {
        key: key.into(),
        nearest: nearest.map(Into::into),
    }
}

/// IAM User Guide, reference_policies_condition-keys.
#[test]
fn misspelt_keys() {
    for (key, nearest) in [
        ("aws:usernam", "aws:username"),
        ("AWS:Usrname", "aws:username"),
        ("MultiFactorAuthPresent", "aws:MultiFactorAuthPresent"),
        ("aws:MultiFactorAuthPresnt", "aws:MultiFactorAuthPresent"),
        ("aws:PrincipleTag/team", "aws:PrincipalTag/team"),
        ("aw:username", "aws:username"),
        ("sts:ExternalID ", "sts:ExternalId"),
        (
            "token.actions.githubusercontent.com:sb",
            "token.actions.githubusercontent.com:sub",
        ),
    ] {
        let text = policy(&with(
            "Deny",
            &format!(r#""StringNotEquals":{{"{key}":"x"}}"#),
        ));
        let found = findings(&FACTS, PolicyKind::Identity, &text);
        let finding = found
            .iter()
            .find(|finding| finding.rule == unknown(key, Some(nearest)));
        let finding = finding.unwrap_or_else(|| panic!("{key} {found:#?}"));
        assert_eq!(finding.span.of(&text), Some(format!("{key:?}").as_str()));
        let fixed = apply(&text, &finding.fixes[0].edits);
        assert_eq!(fixed, text.replace(key, nearest));
    }
    check(
        PolicyKind::Identity,
        &with("Allow", r#""StringEquals":{«"aws:Nothing"»:"x"}"#),
        Class::Error,
        unknown("aws:Nothing", None),
        "",
    );
    check(
        PolicyKind::Identity,
        &with("Deny", r#""StringEquals":{«"aws:usernam"»:"x"}"#),
        Class::Security,
        unknown("aws:usernam", Some("aws:username")),
        &with("Deny", r#""StringEquals":{"aws:username":"x"}"#),
    );
    // The right one stands there already.
    check(
        PolicyKind::Identity,
        &with(
            "Allow",
            r#""StringEquals":{"aws:username":"a",«"aws:usernam"»:"x"}"#,
        ),
        Class::Error,
        unknown("aws:usernam", Some("aws:username")),
        "",
    );
    check(
        PolicyKind::Identity,
        &with("Allow", r#""StringEquals":{«"aws:PrincipalTag"»:"x"}"#),
        Class::Error,
        Rule::MissingTagKey {
            key: "aws:PrincipalTag".into(),
        },
        "",
    );
    for key in [
        "ec2:Region",
        "kms:ViaService",
        "AWS:USERNAME",
        "aws:PrincipalTag/a/b:c",
    ] {
        silent(
            PolicyKind::Identity,
            &with("Allow", &format!(r#""StringEquals":{{"{key}":"x"}}"#)),
        );
    }
}

/// Service Authorization Reference.
#[test]
fn misspelt_actions() {
    let action =
        |text: &str| format!(r#""Effect":"Allow","Action":{text},"Resource":"arn:aws:s3:::b""#);
    let unknown = |action: &str, nearest: Option<&str>| Rule::UnknownAction {
        action: action.into(),
        nearest: nearest.map(Into::into),
    };
    for (written, nearest) in [
        ("sts:AssumRole", Some("sts:AssumeRole")),
        ("STS:assumeroles", Some("sts:AssumeRole")),
        ("sts:Frobnicate", None),
        ("s3:GetObjects", Some("s3:GetObject")),
        ("st:AssumeRole", Some("sts:AssumeRole")),
    ] {
        let fixed = nearest
            .map(|near| action(&format!("{near:?}")))
            .unwrap_or_default();
        let marked = action(&format!("«{written:?}»"));
        check(
            PolicyKind::Identity,
            &marked,
            Class::Error,
            unknown(written, nearest),
            &fixed,
        );
    }
    check(
        PolicyKind::Identity,
        &action(r#"["sts:TagSession",«"s3:ListObjects"»]"#),
        Class::Error,
        Rule::OperationNotAction {
            operation: "s3:ListObjects".into(),
            action: "s3:ListBucket".into(),
        },
        &action(r#"["sts:TagSession","s3:ListBucket"]"#),
    );
    check(
        PolicyKind::Identity,
        &action(r#"«"sts:Assum?Rle*"»"#),
        Class::Error,
        Rule::MatchesNoAction {
            pattern: "sts:Assum?Rle*".into(),
        },
        "",
    );
    // Not all actions of s3 are known, and none of other services.
    for known in [
        "sts:assumerole",
        "sts:Get*",
        "s3:PutObjectAcl",
        "s3:Xyz*",
        "lambda:Anything",
        "*",
    ] {
        silent(PolicyKind::Identity, &action(&format!("{known:?}")));
    }
}

/// IAM User Guide, reference_policies_variables.
#[test]
fn variables_that_do_not_resolve() {
    let resource =
        |text: &str| format!(r#""Effect":"Allow","Action":"s3:GetObject","Resource":{text}"#);
    let unknown = |key: &str, nearest: Option<&str>| Rule::UnknownVariable {
        key: key.into(),
        nearest: nearest.map(Into::into),
    };
    check(
        PolicyKind::Identity,
        &resource(r#"«"arn:aws:s3:::b/${aws:usernam}/*"»"#),
        Class::Error,
        unknown("aws:usernam", Some("aws:username")),
        &resource(r#""arn:aws:s3:::b/${aws:username}/*""#),
    );
    for (text, rule) in [
        ("arn:aws:s3:::b/${aws:username", Rule::BrokenVariable),
        (
            "arn:aws:s3:::b/${aws:TagKeys}",
            Rule::MultivaluedVariable {
                key: "aws:TagKeys".into(),
            },
        ),
        ("arn:aws:s3:${aws:username}::b", Rule::VariableNotResolved),
        (
            "arn:aws:s3:::b/${aws:PrincipalTag}",
            unknown("aws:PrincipalTag", None),
        ),
    ] {
        let marked = resource(&format!("«{text:?}»"));
        let found = findings(
            &FACTS,
            PolicyKind::Identity,
            &policy(&marked.replace(['«', '»'], "")),
        );
        assert!(
            found.iter().any(|finding| finding.rule == rule),
            "{text} {found:#?}"
        );
    }
    check(
        PolicyKind::Identity,
        &with(
            "Allow",
            r#""StringEquals":{"aws:PrincipalTag/a":«"${aws:usernam, 'x'}"»}"#,
        ),
        Class::Error,
        unknown("aws:usernam", Some("aws:username")),
        &with(
            "Allow",
            r#""StringEquals":{"aws:PrincipalTag/a":"${aws:username, 'x'}"}"#,
        ),
    );
    for text in [
        "arn:aws:s3:::b/${aws:username}",
        "arn:aws:s3:::b/${*}",
        "arn:aws:s3:::b/${ec2:x}",
        "arn:aws:s3:::b/$a{}",
    ] {
        silent(PolicyKind::Identity, &resource(&format!("{text:?}")));
    }
}
