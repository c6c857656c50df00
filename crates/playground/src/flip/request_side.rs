//! What the caller could do otherwise so that a denied call is allowed.

use iam::Effect;
use iam::trace::{ConditionTrace, StatementTrace};
use sts::model::{Constraint, Operation, Violation};
use sts::totp;
use sts::trace::{Authorization, Failure, GateKind};

use super::credentials::{mfa_session, other_callers, own_device, renewed, whole};
use super::remedy::{Remedy, remedies};
use super::statement::{deciding, nearest};
use super::trial::{Candidate, Change, Trial};
use super::{Device, FlipKind, Sent, Side};
use crate::scenario::CallSpec;

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
pub(super) fn sending(trial: &Trial<'_>, sent: &[Sent]) -> Candidate {
    edited(trial, FlipKind::Send(sent.to_vec()), |call| {
        sent.iter().for_each(|sent| sent.put(call));
    })
}

/// The form asking for a session of another length.
pub(super) fn shortened(trial: &Trial<'_>, seconds: u32) -> Candidate {
    edited(trial, FlipKind::Duration { seconds }, |call| {
        call.params.insert("DurationSeconds".into(), seconds.into());
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
        found.push(sending(trial, &[Sent::parameter("RoleSessionName", value)]));
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
    let device = Device::from(own);
    let sending = sending(trial, &[Sent::MfaCode(device.clone())]);
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
    all.map(|sent| sending(trial, &sent)).into_iter().collect()
}

fn remedied(trial: &Trial<'_>, remedy: Remedy) -> Option<Candidate> {
    match remedy {
        Remedy::Mfa => with_code(trial).or_else(|| mfa_session(trial)),
        Remedy::Send(sent) => Some(sending(trial, &[sent])),
        Remedy::LeaveOut(name) => {
            let is_sent = trial.call().params.contains_key(name);
            is_sent.then(|| left_out(trial, &[name]))
        }
    }
}
