//! AWS's texts where policies do not allow.
//!
//! [Troubleshoot access denied](https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html). The reason is told
//! inside one account or organisation; everybody else gets the short form.

use iam::{Decision, Evaluation, Layer};

use crate::{Error, PolicyAddress};

/// Who was denied what.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Denied<'a> {
    /// ARN of the caller; of a role, the session's.
    pub(crate) caller: &'a str,
    /// `sts:AssumeRole`
    pub(crate) action: &'a str,
    /// ARN, or `*`.
    pub(crate) resource: &'a str,
    /// Caller and resource belong to one organisation.
    pub(crate) same_organization: bool,
}

/// `AccessDenied` with the text for this evaluation.
pub(crate) fn access_denied(denied: &Denied<'_>, evaluation: &Evaluation) -> Error {
    let told = evaluation.same_account || denied.same_organization;
    let Denied {
        caller,
        action,
        resource,
        ..
    } = denied;
    let user = format!("User: {caller} is not authorized to perform: {action}");
    let short = format!("{user} on resource: {resource}");
    if action.starts_with("s3:") {
        // S3 says nothing at all beyond its account, and quotes the resource.
        return match told {
            true => error(
                format!(
                    "{user} on resource: \"{resource}\"{}",
                    reason(action, evaluation)
                ),
                false,
            ),
            false => error("Access Denied".to_owned(), false),
        };
    }
    if !action.starts_with("sts:") {
        // Services differ; this is the form of most.
        let reason = if told {
            reason(action, evaluation)
        } else {
            String::new()
        };
        return error(format!("{short}{reason}"), true);
    }
    match evaluation.layer {
        _ if !told || *action != "sts:AssumeRole" => error(short, false),
        // The page's text for trust policies names no resource.
        Layer::Trust => error(format!("{user}{}", reason(action, evaluation)), false),
        // The page prints "a sessions policy" here, other services "a session policy".
        Layer::Session if evaluation.decision == Decision::ExplicitDeny => {
            error(format!("{short}{}", reason(action, evaluation)), true)
        }
        _ => error(format!("{short}{}", reason(action, evaluation)), false),
    }
}

/// The short form, which tells neither why nor whether the resource exists.
pub(crate) fn not_authorized(denied: &Denied<'_>, approximate: bool) -> Error {
    let Denied {
        caller,
        action,
        resource,
        ..
    } = denied;
    let text =
        format!("User: {caller} is not authorized to perform: {action} on resource: {resource}");
    error(text, approximate)
}

fn reason(action: &str, evaluation: &Evaluation) -> String {
    if evaluation.decision == Decision::ExplicitDeny {
        let policy = match evaluation.layer {
            Layer::Identity => "an identity-based policy",
            Layer::Resource => "a resource-based policy",
            Layer::Trust => "the role trust policy",
            Layer::Boundary => "a permissions boundary",
            Layer::Session => "a sessions policy",
            Layer::ServiceControl => "a service control policy",
            Layer::ResourceControl => "a resource control policy",
        };
        return format!(" with an explicit deny in {policy}{}", managed(evaluation));
    }
    let policy = match evaluation.layer {
        Layer::Identity => "identity-based policy",
        Layer::Resource => "resource-based policy",
        Layer::Trust => "role trust policy",
        Layer::Boundary => "permissions boundary",
        Layer::Session => "session policy",
        Layer::ServiceControl => "service control policy",
        Layer::ResourceControl => "resource control policy",
    };
    format!(" because no {policy} allows the {action} action")
}

/// Since 2026 the ARN follows where a managed policy of the same account denies.
fn managed(evaluation: &Evaluation) -> String {
    let address = evaluation
        .statement
        .as_ref()
        .and_then(|(id, _)| id.parse().ok());
    match (evaluation.layer, address) {
        (Layer::Identity, Some(PolicyAddress::Managed { arn })) => format!(": {arn}"),
        _ => String::new(),
    }
}

fn error(message: String, approximate: bool) -> Error {
    Error {
        code: "AccessDenied",
        http: 403,
        message: message.into(),
        approximate,
    }
}

#[cfg(test)]
mod tests;
