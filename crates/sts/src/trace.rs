//! What a decision looked at: gates in the order they are checked, and the policy evaluations behind them.

use std::sync::Arc;

use crate::Timestamp;
use crate::facts::{Absent, Fact};
use crate::model::Violation;

/// The whole trace of one call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// Who called, once the credentials were known.
    pub caller: Option<Caller>,
    /// Each gate, in order; all six are always present.
    pub gates: Vec<Gate>,
    /// One for each action that had to be authorised (`sts:AssumeRole`, `sts:TagSession`, …), in order, up to the first denial.
    pub authorizations: Vec<Authorization>,
}

/// Who called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// ARN as GetCallerIdentity gives it.
    pub arn: Arc<str>,
    /// Account.
    pub account: Arc<str>,
    /// Kind of credentials.
    pub credentials: CredentialKind,
}

/// Kinds of credentials, as far as what they may do differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialKind {
    /// An IAM user's access key.
    User,
    /// The root user's access key.
    Root,
    /// From GetSessionToken.
    SessionToken {
        /// MFA was given.
        mfa: bool,
    },
    /// From AssumeRole*.
    RoleSession,
    /// From GetFederationToken.
    FederatedUser,
}

/// One gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// Which.
    pub kind: GateKind,
    /// What it came to.
    pub state: GateState,
}

/// The gates, in the order they are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GateKind {
    /// The credentials are known, alive and may call this.
    Credentials,
    /// The parameters fit the operation.
    Request,
    /// The MFA code, if one is sent.
    Mfa,
    /// The caller's side: identity, boundary, session and service control policies.
    Caller,
    /// The resource's side: trust policy or resource policy, resource control policies.
    Resource,
    /// Session policies given, duration, sizes.
    Limits,
}

/// What a gate came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GateState {
    /// Passed.
    Passed,
    /// This gate decided.
    Failed(Failure),
    /// An earlier gate decided.
    NotReached,
    /// Nothing to check for this call.
    NotApplicable,
}

/// Why a gate failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The call was not signed.
    NotSigned,
    /// No such access key.
    UnknownKey,
    /// The access key is deactivated.
    InactiveKey,
    /// A temporary key without its session token.
    MissingToken,
    /// The token was altered, or is another world's, or does not belong to the key.
    InvalidToken,
    /// The session has ended.
    Expired {
        /// When.
        at: Timestamp,
    },
    /// The secret is wrong.
    WrongSecret,
    /// The user or role behind the credentials is gone.
    PrincipalGone,
    /// This kind of credentials may not make this call.
    KindMayNotCall,
    /// Parameters the table refuses.
    Violations(Vec<Violation>),
    /// Another rule about parameters; the error's message says it.
    Parameter(&'static str),
    /// Only one of SerialNumber and TokenCode.
    MfaPairIncomplete,
    /// No such device, or not the caller's.
    MfaDeviceNotYours {
        /// The user it belongs to, where it exists.
        owner: Option<Arc<str>>,
    },
    /// The code is wrong at this time.
    MfaCodeWrong,
    /// The code was used before.
    MfaCodeUsed,
    /// A policy denies, or none allows: see the last authorization.
    Policies,
    /// The resource does not exist.
    NoSuchResource,
    /// The session policy is not valid.
    SessionPolicy,
    /// Role chaining: one hour at most.
    ChainLimit {
        /// Seconds asked for.
        asked: u32,
    },
    /// More than the role allows.
    MaxSessionDuration {
        /// Seconds asked for.
        asked: u32,
        /// Seconds the role allows.
        max: u32,
    },
    /// Session policies and tags do not fit.
    PackedTooLarge {
        /// Percent of what fits.
        percent: u32,
    },
}

/// One action that had to be authorised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorization {
    /// `sts:AssumeRole`
    pub action: Arc<str>,
    /// ARN, or `*`.
    pub resource: Arc<str>,
    /// What it came to.
    pub evaluation: iam::Evaluation,
    /// What was looked at; policies are named by [`crate::PolicyAddress`] as text.
    pub trace: iam::Trace,
    /// The condition keys the request carried.
    pub facts: Vec<Fact>,
    /// Keys that the policies looked at ask for and the request lacks.
    pub absent: Vec<Absent>,
}
