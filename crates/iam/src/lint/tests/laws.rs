//! What no fix may do.

use std::sync::Arc;

use proptest::{prelude::*, sample::select};

use super::*;
use crate::{
    Attached, Context, Decision, NoTrace, Policy, PolicySet, Principal, Request, ResourcePolicy,
    evaluate,
};

/// Everything that the text allows after a fix it allowed before: tried with callers of every kind, the actions of the
/// tables, and every value of every key that either text names, absent keys included.
#[track_caller]
pub(super) fn allows_no_more(kind: PolicyKind, before: &str, after: &str) {
    let attached = |text: &str| Attached {
        id: "p".into(),
        policy: Arc::new(Policy::compile(read(text, kind).document)),
    };
    let (old, new) = (attached(before), attached(after));
    let everything = Attached {
        id: "all".into(),
        policy: Arc::new(Policy::compile(
            read(EVERYTHING, PolicyKind::Identity).document,
        )),
    };
    for context in contexts(&[&old, &new]) {
        for principal in callers() {
            for action in [
                "sts:AssumeRole",
                "sts:TagSession",
                "sts:AssumeRoleWithSAML",
                "sts:AssumeRoleWithWebIdentity",
                "s3:GetObject",
            ] {
                let keys = context.entries().iter().map(|entry| FACTS.key(&entry.key));
                if !keys.flatten().all(|key| key.carried.by(action)) {
                    continue;
                }
                let request = Request {
                    principal: &principal,
                    action,
                    resource: "arn:aws:s3:::b/k",
                    resource_account: Some(OWN),
                    context: &context,
                };
                let allowed = |attached: &Attached| {
                    decide(kind, &request, attached, &everything) == Decision::Allow
                };
                assert!(
                    allowed(&old) || !allowed(&new),
                    "{before}\n{after}\nnow allow {request:?}"
                );
            }
        }
    }
}

const EVERYTHING: &str =
    r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#;

fn decide(
    kind: PolicyKind,
    request: &Request<'_>,
    attached: &Attached,
    everything: &Attached,
) -> Decision {
    // A policy that only denies shows what it denies beside one that allows.
    let both = [attached.clone(), everything.clone()];
    let allows = attached
        .policy
        .document()
        .statements
        .iter()
        .any(|s| s.effect == crate::Effect::Allow);
    let policies = match kind {
        PolicyKind::Trust => PolicySet {
            identity: &both[1..],
            resource: ResourcePolicy::MustAllow(attached),
            ..PolicySet::default()
        },
        PolicyKind::Resource => PolicySet {
            resource: ResourcePolicy::Grants(attached),
            ..PolicySet::default()
        },
        _ => PolicySet {
            identity: if allows { &both[..1] } else { &both },
            ..PolicySet::default()
        },
    };
    evaluate(request, &policies, &mut NoTrace).decision
}

fn callers() -> Vec<Principal> {
    let user = |account: &str| Principal::User {
        arn: format!("arn:aws:iam::{account}:user/anna").into(),
        account: account.into(),
        unique_id: "AIDAUSERUSERUSERUSER1".into(),
    };
    let federated = |provider: &str| Principal::Federated {
        provider: format!("arn:aws:iam::222222222222:{provider}").into(),
    };
    vec![
        user(OWN),
        user("333333333333"),
        user("444444444444"),
        Principal::Service {
            name: "cloudtrail.amazonaws.com".into(),
        },
        federated("saml-provider/P"),
        federated("oidc-provider/idp.example.com/a"),
    ]
}

/// Contexts with each key absent, and with each value that a policy names, wildcards filled in, and another one.
fn contexts(policies: &[&Attached]) -> Vec<Context> {
    let mut keys: Vec<(String, Vec<String>)> = Vec::new();
    let statements = policies
        .iter()
        .flat_map(|attached| &attached.policy.document().statements);
    for condition in statements.flat_map(|statement| &statement.conditions) {
        let at = keys
            .iter()
            .position(|(key, _)| key.eq_ignore_ascii_case(&condition.key));
        let at = at.unwrap_or_else(|| {
            keys.push((
                condition.key.to_string(),
                vec!["other".to_owned(), String::new()],
            ));
            keys.len() - 1
        });
        for (value, _) in &condition.values {
            let value = value.replace('*', "x").replace('?', "y");
            keys[at].1.push(
                value
                    .parse::<i64>()
                    .map_or(value.clone(), |n| (n + 1).to_string()),
            );
            keys[at].1.push(
                value
                    .parse::<i64>()
                    .map_or(value.clone(), |n| (n - 1).to_string()),
            );
            keys[at].1.push(if value == "true" {
                "false".to_owned()
            } else {
                "true".to_owned()
            });
            keys[at].1.push(value);
        }
    }
    let mut contexts = vec![Context::default()];
    for (key, mut values) in keys {
        let known = FACTS.key(&key);
        values.retain(|value| can_be(&key, value));
        let multiple = known.is_some_and(|known| known.arity == Arity::Multiple);
        let mut next = contexts.clone();
        for context in &contexts {
            for value in &values {
                let mut with = context.clone();
                match multiple {
                    true => with.set_all(&key, [value.as_str(), "other"]),
                    false => with.set(&key, value.as_str()),
                }
                next.push(with);
            }
        }
        contexts = next;
    }
    contexts
}

/// Whether a request can carry a key with this value.
fn can_be(key: &str, value: &str) -> bool {
    let listed = |known: Key<'_>| known.values.is_empty() || known.values.contains(&value);
    let known = FACTS.key(key).is_some_and(listed) || facts::claim(key).is_some();
    known && !(key.eq_ignore_ascii_case("aws:PrincipalArn") && value.contains(":assumed-role/"))
}

const CONDITIONS: [&str; 18] = [
    r#""Bool":{"aws:MultiFactorAuthPresent":"true"}"#,
    r#""BoolIfExists":{"aws:MultiFactorAuthPresent":"true"}"#,
    r#""Bool":{"aws:MultiFactorAuthPresent":"false"}"#,
    r#""Null":{"aws:MultiFactorAuthPresent":"true"}"#,
    r#""Null":{"aws:MultiFactorAuthPresent":"false"}"#,
    r#""NumericLessThanIfExists":{"aws:MultiFactorAuthAge":"60"}"#,
    r#""NumericGreaterThan":{"aws:MultiFactorAuthAge":"60"}"#,
    r#""StringEquals":{"aws:PrincipalOrgPaths":"o/*"}"#,
    r#""StringNotEquals":{"aws:username":"a*"}"#,
    r#""ForAllValues:StringEquals":{"aws:username":"a"}"#,
    r#""ForAnyValue:StringNotEquals":{"aws:username":"a"}"#,
    r#""ForAllValues:StringLike":{"aws:PrincipalOrgPaths":"o/*"}"#,
    r#""StringEquals":{"aws:usernam":"a"}"#,
    r#""StringNotEqualsIfExists":{"aws:PrincipalType":"user"}"#,
    r#""ArnNotLike":{"aws:PrincipalArn":"arn:aws:sts::222222222222:assumed-role/R/S"}"#,
    r#""StringNotLike":{"aws:SourceIp":"203.0.113.7"}"#,
    r#""StringLikeIfExists":{"aws:PrincipalTag/a":"*"}"#,
    r#""StringEquals":{"sts:ExternalId":"x"}"#,
];

proptest! {
    /// Statements of every shape: whatever is found, each fix leaves an accepted text, and of security allows no more.
    #[test]
    fn fixes_of_security_findings_never_allow_more(
        effect in select(vec!["Allow", "Deny"]),
        conditions in proptest::sample::subsequence(CONDITIONS.to_vec(), 0..3),
        trust in any::<bool>(),
        principal in select(vec![r#"{"AWS":"*"}"#, r#"{"AWS":"222222222222"}"#, r#"{"AWS":["333333333333"]}"#]),
        wide in any::<bool>(),
    ) {
        let mut seen: Vec<&str> = Vec::new();
        let conditions: Vec<&str> = conditions.into_iter().filter(|condition| {
            let operator = condition.split(':').next().unwrap_or_default();
            let fresh = !seen.contains(&operator);
            seen.push(operator);
            fresh && (!operator.starts_with("\"For") || !seen.iter().rev().skip(1).any(|o| o == &operator))
        }).collect();
        let kind = if trust { PolicyKind::Trust } else { PolicyKind::Identity };
        let action = match (trust, wide) {
            (true, true) => "sts:*",
            (true, false) => "sts:AssumeRole",
            (false, true) => "*",
            (false, false) => "s3:GetObject",
        };
        let who = if trust { format!(r#""Principal":{principal}"#) } else { r#""Resource":"*""#.to_owned() };
        let text = policy(&format!(r#""Effect":"{effect}","Action":"{action}",{who},"Condition":{{{}}}"#, conditions.join(",")));
        for finding in findings(&FACTS, kind, &text) {
            prop_assert!(finding.span.of(&text).is_some());
            for fix in &finding.fixes {
                let after = apply(&text, &fix.edits);
                let left = findings(&FACTS, kind, &after);
                prop_assert!(!left.iter().any(|left| left.rule == finding.rule), "{} {:?} {}", text, finding, after);
                if finding.class == Class::Security {
                    allows_no_more(kind, &text, &after);
                }
            }
        }
    }

    /// Texts cut and disturbed anywhere: nothing panics, and each repair lies in the text.
    #[test]
    fn any_text_is_linted_and_repaired_without_panic(at in any::<prop::sample::Index>(), noise in "[\\[\\]{},:\"'*a0 \n\u{201c}]{0,4}") {
        let whole = policy(r#""Effect":"Allow","Action":["sts:AssumeRole"],"Principal":{"AWS":"333333333333"},"Condition":{"Bool":{"a":true}}"#);
        let at = at.index(whole.len() + 1);
        for text in [whole[..at].to_owned(), format!("{}{noise}{}", &whole[..at], &whole[at..])] {
            let reading = read(&text, PolicyKind::Trust);
            lint(&text, &reading, &FACTS);
            for diagnostic in &reading.diagnostics {
                for fix in repairs(&text, diagnostic) {
                    let inside = fix.edits.iter().all(|edit| edit.span.of(&text).is_some());
                    prop_assert!(inside && apply(&text, &fix.edits) != text, "{} {:?}", text, fix);
                }
            }
        }
    }
}
