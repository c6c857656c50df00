//! One call: what it depends on, and what follows from it.

use std::sync::Arc;

use crate::desk::Desk;
use crate::{
    AccessKeyId, Change, Entropy, Error, Request, Response, SecretAccessKey, SessionToken,
    Timestamp, Trace, World,
};

/// One API call and everything it depends on besides the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The credentials it is signed with; `None`: not signed.
    pub credentials: Option<Presented>,
    /// What is asked.
    pub request: Request,
    /// How it arrives.
    pub context: CallContext,
}

/// Credentials as a call presents them, perhaps incomplete or altered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presented {
    /// Key id.
    pub access_key_id: AccessKeyId,
    /// Token, if any.
    pub session_token: Option<SessionToken>,
    /// What shows that the caller has the secret.
    pub proof: Proof,
}

/// What shows that the caller has the secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The secret itself: page and terminal.
    Secret(SecretAccessKey),
}

/// How a call arrives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallContext {
    /// `aws:SourceIp`
    pub source_ip: Arc<str>,
    /// `aws:UserAgent`
    pub user_agent: Arc<str>,
    /// Region of the endpoint (`aws:RequestedRegion`); the global endpoint counts as `us-east-1`.
    pub region: Arc<str>,
}

impl Default for CallContext {
    fn default() -> Self {
        Self {
            source_ip: "203.0.113.10".into(),
            user_agent: "sts-playground".into(),
            region: "us-east-1".into(),
        }
    }
}

/// A call's answer and everything that follows from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The answer.
    pub result: Result<Response, Error>,
    /// What changes in the world, denied calls included (a verified MFA code is used up).
    pub changes: Vec<Change>,
    /// What was looked at.
    pub trace: Trace,
}

/// Answers one call. Reads the world, changes nothing.
///
/// Order of checks: STS-specific order is undocumented; this follows credentials, parameters, MFA, authorisation, limits.
pub fn decide(world: &World, call: &Call, now: Timestamp, entropy: &Entropy) -> Exchange {
    let mut desk = Desk::new(world, &call.context, now, entropy);
    let result = desk.answer(call);
    let (changes, trace) = desk.close();
    Exchange {
        result,
        changes,
        trace,
    }
}

#[cfg(test)]
mod tests;
