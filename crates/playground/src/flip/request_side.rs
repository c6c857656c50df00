//! What the caller could do otherwise so that a denied call is allowed.

use std::sync::Arc;

use iam::Effect;
use iam::trace::{ConditionTrace, StatementTrace};
use sts::model::{Constraint, Operation, Violation};
use sts::trace::{Authorization, CredentialKind, Failure, GateKind};
use sts::world::MfaDevice;
use sts::{identifier, totp};

use super::remedy::{Remedy, remedies};
use super::statement::{deciding, nearest};
use super::trial::{Candidate, Change, Trial};
use super::{Device, FlipKind, Sent, Side};
use crate::scenario::{CallSpec, CallerRef};
use crate::session::Caller;
use crate::wallet::Life;

/// Of other callers so many are tried.
const CALLERS: usize = 24;

/// In the order of how little they change.
pub(super) fn candidates(trial: &Trial<'_>) -> Vec<Candidate> {
    let Some((gate, failure)) = trial.failure() else {
        return Vec::new();
    };
    match (gate, failure) {
        (GateKind::Credentials, _) => {
            let found = whole(trial).into_iter().chain(renewed(trial));
            found.chain(other_callers(trial)).collect()
        }
        (_, Failure::Violations(violations)) => violated(trial, violations),
        (_, Failure::Parameter(name)) => vec![left_out(trial, &[name])],
        (GateKind::Mfa, _) => {
            let found = with_code(trial).into_iter();
            found.chain([left_out(trial, CODE)]).collect()
        }
        (_, Failure::Policies) => {
            let found = for_policies(trial).into_iter();
            found.chain(other_callers(trial)).collect()
        }
        (_, Failure::ChainLimit { .. }) => vec![shortened(trial, HOUR)],
        (_, Failure::MaxSessionDuration { max, .. }) => vec![shortened(trial, *max)],
        (GateKind::Limits, _) => [
            &["Policy"][..],
            &["PolicyArns"],
            &["Tags", "TransitiveTagKeys"],
        ]
        .map(|names| left_out(trial, names))
        .into(),
        _ => Vec::new(),
    }
}

/// The parameters of an MFA code.
pub(super) const CODE: &[&str] = &["SerialNumber", "TokenCode"];

/// Seconds that a chained session lasts at most.
const HOUR: u32 = 3600;

/// The form with something else in it.
pub(super) fn edited(
    trial: &Trial<'_>,
    kind: FlipKind,
    edit: impl FnOnce(&mut CallSpec),
) -> Candidate {
    let mut call = trial.call().clone();
    edit(&mut call);
    Candidate {
        kind,
        side: Side::Request,
        change: Change::Call(call),
    }
}

/// The form without some parameters; of those it has.
pub(super) fn left_out(trial: &Trial<'_>, names: &[&str]) -> Candidate {
    let sent = |name: &&&str| trial.call().params.contains_key(**name);
    let kind = FlipKind::LeaveOut(
        names
            .iter()
            .filter(sent)
            .map(|name| (*name).into())
            .collect(),
    );
    edited(trial, kind, |call| {
        call.params
            .retain(|name, _| !names.contains(&name.as_str()));
    })
}

/// The form with something more to send.
pub(super) fn sending(trial: &Trial<'_>, sent: Vec<Sent>) -> Candidate {
    edited(trial, FlipKind::Send(sent.clone()), |call| {
        sent.iter().for_each(|sent| sent.put(call));
    })
}

/// The form asking for a session of another length.
pub(super) fn shortened(trial: &Trial<'_>, seconds: u32) -> Candidate {
    edited(trial, FlipKind::Duration { seconds }, |call| {
        call.params.insert("DurationSeconds".into(), seconds.into());
    })
}

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
    others.sort_by_key(rank);
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
fn whole(trial: &Trial<'_>) -> Option<Candidate> {
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
fn renewed(trial: &Trial<'_>) -> Option<Candidate> {
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

/// Numbers within their limits; what else is refused is left out, all together.
fn violated(trial: &Trial<'_>, violations: &[Violation]) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut refused: Vec<&str> = Vec::new();
    for violation in violations {
        let name = violation.path.split('.').next().unwrap_or_default();
        let bound = match violation.constraint {
            Constraint::Min(bound) | Constraint::Max(bound) => u32::try_from(bound).ok(),
            _ => None,
        };
        match bound.filter(|_| name == "DurationSeconds") {
            Some(bound) => found.push(shortened(trial, bound)),
            None if !refused.contains(&name) => refused.push(name),
            None => {}
        }
    }
    if let ["RoleSessionName"] = refused.as_slice()
        && let Some(caller) = &trial.exchange.trace.caller
    {
        let value = caller.arn.rsplit(['/', ':']).next().unwrap_or_default();
        let name = "RoleSessionName".into();
        let value = value.into();
        found.push(sending(trial, vec![Sent::Parameter { name, value }]));
    }
    found.push(left_out(trial, &refused));
    found
}

/// The code of the caller's own device: at once, or the next one where this one is used up.
fn with_code(trial: &Trial<'_>) -> Option<Candidate> {
    let has_place = trial
        .call()
        .action
        .trim()
        .strip_prefix("sts:")
        .is_some_and(|name| {
            let input = Operation::named(name).map(|operation| operation.input);
            let mut members = input.into_iter().flatten();
            members.any(|member| member.name == "TokenCode")
        });
    let own = own_device(trial).filter(|_| has_place)?;
    let device = told(own);
    let sending = sending(trial, vec![Sent::MfaCode(device.clone())]);
    let Some(last) = own
        .last_step
        .filter(|last| *last >= totp::step(trial.now()))
    else {
        return Some(sending);
    };
    let Change::Call(call) = sending.change else {
        return None;
    };
    let free = i64::try_from(last).ok()?.checked_add(1)?.checked_mul(30)?;
    let seconds = free - trial.now().0;
    Some(Candidate {
        kind: FlipKind::NextCode { device, seconds },
        side: Side::Request,
        change: Change::Wait {
            seconds,
            call: (call != *trial.call()).then_some(call),
        },
    })
}

/// The first device of the calling user, also behind a session from GetSessionToken.
fn own_device<'a>(trial: &Trial<'a>) -> Option<&'a MfaDevice> {
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

fn told(device: &MfaDevice) -> Device {
    Device {
        serial: device.serial.clone(),
        owner: device.owner.clone(),
    }
}

/// A session with MFA, from the user's own key.
fn mfa_session(trial: &Trial<'_>) -> Option<Candidate> {
    let device = told(own_device(trial)?);
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

/// What the policies that decided ask of a request.
fn for_policies(trial: &Trial<'_>) -> Vec<Candidate> {
    let Some(denial) = trial.denial() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if let Some((_, statement)) = deciding(denial) {
        let held = statement
            .conditions
            .iter()
            .filter(|condition| condition.matched);
        let wanted = held.flat_map(|condition| remedies(condition, false, denial));
        for remedy in wanted {
            found.extend(remedied(trial, remedy));
        }
    }
    for (_, statement) in nearest(denial) {
        found.extend(for_statement(trial, denial, statement));
    }
    found
}

/// What would make an `Allow` apply that only its conditions keep from it.
fn for_statement(
    trial: &Trial<'_>,
    denial: &Authorization,
    statement: &StatementTrace,
) -> Vec<Candidate> {
    let missed = |condition: &&ConditionTrace| !condition.matched;
    let missed: Vec<_> = statement.conditions.iter().filter(missed).collect();
    if statement.effect != Effect::Allow || missed.is_empty() {
        return Vec::new();
    }
    let wanted: Vec<Vec<Remedy>> = missed
        .iter()
        .map(|condition| remedies(condition, true, denial))
        .collect();
    if let [only] = wanted.as_slice() {
        let each = only.iter().cloned();
        return each.filter_map(|remedy| remedied(trial, remedy)).collect();
    }
    // Several are missed: all at once, each by its first remedy.
    let all = wanted.iter().map(|remedies| match remedies.first()? {
        Remedy::Mfa => match with_code(trial)?.kind {
            FlipKind::Send(sent) => sent.into_iter().next(),
            _ => None,
        },
        Remedy::Send(sent) => Some(sent.clone()),
        Remedy::LeaveOut(_) => None,
    });
    let all: Option<Vec<Sent>> = all.collect();
    all.map(|sent| sending(trial, sent)).into_iter().collect()
}

fn remedied(trial: &Trial<'_>, remedy: Remedy) -> Option<Candidate> {
    match remedy {
        Remedy::Mfa => with_code(trial).or_else(|| mfa_session(trial)),
        Remedy::Send(sent) => Some(sending(trial, vec![sent])),
        Remedy::LeaveOut(name) => {
            let is_sent = trial.call().params.contains_key(name);
            is_sent.then(|| left_out(trial, &[name]))
        }
    }
}

/// Names of parameters as they are kept.
pub(super) fn parameter(name: &str, value: &str) -> Vec<Sent> {
    let (name, value): (Arc<str>, Arc<str>) = (name.into(), value.into());
    vec![Sent::Parameter { name, value }]
}
