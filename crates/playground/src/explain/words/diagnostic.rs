//! What is wrong with a policy text.

use iam::diagnostic::{Element, Expected};
use iam::policy::PrincipalType;
use iam::{Diagnostic, Problem, Refusal};

use super::json::json;

/// What a diagnostic says, and the remedy.
pub fn diagnostic(diagnostic: &Diagnostic) -> String {
    match &diagnostic.problem {
        Problem::Json(problem) => json(problem),
        Problem::ForbiddenCharacter(c) => format!(
            "The character {} (U+{:04X}) may not stand in a policy. Use characters up to U+00FF.",
            c.escape_debug(),
            u32::from(*c)
        ),
        Problem::TooLong { characters, limit } => format!(
            "The policy has {characters} characters without white space; at most {limit} are allowed."
        ),
        Problem::WrongType { element, expected } => {
            format!("{} must be {}.", element.as_str(), expectation(*expected))
        }
        Problem::UnknownElement { name, nearest } => match nearest {
            Some(nearest) => format!(
                "There is no element \"{name}\" here. Write \"{}\"; upper and lower case count.",
                nearest.as_str()
            ),
            None => format!("There is no element \"{name}\" here. Remove it."),
        },
        Problem::MissingElement(element) => missing(*element),
        Problem::EmptyElement(element) => {
            format!(
                "{} lists nothing. Give it at least one value.",
                element.as_str()
            )
        }
        Problem::ProhibitedElement(element) => prohibited(*element),
        Problem::BothForms(element) => {
            let name = element.as_str();
            let other = name
                .strip_prefix("Not")
                .map_or_else(|| format!("Not{name}"), str::to_owned);
            format!("A statement has either {name} or {other}, not both. Remove one.")
        }
        Problem::UnknownVersion(version) => {
            format!("\"{version}\" is not a version of the policy language. Write \"2012-10-17\".")
        }
        Problem::OldVersion => "This kind of policy needs \"Version\": \"2012-10-17\".".to_owned(),
        Problem::BadEffect(effect) => format!(
            "Effect is \"{effect}\". Write \"Allow\" or \"Deny\"; upper and lower case count."
        ),
        Problem::BadSid(sid) => format!("The Sid \"{sid}\" may hold only letters and digits."),
        Problem::DuplicateSid { sid, .. } => {
            format!("Another statement has the Sid \"{sid}\" already. Give each statement its own.")
        }
        Problem::ActionWithoutVendor(action) => format!(
            "The action \"{action}\" names no service. Write something like \"sts:AssumeRole\"."
        ),
        Problem::ActionWithTwoColons(action) => {
            format!("The action \"{action}\" has more than one colon. Write service:Name.")
        }
        Problem::BadVendor { vendor } => format!(
            "\"{vendor}\" is not the name of a service. Write something like \"sts\" before the colon."
        ),
        Problem::NotAssumeRoleAction(action) => format!(
            "A trust policy decides only who may assume the role, and \"{action}\" is another action. Write \"sts:AssumeRole\" here, and other permissions into the role's own policies."
        ),
        Problem::ResourceNotArn(resource) => {
            format!("The resource \"{resource}\" is not an ARN. Write a whole ARN, or \"*\".")
        }
        Problem::BadPartition {
            partition,
            resource,
        } => format!(
            "\"{partition}\" in \"{resource}\" is not a partition. Write \"arn:aws:\" at the beginning."
        ),
        Problem::ResourceVendorNotQualified(resource) => {
            format!("The resource \"{resource}\" must name its service in full, without wildcards.")
        }
        Problem::ResourceWithRegion(resource) => format!(
            "ARNs of this service carry no Region, and \"{resource}\" does. Leave that part empty."
        ),
        Problem::BadIamResourcePath(resource) => format!(
            "\"{resource}\" is no kind of IAM resource. After the account, write something like role/, user/ or policy/, or \"*\"."
        ),
        Problem::ResourceWithGaps(resource) => format!(
            "Parts of the ARN \"{resource}\" are missing. Write all six: arn, partition, service, Region, account, resource."
        ),
        Problem::IncompleteArn(resource) => format!(
            "The ARN \"{resource}\" ends too early; only identity-based policies may shorten one. Write all six parts."
        ),
        Problem::UnknownPrincipalType { name, nearest } => match nearest {
            Some(nearest) => format!(
                "There is no kind of principal \"{name}\". Write \"{}\".",
                principal_type(*nearest)
            ),
            None => format!(
                "There is no kind of principal \"{name}\". Write \"AWS\", \"Service\" or \"Federated\"."
            ),
        },
        Problem::InvalidPrincipal { kind, text } => invalid_principal(*kind, text),
        Problem::NotPrincipalWithAllow => {
            "NotPrincipal goes only with Deny. Write Principal and list whom you allow.".to_owned()
        }
        Problem::UnknownOperator { name, nearest } => match nearest {
            Some(nearest) => format!("There is no operator \"{name}\". Write \"{nearest}\"."),
            None => format!(
                "There is no operator \"{name}\". Write one such as \"StringEquals\" or \"Bool\"."
            ),
        },
        Problem::BadConstant { operator, value } => {
            format!(
                "\"{value}\" is not a value that {operator} can compare. {}",
                example(operator)
            )
        }
        Problem::MissingProviderControl { provider, key } => format!(
            "Everybody who uses {provider} would be trusted. Add a condition on {key} that names yours, not just \"*\"."
        ),
    }
}

/// IAM's answer to a text it does not accept.
pub fn refusal(refusal: &Refusal) -> String {
    let inferred = if refusal.approximate {
        " (IAM's exact words for this are not known)"
    } else {
        ""
    };
    format!(
        "IAM answers {}: {}{inferred}",
        refusal.code, refusal.message
    )
}

fn expectation(expected: Expected) -> &'static str {
    match expected {
        Expected::String => "a text in quotes",
        Expected::Strings => "a text in quotes, or a list of them",
        Expected::Object => "an object in braces",
        Expected::Objects => "an object in braces, or a list of them",
        Expected::Scalars => "a text, a number, true or false, or a list of them",
        Expected::ObjectOrStar => "an object in braces, or \"*\"",
    }
}

fn missing(element: Element) -> String {
    let how = match element {
        Element::Policy => "The text holds no policy. Write an object in braces.",
        Element::Version => "Version is missing. Add \"Version\": \"2012-10-17\".",
        Element::Id => "Id is missing. Add one.",
        Element::Statement => {
            "Statement is missing. Add \"Statement\": [ ] with at least one statement in it."
        }
        Element::Sid => "Sid is missing. Add one.",
        Element::Effect => "Effect is missing. Add \"Effect\": \"Allow\" or \"Deny\".",
        Element::Principal | Element::NotPrincipal => {
            "Principal is missing. Add whom the statement is about, such as \"Principal\": { \"AWS\": \"111111111111\" }."
        }
        Element::Action | Element::NotAction => {
            "Action is missing. Add what the statement is about, such as \"Action\": \"sts:AssumeRole\"."
        }
        Element::Resource | Element::NotResource => {
            "Resource is missing. Add the ARNs the statement is about, or \"Resource\": \"*\"."
        }
        Element::Condition => "Condition is missing. Add one.",
    };
    how.to_owned()
}

fn prohibited(element: Element) -> String {
    let why = match element {
        Element::Principal | Element::NotPrincipal => {
            "this policy is about whoever it is attached to"
        }
        Element::Resource | Element::NotResource => "this policy is about what it is attached to",
        Element::Policy
        | Element::Version
        | Element::Id
        | Element::Statement
        | Element::Sid
        | Element::Effect
        | Element::Action
        | Element::NotAction
        | Element::Condition => "this kind of policy has none",
    };
    format!("{} may not stand here: {why}. Remove it.", element.as_str())
}

fn principal_type(kind: PrincipalType) -> &'static str {
    match kind {
        PrincipalType::Star => "*",
        PrincipalType::Aws => "AWS",
        PrincipalType::Service => "Service",
        PrincipalType::Federated => "Federated",
        PrincipalType::CanonicalUser => "CanonicalUser",
    }
}

fn invalid_principal(kind: PrincipalType, text: &str) -> String {
    match kind {
        PrincipalType::Star => {
            "The bare \"*\" is not accepted here. Write { \"AWS\": \"*\" } to name everybody."
                .to_owned()
        }
        PrincipalType::Aws if text.contains('*') => format!(
            "A principal has no wildcards, and \"{text}\" has one. Name an account, a user or a role in full, or write \"*\" alone."
        ),
        PrincipalType::Aws => format!(
            "\"{text}\" is not a principal that can be named here. Write an account's number, or the ARN of a user, a role or a session."
        ),
        PrincipalType::Service => format!(
            "\"{text}\" is not a service that can be named here. Write something like \"ec2.amazonaws.com\"."
        ),
        PrincipalType::Federated => format!(
            "\"{text}\" is not an identity provider that can be named here. Write the provider's ARN."
        ),
        PrincipalType::CanonicalUser => {
            "Canonical users are known to S3 only. Name an account, a user or a role under \"AWS\"."
                .to_owned()
        }
    }
}

/// What a value of an operator looks like.
fn example(operator: &str) -> &'static str {
    use iam::condition::{Comparison, Operator};
    match Operator::parse(operator).map(|parsed| parsed.comparison) {
        Some(Comparison::Numeric(_)) => "Write a number, such as \"3600\".",
        Some(Comparison::Date(_)) => "Write a date, such as \"2026-01-15T09:30:00Z\".",
        Some(Comparison::Bool | Comparison::Null) => "Write \"true\" or \"false\".",
        Some(Comparison::IpAddress) => "Write an address or a block, such as \"203.0.113.0/24\".",
        Some(Comparison::Binary) => "Write base64.",
        Some(Comparison::Arn) => "Write an ARN of six parts.",
        Some(
            Comparison::StringEquals | Comparison::StringEqualsIgnoreCase | Comparison::StringLike,
        )
        | None => "Write another value.",
    }
}

#[cfg(test)]
mod tests;
