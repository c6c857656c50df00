//! IAM's own answer to a text it does not accept.
//!
//! Texts are those of real answers; where none was seen for a case, the answer is marked approximate.

use std::sync::Arc;

use crate::{
    Diagnostic, PolicyKind, Problem,
    diagnostic::Element,
    json,
    policy::{PrincipalType, PrincipalValue},
};

/// An API error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The error code, `MalformedPolicyDocument` in most cases.
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// AWS's text, verbatim.
    pub message: Arc<str>,
    /// The text is inferred, or was seen in a single place.
    pub approximate: bool,
}

const SYNTAX: &str = "Syntax errors in policy.";
const LEGACY: &str = "The policy failed legacy parsing";

impl Refusal {
    fn malformed(message: impl Into<Arc<str>>, approximate: bool) -> Self {
        Self {
            code: "MalformedPolicyDocument",
            status: 400,
            message: message.into(),
            approximate,
        }
    }

    /// The answer to a principal that does not exist, or has a form that no principal has.
    pub fn invalid_principal(value: &PrincipalValue) -> Self {
        invalid_principal(value.kind, &value.text)
    }

    /// The answer to a text with these findings; `None`: there are none.
    ///
    /// Where there are several, the one IAM checks first decides: characters and JSON, then the grammar, version,
    /// constants and ARN structure ("legacy parsing"), statement ids, actions, resources, principals, size.
    pub(crate) fn of(diagnostics: &[Diagnostic], kind: PolicyKind) -> Option<Self> {
        let first = diagnostics
            .iter()
            .min_by_key(|diagnostic| (stage(&diagnostic.problem, kind), diagnostic.span))?;
        let problem = &first.problem;
        Some(match kind {
            PolicyKind::Trust => trust(problem),
            PolicyKind::Identity | PolicyKind::Boundary => identity(problem),
            PolicyKind::Session => session(problem),
            PolicyKind::Resource => resource(problem),
            PolicyKind::ServiceControl | PolicyKind::ResourceControl => organization(problem),
        })
    }
}

/// When IAM comes to a finding, earliest first.
fn stage(problem: &Problem, kind: PolicyKind) -> u8 {
    use Problem as P;
    match problem {
        P::ForbiddenCharacter(_) => 0,
        P::Json(json::Problem::DuplicateKey { .. }) => 2,
        P::Json(_) => 1,
        P::MissingElement(Element::Action) => 8,
        P::MissingElement(Element::Resource) => 11,
        P::ProhibitedElement(_) => 5,
        P::BadEffect(text) if kind != PolicyKind::Trust && is_effect_in_other_case(text) => 6,
        P::WrongType { .. }
        | P::UnknownElement { .. }
        | P::BothForms(_)
        | P::UnknownVersion(_)
        | P::BadEffect(_)
        | P::UnknownOperator { .. }
        | P::EmptyElement(Element::Statement) => 2,
        P::MissingElement(_) => 3,
        P::OldVersion => 4,
        P::BadConstant { .. } | P::ResourceWithGaps(_) => 6,
        P::DuplicateSid { .. } | P::BadSid(_) => 7,
        P::EmptyElement(Element::Action | Element::NotAction) => 8,
        P::ResourceNotArn(_)
        | P::BadPartition { .. }
        | P::ResourceVendorNotQualified(_)
        | P::ResourceWithRegion(_)
        | P::BadIamResourcePath(_)
        | P::IncompleteArn(_) => 9,
        P::ActionWithoutVendor(_) | P::ActionWithTwoColons(_) | P::BadVendor { .. } => 10,
        P::EmptyElement(_) => 11,
        P::UnknownPrincipalType { .. } | P::InvalidPrincipal { .. } | P::NotPrincipalWithAllow => {
            12
        }
        P::NotAssumeRoleAction(_) => 13,
        P::MissingProviderControl { .. } => 14,
        P::TooLong { .. } => 15,
    }
}

fn is_effect_in_other_case(text: &str) -> bool {
    text.eq_ignore_ascii_case("allow") || text.eq_ignore_ascii_case("deny")
}

/// CreatePolicy, PutUserPolicy and their like.
fn identity(problem: &Problem) -> Refusal {
    use Problem as P;
    let exact = |message: &str| Refusal::malformed(message, false);
    match problem {
        P::ForbiddenCharacter(_) => forbidden_character(),
        P::OldVersion => exact("Policy document must be version 2012-10-17 or greater."),
        P::ProhibitedElement(_) => exact("Policy document should not specify a principal."),
        P::BadEffect(text) if is_effect_in_other_case(text) => exact(LEGACY),
        P::BadConstant { .. } | P::ResourceWithGaps(_) => exact(LEGACY),
        P::DuplicateSid { .. } => exact("Statement IDs (SID) in a single policy must be unique."),
        P::BadSid(_) => Refusal::malformed(
            "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
            true,
        ),
        P::MissingElement(Element::Action)
        | P::EmptyElement(Element::Action | Element::NotAction) => {
            exact("Policy statement must contain actions.")
        }
        P::MissingElement(Element::Resource)
        | P::EmptyElement(Element::Resource | Element::NotResource) => {
            exact("Policy statement must contain resources.")
        }
        P::ActionWithoutVendor(_) => {
            exact("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.")
        }
        P::ActionWithTwoColons(_) => exact("Actions/Condition can contain only one colon."),
        P::BadVendor { vendor } => exact(&format!("Vendor {vendor} is not valid")),
        P::ResourceNotArn(text) => {
            exact(&format!("Resource {text} must be in ARN format or \"*\"."))
        }
        P::BadPartition {
            partition,
            resource,
        } => exact(&format!(
            "Partition \"{partition}\" is not valid for resource \"{}\".",
            padded(resource)
        )),
        P::ResourceVendorNotQualified(_) => {
            exact("Resource vendor must be fully qualified and cannot contain regexes.")
        }
        P::ResourceWithRegion(text) if text.split(':').nth(2) == Some("iam") => exact(&format!(
            "IAM resource {text} cannot contain region information."
        )),
        P::ResourceWithRegion(text) => exact(&format!(
            "Resource {text} can not contain region information."
        )),
        P::BadIamResourcePath(_) => exact(
            "IAM resource path must either be \"*\" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.",
        ),
        P::TooLong { limit, .. } => limit_exceeded("PolicySize", *limit, true),
        P::Json(json::Problem::DuplicateKey { .. }) => Refusal::malformed(SYNTAX, true),
        _ => exact(SYNTAX),
    }
}

/// The resource as IAM repeats it when the partition is wrong: missing parts are `*`.
fn padded(resource: &str) -> String {
    let mut parts = resource.splitn(6, ':').skip(1);
    let mut part = || parts.next().unwrap_or("*");
    format!("arn:{}:{}:{}:{}:{}", part(), part(), part(), part(), part())
}

/// CreateRole and UpdateAssumeRolePolicy.
fn trust(problem: &Problem) -> Refusal {
    use Problem as P;
    let exact = |message: &str| Refusal::malformed(message, false);
    let approximate = |message: &str| Refusal::malformed(message, true);
    match problem {
        P::ForbiddenCharacter(_) => forbidden_character(),
        P::Json(json::Problem::DuplicateKey { .. }) => approximate(SYNTAX),
        P::Json(_) => exact("This policy contains invalid Json"),
        P::UnknownElement { name, .. } => exact(&format!("Unknown field {name}")),
        P::ProhibitedElement(Element::Resource) => exact("Has prohibited field Resource"),
        P::ProhibitedElement(Element::NotPrincipal) => {
            approximate("AssumeRole policy must not contain NotPrincipal field.")
        }
        P::ProhibitedElement(_) => approximate("AssumeRole policy must not contain resources."),
        P::MissingElement(element) => {
            approximate(&format!("Missing required field {}", element.as_str()))
        }
        P::EmptyElement(Element::Principal) => {
            approximate("Missing required field Principal cannot be empty!")
        }
        P::EmptyElement(element) if *element != Element::Statement => {
            approximate(&format!("Missing required field {}", element.as_str()))
        }
        P::UnknownVersion(_) => approximate("The policy must contain a valid version string"),
        P::BadEffect(text) => approximate(&format!("Invalid effect: {text}")),
        P::InvalidPrincipal { kind, text } => invalid_principal(*kind, text),
        P::UnknownPrincipalType { name, .. } => {
            approximate(&format!("Invalid principal in policy: \"{name}\""))
        }
        P::NotAssumeRoleAction(_) => {
            exact("AssumeRole policy may only specify STS AssumeRole actions.")
        }
        P::MissingProviderControl { provider, key } => approximate(&format!(
            "Trust policy for the identity provider {provider} must evaluate the condition key {key}, and it must not be scoped to all."
        )),
        P::TooLong { limit, .. } => limit_exceeded("ACLSizePerRole", *limit, false),
        P::DuplicateSid { .. } => identity(problem),
        _ => Refusal {
            approximate: true,
            ..identity(problem)
        },
    }
}

/// AssumeRole and its like, with a session policy.
fn session(problem: &Problem) -> Refusal {
    let answer = match problem {
        Problem::Json(json::Problem::DuplicateKey { .. }) => identity(problem),
        Problem::Json(_) => trust(problem),
        Problem::IncompleteArn(text) => Refusal::malformed(
            format!("Resource {text} must be in ARN format or \"*\"."),
            true,
        ),
        _ => identity(problem),
    };
    Refusal {
        approximate: true,
        ..answer
    }
}

/// PutBucketPolicy.
fn resource(problem: &Problem) -> Refusal {
    use Problem as P;
    let message: Arc<str> = match problem {
        P::Json(json::Problem::DuplicateKey { .. }) => SYNTAX.into(),
        P::Json(_) => "Policies must be valid JSON and the first byte must be '{'".into(),
        P::InvalidPrincipal { .. } | P::UnknownPrincipalType { .. } => {
            "Invalid principal in policy".into()
        }
        P::ResourceNotArn(_) | P::IncompleteArn(_) => "Policy has invalid resource".into(),
        P::ActionWithoutVendor(_) | P::ActionWithTwoColons(_) | P::BadVendor { .. } => {
            "Policy has invalid action".into()
        }
        P::NotPrincipalWithAllow => "Allow with NotPrincipal is not allowed.".into(),
        _ => trust(problem).message,
    };
    Refusal {
        code: "MalformedPolicy",
        ..Refusal::malformed(message, true)
    }
}

/// CreatePolicy and UpdatePolicy of AWS Organizations.
fn organization(problem: &Problem) -> Refusal {
    let (code, message) = match problem {
        Problem::TooLong { .. } => (
            "ConstraintViolationException",
            "You have exceeded the maximum size of a policy.",
        ),
        _ => (
            "MalformedPolicyDocumentException",
            "The provided policy document does not meet the requirements of the specified policy type.",
        ),
    };
    Refusal {
        code,
        ..Refusal::malformed(message, true)
    }
}

fn limit_exceeded(quota: &str, limit: usize, approximate: bool) -> Refusal {
    Refusal {
        code: "LimitExceeded",
        status: 409,
        message: format!("Cannot exceed quota for {quota}: {limit}").into(),
        approximate,
    }
}

fn forbidden_character() -> Refusal {
    Refusal {
        code: "ValidationError",
        ..Refusal::malformed(
            "The specified value for policyDocument is invalid. It must contain only printable ASCII characters.",
            true,
        )
    }
}

fn invalid_principal(kind: PrincipalType, text: &str) -> Refusal {
    let label = match kind {
        PrincipalType::Star => {
            let message = "AssumeRolepolicy contained an invalid principal: \"STAR\":\"*\".";
            return Refusal::malformed(message, false);
        }
        PrincipalType::Aws => "AWS",
        PrincipalType::Service => "SERVICE",
        PrincipalType::Federated => "FEDERATED",
        PrincipalType::CanonicalUser => "CANONICALUSER",
    };
    let message = format!("Invalid principal in policy: \"{label}\":\"{text}\"");
    Refusal::malformed(message, kind == PrincipalType::CanonicalUser)
}
