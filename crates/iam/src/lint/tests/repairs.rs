use super::*;

/// The text after the first repair of a diagnostic, which takes it away; empty: none can be repaired.
#[track_caller]
fn repaired(kind: PolicyKind, text: &str, expected: &str) {
    let diagnostics = read(text, kind).diagnostics;
    assert!(!diagnostics.is_empty(), "accepted: {text}");
    let fix = diagnostics
        .iter()
        .flat_map(|diagnostic| repairs(text, diagnostic))
        .next();
    let after = fix.map(|fix| apply(text, &fix.edits)).unwrap_or_default();
    assert_eq!(after, expected, "{text} {diagnostics:?}");
    if expected.is_empty() {
        return;
    }
    let left = read(&after, kind).diagnostics;
    assert!(left.is_empty(), "{after} {left:?}");
}

const STATEMENT: &str = r#""Effect":"Allow","Action":"s3:*","Resource":"*""#;
const TRUST: &str =
    r#""Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"222222222222"}"#;

/// A repair of a whole identity policy, part of which is given.
#[track_caller]
fn identity(from: &str, to: &str) {
    let fixed = if to.is_empty() {
        String::new()
    } else {
        policy(to)
    };
    repaired(PolicyKind::Identity, &policy(from), &fixed);
}

#[track_caller]
fn trust(from: &str, to: &str) {
    repaired(PolicyKind::Trust, &policy(from), &policy(to));
}

/// What people type and paste; RFC 8259.
#[test]
fn json() {
    identity(&format!("{STATEMENT},"), STATEMENT);
    identity(&STATEMENT.replace(r#"w","#, r#"w",,"#), STATEMENT);
    identity(&STATEMENT.replace(r#""Allow","#, r#""Allow""#), STATEMENT);
    identity(&STATEMENT.replace(r#""Effect":"#, r#""Effect""#), STATEMENT);
    identity(&STATEMENT.replace("\"Effect\"", "Effect"), STATEMENT);
    identity(&STATEMENT.replace("\"Allow\"", "Allow"), STATEMENT);
    identity(&STATEMENT.replace('"', "'"), STATEMENT);
    identity(
        &format!("{STATEMENT} // all of it\n"),
        &format!("{STATEMENT}\n"),
    );
    identity(&format!("{STATEMENT}/* a */"), STATEMENT);
    identity(&STATEMENT.replace("Allow\",", "Allow\";"), STATEMENT);
    identity(
        &STATEMENT.replace("\"Allow", "\u{2003}\"Allow"),
        &STATEMENT.replace("\"Allow", " \"Allow"),
    );
    identity(
        &format!(r#"{STATEMENT},"Condition":{{"Bool":{{"aws:SecureTransport":True}}}}"#),
        &format!(r#"{STATEMENT},"Condition":{{"Bool":{{"aws:SecureTransport":true}}}}"#),
    );
    identity(&STATEMENT.replace("s3:*", r"s3:\*"), STATEMENT);
    identity(
        &STATEMENT.replace("s3:*", r"s3:\Get"),
        &STATEMENT.replace("s3:*", r"s3:\\Get"),
    );
    trust(
        &TRUST.replace("\"222222222222\"", "022222222222"),
        &TRUST.replace("\"222", "\"022"),
    );
    let whole = policy(STATEMENT);
    let kind = PolicyKind::Identity;
    repaired(kind, &format!("{whole}}}"), &whole);
    repaired(kind, &format!("{whole} text"), "");
    repaired(kind, &format!("// why\n{whole}"), &whole);
    repaired(kind, "", "");
}

#[test]
fn numbers_and_characters() {
    let level = |operator: &str, value: &str| {
        format!(r#"{STATEMENT},"Condition":{{"{operator}":{{"aws:PrincipalTag/a":{value}}}}}"#)
    };
    for (wrong, right) in [("+5", "5"), (".5", "0.5"), ("05", "\"05\"")] {
        identity(
            &level("NumericEquals", wrong),
            &level("NumericEquals", right),
        );
    }
    for (wrong, right) in [
        ("\"a\tb\"", "\"a\\tb\""),
        ("\"a\u{1}b\"", "\"a\\u0001b\""),
        ("\"a\u{2013}b\"", "\"a-b\""),
        ("\"it\u{2019}s\"", "\"it's\""),
        ("\"a\u{200b}b\"", "\"ab\""),
        ("\"a\u{2003}b\"", "\"a b\""),
        ("\"\u{3a9}\"", ""),
        (r#""\ud800""#, ""),
    ] {
        let right = if right.is_empty() {
            String::new()
        } else {
            level("StringEquals", right)
        };
        identity(&level("StringEquals", wrong), &right);
    }
    trust(&TRUST.replace("\"222222222222\"", "222222222222"), TRUST);
    identity(&STATEMENT.replace("\"*\"", "true"), "");
    identity(
        &format!("{STATEMENT},\"Sid\":7"),
        &format!("{STATEMENT},\"Sid\":\"7\""),
    );
}

#[test]
fn comments_go_with_their_lines() {
    let lines = |comment: &str, end: &str| {
        policy(&STATEMENT.replace(r#","Action""#, &format!(",{end}\n{comment}  \"Action\"")))
    };
    let kind = PolicyKind::Identity;
    repaired(kind, &lines("  // what\n", ""), &lines("", ""));
    repaired(kind, &lines("", " # what"), &lines("", ""));
}

#[test]
fn typographic_quotes_all_at_once() {
    let text = r#"{“Version”: “2012-10-17”, “Statement”: {“Effect”: “Allow”, “Action”: “s3:*”, “Resource”: “*”}}"#;
    let plain = text.replace(['“', '”'], "\"");
    repaired(PolicyKind::Identity, text, &plain);
}

#[test]
fn a_text_cut_off_is_closed() {
    let kind = PolicyKind::Identity;
    let whole = policy(STATEMENT);
    repaired(kind, whole.strip_suffix("}]}").unwrap(), &whole);
    repaired(
        kind,
        &format!("{},", whole.strip_suffix("}]}").unwrap()),
        &whole,
    );
    repaired(kind, &whole.replace("}]}", "]}"), &whole);
    let lines = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\n      \"Effect\": \"Deny\", \"Action\": \"s3:*\",\n      \"Resource\": \"*\"\n    }\n  ]\n}";
    repaired(kind, lines.strip_suffix("\n    }\n  ]\n}").unwrap(), lines);
    repaired(kind, &lines.replace("\n    }\n  ]", "\n  ]"), lines);
    repaired(kind, &lines.replace("\n  ]\n}", "\n}"), lines);
    // A string that does not end: first the string, then the rest.
    let cut = whole.strip_suffix("\"}]}").unwrap();
    let diagnostics = read(cut, kind).diagnostics;
    let texts: Vec<String> = diagnostics
        .iter()
        .flat_map(|d| repairs(cut, d))
        .map(|fix| apply(cut, &fix.edits))
        .collect();
    assert!(texts.contains(&format!("{cut}\"")), "{texts:?}");
}

#[test]
fn keys_that_stand_twice_are_joined() {
    let with = |condition: &str| format!(r#"{STATEMENT},"Condition":{{{condition}}}"#);
    identity(
        &with(r#""Bool":{"a:b":"true"},"Bool":{"a:c":"false"}"#),
        &with(r#""Bool":{"a:b":"true", "a:c":"false"}"#),
    );
    identity(
        &with(
            "\n  \"Bool\": {\n    \"a:b\": \"true\"\n  },\n  \"Bool\": {\n    \"a:c\": \"false\"\n  }\n",
        ),
        &with("\n  \"Bool\": {\n    \"a:b\": \"true\",\n    \"a:c\": \"false\"\n  }\n"),
    );
    identity(&format!(r#"{STATEMENT},"Effect":"Allow""#), STATEMENT);
    identity(&format!(r#"{STATEMENT},"Effect":"Deny""#), "");
    identity(&with(r#""Bool":{"a:b":"true"},"Bool":{"a:b":"false"}"#), "");
}

/// IAM User Guide, reference_policies_grammar.
#[test]
fn grammar() {
    identity(&STATEMENT.replace("Action", "Actions"), STATEMENT);
    identity(&STATEMENT.replace("Allow", "allow"), STATEMENT);
    identity(&STATEMENT.replace("Allow", "Alow"), STATEMENT);
    identity(&STATEMENT.replace("Allow", "Perhaps"), "");
    identity(
        &format!(r#"{STATEMENT},"Sid":"A sid""#),
        &format!(r#"{STATEMENT},"Sid":"Asid""#),
    );
    identity(&format!(r#"{STATEMENT},"Principal":"*""#), STATEMENT);
    identity(&format!(r#"{STATEMENT},"Comment":"x""#), "");
    let with = |condition: &str| format!(r#"{STATEMENT},"Condition":{condition}"#);
    identity(
        &with(r#"{"StringEqual":{"aws:username":"a"}}"#),
        &with(r#"{"StringEquals":{"aws:username":"a"}}"#),
    );
    identity(
        &with(r#"{"Bool":{"aws:SecureTransport":"yes"}}"#),
        &with(r#"{"Bool":{"aws:SecureTransport":"true"}}"#),
    );
    identity(&with(r#"{"DateLessThan":{"aws:CurrentTime":"soon"}}"#), "");
    identity(
        &STATEMENT.replace("\"*\"", "\"arn:aws:iam:us-east-1:222222222222:role/R\""),
        &STATEMENT.replace("\"*\"", "\"arn:aws:iam::222222222222:role/R\""),
    );
    identity(
        &STATEMENT.replace("\"*\"", "\"aws:s3:::b/*\""),
        &STATEMENT.replace("\"*\"", "\"arn:aws:s3:::b/*\""),
    );
    identity(&STATEMENT.replace("\"*\"", "\"bucket\""), "");
}

#[test]
fn versions() {
    let whole = policy(STATEMENT);
    let kind = PolicyKind::Identity;
    for version in ["2008-10-17", "2012-10-18", "2012"] {
        repaired(kind, &whole.replace("2012-10-17", version), &whole);
    }
    repaired(kind, &whole.replace("\"2012-10-17\"", "2012-10-17"), &whole);
    repaired(
        kind,
        &whole.replace("\"Version\":\"2012-10-17\",", ""),
        &whole,
    );
}

/// IAM User Guide, reference_policies_elements_principal; the actions of trust policies.
#[test]
fn trust_policies() {
    trust(&format!(r#"{TRUST},"Resource":"*""#), TRUST);
    for action in ["AssumeRole", "sts:AssumRole", "sts:AssumeRole "] {
        trust(&TRUST.replace("sts:AssumeRole", action), TRUST);
    }
    trust(&TRUST.replace("AWS", "Aws"), TRUST);
    trust(
        &TRUST.replace(r#"{"AWS":"222222222222"}"#, r#""*""#),
        &TRUST.replace(r#"{"AWS":"222222222222"}"#, r#"{"AWS": "*"}"#),
    );
    trust(
        &TRUST.replace(r#""AWS":"222222222222""#, r#""Service":"ec2""#),
        &TRUST.replace(
            r#""AWS":"222222222222""#,
            r#""Service":"ec2.amazonaws.com""#,
        ),
    );
    let github = |condition: &str| {
        format!(
            r#""Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity","Principal":{{"Federated":"arn:aws:iam::222222222222:oidc-provider/gitlab.com"}}{condition}"#
        )
    };
    trust(
        &github(""),
        &github(r#","Condition":{"StringEquals":{"gitlab.com:sub":"the-value-of-yours"}}"#),
    );
    repaired(
        PolicyKind::Session,
        &policy(&STATEMENT.replace("\"*\"", "\"arn:aws:s3\"")),
        &policy(&STATEMENT.replace("\"*\"", "\"arn:aws:s3:*:*:*\"")),
    );
}
