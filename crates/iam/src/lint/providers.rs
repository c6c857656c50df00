//! Roles that trust an identity provider, and whom of its users.
//!
//! AWS: IAM User Guide, "Create a role for OpenID Connect federation" (id_roles_create_for-idp_oidc), "Create a role for
//! SAML 2.0 federation" (id_roles_create_for-idp_saml), "Identity-provider controls for shared OIDC providers".

use super::{
    Class, Finding, FixKind, Rule, edit,
    facts::{Claim, claim, strip_prefix},
    principals::demands_one_of,
    source::{Source, StatementAt, Test},
};
use crate::{
    PolicyKind,
    condition::Comparison,
    policy::{PrincipalType, PrincipalValue},
};

const SAML_AUDIENCE: [&str; 3] = [
    "StringEquals",
    "saml:aud",
    "https://signin.aws.amazon.com/saml",
];

pub(super) fn check(source: &Source<'_>, at: &StatementAt<'_>, findings: &mut Vec<Finding>) {
    let Some(element) = at
        .statement
        .principal
        .as_ref()
        .filter(|_| source.kind == PolicyKind::Trust)
    else {
        return;
    };
    let federated = |value: &&PrincipalValue| value.kind == PrincipalType::Federated;
    let values: Vec<&PrincipalValue> = element.values.iter().filter(federated).collect();
    if !at.allows() || element.negated {
        return;
    }
    for value in &values {
        let provider = match value.text.split_once(":oidc-provider/") {
            Some((_, provider)) => provider,
            None if value.text.contains(":saml-provider/") => {
                findings.extend(saml(source, at, value));
                continue;
            }
            None => &value.text,
        };
        if at.covers("sts:AssumeRoleWithWebIdentity") {
            oidc(source, at, value, provider, findings);
        }
    }
    if let ([value], 1) = (values.as_slice(), element.values.len())
        && let Some((_, provider)) = value.text.split_once(":oidc-provider/")
    {
        findings.extend(at.tests.iter().filter_map(|test| of_other(test, provider)));
    }
}

fn saml(source: &Source<'_>, at: &StatementAt<'_>, value: &PrincipalValue) -> Option<Finding> {
    let [_, key, _] = SAML_AUDIENCE;
    // Any SAML claim tells something about the sign-in; most policies name the audience.
    let narrowed = at
        .tests
        .iter()
        .any(|test| test.demands() && strip_prefix(&test.condition.key, "saml:").is_some());
    if !at.covers("sts:AssumeRoleWithSAML") || narrowed {
        return None;
    }
    let rule = Rule::ClaimNotTested {
        provider: value.text.clone(),
        key: key.into(),
    };
    let finding = Finding::new(Class::Warning, value.span, rule);
    Some(match at.only(PrincipalType::Federated) {
        true => finding.add_condition((source, at), SAML_AUDIENCE, false),
        false => finding,
    })
}

/// What any provider's users are told apart by.
const SUBJECT: Claim<'static> = Claim {
    name: "sub",
    prefix: "",
    sample: "the-subject",
    exact: false,
};

fn oidc(
    source: &Source<'_>,
    at: &StatementAt<'_>,
    value: &PrincipalValue,
    provider: &str,
    findings: &mut Vec<Finding>,
) {
    let known = source.facts.provider(provider);
    let claims = known.map_or(std::slice::from_ref(&SUBJECT), |known| known.identity);
    for claim in claims {
        let key = format!("{provider}:{}", claim.name);
        let tests = || at.tests.iter().filter(|test| test.is_on(&key));
        if let Some(finding) = tests().find_map(|test| too_broad(test, claim)) {
            findings.push(finding);
            continue;
        }
        if tests().any(|test| demands_one_of(test, &[&key])) {
            continue;
        }
        let rule = Rule::ClaimNotTested {
            provider: provider.into(),
            key: key.as_str().into(),
        };
        // The audience is checked by STS itself against the provider's client ids.
        let class = if claim.exact {
            Class::Warning
        } else {
            Class::Security
        };
        let finding = Finding::new(class, value.span, rule);
        findings.push(match at.only(PrincipalType::Federated) {
            true => {
                let condition = ["StringEquals", &key, claim.sample];
                finding.add_condition((source, at), condition, !claim.exact)
            }
            false => finding,
        });
    }
}

/// A value whose fixed beginning is no more than every customer's.
fn too_broad(test: &Test<'_>, claim: &Claim<'_>) -> Option<Finding> {
    if test.operator.comparison != Comparison::StringLike || !test.demands() {
        return None;
    }
    let broad = |value: &str| {
        let fixed = value.split(['*', '?']).next().unwrap_or_default();
        fixed.len() < value.len() && !fixed.is_empty() && claim.prefix.starts_with(fixed)
    };
    let mut values = test.condition.values.iter();
    let (value, span) = values.find(|(value, _)| broad(value))?;
    let rule = Rule::ClaimTooBroad {
        key: test.condition.key.clone(),
        value: value.clone(),
    };
    Some(Finding::new(Class::Security, *span, rule))
}

/// A condition on a claim of another host than the only provider's.
fn of_other(test: &Test<'_>, provider: &str) -> Option<Finding> {
    let key = &test.condition.key;
    let (host, name) = claim(key).filter(|(host, _)| !host.eq_ignore_ascii_case(provider))?;
    let rule = Rule::ClaimOfOtherProvider {
        key: key.clone(),
        provider: provider.into(),
    };
    let class = if test.holds_if_absent() {
        Class::Security
    } else {
        Class::Error
    };
    let finding = Finding::new(class, test.member.key_span, rule);
    let better = format!("{provider}:{name}");
    let near = crate::nearest::nearest(host, [provider]).is_some();
    Some(if near && edit::is_free(&test.group.value, &better) {
        let kind = FixKind::Replace {
            from: key.clone(),
            to: better.as_str().into(),
        };
        let edit = edit::string(test.member.key_span, &better);
        finding.fix(kind, Some(vec![edit]))
    } else {
        finding
    })
}
