use super::*;

#[test]
fn operators() {
    for (written, values, must, need, fact) in [
        (
            "StringEquals",
            &["c-7f3a"][..],
            r#"must equal "c-7f3a""#,
            r#"k = "c-7f3a""#,
            r#"k is "c-7f3a""#,
        ),
        (
            "StringEquals",
            &["a", "b"],
            r#"must be one of "a", "b""#,
            r#"k to be one of "a", "b""#,
            r#"k is one of "a", "b""#,
        ),
        (
            "StringNotEquals",
            &["a"],
            r#"must differ from "a""#,
            r#"k to differ from "a""#,
            r#"k differs from "a""#,
        ),
        (
            "StringNotEquals",
            &["a", "b"],
            r#"must be none of "a", "b""#,
            r#"k to be none of "a", "b""#,
            r#"k is none of "a", "b""#,
        ),
        (
            "StringEqualsIgnoreCase",
            &["a"],
            r#"must equal (in any case) "a""#,
            r#"k to equal (in any case) "a""#,
            r#"k is (in any case) "a""#,
        ),
        (
            "StringLike",
            &["a*"],
            r#"must match "a*""#,
            r#"k to match "a*""#,
            r#"k matches "a*""#,
        ),
        (
            "StringNotLike",
            &["a*"],
            r#"must not match "a*""#,
            r#"k to not match "a*""#,
            r#"k does not match "a*""#,
        ),
        (
            "NumericLessThan",
            &["3600"],
            "must be less than 3600",
            "k to be less than 3600",
            "k is less than 3600",
        ),
        ("NumericEquals", &["5"], "must equal 5", "k = 5", "k is 5"),
        (
            "DateLessThan",
            &["2026-01-01T00:00:00Z"],
            "must be before 2026-01-01T00:00:00Z",
            "k to be before 2026-01-01T00:00:00Z",
            "k is before 2026-01-01T00:00:00Z",
        ),
        ("Bool", &["true"], "must be true", "k = true", "k is true"),
        (
            "BoolIfExists",
            &["true"],
            "must be true, if the key is present",
            "k = true (or no such key)",
            "k is true or absent",
        ),
        (
            "Null",
            &["true"],
            "must be absent",
            "k to be absent",
            "k is absent",
        ),
        (
            "Null",
            &["false"],
            "must be present",
            "k to be present",
            "k is present",
        ),
        (
            "IpAddress",
            &["10.0.0.0/8"],
            "must be in 10.0.0.0/8",
            "k to be in 10.0.0.0/8",
            "k is in 10.0.0.0/8",
        ),
        (
            "NotIpAddress",
            &["10.0.0.0/8", "::1"],
            "must be outside all of 10.0.0.0/8, ::1",
            "k to be outside all of 10.0.0.0/8, ::1",
            "k is outside all of 10.0.0.0/8, ::1",
        ),
        (
            "ArnLike",
            &["arn:aws:iam::1:role/*"],
            "must match arn:aws:iam::1:role/*",
            "k to match arn:aws:iam::1:role/*",
            "k matches arn:aws:iam::1:role/*",
        ),
        (
            "ForAllValues:StringEquals",
            &["a", "b"],
            r#"each value must be one of "a", "b""#,
            r#"each value of k to be one of "a", "b""#,
            r#"each value of k is one of "a", "b""#,
        ),
        (
            "ForAnyValue:StringLike",
            &["a"],
            r#"at least one value must match "a""#,
            r#"at least one value of k to match "a""#,
            r#"some value of k matches "a""#,
        ),
        (
            "StringEquals",
            &["a", "b", "c", "d", "e"],
            r#"must be one of "a", "b", "c", "d", "e""#,
            r#"k to be one of "a", "b", "c" and 2 more"#,
            r#"k is one of "a", "b", "c" and 2 more"#,
        ),
        (
            "StringEquals",
            &[],
            "must be one of an empty list",
            "k to be one of an empty list",
            "k is one of an empty list",
        ),
        (
            "StringFoo",
            &["a"],
            r#"must satisfy StringFoo "a""#,
            r#"k to satisfy StringFoo "a""#,
            r#"k satisfies StringFoo "a""#,
        ),
    ] {
        let operator = operator(written);
        assert_eq!(operator.must(values), must);
        assert_eq!(operator.need("k", values), need);
        assert_eq!(operator.fact("k", values), fact);
    }
}

#[test]
fn every_operator_speaks() {
    for name in Parsed::names() {
        for values in [&[][..], &["x"], &["x", "y"]] {
            for written in [
                name.to_owned(),
                format!("{name}IfExists"),
                format!("ForAnyValue:{name}"),
                format!("ForAllValues:{name}IfExists"),
            ] {
                let operator = operator(&written);
                let fact = operator.fact("k", values);
                let verbs = [
                    " is ",
                    " matches ",
                    " differs ",
                    " does not ",
                    " satisfies ",
                ];
                assert!(verbs.iter().any(|v| fact.contains(v)), "{fact}");
                assert!(operator.must(values).contains("must "), "{written}");
                assert!(operator.need("k", values).contains("k "), "{written}");
            }
        }
    }
}
