//! What would deny a call that is allowed.

use iam::evaluate::Layer;
use sts::trace::Authorization;
use sts::{Timestamp, identifier};

use super::credentials::other_callers;
use super::policy_side::{edited, on_policy};
use super::request_side::{CODE, left_out, sending, shortened};
use super::statement::{add_condition, deciding};
use super::trial::{Candidate, Change, Trial};
use super::{FlipKind, Sent, Side};

/// Longer no session lasts that AssumeRole begins.
const LONGEST: u32 = 43_200;

/// In the order of how much they teach.
pub(super) fn candidates(trial: &Trial<'_>) -> Vec<Candidate> {
    let call = trial.call();
    let sent = |name: &str| call.params.contains_key(name);
    let mut found = Vec::new();
    if sent("TokenCode") {
        found.push(left_out(trial, CODE));
    }
    if sent("ExternalId") {
        let other = Sent::parameter("ExternalId", "another-external-id");
        found.push(sending(trial, &[other]));
        found.push(left_out(trial, &["ExternalId"]));
    }
    if sent("SourceIdentity") {
        found.push(left_out(trial, &["SourceIdentity"]));
    }
    found.extend(expired(trial));
    found.extend(other_callers(trial));
    if call.action.trim() == "sts:AssumeRole" {
        found.push(shortened(trial, LONGEST));
    }
    let first = trial.exchange.trace.authorizations.first();
    found.extend(
        first
            .into_iter()
            .flat_map(|allowed| guarded(trial, allowed)),
    );
    // Another user's key, root's least of all, is no way to keep anybody out.
    found.retain(|candidate| candidate.side != Side::Unsafe);
    found
}

/// The clock at the end of the calling session.
fn expired(trial: &Trial<'_>) -> Option<Candidate> {
    let Timestamp(ends) = trial.held()?.credentials.expiration;
    let seconds = ends - trial.now().0;
    (seconds > 0).then_some(Candidate {
        kind: FlipKind::Expire { seconds },
        side: Side::Request,
        change: Change::Wait {
            seconds,
            call: None,
        },
    })
}

/// The statement that allows, asking for MFA, or of another account for an external id.
fn guarded(trial: &Trial<'_>, allowed: &Authorization) -> Vec<Candidate> {
    let Some((policy, statement)) = deciding(allowed) else {
        return Vec::new();
    };
    let caller = trial.exchange.trace.caller.as_ref();
    let owner = identifier::account_of(&allowed.resource);
    let is_foreign = caller.is_some_and(|caller| Some(&*caller.account) != owner);
    let mut conditions = vec![["Bool", "aws:MultiFactorAuthPresent", "true"]];
    if allowed.evaluation.layer == Layer::Trust && is_foreign {
        conditions.push(["StringEquals", "sts:ExternalId", "example-external-id"]);
    }
    let guarded = |parts: [&str; 3]| {
        let change = edited(trial, policy, |text| {
            add_condition(text, statement.index, parts)
        });
        let [_, key, value] = parts;
        on_policy(Side::Policy, change, |policy| FlipKind::AddCondition {
            policy,
            key: key.into(),
            value: value.into(),
        })
    };
    conditions.into_iter().filter_map(guarded).collect()
}
