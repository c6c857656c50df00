//! AWS's answers to calls that succeed.

use std::sync::Arc;

use crate::Credentials;

/// What an operation answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// AssumeRole
    AssumeRole {
        /// The credentials.
        credentials: Credentials,
        /// `AROA…:Session`
        assumed_role_id: Arc<str>,
        /// `arn:P:sts::A:assumed-role/Role/Session`
        arn: Arc<str>,
        /// Percent; only where policies or tags were passed.
        packed_policy_size: Option<u32>,
        /// Where one is set.
        source_identity: Option<Arc<str>>,
    },
    /// GetSessionToken
    GetSessionToken {
        /// The credentials.
        credentials: Credentials,
    },
    /// GetCallerIdentity
    GetCallerIdentity {
        /// `AIDA…`, `AROA…:Session`, account or `A:Name`.
        user_id: Arc<str>,
        /// Twelve digits.
        account: Arc<str>,
        /// ARN of the caller.
        arn: Arc<str>,
    },
    /// An allowed access to a resource beyond STS.
    Access {
        /// The resource's canned text.
        body: Arc<str>,
    },
}

/// A member of an answer, in the model's order: what XML, JSON and the page print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Member {
    /// A scalar.
    Text(Arc<str>),
    /// A structure.
    Structure(Vec<(&'static str, Self)>),
}

impl Response {
    /// The credentials in it, if it carries any.
    pub fn credentials(&self) -> Option<&Credentials> {
        match self {
            Self::AssumeRole { credentials, .. } | Self::GetSessionToken { credentials } => {
                Some(credentials)
            }
            Self::GetCallerIdentity { .. } | Self::Access { .. } => None,
        }
    }

    /// The answer's members by wire name, in the model's order.
    pub fn members(&self) -> Vec<(&'static str, Member)> {
        let text = |text: &Arc<str>| Member::Text(text.clone());
        let mut members = Vec::new();
        match self {
            Self::AssumeRole {
                credentials,
                assumed_role_id,
                arn,
                packed_policy_size,
                source_identity,
            } => {
                members.push(("Credentials", credentials_member(credentials)));
                let user = vec![("AssumedRoleId", text(assumed_role_id)), ("Arn", text(arn))];
                members.push(("AssumedRoleUser", Member::Structure(user)));
                members.extend(packed_policy_size.map(|n| ("PackedPolicySize", number(n.into()))));
                members.extend(source_identity.iter().map(|s| ("SourceIdentity", text(s))));
                members.extend(token_members(credentials));
            }
            Self::GetSessionToken { credentials } => {
                members.push(("Credentials", credentials_member(credentials)));
                members.extend(token_members(credentials));
            }
            Self::GetCallerIdentity {
                user_id,
                account,
                arn,
            } => {
                members.push(("UserId", text(user_id)));
                members.push(("Account", text(account)));
                members.push(("Arn", text(arn)));
            }
            Self::Access { body } => members.push(("Body", text(body))),
        }
        members
    }
}

/// The size of a token that counts as 100 percent. AWS does not tell its limit; this is the largest `MinimumSessionTokenSize`.
const TOKEN_LIMIT: u64 = 4096;

fn credentials_member(credentials: &Credentials) -> Member {
    let Credentials {
        access_key_id,
        secret_access_key,
        session_token,
        expiration,
    } = credentials;
    Member::Structure(vec![
        ("AccessKeyId", Member::Text(access_key_id.0.clone())),
        ("SecretAccessKey", Member::Text(secret_access_key.0.clone())),
        ("SessionToken", Member::Text(session_token.0.clone())),
        ("Expiration", Member::Text(expiration.to_string().into())),
    ])
}

/// What the model of 2026 tells of the token's size.
fn token_members(credentials: &Credentials) -> [(&'static str, Member); 2] {
    let size = credentials.session_token.0.len() as u64;
    let percent = (size * 100).div_ceil(TOKEN_LIMIT).min(100);
    [
        ("SessionTokenUtilization", number(percent)),
        ("SessionTokenSize", number(size)),
    ]
}

fn number(number: u64) -> Member {
    Member::Text(number.to_string().into())
}
