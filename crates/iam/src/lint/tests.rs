mod conditions;
mod edits;
mod laws;
mod mfa;
mod names;
mod principals;
mod repairs;
mod sets;
mod statements;
mod values;

use super::{
    facts::{Arity, Carried, Claim, Key, KeyType, Provider, Service, Subject},
    *,
};
use crate::{PolicyKind, Problem};

const OWN: &str = "222222222222";

const fn key(
    name: &'static str,
    kind: KeyType,
    arity: Arity,
    carried: Carried<'static>,
) -> Key<'static> {
    Key {
        name,
        kind,
        arity,
        values: &[],
        carried,
    }
}

/// Small tables of every kind of thing there is.
const FACTS: Facts<'_> = Facts {
    services: &[
        Service {
            prefix: "sts",
            actions: &[
                "AssumeRole",
                "AssumeRoleWithSAML",
                "AssumeRoleWithWebIdentity",
                "GetCallerIdentity",
                "SetSourceIdentity",
                "TagSession",
            ],
            complete: true,
            operations: &[],
        },
        Service {
            prefix: "s3",
            actions: &["GetObject", "ListBucket"],
            complete: false,
            operations: &[("ListObjects", "ListBucket")],
        },
    ],
    keys: &{
        use Arity::{Either, Multiple, Single};
        use Carried::{Anywhere, By, NotBy};
        [
            key("aws:CurrentTime", KeyType::Date, Single, Anywhere),
            key(
                "aws:MultiFactorAuthAge",
                KeyType::Number,
                Single,
                NotBy(&["sts:AssumeRoleWithSAML"]),
            ),
            key(
                "aws:MultiFactorAuthPresent",
                KeyType::Boolean,
                Single,
                NotBy(&["sts:AssumeRoleWithSAML"]),
            ),
            key("aws:PrincipalAccount", KeyType::Account, Single, Anywhere),
            key("aws:PrincipalArn", KeyType::Arn, Single, Anywhere),
            key("aws:PrincipalOrgPaths", KeyType::Text, Multiple, Anywhere),
            key("aws:PrincipalTag/", KeyType::Any, Single, Anywhere),
            Key {
                values: &["AssumedRole", "User"],
                ..key("aws:PrincipalType", KeyType::Text, Single, Anywhere)
            },
            key("aws:SourceIp", KeyType::Address, Single, Anywhere),
            key(
                "aws:TagKeys",
                KeyType::Any,
                Multiple,
                NotBy(&["sts:SetSourceIdentity"]),
            ),
            key("aws:username", KeyType::Text, Single, Anywhere),
            key(
                "saml:aud",
                KeyType::Text,
                Single,
                By(&["sts:AssumeRoleWithSAML"]),
            ),
            key(
                "saml:mail",
                KeyType::Text,
                Either,
                By(&["sts:AssumeRoleWithSAML"]),
            ),
            key(
                "sts:ExternalId",
                KeyType::Text,
                Single,
                By(&["sts:AssumeRole", "sts:TagSession"]),
            ),
            key(
                "sts:RoleSessionName",
                KeyType::Text,
                Single,
                By(&["sts:AssumeRole"]),
            ),
        ]
    },
    providers: &[Provider {
        host: "token.actions.githubusercontent.com",
        identity: &[
            Claim {
                name: "sub",
                prefix: "repo:",
                sample: "repo:O/R:*",
                exact: false,
            },
            Claim {
                name: "aud",
                prefix: "",
                sample: "sts.amazonaws.com",
                exact: true,
            },
        ],
        claims: &["aud", "ref", "sub"],
    }],
    account: Some(OWN),
    organization: &["444444444444"],
    subject: Subject::Unknown,
};

/// A policy of one statement with these members.
fn policy(statement: &str) -> String {
    format!(r#"{{"Version":"2012-10-17","Statement":[{{{statement}}}]}}"#)
}

/// A text whose marked place, `«…»`, is its own, and that place; a mark may stand in a string or around it.
fn unmarked(text: &str) -> (String, Span) {
    let start = text.find('«').expect("a marked place");
    let plain = text.replacen('«', "", 1);
    let end = plain.find('»').expect("the place's end");
    (plain.replacen('»', "", 1), Span::new(start, end))
}

/// The only finding in a policy of one statement, its place being marked, and the statement after its first fix, empty
/// where there is none. The fix takes the finding away, leaves a text that IAM accepts, and allows no more where it is one
/// about security.
#[track_caller]
fn check(kind: PolicyKind, statement: &str, class: Class, rule: Rule, fixed: &str) {
    let fixed = if fixed.is_empty() {
        String::new()
    } else {
        policy(fixed)
    };
    check_text(&FACTS, kind, &policy(statement), class, rule, &fixed);
}

/// The same for a whole text.
#[track_caller]
fn check_text(
    facts: &Facts<'_>,
    kind: PolicyKind,
    marked: &str,
    class: Class,
    rule: Rule,
    fixed: &str,
) {
    let (text, span) = unmarked(marked);
    let findings = findings(facts, kind, &text);
    let [finding] = findings.as_slice() else {
        panic!("one finding in {text}, not {findings:#?}");
    };
    let expected = Finding {
        class,
        span,
        rule,
        fixes: finding.fixes.clone(),
    };
    assert_eq!(*finding, expected, "{text} at {:?}", finding.span.of(&text));
    let Some(fix) = finding.fixes.first() else {
        assert_eq!("", fixed, "no fix in {text}");
        return;
    };
    let after = apply(&text, &fix.edits);
    assert_eq!(after, fixed, "{text}");
    let left = self::findings(facts, kind, &after);
    assert!(
        left.iter().all(|left| left.rule != finding.rule),
        "{after} {left:#?}"
    );
    if class == Class::Security {
        laws::allows_no_more(kind, &text, &after);
    }
}

/// The findings in a text that IAM accepts.
#[track_caller]
fn findings(facts: &Facts<'_>, kind: PolicyKind, text: &str) -> Vec<Finding> {
    let reading = read(text, kind);
    assert_eq!(reading.diagnostics, [], "{text}");
    lint(text, &reading, facts)
}

/// Nothing is found in a policy of one statement.
#[track_caller]
fn silent(kind: PolicyKind, statement: &str) {
    assert_eq!(
        findings(&FACTS, kind, &policy(statement)),
        [],
        "{statement}"
    );
}

#[test]
fn a_text_that_is_refused_has_diagnostics_and_no_findings() {
    let text = policy(r#""Effect":"Allow","Action":"sts:AssumeRole","Principal":"*""#);
    let reading = read(&text, PolicyKind::Trust);
    assert!(matches!(
        reading.diagnostics[0].problem,
        Problem::InvalidPrincipal { .. }
    ));
    assert_eq!(lint(&text, &reading, &FACTS), []);
}

#[test]
fn without_facts_only_the_language_itself_is_judged() {
    let text = policy(
        r#""Effect":"Allow","Action":"sts:Nothing","Resource":"*","Condition":{"StringEquals":{"aws:Nothing":"a"}}"#,
    );
    assert_eq!(findings(&Facts::default(), PolicyKind::Identity, &text), []);
}

#[test]
fn findings_stand_in_the_texts_order() {
    let text = policy(
        r#""Effect":"Allow","NotAction":"sts:TagSesion","Resource":"*","Condition":{"StringEquals":{"aws:usernam":"*"}}"#,
    );
    let found = findings(&FACTS, PolicyKind::Identity, &text);
    assert!(
        found.len() > 2 && found.is_sorted_by_key(|finding| finding.span.start),
        "{found:#?}"
    );
}
