use super::*;

/// IAM User Guide, reference_policies_elements_version.
#[test]
fn versions() {
    let text = |version: &str, resource: &str| {
        format!(
            r#"{{{version}"Statement":{{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":{resource},"Condition":{{"StringEquals":{{"aws:PrincipalAccount":"222222222222"}}}}}}}}"#
        )
    };
    let kind = PolicyKind::Resource;
    let plain = r#""arn:aws:s3:::b/*""#;
    let variable = r#""arn:aws:s3:::b/${aws:username}""#;
    let current = r#""Version":"2012-10-17","#;
    let old = r#""Version":"2008-10-17","#;
    let marked = format!("«{variable}»");
    check_text(
        &FACTS,
        kind,
        &text("", &marked),
        Class::Error,
        Rule::VariablesNeedVersion { missing: true },
        &text(current, variable),
    );
    check_text(
        &FACTS,
        kind,
        &text(old, &marked),
        Class::Error,
        Rule::VariablesNeedVersion { missing: false },
        &text(current, variable),
    );
    let missing = format!("«{{»{}", &text("", plain)[1..]);
    check_text(
        &FACTS,
        kind,
        &missing,
        Class::Suggestion,
        Rule::NoVersion,
        &text(current, plain),
    );
    for text in [text(old, plain), text(current, variable)] {
        assert_eq!(findings(&FACTS, kind, &text), []);
    }
}

#[test]
fn what_is_left_over() {
    let statement =
        |action: &str, resource: &str| format!(r#""Effect":"Allow",{action},{resource}"#);
    check(
        PolicyKind::Identity,
        &statement(r#"«"NotAction":"s3:GetObject"»"#, r#""Resource":"*""#),
        Class::Security,
        Rule::AllowsNotAction,
        "",
    );
    check(
        PolicyKind::Identity,
        &statement(
            r#""Action":"s3:GetObject""#,
            r#"«"NotResource":"arn:aws:s3:::b/*"»"#,
        ),
        Class::Warning,
        Rule::AllowsNotResource,
        "",
    );
    silent(
        PolicyKind::ServiceControl,
        &statement(r#""NotAction":"s3:GetObject""#, r#""Resource":"*""#),
    );
    silent(
        PolicyKind::Identity,
        r#""Effect":"Deny","NotAction":"s3:GetObject","Resource":"*""#,
    );
}

/// IAM User Guide, policy validation check "PassRole with star in resource".
#[test]
fn every_role() {
    let statement = |action: &str, resource: &str| {
        format!(r#""Effect":"Allow","Action":"{action}","Resource":{resource}"#)
    };
    let star = r#"«"*"»"#;
    check(
        PolicyKind::Identity,
        &statement("iam:PassRole", star),
        Class::Security,
        Rule::PassesEveryRole,
        "",
    );
    check(
        PolicyKind::Identity,
        &statement("sts:AssumeRole", star),
        Class::Warning,
        Rule::AssumesEveryRole,
        "",
    );
    silent(
        PolicyKind::Identity,
        &statement("sts:AssumeRole", r#""arn:aws:iam::*:role/X""#),
    );
    silent(
        PolicyKind::Identity,
        &(statement("iam:PassRole", r#""*""#)
            + r#","Condition":{"StringEquals":{"iam:PassedToService":"ec2.amazonaws.com"}}"#),
    );
}

/// IAM User Guide, policy validation checks "Redundant action", "Redundant resource".
#[test]
fn values_said_twice() {
    let covered = |value: &str, by: &str| Rule::CoveredValue {
        value: value.into(),
        by: by.into(),
    };
    let statement = |actions: &str, resources: &str| {
        format!(r#""Effect":"Allow","Action":[{actions}],"Resource":[{resources}]"#)
    };
    let bucket = r#""arn:aws:s3:::b/*""#;
    for (actions, value, by, fixed) in [
        (
            r#"«"s3:GetObject"»,"s3:Get*""#,
            "s3:GetObject",
            "s3:Get*",
            r#""s3:Get*""#,
        ),
        (
            r#""s3:get*",«"s3:GetObject"»"#,
            "s3:GetObject",
            "s3:get*",
            r#""s3:get*""#,
        ),
        (
            r#""s3:GetObject",«"S3:GETOBJECT"»"#,
            "S3:GETOBJECT",
            "s3:GetObject",
            r#""s3:GetObject""#,
        ),
        (r#""*",«"sts:TagSession"»"#, "sts:TagSession", "*", r#""*""#),
    ] {
        check(
            PolicyKind::Identity,
            &statement(actions, bucket),
            Class::Suggestion,
            covered(value, by),
            &statement(fixed, bucket),
        );
    }
    let get = r#""s3:GetObject""#;
    check(
        PolicyKind::Identity,
        &statement(get, r#""arn:aws:s3:::b/*",«"arn:aws:s3:::b/a"»"#),
        Class::Suggestion,
        covered("arn:aws:s3:::b/a", "arn:aws:s3:::b/*"),
        &statement(get, bucket),
    );
    for resources in [
        r#""arn:aws:s3:::b/?","arn:aws:s3:::b/*a""#,
        r#""arn:aws:s3:::b/${aws:username}","arn:aws:s3:::b/A""#,
        r#""arn:aws:s3:::b/a","arn:aws:s3:::B/a""#,
        r#""arn:aws:sqs:*:1:q","arn:aws:sqs::1:q:1:q""#,
    ] {
        silent(PolicyKind::Identity, &statement(get, resources));
    }
}

#[test]
fn statements_said_twice_or_denied_anyway() {
    let allow = r#"{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}"#;
    let named =
        r#"{"Sid":"A","Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}"#;
    let deny = r#"{"Effect":"Deny","Action":"s3:*","Resource":"*"}"#;
    let text = |statements: &[&str]| {
        format!(
            r#"{{"Version":"2012-10-17","Statement":[{}]}}"#,
            statements.join(", ")
        )
    };
    let first = text(&[allow]);
    let at = first.find(allow).unwrap();
    let place = Span::new(at, at + allow.len());
    check_text(
        &FACTS,
        PolicyKind::Identity,
        &text(&[allow, &format!("«{named}»")]),
        Class::Suggestion,
        Rule::DuplicateStatement { first: place },
        &first,
    );
    check_text(
        &FACTS,
        PolicyKind::Identity,
        &text(&[&format!("«{allow}»"), deny]),
        Class::Warning,
        Rule::DeniedAnyway {
            by: Span::new(at + allow.len() + 2, at + allow.len() + 2 + deny.len()),
        },
        &text(&[deny]),
    );
    for deny in [
        r#"{"Effect":"Deny","Action":"s3:Put*","Resource":"*"}"#,
        r#"{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::b/a"}"#,
        r#"{"Effect":"Deny","NotAction":"sts:*","Resource":"*"}"#,
        r#"{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:username":"a"}}}"#,
    ] {
        assert_eq!(
            findings(&FACTS, PolicyKind::Identity, &text(&[allow, deny])),
            []
        );
    }
}
