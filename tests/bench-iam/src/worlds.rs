//! The worlds: AssumeRole of one role by one user, with ever more statements on the user that cannot match.
//!
//! Account 111122223333 has the user alice and the role Deploy. The role trusts its account under MFA, at most an hour
//! old, and an external id. The last statement of alice's last policy is the one that allows; before it stand fillers of
//! four kinds, three of them with STS actions.

/// Number of policies, and of statements in each; the first is the smallest world there is.
pub const SIZES: [(usize, usize); 6] =
    [(1, 1), (10, 20), (1, 10), (1, 100), (1, 1_000), (1, 5_000)];

/// One policy with ever more statements.
pub const GROWTH: [usize; 5] = [10, 100, 1_000, 10_000, 100_000];

pub const ACCOUNT: &str = "111122223333";
pub const CALLER: &str = "arn:aws:iam::111122223333:user/alice";
pub const ACTION: &str = "sts:AssumeRole";
pub const RESOURCE: &str = "arn:aws:iam::111122223333:role/Deploy";

/// The condition keys of the request.
pub const CONTEXT: [(&str, &str); 14] = [
    ("aws:CurrentTime", "2026-01-15T09:30:00Z"),
    ("aws:EpochTime", "1768469400"),
    ("aws:MultiFactorAuthAge", "120"),
    ("aws:MultiFactorAuthPresent", "true"),
    ("aws:PrincipalAccount", ACCOUNT),
    ("aws:PrincipalArn", CALLER),
    ("aws:PrincipalType", "User"),
    ("aws:SecureTransport", "true"),
    ("aws:SourceIp", "203.0.113.7"),
    ("aws:UserAgent", "aws-cli/2.31.0"),
    ("aws:userid", "AIDAALICEALICEALICE01"),
    ("aws:username", "alice"),
    ("sts:ExternalId", "ext-42"),
    ("sts:RoleSessionName", "deploy"),
];

/// The role's trust policy.
pub const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"sts:AssumeRole","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"},"NumericLessThan":{"aws:MultiFactorAuthAge":"3600"},"StringEquals":{"sts:ExternalId":"ext-42"}}}]}"#;

/// The statements of alice's policies, as texts.
pub fn identity(policies: usize, statements: usize) -> Vec<Vec<String>> {
    let all = policies * statements;
    let text = |at: usize| if at + 1 == all { allow() } else { filler(at) };
    let texts: Vec<String> = (0..all).map(text).collect();
    texts.chunks(statements).map(<[String]>::to_vec).collect()
}

/// A policy of such statements.
pub fn policy(statements: &[String]) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{}]}}"#,
        statements.join(",")
    )
}

fn allow() -> String {
    format!(r#"{{"Effect":"Allow","Action":"{ACTION}","Resource":"{RESOURCE}"}}"#)
}

fn filler(i: usize) -> String {
    let role = "arn:aws:iam::111122223333:role";
    match i % 4 {
        0 => format!(
            r#"{{"Effect":"Allow","Action":["s3:Get*","s3:List*"],"Resource":["arn:aws:s3:::bucket-{i}","arn:aws:s3:::bucket-{i}/*"]}}"#
        ),
        1 => format!(
            r#"{{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"{role}/team-{i}-*"}}"#
        ),
        2 => format!(
            r#"{{"Effect":"Deny","Action":"sts:*","Resource":"{role}/locked-{i}","Condition":{{"StringNotEquals":{{"aws:PrincipalArn":"arn:aws:iam::111122223333:user/admin-{i}"}}}}}}"#
        ),
        _ => format!(
            r#"{{"Effect":"Allow","Action":["ec2:Describe*","sts:Assume*"],"Resource":"{role}/x{i}","Condition":{{"IpAddress":{{"aws:SourceIp":["203.0.113.0/24","198.51.100.0/24"]}},"StringLike":{{"aws:username":["alice*","bob*"]}}}}}}"#
        ),
    }
}

/// Everything as one JSON document, for programs that are not ours.
pub fn json() -> String {
    let context = CONTEXT.map(|(key, value)| format!("{key:?}:{value:?}"));
    let worlds = SIZES.map(|(policies, statements)| {
        let identity = identity(policies, statements);
        let texts: Vec<String> = identity.iter().map(|list| policy(list)).collect();
        format!(
            r#"{{"name":"{policies}x{statements}","identity":[{}]}}"#,
            texts.join(",")
        )
    });
    format!(
        r#"{{"account":"{ACCOUNT}","caller":"{CALLER}","action":"{ACTION}","resource":"{RESOURCE}","context":{{{}}},"trust":{TRUST},"worlds":[{}]}}"#,
        context.join(","),
        worlds.join(",")
    )
}
