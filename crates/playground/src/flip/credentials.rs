//! What the caller could sign with otherwise.

use sts::identifier;
use sts::trace::CredentialKind;
use sts::world::MfaDevice;

use super::request_side::edited;
use super::trial::{Candidate, Change, Trial};
use super::{Device, FlipKind, Sent, Side};
use crate::scenario::{CallSpec, CallerRef};
use crate::session::Caller;
use crate::wallet::Life;

/// Of other callers so many are tried.
const CALLERS: usize = 24;

/// Other callers who are able to sign: those of the same name first, then sessions, users of this account, everybody else.
/// The root user's key is for what nothing else can do: using it for this is not safe.
pub(super) fn other_callers(trial: &Trial<'_>) -> Vec<Candidate> {
    let caller = trial.exchange.trace.caller.as_ref();
    let arn = caller
        .map(|caller| &caller.arn)
        .or(trial.held().map(|held| &held.arn));
    let account = arn.and_then(|arn| identifier::account_of(arn));
    let rank = |other: &Caller| {
        let is_session = matches!(other.reference, CallerRef::Entry(_));
        let same_account = Some(&*other.account) == account;
        (Some(&other.arn) != arn, !is_session, !same_account)
    };
    let mut others: Vec<Caller> = Vec::new();
    // Of sessions with one name the last is as good as any.
    for other in trial.session.callers().into_iter().rev() {
        let known = others.iter().any(|known| known.label == other.label);
        if !known && !other.dead && other.reference != trial.call().caller {
            others.push(other);
        }
    }
    others.reverse();
    super::sort_by_key(&mut others, rank);
    others.truncate(CALLERS);
    let candidate = |other: Caller| {
        let is_root = matches!(other.reference, CallerRef::Root { .. });
        let kind = FlipKind::CallAs {
            label: other.label,
            account: other.account,
        };
        let edited = edited(trial, kind, |call| {
            call.caller = other.reference;
            call.without.clear();
            call.altered.clear();
        });
        Candidate {
            side: if is_root { Side::Unsafe } else { Side::Request },
            ..edited
        }
    };
    others.into_iter().map(candidate).collect()
}

/// Nothing left out of the credentials, and nothing altered.
pub(super) fn whole(trial: &Trial<'_>) -> Option<Candidate> {
    let call = trial.call();
    let is_whole = call.without.is_empty() && call.altered.is_empty();
    (!is_whole).then(|| {
        edited(trial, FlipKind::WholeCredentials, |call| {
            call.without.clear();
            call.altered.clear();
        })
    })
}

/// The call that issued the caller's expired credentials, made once more.
pub(super) fn renewed(trial: &Trial<'_>) -> Option<Candidate> {
    let held = trial.held()?;
    if held.life(trial.now()) != Life::Expired {
        return None;
    }
    let tape = &trial.session.scenario().tape;
    let made = tape
        .iter()
        .find(|entry| entry.id == held.entry)?
        .call
        .clone();
    signed_with_issued(
        trial,
        FlipKind::Renew {
            arn: held.arn.clone(),
        },
        made,
    )
}

/// A session with MFA, from the user's own key.
pub(super) fn mfa_session(trial: &Trial<'_>) -> Option<Candidate> {
    let device = Device::from(own_device(trial)?);
    let arn = &trial.exchange.trace.caller.as_ref()?.arn;
    let is_key = |caller: &Caller| {
        let is_session = matches!(caller.reference, CallerRef::Entry(_));
        caller.arn == *arn && !is_session && !caller.dead
    };
    let key = trial.session.callers().into_iter().find(is_key)?;
    let mut made = CallSpec {
        caller: key.reference,
        action: "sts:GetSessionToken".into(),
        ..CallSpec::default()
    };
    Sent::MfaCode(device.clone()).put(&mut made);
    signed_with_issued(trial, FlipKind::MfaSession { device }, made)
}

/// The first device of the calling user, also behind a session from GetSessionToken.
pub(super) fn own_device<'a>(trial: &Trial<'a>) -> Option<&'a MfaDevice> {
    let caller = trial.exchange.trace.caller.as_ref()?;
    let account = trial.world().accounts.get(&caller.account)?;
    let owner = match caller.credentials {
        CredentialKind::User | CredentialKind::SessionToken { .. } => {
            trial.world().user(&caller.arn).map(|(_, user)| &user.name)
        }
        CredentialKind::Root => None,
        CredentialKind::RoleSession | CredentialKind::FederatedUser => return None,
    };
    let mut devices = account.devices.values();
    devices.find(|device| device.owner.as_ref() == owner)
}

/// Another call first, and the form's call with what that issues.
fn signed_with_issued(trial: &Trial<'_>, kind: FlipKind, made: CallSpec) -> Option<Candidate> {
    let call = CallSpec {
        caller: CallerRef::Entry(trial.next_entry()?),
        without: Vec::new(),
        altered: Vec::new(),
        ..trial.call().clone()
    };
    Some(Candidate {
        kind,
        side: Side::Request,
        change: Change::First { made, call },
    })
}

impl From<&MfaDevice> for Device {
    fn from(device: &MfaDevice) -> Self {
        Self {
            serial: device.serial.clone(),
            owner: device.owner.clone(),
        }
    }
}
