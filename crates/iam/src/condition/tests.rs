use super::*;

/// One request for all tables.
fn context() -> Context {
    let mut context = Context::default();
    context.set("k:name", "Anna");
    context.set("k:empty", "");
    context.set("k:star", "*");
    context.set("k:age", "3600");
    context.set("k:time", "2026-05-01T12:00:00Z");
    context.set("k:yes", "true");
    context.set("k:ip", "203.0.113.7");
    context.set("k:ip6", "2001:db8::1");
    context.set("k:arn", "arn:aws:iam::111122223333:role/a/b:c");
    context.set("aws:username", "Anna");
    context.set_all("k:tags", ["a", "b"]);
    context.set_all("k:none", Vec::<Arc<str>>::new());
    context.set_all("k:blank", [""]);
    context
}

/// Whether `{operator: {key: values}}` holds; `values` is JSON.
fn check(operator: &str, key: &str, values: &str, expected: bool) {
    let text = format!(r#"{{"{operator}":{{"{key}":{values}}}}}"#);
    let conditions = read(&text).unwrap();
    let got = matches(Version::V2012, &conditions, &context());
    assert_eq!(got, expected, "{text}");
}

fn reason(operator: &str, key: &str, value: &str) -> ConditionReason {
    let condition = Condition {
        operator: operator.into(),
        key: key.into(),
        values: vec![(value.into(), Span::default())],
        span: Span::default(),
    };
    let context = context();
    let compiled = Compiled::new(&condition, Version::V2012);
    compiled.holds(&context).1.into()
}

#[test]
fn strings() {
    check("StringEquals", "k:name", r#""Anna""#, true);
    check("StringEquals", "K:Name", r#""Anna""#, true);
    check("StringEquals", "k:name", r#""anna""#, false);
    check("StringEquals", "k:name", r#""A*""#, false);
    check("StringEquals", "k:star", r#""*""#, true);
    check("StringEquals", "k:name", r#"["x","Anna"]"#, true);
    check("StringEquals", "k:name", "[]", false);
    check("StringNotEquals", "k:name", r#"["x","y"]"#, true);
    check("StringNotEquals", "k:name", r#"["x","Anna"]"#, false);
    check("StringNotEquals", "k:name", "[]", true);
    check("StringEqualsIgnoreCase", "k:name", r#""aNNA""#, true);
    check("StringNotEqualsIgnoreCase", "k:name", r#""aNNA""#, false);
    check("StringLike", "k:name", r#""A*a""#, true);
    check("StringLike", "k:name", r#""a*""#, false);
    check("StringLike", "k:name", r#""An?a""#, true);
    check("StringNotLike", "k:name", r#""An??a""#, true);
    check("StringLike", "k:empty", r#""*""#, true);
    check("StringEquals", "k:yes", "true", true);
    check("StringEquals", "k:age", "3600", true);
}

#[test]
fn numbers() {
    check("NumericEquals", "k:age", r#""3600.0""#, true);
    check("NumericNotEquals", "k:age", "3600", false);
    check("NumericLessThan", "k:age", "10000", true);
    check("NumericLessThan", "k:age", "3600", false);
    check("NumericLessThanEquals", "k:age", "3600", true);
    check("NumericGreaterThan", "k:age", "-1", true);
    check("NumericGreaterThanEquals", "k:age", "3600.01", false);
    // What is no number matches nothing, negated or not.
    check("NumericEquals", "k:name", "1", false);
    check("NumericNotEquals", "k:name", "1", false);
    check("NumericEquals", "k:age", r#""x""#, false);
    check("NumericNotEquals", "k:absent", "1", true);
}

#[test]
fn dates() {
    check(
        "DateEquals",
        "k:time",
        r#""2026-05-01T14:00:00+02:00""#,
        true,
    );
    check(
        "DateLessThan",
        "k:time",
        r#""2026-05-01T12:00:00.1Z""#,
        true,
    );
    check("DateLessThan", "k:time", r#""2026-05-01""#, false);
    check("DateGreaterThan", "k:time", r#""1767225600""#, true);
    check(
        "DateGreaterThanEquals",
        "k:time",
        r#""20260501T120000Z""#,
        true,
    );
    check("DateGreaterThan", "k:age", "0", true);
    check("DateNotEquals", "k:name", r#""2026""#, false);
}

#[test]
fn booleans_bytes_and_addresses() {
    check("Bool", "k:yes", "true", true);
    check("Bool", "k:yes", r#""TRUE""#, true);
    check("Bool", "k:yes", "false", false);
    check("Bool", "k:name", "true", false);
    check("Bool", "k:name", r#""Anna""#, false);
    check("Bool", "k:yes", r#""${k:yes}""#, true);
    check("BinaryEquals", "k:name", r#""Anna""#, true);
    check("BinaryEquals", "k:name", r#""anna""#, false);
    check("IpAddress", "k:ip", r#""203.0.113.0/24""#, true);
    check("IpAddress", "k:ip", r#""203.0.113.9/24""#, true);
    check("IpAddress", "k:ip", r#""203.0.113.8""#, false);
    check("IpAddress", "k:ip", r#""::/0""#, false);
    check(
        "NotIpAddress",
        "k:ip",
        r#"["10.0.0.0/8","203.0.113.7"]"#,
        false,
    );
    check("IpAddress", "k:ip6", r#""2001:DB8::/32""#, true);
    check("NotIpAddress", "k:name", r#""10.0.0.0/8""#, true);
}

#[test]
fn arns_part_by_part() {
    check("ArnLike", "k:arn", r#""arn:aws:iam::*:role/*""#, true);
    check("ArnEquals", "k:arn", r#""arn:aws:iam::*:role/*""#, true);
    check(
        "ArnLike",
        "k:arn",
        r#""arn:aws:iam::111122223333:role/a/b?c""#,
        true,
    );
    check("ArnLike", "k:arn", r#""arn:aws:iam:*:role/*""#, false);
    check("ArnLike", "k:arn", r#""arn:aws:*""#, false);
    check("ArnLike", "k:arn", r#""*""#, false);
    check(
        "ArnLike",
        "k:arn",
        r#""arn:aws:iam:?111122223333:role/*""#,
        false,
    );
    check("ArnNotLike", "k:arn", r#""arn:aws:iam::*:user/*""#, true);
    check("ArnLike", "k:arn", r#""${k:arn}""#, true);
    check("ArnLike", "k:name", r#""*:*:*:*:*:*""#, false);
    check("ArnNotEquals", "k:name", r#""arn:aws:iam::*:user/*""#, true);
}

#[test]
fn presence() {
    check("Null", "k:absent", "true", true);
    check("Null", "k:absent", "false", false);
    check("Null", "k:name", r#""false""#, true);
    check("Null", "k:empty", "false", true);
    check("Null", "k:none", "true", true);
    check("Null", "k:blank", "false", false);
    check("Null", "k:name", r#"["true","false"]"#, true);
}

/// IAM User Guide, "Condition operators", on missing keys.
#[test]
fn missing_keys() {
    for operator in Operator::names().filter(|name| *name != "Null") {
        let negated = operator.contains("Not");
        let absent = |prefix: &str, suffix: &str, expected: bool| {
            let operator = format!("{prefix}{operator}{suffix}");
            check(&operator, "k:absent", r#""x""#, expected);
            check(&operator, "k:none", r#""x""#, expected);
        };
        absent("", "", negated);
        absent("", "IfExists", true);
        absent("ForAllValues:", "", true);
        absent("ForAllValues:", "IfExists", true);
        absent("ForAnyValue:", "", false);
        absent("ForAnyValue:", "IfExists", true);
    }
}

#[test]
fn sets() {
    check(
        "ForAllValues:StringEquals",
        "k:tags",
        r#"["a","b","c"]"#,
        true,
    );
    check("ForAllValues:StringEquals", "k:tags", r#"["a"]"#, false);
    check("ForAnyValue:StringEquals", "k:tags", r#"["b"]"#, true);
    check("ForAnyValue:StringEquals", "k:tags", r#"["c"]"#, false);
    check("ForAllValues:StringNotEquals", "k:tags", r#"["c"]"#, true);
    check("ForAllValues:StringNotEquals", "k:tags", r#"["b"]"#, false);
    check("ForAnyValue:StringNotEquals", "k:tags", r#"["b"]"#, true);
    check(
        "ForAnyValue:StringNotEquals",
        "k:tags",
        r#"["a","b"]"#,
        false,
    );
    check("ForAllValues:StringEquals", "k:empty", r#""x""#, true);
    check("ForAllValues:StringEquals", "k:blank", r#""x""#, true);
    check("ForAnyValue:StringEquals", "k:name", r#""Anna""#, true);
    // Not documented: without a set operator as with ForAnyValue.
    check("StringEquals", "k:tags", r#"["b"]"#, true);
    check("StringNotEquals", "k:tags", r#"["b"]"#, true);
}

#[test]
fn variables() {
    check("StringEquals", "k:name", r#""${aws:username}""#, true);
    check("StringEquals", "k:name", r#""${k:absent}""#, false);
    check("StringNotEquals", "k:name", r#""${k:absent}""#, true);
    check("StringEquals", "k:name", r#""${k:absent, 'Anna'}""#, true);
    check("StringLike", "k:name", r#""${k:star}""#, false);
    check("StringLike", "k:star", r#""${*}""#, true);
    check("StringLike", "k:name", r#""A${*}""#, false);
    let old = read(r#"{"StringEquals":{"k:name":"${aws:username}"}}"#).unwrap();
    assert!(!matches(Version::V2008, &old, &context()));
}

#[test]
fn all_must_hold_and_unknown_operators_never_do() {
    let both = |text: &str| matches(Version::V2012, &read(text).unwrap(), &context());
    assert!(both("{}"));
    assert!(both(
        r#"{"Bool":{"k:yes":true},"StringLike":{"k:name":"A*","k:star":"?"}}"#
    ));
    assert!(!both(
        r#"{"Bool":{"k:yes":true},"StringLike":{"k:name":"A*","k:star":"x"}}"#
    ));
    check("StringEqual", "k:name", r#""Anna""#, false);
    check("StringNotEqual", "k:name", r#""x""#, false);
    assert_eq!(read("[]"), None);
}

#[test]
fn reasons() {
    use ConditionReason as R;
    assert_eq!(reason("StringEquals", "k:name", "x"), R::Compared);
    assert_eq!(reason("StringEquals", "k:absent", "x"), R::KeyAbsent);
    assert_eq!(
        reason("StringNotEquals", "k:absent", "x"),
        R::AbsentMatchesNegated
    );
    assert_eq!(
        reason("BoolIfExists", "k:absent", "true"),
        R::AbsentMatchesIfExists
    );
    assert_eq!(
        reason("ForAllValues:StringEquals", "k:none", "x"),
        R::EmptyMatchesForAllValues
    );
    assert_eq!(reason("Null", "k:name", "true"), R::Presence);
    assert_eq!(
        reason("StringLike", "k:name", "${k:Absent}"),
        R::VariableUnresolved("k:Absent".into())
    );
    assert_eq!(
        reason("NumericEquals", "k:name", "1"),
        R::NotComparable("Anna".into())
    );
}
