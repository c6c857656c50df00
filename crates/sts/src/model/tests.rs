//! The table against AWS's published model (botocore's `sts/2011-06-15/service-2.json`, condensed).

use serde_json::Value;

use super::*;

/// Operations of AWS's model that are not built yet.
const NOT_BUILT: &[&str] = &[
    "AssumeRoleWithSAML",
    "AssumeRoleWithWebIdentity",
    "AssumeRoot",
    "DecodeAuthorizationMessage",
    "GetAccessKeyInfo",
    "GetDelegatedAccessToken",
    "GetFederationToken",
    "GetWebIdentityToken",
];

/// Limits that stand in AWS's documentation only: path, and what the model says instead.
const DOCUMENTED: &[(&str, Option<u64>)] = &[("AssumeRole.PolicyArns", None)];

#[test]
fn the_table_is_aws_s_model() {
    let model: Value =
        serde_json::from_str(include_str!("../../../../tests/data/sts-model.json")).unwrap();
    let published = model["operations"].as_object().unwrap();
    let mut names: Vec<&str> = operations().iter().map(|op| op.name).collect();
    assert!(names.is_sorted());
    names.extend(NOT_BUILT);
    names.sort_unstable();
    assert_eq!(
        names,
        published.keys().map(String::as_str).collect::<Vec<_>>()
    );

    for operation in operations() {
        let wanted = &published[operation.name];
        assert_eq!(operation.signed, wanted["authtype"] == "v4");
        same_members(operation.name, operation.input, &wanted["params"]);
    }
}

fn same_members(path: &str, members: &[Member], wanted: &Value) {
    let wanted = wanted.as_object().unwrap();
    let names: Vec<&str> = members.iter().map(|member| member.name).collect();
    assert_eq!(
        names,
        wanted.keys().map(String::as_str).collect::<Vec<_>>(),
        "{path}"
    );
    for member in members {
        same_shape(
            &format!("{path}.{}", member.name),
            &member.shape,
            &wanted[member.name],
        );
    }
    let required: Vec<&str> = members
        .iter()
        .filter(|m| m.required)
        .map(|m| m.name)
        .collect();
    let wanted: Vec<&str> = wanted
        .iter()
        .filter(|(_, shape)| shape["required"] == true)
        .map(|(name, _)| name.as_str())
        .collect();
    // Members of structures are required by a list beside them, checked by the caller.
    if !path.contains('.') {
        assert_eq!(required, wanted, "{path}");
    }
}

fn same_shape(path: &str, shape: &Shape, wanted: &Value) {
    let limit = |name: &str| wanted[name].as_u64();
    let kind = wanted["type"].as_str().unwrap();
    match shape {
        Shape::String {
            min, max, pattern, ..
        } => {
            assert_eq!(kind, "string", "{path}");
            assert_eq!(u64::from(*min), limit("min").unwrap_or(0), "{path}");
            assert_eq!(max.map(u64::from), limit("max"), "{path}");
            assert_eq!(
                pattern.map(|p| p.text),
                wanted["pattern"].as_str(),
                "{path}"
            );
        }
        Shape::Integer { min, max, default } => {
            assert_eq!(kind, "integer", "{path}");
            assert_eq!(Some(*min), wanted["min"].as_i64(), "{path}");
            assert_eq!(Some(*max), wanted["max"].as_i64(), "{path}");
            assert_eq!(*default, wanted["default"].as_i64(), "{path}");
        }
        Shape::List { min, max, member } => {
            assert_eq!(kind, "list", "{path}");
            assert_eq!(u64::from(*min), limit("min").unwrap_or(0), "{path}");
            let max = DOCUMENTED
                .iter()
                .find(|(documented, _)| *documented == path)
                .map_or(max.map(u64::from), |(_, model)| *model);
            assert_eq!(max, limit("max"), "{path}");
            same_shape(&format!("{path}.member"), member, &wanted["member"]);
        }
        Shape::Structure { members } => {
            assert_eq!(kind, "structure", "{path}");
            same_members(path, members, &wanted["members"]);
            let required: Vec<&str> = members
                .iter()
                .filter(|m| m.required)
                .map(|m| m.name)
                .collect();
            let wanted: Vec<&str> = wanted["required"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(Value::as_str)
                .collect();
            assert_eq!(required, wanted, "{path}");
        }
    }
}

#[test]
fn patterns_allow_what_their_text_says() {
    let check = |shape: &Shape, allowed: &str, refused: &str| {
        let Shape::String {
            pattern: Some(pattern),
            ..
        } = shape
        else {
            panic!("no pattern");
        };
        for c in allowed.chars() {
            assert!((pattern.allows)(c), "{c:?} should fit {}", pattern.text);
        }
        for c in refused.chars() {
            assert!(
                !(pattern.allows)(c),
                "{c:?} should not fit {}",
                pattern.text
            );
        }
    };
    check(&shapes::ROLE_SESSION_NAME, "aZ09_+=,.@-", ":/ é\u{660}");
    check(&shapes::EXTERNAL_ID, "aZ09_+=,.@:/-", " \\é");
    check(&shapes::SERIAL_NUMBER, "aZ09_+=/:,.@-", " \\");
    check(&shapes::TOKEN_CODE, "0123456789", "a -\u{660}");
    check(
        &shapes::ARN,
        "\t\n\r ~\u{85}\u{a0}é\u{e000}\u{fffd}😀",
        "\u{0}\u{7f}\u{84}\u{fffe}",
    );
    check(
        &shapes::UNRESTRICTED_SESSION_POLICY,
        "\t\n\r a\u{7f}ÿ",
        "\u{0}\u{100}😀",
    );
    let Shape::List { member, .. } = shapes::TAG_KEYS else {
        panic!("a list");
    };
    check(member, "aé漢0½ \u{a0}_.:/=+-@", "\t\n#*,\u{85}");
}
