//! Every row of the table of IAM User Guide, reference_policies_condition-keys, "aws:MultiFactorAuthPresent".

use super::*;

const PRESENT: &str = "aws:MultiFactorAuthPresent";

fn statement(effect: &str, operator: &str, key: &str, value: &str) -> String {
    format!(
        r#""Effect":"{effect}","Action":"s3:GetObject","Resource":"*","Condition":{{"{operator}":{{{key}:"{value}"}}}}"#
    )
}

/// One pitfall, and operator and value after its fix.
#[track_caller]
fn pitfall(
    [effect, operator, key, value]: [&str; 4],
    class: Class,
    pitfall: MfaPitfall,
    fixed: Option<[&str; 2]>,
) {
    let quoted = format!("{key:?}");
    let marked = statement(
        effect,
        operator,
        &format!("«{quoted}"),
        &format!("{value}\"»"),
    );
    let marked = marked.replace("\"»\"", "\"»");
    let fixed = fixed.map(|[operator, value]| statement(effect, operator, &quoted, value));
    check(
        PolicyKind::Identity,
        &marked,
        class,
        Rule::Mfa(pitfall),
        &fixed.unwrap_or_default(),
    );
}

#[test]
fn conditions_that_let_in_or_do_not_keep_out() {
    use MfaPitfall as P;
    let security = Class::Security;
    pitfall(
        ["Allow", "BoolIfExists", PRESENT, "true"],
        security,
        P::LongTermKeysPass,
        Some(["Bool", "true"]),
    );
    pitfall(
        ["Deny", "Bool", PRESENT, "false"],
        security,
        P::LongTermKeysNotDenied,
        Some(["BoolIfExists", "false"]),
    );
    pitfall(
        ["Deny", "Null", PRESENT, "true"],
        security,
        P::SessionsNotDenied,
        Some(["BoolIfExists", "false"]),
    );
    pitfall(
        ["Allow", "Null", PRESENT, "false"],
        security,
        P::PresenceIsNotMfa,
        Some(["Bool", "true"]),
    );
    let age = "aws:MultiFactorAuthAge";
    pitfall(
        ["Allow", "NumericLessThanIfExists", age, "3600"],
        security,
        P::AgeAbsentPasses,
        Some(["NumericLessThan", "3600"]),
    );
    pitfall(
        ["Deny", "NumericGreaterThan", age, "3600"],
        security,
        P::AgeAbsentNotDenied,
        Some(["NumericGreaterThanIfExists", "3600"]),
    );
}

#[test]
fn conditions_the_wrong_way_round() {
    use MfaPitfall as P;
    let warning = Class::Warning;
    for (operator, value) in [
        ("Bool", "false"),
        ("BoolIfExists", "false"),
        ("Null", "true"),
    ] {
        pitfall(
            ["Allow", operator, PRESENT, value],
            warning,
            P::OnlyWithoutMfa,
            None,
        );
    }
    for (operator, value) in [
        ("Bool", "true"),
        ("BoolIfExists", "true"),
        ("Null", "false"),
    ] {
        pitfall(
            ["Deny", operator, PRESENT, value],
            warning,
            P::DeniesWithMfa,
            None,
        );
    }
    let age = "aws:MultiFactorAuthAge";
    pitfall(
        ["Allow", "NumericGreaterThanEquals", age, "60"],
        warning,
        P::OnlyOldSignIns,
        None,
    );
}

#[test]
fn conditions_that_do_what_they_say() {
    for [effect, operator, key, value] in [
        ["Allow", "Bool", PRESENT, "true"],
        ["Deny", "BoolIfExists", PRESENT, "false"],
        ["Allow", "NumericLessThan", "aws:MultiFactorAuthAge", "3600"],
        ["Allow", "Null", "aws:MultiFactorAuthAge", "false"],
        ["Deny", "Null", "aws:MultiFactorAuthAge", "true"],
        [
            "Deny",
            "NumericGreaterThanIfExists",
            "aws:MultiFactorAuthAge",
            "3600",
        ],
    ] {
        silent(
            PolicyKind::Identity,
            &statement(effect, operator, &format!("{key:?}"), value),
        );
    }
}

#[test]
fn two_statements_can_deny_both_sorts() {
    let deny =
        |operator: &str, value: &str| statement("Deny", operator, &format!("{PRESENT:?}"), value);
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{{}}},{{{}}}]}}"#,
        deny("Bool", "false"),
        deny("Null", "true")
    );
    assert_eq!(findings(&FACTS, PolicyKind::Identity, &text), []);
    let other = text.replacen("s3:GetObject", "s3:ListBucket", 1);
    assert_eq!(findings(&FACTS, PolicyKind::Identity, &other).len(), 2);
}

/// IAM User Guide, id_credentials_mfa_configure-api-require: credentials of AssumeRole carry no MFA information.
#[test]
fn a_roles_own_policy_cannot_ask_for_mfa() {
    let role = Facts {
        subject: Subject::Role,
        ..FACTS
    };
    for (effect, operator, value) in [("Allow", "Bool", "true"), ("Deny", "BoolIfExists", "false")]
    {
        let text = policy(&statement(
            effect,
            operator,
            &format!("«{PRESENT:?}"),
            &format!("{value}\"»"),
        ))
        .replace("\"»\"", "\"»");
        let rule = Rule::Mfa(MfaPitfall::RoleSessionsHaveNone);
        check_text(&role, PolicyKind::Identity, &text, Class::Warning, rule, "");
    }
}
