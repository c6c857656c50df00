//! What an operation works with while it answers one call: the gates, the policies' decisions, the codes used, the mint.

use std::sync::Arc;

use iam::{Decision, Layer};

use crate::authenticate::{Signer, authenticate, refusal};
use crate::authorize::authorize_traced;
use crate::credentials::{Credentials, access_key_id, secret_access_key};
use crate::denial::{Denied, access_denied, not_authorized};
use crate::facts::{Parameters, Situation};
use crate::request::{Input, validation_error};
use crate::session::{Session, SessionPrincipal};
use crate::trace::{Authorization, Caller, Failure, Gate, GateKind, GateState};
use crate::world::{MfaDevice, Tags};
use crate::{
    Call, CallContext, Change, Entropy, Error, Request, Response, Timestamp, Trace, World,
};
use crate::{identifier, operations, token, totp};

pub(crate) const GATES: [GateKind; 6] = [
    GateKind::Credentials,
    GateKind::Request,
    GateKind::Mfa,
    GateKind::Caller,
    GateKind::Resource,
    GateKind::Limits,
];

/// What an operation works with, and what it leaves behind.
pub(crate) struct Desk<'a> {
    pub(crate) world: &'a World,
    pub(crate) context: &'a CallContext,
    pub(crate) now: Timestamp,
    pub(crate) entropy: &'a Entropy,
    changes: Vec<Change>,
    caller: Option<Caller>,
    gates: [(GateKind, GateState); 6],
    authorizations: Vec<Authorization>,
}

/// A gate that failed, and the answer that follows.
pub(crate) struct Stop {
    pub(crate) gate: GateKind,
    pub(crate) failure: Failure,
    pub(crate) error: Error,
}

impl<'a> Desk<'a> {
    pub(crate) fn new(
        world: &'a World,
        context: &'a CallContext,
        now: Timestamp,
        entropy: &'a Entropy,
    ) -> Self {
        Self {
            world,
            context,
            now,
            entropy,
            changes: Vec::new(),
            caller: None,
            gates: GATES.map(|kind| (kind, GateState::NotReached)),
            authorizations: Vec::new(),
        }
    }

    /// What follows, and what was looked at.
    pub(crate) fn close(self) -> (Vec<Change>, Trace) {
        let gates = self.gates.into_iter();
        let trace = Trace {
            caller: self.caller,
            gates: gates.map(|(kind, state)| Gate { kind, state }).collect(),
            authorizations: self.authorizations,
        };
        (self.changes, trace)
    }

    pub(crate) fn answer(&mut self, call: &Call) -> Result<Response, Error> {
        self.checks(call).map_err(|stop| {
            self.set(stop.gate, GateState::Failed(stop.failure));
            stop.error
        })
    }

    fn checks(&mut self, call: &Call) -> Result<Response, Stop> {
        let service = match &call.request {
            Request::Sts { .. } => "sts",
            Request::Access { action, .. } => action.split(':').next().unwrap_or_default(),
        };
        let credentials = |failure, error| Stop {
            gate: GateKind::Credentials,
            failure,
            error,
        };
        let signer = authenticate(self.world, call.credentials.as_ref(), self.now)
            .map_err(|failure| credentials(failure.clone(), refusal(&failure, service)))?;
        self.caller = Some(signer.caller());
        operations::may_call(&signer, &call.request)
            .map_err(|error| credentials(Failure::KindMayNotCall, error))?;
        self.pass(GateKind::Credentials);

        match &call.request {
            Request::Sts { violations, .. } if !violations.is_empty() => Err(Stop {
                gate: GateKind::Request,
                failure: Failure::Violations(violations.clone()),
                error: validation_error(violations),
            }),
            Request::Sts {
                operation, params, ..
            } => operations::decide(self, operation, &signer, Input(params)),
            Request::Access { action, resource } => {
                operations::access::decide(self, &signer, action, resource)
            }
        }
    }

    /// The gate was passed.
    pub(crate) fn pass(&mut self, gate: GateKind) {
        self.set(gate, GateState::Passed);
    }

    /// There is nothing to check at the gate.
    pub(crate) fn skip(&mut self, gate: GateKind) {
        self.set(gate, GateState::NotApplicable);
    }

    fn set(&mut self, gate: GateKind, state: GateState) {
        if let Some(slot) = self.gates.iter_mut().find(|(kind, _)| *kind == gate) {
            slot.1 = state;
        }
    }

    /// Checks the MFA code of a call, if one is sent: whether there was one, verified. A verified code is used up.
    ///
    /// The device must be the caller's own, in the caller's account.
    pub(crate) fn verify_mfa(
        &mut self,
        signer: &Signer<'_>,
        input: Input<'_>,
    ) -> Result<bool, Stop> {
        let stop = |failure, message: &str| Stop {
            gate: GateKind::Mfa,
            failure,
            error: Error {
                code: "AccessDenied",
                http: 403,
                message: format!("MultiFactorAuthentication failed{message}").into(),
                approximate: false,
            },
        };
        let (serial, code) = match (input.text("SerialNumber"), input.text("TokenCode")) {
            (None, None) => {
                self.skip(GateKind::Mfa);
                return Ok(false);
            }
            (Some(serial), Some(code)) => (serial, code),
            _ => {
                return Err(stop(
                    Failure::MfaPairIncomplete,
                    ", must provide both MFA serial number and one time pass code.",
                ));
            }
        };
        let is_mine = |device: &&MfaDevice| match (&device.owner, &signer.principal) {
            (Some(owner), iam::Principal::User { .. }) => {
                signer.user.is_some_and(|user| user.name == *owner)
            }
            (None, iam::Principal::Root { .. }) => true,
            _ => false,
        };
        let Some(device) = signer.account.devices.get(serial).filter(is_mine) else {
            let mut accounts = self.world.accounts.values();
            let device = accounts.find_map(|account| account.devices.get(serial));
            return Err(stop(
                Failure::MfaDeviceNotYours {
                    owner: device.and_then(|device| device.owner.clone()),
                },
                ", unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
            ));
        };
        let failure = match totp::verify(device, code, self.now) {
            totp::Verdict::Verified(step) => {
                self.changes.push(Change::ConsumeMfaCode {
                    serial: serial.clone(),
                    step,
                });
                self.pass(GateKind::Mfa);
                return Ok(true);
            }
            totp::Verdict::Used => Failure::MfaCodeUsed,
            totp::Verdict::Wrong => Failure::MfaCodeWrong,
        };
        // AWS's text ends with a space.
        Err(stop(failure, " with invalid MFA one time pass code. "))
    }

    /// Asks the policies about one action.
    ///
    /// # Errors
    /// The side that does not allow: the caller's or the resource's.
    pub(crate) fn authorize(
        &mut self,
        signer: &Signer<'_>,
        action: &str,
        resource: &str,
        parameters: &Parameters,
        mfa: bool,
    ) -> Result<(), Stop> {
        let authorization = authorize_traced(&Situation {
            world: self.world,
            signer,
            action,
            resource,
            parameters,
            context: self.context,
            now: self.now,
            mfa,
        });
        let evaluation = authorization.evaluation.clone();
        self.authorizations.push(authorization);
        if evaluation.decision == Decision::Allow {
            return Ok(());
        }
        let gate = match evaluation.layer {
            Layer::Identity | Layer::Boundary | Layer::Session | Layer::ServiceControl => {
                GateKind::Caller
            }
            Layer::Resource | Layer::Trust | Layer::ResourceControl => {
                self.pass(GateKind::Caller);
                GateKind::Resource
            }
        };
        let denied = self.denied(signer, action, resource);
        let is_gone = action == "sts:AssumeRole" && self.world.role(resource).is_none();
        let (failure, error) = match gate {
            // That a role does not exist is not revealed.
            GateKind::Resource if is_gone => {
                (Failure::NoSuchResource, not_authorized(&denied, false))
            }
            _ => (Failure::Policies, access_denied(&denied, &evaluation)),
        };
        Err(Stop {
            gate,
            failure,
            error,
        })
    }

    /// Who was denied what, for the text.
    pub(crate) fn denied<'d>(
        &self,
        signer: &'d Signer<'_>,
        action: &'d str,
        resource: &'d str,
    ) -> Denied<'d> {
        let organization = self.world.organization.as_ref();
        let owner = identifier::account_of(resource).or_else(|| {
            self.world
                .resource(resource)
                .map(|(account, _)| &*account.id)
        });
        Denied {
            caller: &signer.arn,
            action,
            resource,
            same_organization: organization.is_some_and(|organization| {
                organization.has(&signer.account.id) && owner.is_some_and(|id| organization.has(id))
            }),
        }
    }

    /// Makes credentials for a session: the key and the secret are drawn here, and the token sealed.
    pub(crate) fn mint(&self, begun: Begun, minimum_size: Option<u32>) -> Credentials {
        let account = begun.principal.account();
        let id = self.entropy.derive("access key id");
        let session = Session {
            access_key_id: access_key_id("ASIA", account, &id),
            secret: secret_access_key(&self.entropy.derive("secret access key")),
            issued: self.now,
            expires: self.now.plus(i64::from(begun.duration)),
            principal: begun.principal,
            policies: begun.policies,
            policy_arns: begun.policy_arns,
            tags: begun.tags,
            transitive: begun.transitive,
            source_identity: begun.source_identity,
            mfa: begun.mfa,
            chain: begun.chain,
        };
        let minimum_size = minimum_size.and_then(|size| usize::try_from(size).ok());
        Credentials {
            session_token: token::seal(&self.world.seed, &session, minimum_size.unwrap_or(0)),
            access_key_id: session.access_key_id,
            secret_access_key: session.secret,
            expiration: session.expires,
        }
    }
}

/// A session about to begin.
pub(crate) struct Begun {
    pub(crate) principal: SessionPrincipal,
    /// Seconds.
    pub(crate) duration: u32,
    pub(crate) policies: Vec<Arc<str>>,
    pub(crate) policy_arns: Vec<Arc<str>>,
    pub(crate) tags: Tags,
    pub(crate) transitive: Vec<Arc<str>>,
    pub(crate) source_identity: Option<Arc<str>>,
    pub(crate) mfa: Option<Timestamp>,
    pub(crate) chain: Vec<Arc<str>>,
}
