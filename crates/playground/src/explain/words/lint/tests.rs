use iam::Span;
use iam::lint::TextEdit;
use iam::policy::PrincipalType;

use super::*;

fn said(class: Class, rule: Rule) -> String {
    finding(&Finding {
        class,
        span: Span::default(),
        rule,
        fixes: Vec::new(),
    })
}

fn done(kind: FixKind) -> String {
    fix(&Fix {
        kind,
        edits: vec![TextEdit {
            span: Span::default(),
            replacement: String::new(),
        }],
    })
}

/// Every rule, and every shape of its data that is told in other words.
fn rules() -> Vec<Rule> {
    let text = |text: &str| Arc::<str>::from(text);
    let key = || text("sts:ExternalId");
    let some = || Some(text("sts:ExternalId"));
    let pitfalls = [
        MfaPitfall::LongTermKeysPass,
        MfaPitfall::LongTermKeysNotDenied,
        MfaPitfall::SessionsNotDenied,
        MfaPitfall::PresenceIsNotMfa,
        MfaPitfall::OnlyWithoutMfa,
        MfaPitfall::DeniesWithMfa,
        MfaPitfall::AgeAbsentPasses,
        MfaPitfall::AgeAbsentNotDenied,
        MfaPitfall::OnlyOldSignIns,
        MfaPitfall::RoleSessionsHaveNone,
    ];
    let kinds = [
        KeyType::Any,
        KeyType::Text,
        KeyType::Account,
        KeyType::Boolean,
        KeyType::Number,
        KeyType::Date,
        KeyType::Epoch,
        KeyType::Arn,
        KeyType::Address,
    ];
    let reasons = [
        Impossible::NotAccount,
        Impossible::NotListed(some()),
        Impossible::NotListed(None),
        Impossible::NotArn,
        Impossible::NotBoolean,
        Impossible::SessionArn,
        Impossible::PrivateAddress,
    ];
    let mut rules = vec![
        Rule::NoExternalId {
            account: text("333333333333"),
        },
        Rule::NoSourceAccount {
            service: text("sns.amazonaws.com"),
        },
        Rule::NotPrincipalWithDeny,
        Rule::FederatedUserCannotAssume,
        Rule::DeletedPrincipal { id: text("AIDAX") },
        Rule::ActionOfOtherPrincipal {
            kind: PrincipalType::Aws,
            action: "sts:AssumeRole",
        },
        Rule::NeedsSetOperator { key: key() },
        Rule::AbsentPasses { key: key() },
        Rule::UnknownKey {
            key: key(),
            nearest: some(),
        },
        Rule::UnknownKey {
            key: key(),
            nearest: None,
        },
        Rule::MissingTagKey {
            key: text("aws:PrincipalTag/"),
        },
        Rule::NotCarriedBySome {
            key: key(),
            actions: vec![text("sts:TagSession")],
        },
        Rule::NotCarriedBySome {
            key: key(),
            actions: vec![text("a:b"), text("a:c")],
        },
        Rule::LiteralWildcard {
            operator: text("StringEquals"),
            value: text("a*"),
        },
        Rule::NoEffect { key: key() },
        Rule::PresenceOnly { key: key() },
        Rule::Contradiction {
            key: key(),
            other: Span::default(),
        },
        Rule::NoVersion,
        Rule::BrokenVariable,
        Rule::VariableNotResolved,
        Rule::UnknownVariable {
            key: key(),
            nearest: some(),
        },
        Rule::UnknownVariable {
            key: key(),
            nearest: None,
        },
        Rule::MultivaluedVariable { key: key() },
        Rule::UnknownAction {
            action: text("a:b"),
            nearest: Some(text("a:c")),
        },
        Rule::UnknownAction {
            action: text("a:b"),
            nearest: None,
        },
        Rule::OperationNotAction {
            operation: text("s3:ListObjects"),
            action: text("s3:ListBucket"),
        },
        Rule::MatchesNoAction {
            pattern: text("sts:X*"),
        },
        Rule::AllowsNotAction,
        Rule::AllowsNotResource,
        Rule::PassesEveryRole,
        Rule::AssumesEveryRole,
        Rule::CoveredValue {
            value: text("a:b"),
            by: text("a:*"),
        },
        Rule::CoveredValue {
            value: text("a:b"),
            by: text("a:b"),
        },
        Rule::DuplicateStatement {
            first: Span::default(),
        },
        Rule::DeniedAnyway {
            by: Span::default(),
        },
        Rule::ClaimNotTested {
            provider: text("idp.example.com"),
            key: text("idp.example.com:sub"),
        },
        Rule::ClaimNotTested {
            provider: text("arn:aws:iam::222222222222:saml-provider/P"),
            key: text("saml:aud"),
        },
        Rule::ClaimTooBroad {
            key: key(),
            value: text("repo:*"),
        },
        Rule::ClaimOfOtherProvider {
            key: key(),
            provider: text("idp.example.com"),
        },
    ];
    rules.extend(pitfalls.map(Rule::Mfa));
    rules.extend(kinds.map(|wanted| Rule::WrongOperator {
        key: key(),
        wanted,
        operator: text("Bool"),
    }));
    rules.extend(reasons.map(|why| Rule::ImpossibleValue {
        key: key(),
        value: text("x"),
        why,
    }));
    for truth in [true, false] {
        let holds = if truth { Holds::Always } else { Holds::Never };
        rules.extend([
            Rule::EveryoneTrusted { conditioned: truth },
            Rule::NoMfa { sensitive: truth },
            Rule::VariablesNeedVersion { missing: truth },
            Rule::NeverCarried {
                key: key(),
                actions: vec![text("sts:AssumeRole")],
                holds,
            },
            Rule::NoValues { key: key(), holds },
            Rule::SetOperatorOnSingle {
                key: key(),
                quantifier: Quantifier::ForAllValues,
                passes: truth,
            },
            Rule::SetOperatorOnSingle {
                key: key(),
                quantifier: Quantifier::ForAnyValue,
                passes: truth,
            },
        ]);
    }
    rules
}

#[test]
fn every_finding_is_one_or_two_plain_sentences() {
    for rule in rules() {
        for class in [
            Class::Error,
            Class::Security,
            Class::Warning,
            Class::Suggestion,
        ] {
            let text = said(class, rule.clone());
            assert!(
                text.ends_with(['.', '?']) && text.len() > 15,
                "{rule:?} {text}"
            );
            assert!(!text.contains("  ") && text.len() < 200, "{rule:?} {text}");
        }
    }
}

#[test]
fn findings_name_what_they_are_about() {
    for (class, rule, text) in [
        (
            Class::Security,
            Rule::Mfa(MfaPitfall::LongTermKeysPass),
            "Calls with long-term keys carry no aws:MultiFactorAuthPresent, and IfExists lets them in without MFA. Use Bool.",
        ),
        (
            Class::Error,
            Rule::NeverCarried {
                key: "sts:DurationSeconds".into(),
                actions: vec!["sts:AssumeRole".into()],
                holds: Holds::Never,
            },
            "sts:AssumeRole never carries sts:DurationSeconds, so the statement never applies.",
        ),
        (
            Class::Warning,
            Rule::WrongOperator {
                key: "aws:SourceIp".into(),
                wanted: KeyType::Address,
                operator: "StringEquals".into(),
            },
            "aws:SourceIp is an address, and StringEquals compares something else. Use IpAddress or NotIpAddress.",
        ),
        (
            Class::Error,
            Rule::ImpossibleValue {
                key: "aws:PrincipalType".into(),
                value: "assumedrole".into(),
                why: Impossible::NotListed(Some("AssumedRole".into())),
            },
            "aws:PrincipalType is never \"assumedrole\": write \"AssumedRole\".",
        ),
        (
            Class::Security,
            Rule::ClaimNotTested {
                provider: "gitlab.com".into(),
                key: "gitlab.com:sub".into(),
            },
            "Everybody whom gitlab.com knows is let in. Ask for gitlab.com:sub to be yours.",
        ),
    ] {
        assert_eq!(said(class, rule), text);
    }
}

#[test]
fn fixes_say_what_a_press_does() {
    let text = |text: &str| Arc::<str>::from(text);
    let add = |operator: &str, value: &str, placeholder| FixKind::AddCondition {
        operator: operator.into(),
        key: "k:x".into(),
        value: value.into(),
        placeholder,
    };
    let replace = |to: &str| FixKind::Replace {
        from: "a".into(),
        to: to.into(),
    };
    let operator = |value: Option<&str>| FixKind::UseOperator {
        key: "k:x".into(),
        operator: "Bool".into(),
        value: value.map(Into::into),
    };
    for (kind, words) in [
        (replace("b"), "Write b"),
        (replace(""), "Remove it"),
        (replace(" "), "Write a plain space"),
        (operator(None), "Use Bool"),
        (operator(Some("true")), "Use Bool \"true\""),
        (
            add("StringEquals", "v", true),
            "Ask for k:x, with a value you fill in",
        ),
        (add("Bool", "true", false), "Ask for k:x = true"),
        (add("Null", "false", false), "Ask for k:x to be there"),
        (add("Null", "true", false), "Ask for k:x to be absent"),
        (
            FixKind::RemoveCondition { key: text("k:x") },
            "Remove the condition on k:x",
        ),
        (FixKind::RemoveValue { value: text("a:b") }, "Remove a:b"),
        (
            FixKind::RemoveElement {
                name: text("Resource"),
            },
            "Remove the element Resource",
        ),
        (FixKind::RemoveStatement, "Remove the statement"),
        (FixKind::SetVersion, "Write Version 2012-10-17"),
        (FixKind::Insert(text(",")), "Insert the comma"),
        (FixKind::Insert(text("]}")), "Insert ]}"),
        (FixKind::Insert(text("\"")), "Insert the closing quote"),
        (FixKind::Insert(text(":")), "Insert the colon"),
        (FixKind::Remove(text(",")), "Remove the comma"),
        (FixKind::Remove(text("// a comment")), "Remove it"),
        (FixKind::Remove(text("")), "Remove them"),
        (FixKind::Quote, "Write double quotes"),
    ] {
        assert_eq!(done(kind), words);
    }
}

#[test]
fn classes_have_the_names_of_aws() {
    let all = [
        Class::Error,
        Class::Security,
        Class::Warning,
        Class::Suggestion,
    ]
    .map(class);
    assert_eq!(all, ["Error", "Security", "Warning", "Suggestion"]);
}
