use super::{
    conditions::{finds, fine},
    *,
};
use crate::condition::Quantifier;

/// IAM User Guide, …condition-single-vs-multi-valued-context-keys.
#[test]
fn several_values_need_a_set_operator() {
    let rule = || Rule::NeedsSetOperator {
        key: "aws:PrincipalOrgPaths".into(),
    };
    finds(
        "Allow",
        r#""StringLike":{«"aws:PrincipalOrgPaths":"o-1/*"»}"#,
        Class::Warning,
        rule(),
        r#""ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-1/*"}"#,
    );
    finds(
        "Deny",
        r#""StringNotLikeIfExists":{«"aws:PrincipalOrgPaths":["o-1/*"]»}"#,
        Class::Warning,
        rule(),
        r#""ForAllValues:StringNotLikeIfExists":{"aws:PrincipalOrgPaths":["o-1/*"]}"#,
    );
    fine("Allow", r#""Null":{"aws:PrincipalOrgPaths":"false"}"#);
    fine("Allow", r#""ForAnyValue:StringEquals":{"saml:mail":"a"}"#.replace("saml:mail", "aws:TagKeys").as_str());
}

#[test]
fn one_value_needs_none() {
    let rule = |quantifier, passes| Rule::SetOperatorOnSingle {
        key: "aws:username".into(),
        quantifier,
        passes,
    };
    let all = Quantifier::ForAllValues;
    let any = Quantifier::ForAnyValue;
    for (effect, operator, class, rule, fixed) in [
        (
            "Allow",
            "ForAllValues:StringEquals",
            Class::Security,
            rule(all, true),
            "StringEquals",
        ),
        (
            "Allow",
            "ForAllValues:StringNotEquals",
            Class::Warning,
            rule(all, false),
            "StringNotEquals",
        ),
        (
            "Deny",
            "ForAllValues:StringEquals",
            Class::Warning,
            rule(all, false),
            "StringEqualsIfExists",
        ),
        (
            "Deny",
            "ForAllValues:StringNotEquals",
            Class::Warning,
            rule(all, false),
            "StringNotEquals",
        ),
        (
            "Allow",
            "ForAnyValue:StringEquals",
            Class::Warning,
            rule(any, false),
            "StringEquals",
        ),
        (
            "Deny",
            "ForAnyValue:StringNotEquals",
            Class::Warning,
            rule(any, false),
            "StringNotEquals",
        ),
        (
            "Allow",
            "ForAnyValue:StringNotEquals",
            Class::Warning,
            rule(any, false),
            "",
        ),
    ] {
        let fixed = match fixed {
            "" => String::new(),
            operator => format!(r#""{operator}":{{"aws:username":"a"}}"#),
        };
        finds(
            effect,
            &format!(r#""{operator}":{{«"aws:username":"a"»}}"#),
            class,
            rule,
            &fixed,
        );
    }
}

/// The same page: ForAllValues is true where the key is absent.
#[test]
fn for_all_values_passes_without_the_key() {
    let rule = |key: &str| Rule::AbsentPasses { key: key.into() };
    finds(
        "Allow",
        r#""ForAllValues:StringLike":{«"aws:PrincipalOrgPaths":"o-1/*"»}"#,
        Class::Security,
        rule("aws:PrincipalOrgPaths"),
        r#""ForAllValues:StringLike":{"aws:PrincipalOrgPaths":"o-1/*"},"Null":{"aws:PrincipalOrgPaths":"false"}"#,
    );
    finds(
        "Allow",
        r#""ForAllValues:StringEquals":{«"aws:TagKeys":"a"»}"#,
        Class::Suggestion,
        rule("aws:TagKeys"),
        r#""ForAllValues:StringEquals":{"aws:TagKeys":"a"},"Null":{"aws:TagKeys":"false"}"#,
    );
    fine(
        "Deny",
        r#""ForAllValues:StringLike":{"aws:PrincipalOrgPaths":"o-1/*"}"#,
    );
    fine(
        "Allow",
        r#""ForAllValues:StringNotLike":{"aws:PrincipalOrgPaths":"o-1/*"}"#,
    );
    fine(
        "Allow",
        r#""ForAllValues:StringLike":{"aws:PrincipalOrgPaths":"o-1/*"},"Null":{"aws:PrincipalOrgPaths":"false"}"#,
    );
}
