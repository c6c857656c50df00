//! ARNs and unique ids of principals.

use std::sync::Arc;

use base32ct::{Base32UpperUnpadded, Encoding};
use iam::arn::Arn;

use crate::Seed;

/// The partition everything is in.
pub const PARTITION: &str = "aws";

/// The unique id of a principal: prefix (`AIDA` for a user, `AROA` for a role) and 17 characters, 21 in all.
///
/// It follows from the ARN and a count of the namesakes before it, so that a re-created role has another id.
/// [IAM identifiers](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html)
pub fn unique_id(seed: &Seed, prefix: &str, arn: &str, generation: u32) -> Arc<str> {
    let bytes = seed.derive("unique id", &[arn.as_bytes(), &generation.to_be_bytes()]);
    let mut id = prefix.to_owned();
    id.extend(Base32UpperUnpadded::encode_string(&bytes).chars().take(17));
    id.into()
}

/// `arn:aws:iam::A:root`
pub fn root_arn(account: &str) -> Arc<str> {
    format!("arn:{PARTITION}:iam::{account}:root").into()
}

/// `arn:aws:iam::A:user/path/name`; an empty path is `/`.
pub fn user_arn(account: &str, path: &str, name: &str) -> Arc<str> {
    format!("arn:{PARTITION}:iam::{account}:user{}{name}", slash(path)).into()
}

/// `arn:aws:iam::A:role/path/name`; an empty path is `/`.
pub fn role_arn(account: &str, path: &str, name: &str) -> Arc<str> {
    format!("arn:{PARTITION}:iam::{account}:role{}{name}", slash(path)).into()
}

/// `arn:aws:sts::A:assumed-role/Role/Session`: the role's path is dropped.
pub fn assumed_role_arn(account: &str, role: &str, session: &str) -> Arc<str> {
    format!("arn:{PARTITION}:sts::{account}:assumed-role/{role}/{session}").into()
}

/// `arn:aws:sts::A:federated-user/Name`
pub fn federated_user_arn(account: &str, name: &str) -> Arc<str> {
    format!("arn:{PARTITION}:sts::{account}:federated-user/{name}").into()
}

/// The account in an ARN; `None`: the text is no ARN, or names no account.
pub fn account_of(arn: &str) -> Option<&str> {
    let account = well_formed(arn)?.account;
    (!account.is_empty()).then_some(account)
}

/// Takes an ARN apart; `None`: it lacks one of what every ARN has.
pub(crate) fn well_formed(arn: &str) -> Option<Arn<'_>> {
    Arn::parse(arn).filter(|arn| {
        !arn.partition.is_empty() && !arn.service.is_empty() && !arn.resource.is_empty()
    })
}

fn slash(path: &str) -> &str {
    if path.is_empty() { "/" } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arns_carry_the_path_except_those_of_sessions() {
        let account = "111122223333";
        let cases = [
            (
                user_arn(account, "/", "anna"),
                "arn:aws:iam::111122223333:user/anna",
            ),
            (
                user_arn(account, "/team/", "anna"),
                "arn:aws:iam::111122223333:user/team/anna",
            ),
            (
                role_arn(account, "", "R"),
                "arn:aws:iam::111122223333:role/R",
            ),
            (
                role_arn(account, "/a/b/", "R"),
                "arn:aws:iam::111122223333:role/a/b/R",
            ),
            (
                assumed_role_arn(account, "R", "s"),
                "arn:aws:sts::111122223333:assumed-role/R/s",
            ),
            (
                federated_user_arn(account, "bob"),
                "arn:aws:sts::111122223333:federated-user/bob",
            ),
            (root_arn(account), "arn:aws:iam::111122223333:root"),
        ];
        for (got, wanted) in cases {
            assert_eq!(&*got, wanted);
            assert_eq!(account_of(&got), Some(account));
        }
    }

    /// The last two are answers recorded from STS: `… is invalid`.
    #[test]
    fn an_arn_has_a_partition_a_service_and_a_resource() {
        assert_eq!(account_of("arn:aws:s3:::bucket"), None);
        for text in [
            "",
            "arn:aws:iam::111122223333:",
            "nothing-valid-in-here",
            "arn:a:a::aaaaaaaaaa:",
        ] {
            assert!(well_formed(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_recreated_principal_has_another_id() {
        let seed = Seed::from_text("s");
        let id = |generation| {
            unique_id(
                &seed,
                "AROA",
                "arn:aws:iam::111122223333:role/R",
                generation,
            )
        };
        assert_eq!(id(0).len(), 21);
        assert!(id(0).starts_with("AROA"));
        assert_eq!(id(0), id(0));
        assert_ne!(id(0), id(1));
    }
}
