//! The AWS managed policies that this simulation knows. Any other ARN of AWS grants nothing.

use std::sync::{Arc, LazyLock};

use crate::policy::AcceptedPolicy;

/// The AWS managed policy with this ARN.
///
/// Texts as in the [AWS managed policy reference](https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html).
pub fn aws_managed(arn: &str) -> Option<&'static AcceptedPolicy> {
    let name = arn.strip_prefix("arn:aws:iam::aws:policy/")?;
    POLICIES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, policy)| policy)
}

static POLICIES: LazyLock<[(&str, AcceptedPolicy); 2]> = LazyLock::new(|| {
    [
        ("AdministratorAccess", accepted(ADMINISTRATOR_ACCESS)),
        (
            "AmazonS3ReadOnlyAccess",
            accepted(AMAZON_S3_READ_ONLY_ACCESS),
        ),
    ]
});

fn accepted(text: &str) -> AcceptedPolicy {
    let reading = iam::read(text, iam::PolicyKind::Identity);
    AcceptedPolicy {
        text: text.into(),
        policy: Arc::new(iam::Policy::compile(reading.document)),
    }
}

const ADMINISTRATOR_ACCESS: &str = r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": "*",
            "Resource": "*"
        }
    ]
}"#;

const AMAZON_S3_READ_ONLY_ACCESS: &str = r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": [
                "s3:Get*",
                "s3:List*",
                "s3:Describe*",
                "s3-object-lambda:Get*",
                "s3-object-lambda:List*"
            ],
            "Resource": "*"
        }
    ]
}"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_policies_are_accepted_and_no_other_is_known() {
        for (name, policy) in POLICIES.iter() {
            assert!(
                iam::read(&policy.text, iam::PolicyKind::Identity).is_accepted(),
                "{name}"
            );
            let arn = format!("arn:aws:iam::aws:policy/{name}");
            assert_eq!(aws_managed(&arn), Some(policy));
        }
        assert_eq!(aws_managed("arn:aws:iam::aws:policy/ReadOnlyAccess"), None);
        assert_eq!(
            aws_managed("arn:aws:iam::111111111111:policy/AdministratorAccess"),
            None
        );
    }
}
