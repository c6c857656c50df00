//! `Principal` and `NotPrincipal`.
//!
//! AWS: IAM User Guide, "AWS JSON policy elements: Principal" (reference_policies_elements_principal).

use std::sync::Arc;

use super::Reader;
use crate::{
    PolicyKind, Problem, Span,
    arn::{Arn, is_account},
    diagnostic::{Element, Expected},
    json::{Data, Value},
    nearest::nearest,
    policy::{PrincipalElement, PrincipalType, PrincipalValue},
};

/// Identity providers that IAM knows without a provider resource.
const BUILT_IN_PROVIDERS: [&str; 4] = [
    "accounts.google.com",
    "cognito-identity.amazonaws.com",
    "graph.facebook.com",
    "www.amazon.com",
];

/// How the names of service principals end, by partition.
const SERVICE_SUFFIXES: [&str; 7] = [
    ".amazonaws.com",
    ".amazonaws.com.cn",
    ".amazonaws.eu",
    ".c2s.ic.gov",
    ".sc2s.sgov.gov",
    ".csp.hci.ic.gov",
    ".aws.internal",
];

const TYPES: [PrincipalType; 4] = [
    PrincipalType::Aws,
    PrincipalType::Service,
    PrincipalType::Federated,
    PrincipalType::CanonicalUser,
];

impl Reader {
    /// Reads the element; without `checks` (it may not be here at all) only what is not of its type is reported.
    pub(super) fn principal(
        &mut self,
        value: &Value,
        span: Span,
        negated: bool,
        checks: bool,
    ) -> PrincipalElement {
        let element = if negated {
            Element::NotPrincipal
        } else {
            Element::Principal
        };
        let mut values = Vec::new();
        match &value.data {
            Data::String(text) if &**text == "*" => {
                values.push(PrincipalValue {
                    kind: PrincipalType::Star,
                    text: Arc::clone(text),
                    span: value.span,
                    unique_id: None,
                });
            }
            Data::Object(members) => {
                for member in members {
                    let named = |kind: &&PrincipalType| kind.as_str() == &*member.key;
                    let Some(kind) = TYPES.iter().find(named).copied() else {
                        self.unknown_type(&member.key, member.key_span);
                        continue;
                    };
                    let strings = self.strings(&member.value, element);
                    values.extend(strings.into_iter().map(|(text, span)| PrincipalValue {
                        kind,
                        text,
                        span,
                        unique_id: None,
                    }));
                }
                let lists_something = members.iter().any(
                    |member| !matches!(&member.value.data, Data::Array(list) if list.is_empty()),
                );
                if checks && !lists_something {
                    self.report(value.span, Problem::EmptyElement(element));
                }
            }
            _ => self.wrong_type(value.span, element, Expected::ObjectOrStar),
        }
        for value in values.iter().filter(|_| checks) {
            if !is_valid(value, self.kind) {
                let text = Arc::clone(&value.text);
                let kind = value.kind;
                self.report(value.span, Problem::InvalidPrincipal { kind, text });
            }
        }
        PrincipalElement {
            span,
            negated,
            values,
        }
    }

    fn unknown_type(&mut self, name: &Arc<str>, span: Span) {
        let near = nearest(name, TYPES.iter().map(|kind| kind.as_str()));
        let nearest = TYPES
            .iter()
            .copied()
            .find(|kind| Some(kind.as_str()) == near);
        let name = Arc::clone(name);
        self.report(span, Problem::UnknownPrincipalType { name, nearest });
    }
}

/// Whether a principal has a form that may stand in such a policy. Whether it exists is another question.
fn is_valid(value: &PrincipalValue, kind: PolicyKind) -> bool {
    let text = &*value.text;
    match value.kind {
        PrincipalType::Star => kind != PolicyKind::Trust,
        PrincipalType::Aws => {
            text == "*" || is_account(text) || is_unique_id(text) || is_principal_arn(text)
        }
        PrincipalType::Service => {
            let host = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
            let suffix = |suffix: &&str| text.strip_suffix(suffix).is_some_and(|n| !n.is_empty());
            text.chars().all(host) && SERVICE_SUFFIXES.iter().any(suffix)
        }
        PrincipalType::Federated => BUILT_IN_PROVIDERS.contains(&text) || is_provider_arn(text),
        PrincipalType::CanonicalUser => kind == PolicyKind::Resource && !text.is_empty(),
    }
}

/// `AIDA…`, `AROA…`: what IAM stores for users and roles.
fn is_unique_id(text: &str) -> bool {
    let upper = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    (text.starts_with("AIDA") || text.starts_with("AROA"))
        && text.len() >= 16
        && text.bytes().all(upper)
}

fn is_principal_arn(text: &str) -> bool {
    if text.contains(['*', '?']) {
        return false;
    }
    let Some(arn) = Arn::parse(text).filter(|arn| arn.region.is_empty() && is_account(arn.account))
    else {
        return false;
    };
    let named = |prefix: &str| {
        let name = arn.resource.strip_prefix(prefix);
        name.is_some_and(|name| !name.is_empty() && !name.ends_with('/'))
    };
    match arn.service {
        "iam" => arn.resource == "root" || named("user/") || named("role/"),
        "sts" => {
            let session = named("assumed-role/") && arn.resource.matches('/').count() == 2;
            session || named("federated-user/")
        }
        _ => false,
    }
}

fn is_provider_arn(text: &str) -> bool {
    Arn::parse(text).is_some_and(|arn| {
        let named = |prefix: &str| {
            let name = arn.resource.strip_prefix(prefix);
            name.is_some_and(|name| !name.is_empty())
        };
        arn.service == "iam"
            && is_account(arn.account)
            && !text.contains(['*', '?'])
            && (named("saml-provider/") || named("oidc-provider/"))
    })
}
