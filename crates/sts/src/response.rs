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
        Vec::new()
    }
}
