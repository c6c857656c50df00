//! Whom a statement lets in.
//!
//! AWS: IAM User Guide, "Principal" (reference_policies_elements_principal), "The confused deputy problem" (confused-deputy),
//! "Access to AWS accounts owned by third parties" (id_roles_common-scenarios_third-party); Amazon S3 User Guide, "The meaning
//! of public" (access-control-block-public-access).

use super::{
    Class, Finding, FixKind, Rule,
    edit::{self, quoted},
    facts::Subject,
    mfa,
    source::{Source, StatementAt, Test},
};
use crate::{
    Effect, PolicyKind,
    arn::{Arn, is_account},
    policy::{PrincipalElement, PrincipalType, PrincipalValue},
};

/// Keys that say who calls, or on whose behalf.
const WHO: [&str; 11] = [
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:userid",
];

/// Keys that say for which resource a service acts.
const SOURCE: [&str; 4] = [
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
];

const ASSUME_ROLE: &str = "sts:AssumeRole";
const WITH_SAML: &str = "sts:AssumeRoleWithSAML";
const WITH_WEB_IDENTITY: &str = "sts:AssumeRoleWithWebIdentity";

pub(super) fn check(source: &Source<'_>, at: &StatementAt<'_>, findings: &mut Vec<Finding>) {
    let Some(element) = &at.statement.principal else {
        return;
    };
    if element.negated {
        if at.statement.effect == Effect::Deny {
            let rule = Rule::NotPrincipalWithDeny;
            findings.push(Finding::new(Class::Warning, element.span, rule));
        }
        return;
    }
    if !at.allows() {
        return;
    }
    findings.extend(everyone(source, at, element));
    if source.kind == PolicyKind::Resource {
        findings.extend(service(source, at, element));
    }
    if source.kind == PolicyKind::Trust {
        findings.extend(unusable(element));
        findings.extend(action_of_other(at, element));
        if at.covers(ASSUME_ROLE) {
            findings.extend(foreign(source, at, element));
            findings.extend(without_mfa(source, at, element));
        }
    }
}

fn everyone(
    source: &Source<'_>,
    at: &StatementAt<'_>,
    element: &PrincipalElement,
) -> Option<Finding> {
    let value = element.values.iter().find(|value| is_everyone(value))?;
    // Resources are not public to fixed addresses; credentials for everybody are another matter.
    let elsewhere = source.kind == PolicyKind::Resource;
    let narrows = |test: &Test<'_>| {
        demands_one_of(test, &WHO) || (elsewhere && demands_one_of(test, &["aws:SourceIp"]))
    };
    if at.tests.iter().any(narrows) {
        return None;
    }
    let rule = Rule::EveryoneTrusted {
        conditioned: !at.tests.is_empty(),
    };
    let finding = Finding::new(Class::Security, value.span, rule);
    let Some(account) = source.facts.account else {
        return Some(finding);
    };
    let edit = match value.kind {
        PrincipalType::Star => {
            let object = format!("{{\"AWS\": {}}}", quoted(account));
            edit::replace(value.span, object)
        }
        _ => edit::string(value.span, account),
    };
    let kind = FixKind::Replace {
        from: value.text.clone(),
        to: account.into(),
    };
    Some(finding.fix(kind, Some(vec![edit])))
}

fn service(
    source: &Source<'_>,
    at: &StatementAt<'_>,
    element: &PrincipalElement,
) -> Option<Finding> {
    let service = |value: &&PrincipalValue| value.kind == PrincipalType::Service;
    let value = element.values.iter().find(service)?;
    if at.tests.iter().any(|test| demands_one_of(test, &SOURCE)) {
        return None;
    }
    let rule = Rule::NoSourceAccount {
        service: value.text.clone(),
    };
    let finding = Finding::new(Class::Security, value.span, rule);
    Some(match source.facts.account {
        Some(account) if at.only(PrincipalType::Service) => {
            let condition = ["StringEquals", "aws:SourceAccount", account];
            finding.add_condition((source, at), condition, false)
        }
        _ => finding,
    })
}

/// Third parties, told from the owner's own accounts, without an external id. People who must show MFA are no third-party
/// service, and cannot give one in the console.
fn foreign(source: &Source<'_>, at: &StatementAt<'_>, element: &PrincipalElement) -> Vec<Finding> {
    let excused = [
        "sts:ExternalId",
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgPaths",
    ];
    if at
        .tests
        .iter()
        .any(|test| demands_one_of(test, &excused) || mfa::demands(test))
    {
        return Vec::new();
    }
    let foreign = |value: &PrincipalValue| {
        account(value).is_some_and(|account| source.facts.is_foreign(account))
    };
    let all_foreign = element.values.iter().all(foreign);
    let key = source.facts.key("sts:ExternalId");
    let carries = |action: &str| key.is_none_or(|key| key.carried.by(action));
    let all_carry = at
        .statement
        .action
        .values
        .iter()
        .all(|(action, _)| carries(action));
    let mut seen: Vec<&str> = Vec::new();
    let mut findings = Vec::new();
    for value in element.values.iter().filter(|value| foreign(value)) {
        let Some(account) = account(value).filter(|account| !seen.contains(account)) else {
            continue;
        };
        seen.push(account);
        let rule = Rule::NoExternalId {
            account: account.into(),
        };
        let finding = Finding::new(Class::Security, value.span, rule);
        findings.push(if all_foreign && all_carry {
            let condition = ["StringEquals", "sts:ExternalId", "unique-external-id"];
            finding.add_condition((source, at), condition, true)
        } else {
            finding
        });
    }
    findings
}

/// Accounts and users, that is people, who need no MFA. Roles and services cannot give one.
fn without_mfa(
    source: &Source<'_>,
    at: &StatementAt<'_>,
    element: &PrincipalElement,
) -> Option<Finding> {
    let person = |value: &&PrincipalValue| {
        let own = account(value).is_some_and(|account| !source.facts.is_foreign(account));
        own && (is_account(&value.text)
            || value.text.ends_with(":root")
            || value.text.contains(":user/"))
    };
    let value = element.values.iter().find(person)?;
    let asks = |test: &Test<'_>| mfa::is_about(test) || demands_one_of(test, &["sts:ExternalId"]);
    if at.tests.iter().any(asks) || source.statements.iter().any(mfa::denies_without) {
        return None;
    }
    let sensitive = source.facts.subject == Subject::SensitiveRole;
    let class = if sensitive {
        Class::Security
    } else {
        Class::Suggestion
    };
    let finding = Finding::new(class, value.span, Rule::NoMfa { sensitive });
    Some(if at.only(PrincipalType::Aws) {
        let condition = ["Bool", mfa::PRESENT, "true"];
        finding.add_condition((source, at), condition, false)
    } else {
        finding
    })
}

fn unusable(element: &PrincipalElement) -> impl Iterator<Item = Finding> {
    let named = element
        .values
        .iter()
        .filter(|v| v.kind == PrincipalType::Aws);
    named.filter_map(|value| {
        let text = &*value.text;
        let rule = if text.contains(":federated-user/") {
            Rule::FederatedUserCannotAssume
        } else if text.starts_with("AIDA") || text.starts_with("AROA") {
            Rule::DeletedPrincipal { id: text.into() }
        } else {
            return None;
        };
        Some(Finding::new(Class::Warning, value.span, rule))
    })
}

/// A principal whose own operation the statement does not allow, though it allows another one to assume the role.
fn action_of_other(at: &StatementAt<'_>, element: &PrincipalElement) -> Option<Finding> {
    let actions = [ASSUME_ROLE, WITH_SAML, WITH_WEB_IDENTITY];
    if at.statement.action.negated || !actions.iter().any(|action| at.covers(action)) {
        return None;
    }
    let wrong = |value: &&PrincipalValue| !at.covers(operation(value));
    let value = element.values.iter().find(wrong)?;
    let action = operation(value);
    let kind = value.kind;
    let rule = Rule::ActionOfOtherPrincipal { kind, action };
    let finding = Finding::new(Class::Error, value.span, rule);
    let same = element
        .values
        .iter()
        .all(|value| operation(value) == action);
    let assumes = |written: &str| {
        actions
            .iter()
            .any(|known| known.eq_ignore_ascii_case(written))
    };
    let mut written = at
        .statement
        .action
        .values
        .iter()
        .filter(|(text, _)| assumes(text));
    Some(match (written.next(), written.next()) {
        (Some((text, span)), None) if same => finding.replace(*span, text, action),
        _ => finding,
    })
}

/// The operation by which a principal assumes a role.
fn operation(value: &PrincipalValue) -> &'static str {
    match value.kind {
        PrincipalType::Federated if value.text.contains(":saml-provider/") => WITH_SAML,
        PrincipalType::Federated => WITH_WEB_IDENTITY,
        _ => ASSUME_ROLE,
    }
}

fn is_everyone(value: &PrincipalValue) -> bool {
    value.kind == PrincipalType::Star || (value.kind == PrincipalType::Aws && &*value.text == "*")
}

fn account(value: &PrincipalValue) -> Option<&str> {
    let text = &*value.text;
    match value.kind {
        PrincipalType::Aws if is_account(text) => Some(text),
        PrincipalType::Aws => Arn::parse(text).map(|arn| arn.account),
        _ => None,
    }
}

/// Whether a condition demands certain values of one of these keys, and not just any.
pub(super) fn demands_one_of(test: &Test<'_>, keys: &[&str]) -> bool {
    let scoped = |value: &str| value.bytes().any(|byte| !matches!(byte, b'*' | b'?'));
    test.demands() && keys.iter().any(|key| test.is_on(key)) && test.values().all(scoped)
}
