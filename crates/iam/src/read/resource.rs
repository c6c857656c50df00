//! The form of `Resource` values.
//!
//! AWS: IAM User Guide, "Resource", "Identify AWS resources with ARNs"; the refusals are those of CreatePolicy.

use std::sync::Arc;

use super::Reader;
use crate::{PolicyKind, Problem, Span};

const PARTITIONS: [&str; 8] = [
    "aws",
    "aws-cn",
    "aws-us-gov",
    "aws-iso",
    "aws-iso-b",
    "aws-iso-e",
    "aws-iso-f",
    "aws-eusc",
];

/// What the resource part of an IAM ARN may begin with.
const IAM_PATHS: [&str; 13] = [
    "user/",
    "federated-user/",
    "role/",
    "group/",
    "instance-profile/",
    "mfa/",
    "server-certificate/",
    "policy/",
    "sms-mfa/",
    "saml-provider/",
    "oidc-provider/",
    "report/",
    "access-report/",
];

impl Reader {
    pub(super) fn resource(&mut self, resource: &Arc<str>, span: Span) {
        if let Some(problem) = problem(resource, self.kind) {
            self.report(span, problem);
        }
    }
}

fn problem(resource: &Arc<str>, kind: PolicyKind) -> Option<Problem> {
    let text = || Arc::clone(resource);
    if &**resource == "*" {
        return None;
    }
    let parts: Vec<&str> = resource.splitn(6, ':').collect();
    let [_, partition, rest @ ..] = parts.as_slice() else {
        return Some(Problem::ResourceNotArn(text()));
    };
    let service = rest.first().copied();
    if !PARTITIONS.contains(partition) && *partition != "*" {
        return Some(Problem::BadPartition {
            partition: (*partition).into(),
            resource: text(),
        });
    }
    if service == Some("") || (parts.len() < 6 && resource.contains("::")) {
        return Some(Problem::ResourceWithGaps(text()));
    }
    let Some(service) = service.filter(|service| !service.contains(['*', '?'])) else {
        return Some(Problem::ResourceVendorNotQualified(text()));
    };
    if parts.first() != Some(&"arn") {
        return Some(Problem::ResourceNotArn(text()));
    }
    let completed = matches!(kind, PolicyKind::Identity | PolicyKind::Boundary);
    if parts.len() < 6 && !completed {
        return Some(Problem::IncompleteArn(text()));
    }
    let region = rest.get(1).copied().unwrap_or_default();
    let account = rest.get(2).copied().unwrap_or_default();
    let path = rest.get(3).copied().unwrap_or("*");
    let regional = !region.is_empty() && region != "*";
    // Buckets have no Region, access points have; only a bucket's ARN has no account.
    if regional && (service == "iam" || (service == "s3" && account.is_empty() && parts.len() == 6))
    {
        return Some(Problem::ResourceWithRegion(text()));
    }
    let known = |path: &str| {
        let literal = path.split(['*', '?']).next().unwrap_or_default();
        IAM_PATHS.iter().any(|known| {
            path.starts_with(known) || (literal.len() < path.len() && known.starts_with(literal))
        })
    };
    if service == "iam" && path != "*" && path != "root" && !known(path) {
        return Some(Problem::BadIamResourcePath(text()));
    }
    None
}
