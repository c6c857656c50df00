//! Short names for ARNs and policies.

use sts::PolicyAddress;

/// The name people know an ARN by: `alice`, `CrossAccountRole/MySession`, `bucket-in-account-b`.
/// What is no ARN stays as it is; an account's own ARN is its root user.
pub fn name(arn: &str) -> String {
    let Some(resource) = arn
        .splitn(6, ':')
        .nth(5)
        .filter(|_| arn.starts_with("arn:"))
    else {
        return arn.to_owned();
    };
    let last = || resource.rsplit('/').next().unwrap_or(resource).to_owned();
    match resource.split_once('/') {
        None if resource == "root" => match account_of(arn) {
            Some(account) => format!("the root user of {account}"),
            None => "the root user".to_owned(),
        },
        Some(("assumed-role", session)) => session.to_owned(),
        Some(("user" | "role" | "policy" | "group" | "mfa" | "federated-user", _)) => last(),
        _ => resource.to_owned(),
    }
}

/// The account in an ARN; `None`: it names none.
pub fn account_of(arn: &str) -> Option<&str> {
    arn.starts_with("arn:")
        .then(|| arn.split(':').nth(4))
        .flatten()
        .filter(|account| !account.is_empty())
}

/// A principal as a policy lists it: `account 111111111111`, `alice (111111111111)`, `anyone`, `ec2.amazonaws.com`.
pub fn who(listed: &str) -> String {
    let is_account = listed.len() == 12 && listed.bytes().all(|b| b.is_ascii_digit());
    match account_of(listed) {
        _ if listed == "*" => "anyone".to_owned(),
        _ if is_account => format!("account {listed}"),
        Some(account) if listed.ends_with(":root") => format!("account {account}"),
        Some(account) => format!("{} ({account})", name(listed)),
        None => listed.to_owned(),
    }
}

/// `alice's`, `Jess'`.
pub fn possessive(name: &str) -> String {
    if name.ends_with('s') {
        format!("{name}'")
    } else {
        format!("{name}'s")
    }
}

/// With a capital first letter, to begin a sentence of English words.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => std::iter::once(first.to_ascii_uppercase())
            .chain(chars)
            .collect(),
        None => String::new(),
    }
}

/// How a policy is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyName {
    /// Inside a sentence: `the trust policy of CrossAccountRole`.
    pub inline: String,
    /// As a title: `Trust policy of CrossAccountRole`.
    pub title: String,
}

/// Names the policy at an address. A text that is no address stands for itself.
pub fn policy(address: &str) -> PolicyName {
    let Ok(address) = address.parse::<PolicyAddress>() else {
        return PolicyName {
            inline: format!("policy {address}"),
            title: format!("Policy {address}"),
        };
    };
    let (article, words) = match &address {
        PolicyAddress::Trust { role, .. } => ("the ", format!("trust policy of {role}")),
        PolicyAddress::RoleInline { role, name, .. } => ("", format!("policy {name} of {role}")),
        PolicyAddress::UserInline { user, name, .. } => ("", format!("policy {name} of {user}")),
        PolicyAddress::GroupInline { group, name, .. } => {
            ("", format!("policy {name} of the group {group}"))
        }
        PolicyAddress::Managed { arn } => ("", format!("managed policy {}", name(arn))),
        PolicyAddress::Resource { arn } => ("the ", format!("policy of {}", name(arn))),
        PolicyAddress::Session { index: 0 } => ("the ", "session policy".to_owned()),
        PolicyAddress::Session { index } => ("", format!("session policy {}", index + 1)),
        PolicyAddress::ServiceControl { name } => ("", format!("service control policy {name}")),
        PolicyAddress::ResourceControl { name } => ("", format!("resource control policy {name}")),
    };
    PolicyName {
        title: capitalised(&words),
        inline: format!("{article}{words}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arns() {
        for (arn, short, listed) in [
            (
                "arn:aws:iam::111111111111:user/alice",
                "alice",
                "alice (111111111111)",
            ),
            (
                "arn:aws:iam::111111111111:user/team/a/alice",
                "alice",
                "alice (111111111111)",
            ),
            (
                "arn:aws:iam::111111111111:root",
                "the root user of 111111111111",
                "account 111111111111",
            ),
            ("111111111111", "111111111111", "account 111111111111"),
            (
                "arn:aws:iam::222222222222:role/team/Hub",
                "Hub",
                "Hub (222222222222)",
            ),
            (
                "arn:aws:sts::222222222222:assumed-role/Hub/S",
                "Hub/S",
                "Hub/S (222222222222)",
            ),
            (
                "arn:aws:sts::222222222222:federated-user/Bob",
                "Bob",
                "Bob (222222222222)",
            ),
            (
                "arn:aws:s3:::bucket-in-account-b",
                "bucket-in-account-b",
                "arn:aws:s3:::bucket-in-account-b",
            ),
            (
                "arn:aws:s3:::bucket/a/b",
                "bucket/a/b",
                "arn:aws:s3:::bucket/a/b",
            ),
            (
                "arn:aws:sqs:us-east-1:222222222222:jobs",
                "jobs",
                "jobs (222222222222)",
            ),
            (
                "ec2.amazonaws.com",
                "ec2.amazonaws.com",
                "ec2.amazonaws.com",
            ),
            ("*", "*", "anyone"),
            ("arn:", "arn:", "arn:"),
        ] {
            assert_eq!(name(arn), short, "{arn}");
            assert_eq!(who(arn), listed, "{arn}");
        }
    }

    #[test]
    fn policies() {
        for (address, inline, title) in [
            (
                "2/role/R/trust",
                "the trust policy of R",
                "Trust policy of R",
            ),
            (
                "2/role/R/inline/Read",
                "policy Read of R",
                "Policy Read of R",
            ),
            (
                "1/user/alice/inline/A",
                "policy A of alice",
                "Policy A of alice",
            ),
            (
                "1/group/G/inline/A",
                "policy A of the group G",
                "Policy A of the group G",
            ),
            (
                "managed/arn:aws:iam::aws:policy/ReadOnly",
                "managed policy ReadOnly",
                "Managed policy ReadOnly",
            ),
            ("resource/arn:aws:s3:::b", "the policy of b", "Policy of b"),
            ("session/0", "the session policy", "Session policy"),
            ("session/1", "session policy 2", "Session policy 2"),
            (
                "scp/Guard",
                "service control policy Guard",
                "Service control policy Guard",
            ),
            (
                "rcp/Guard",
                "resource control policy Guard",
                "Resource control policy Guard",
            ),
            ("elsewhere", "policy elsewhere", "Policy elsewhere"),
        ] {
            assert_eq!(
                policy(address),
                PolicyName {
                    inline: inline.into(),
                    title: title.into()
                }
            );
        }
    }
}
