//! Fixes keep the text's own formatting.

use super::*;

/// The text after the first fix of the finding of this class.
#[track_caller]
fn fixed(kind: PolicyKind, text: &str, expected: &str) {
    let found = findings(&FACTS, kind, text);
    let fix = found.iter().find_map(|finding| finding.fixes.first());
    let fix = fix.unwrap_or_else(|| panic!("{found:#?}"));
    assert_eq!(apply(text, &fix.edits), expected);
}

#[test]
fn a_condition_is_added_on_lines_of_its_own() {
    let text = r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": { "AWS": "333333333333" },
            "Action": "sts:AssumeRole"
        }
    ]
}
"#;
    let expected = r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": { "AWS": "333333333333" },
            "Action": "sts:AssumeRole",
            "Condition": {
                "StringEquals": {
                    "sts:ExternalId": "unique-external-id"
                }
            }
        }
    ]
}
"#;
    fixed(PolicyKind::Trust, text, expected);
    let windows = |text: &str| text.replace('\n', "\r\n");
    fixed(PolicyKind::Trust, &windows(text), &windows(expected));
    let tabs = |text: &str| text.replace("    ", "\t");
    fixed(PolicyKind::Trust, &tabs(text), &tabs(expected));
}

#[test]
fn a_condition_is_added_on_the_same_line() {
    fixed(
        PolicyKind::Trust,
        r#"{"Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": {"AWS": "333333333333"}, "Action": "sts:AssumeRole" }}"#,
        r#"{"Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": {"AWS": "333333333333"}, "Action": "sts:AssumeRole", "Condition": { "StringEquals": { "sts:ExternalId": "unique-external-id" } } }}"#,
    );
}

#[test]
fn a_condition_joins_those_of_its_operator() {
    let text = r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "*",
    "Condition": {
      "Bool": {
        "aws:SecureTransport": "true"
      },
      "BoolIfExists": {
        "aws:MultiFactorAuthPresent": "true",
        "aws:ViaAWSService": "false"
      }
    }
  }
}"#;
    let expected = r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "*",
    "Condition": {
      "Bool": {
        "aws:SecureTransport": "true",
        "aws:MultiFactorAuthPresent": "true"
      },
      "BoolIfExists": {
        "aws:ViaAWSService": "false"
      }
    }
  }
}"#;
    let facts = Facts { keys: &[], ..FACTS };
    let found = findings(&facts, PolicyKind::Identity, text);
    assert_eq!(found[0].rule, Rule::Mfa(MfaPitfall::LongTermKeysPass));
    assert_eq!(apply(text, &found[0].fixes[0].edits), expected);
    let alone = text.replace(",\n        \"aws:ViaAWSService\": \"false\"", "");
    let found = findings(&facts, PolicyKind::Identity, &alone);
    let merged = apply(&alone, &found[0].fixes[0].edits);
    let without = expected.replace(
        ",\n      \"BoolIfExists\": {\n        \"aws:ViaAWSService\": \"false\"\n      }",
        "",
    );
    assert_eq!(merged, without);
}

#[test]
fn the_version_comes_first() {
    let text = "{\n  \"Statement\": {\n    \"Effect\": \"Deny\",\n    \"Principal\": \"*\",\n    \"Action\": \"s3:*\",\n    \"Resource\": \"*\"\n  }\n}";
    let expected = text.replacen("{\n  ", "{\n  \"Version\": \"2012-10-17\",\n  ", 1);
    fixed(PolicyKind::Resource, text, &expected);
}

#[test]
fn edits_apply_in_any_order_and_outside_the_text_not_at_all() {
    let edit = |start, end, text: &str| TextEdit {
        span: Span::new(start, end),
        replacement: text.to_owned(),
    };
    assert_eq!(
        apply("abc", &[edit(2, 3, "z"), edit(0, 1, ""), edit(1, 1, "x")]),
        "xbz"
    );
    assert_eq!(apply("abc", &[edit(2, 9, "z")]), "abc");
    assert_eq!(apply("é", &[edit(1, 2, "z")]), "é");
}

/// IAM quotas: 2,048 characters for a trust policy, white space not counted.
#[test]
fn a_fix_that_makes_the_text_too_long_is_not_offered() {
    let text = |length: usize| {
        let sid = "a".repeat(length);
        policy(&format!(
            r#""Sid":"{sid}","Effect":"Allow","Action":"sts:AssumeRole","Principal":{{"AWS":"333333333333"}}"#
        ))
    };
    let fixes = |length: usize| {
        let found = findings(&FACTS, PolicyKind::Trust, &text(length));
        found
            .iter()
            .map(|finding| finding.fixes.len())
            .sum::<usize>()
    };
    let added = r#","Condition":{"StringEquals":{"sts:ExternalId":"unique-external-id"}}"#.len();
    let room = 2048 - text(0).len();
    assert_eq!(
        (fixes(room - added), fixes(room - added + 1), fixes(room)),
        (1, 0, 0)
    );
}
