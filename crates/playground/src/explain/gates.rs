//! The six gates, in the order they are checked.

use iam::Effect;
use iam::evaluate::Layer;
use iam::trace::LayerOutcome;
use sts::Credentials;
use sts::trace::{CredentialKind, GateKind, GateState};

use super::case::{Case, Side, applying, gate_of, layer, layers};
use super::statements::statements;
use super::verdict::Verdict;
use super::{GateStatus, GateView, told, words};

/// Every gate, told.
pub(super) fn gates(case: &Case<'_>, verdict: &Verdict) -> Vec<GateView> {
    case.exchange
        .trace
        .gates
        .iter()
        .map(|gate| {
            let (title, short) = title(case, gate.kind);
            let (state, text) = match &gate.state {
                GateState::Passed => (GateStatus::Passed, passed(case, gate.kind)),
                GateState::Failed(_) => (GateStatus::Failed, verdict.line()),
                GateState::NotReached => (GateStatus::NotReached, String::new()),
                GateState::NotApplicable => {
                    (GateStatus::NotApplicable, not_applicable(case, gate.kind))
                }
            };
            GateView {
                kind: gate.kind,
                title: title.to_owned(),
                short,
                state,
                text,
                statements: match gate.state {
                    GateState::NotReached => Vec::new(),
                    _ => statements(case, gate.kind),
                },
            }
        })
        .collect()
}

/// A gate's title, and its short form for narrow places.
pub(super) fn title(case: &Case<'_>, kind: GateKind) -> (&'static str, &'static str) {
    match kind {
        GateKind::Credentials => ("Credentials are live and may call this", "Credentials"),
        GateKind::Request => ("Request is well formed", "Request"),
        GateKind::Mfa => ("MFA code", "MFA"),
        GateKind::Caller => ("Caller is permitted", "Caller"),
        GateKind::Resource => match case.side() {
            Side::Role => ("Role trusts the caller", "Trust"),
            Side::Resource => ("Resource policy", "Resource"),
            Side::Unknown => ("Role or resource allows the caller", "Resource"),
        },
        GateKind::Limits => ("Session limits", "Limits"),
    }
}

fn passed(case: &Case<'_>, kind: GateKind) -> String {
    match kind {
        GateKind::Credentials => credentials(case),
        GateKind::Request => "Every parameter fits the operation.".to_owned(),
        GateKind::Mfa => "The code is right, and works this once.".to_owned(),
        GateKind::Caller => policies(case, kind)
            .unwrap_or_else(|| "Nothing on the caller's side stands against it.".to_owned()),
        GateKind::Resource => policies(case, kind)
            .unwrap_or_else(|| "Nothing on the resource's side stands against it.".to_owned()),
        GateKind::Limits => match issued(case) {
            Some(credentials) => format!("The credentials end at {}.", credentials.expiration),
            None => "Nothing is too long or too large.".to_owned(),
        },
    }
}

fn not_applicable(case: &Case<'_>, kind: GateKind) -> String {
    let governed = !case.authorizations().is_empty();
    let text = match kind {
        GateKind::Credentials => "This call needs no credentials.",
        GateKind::Request => "There are no parameters to check.",
        GateKind::Mfa => "No code is sent.",
        GateKind::Caller if governed => "No policy of the caller bears on this call.",
        GateKind::Resource if governed => "No policy of the resource bears on this call.",
        GateKind::Caller | GateKind::Resource => "This call needs no permission.",
        GateKind::Limits if issued(case).is_some() => "No role limits this session.",
        GateKind::Limits => "This call issues no credentials.",
    };
    text.to_owned()
}

fn issued<'a>(case: &Case<'a>) -> Option<&'a Credentials> {
    case.exchange.result.as_ref().ok()?.credentials()
}

/// `alice, account 111111111111, signs with a long-term key.`
fn credentials(case: &Case<'_>) -> String {
    let Some(caller) = &case.exchange.trace.caller else {
        return "This call needs no credentials.".to_owned();
    };
    let kind = match caller.credentials {
        CredentialKind::User | CredentialKind::Root => "a long-term key",
        CredentialKind::SessionToken { mfa: true } => {
            "credentials from GetSessionToken, issued with MFA"
        }
        CredentialKind::SessionToken { mfa: false } => {
            "credentials from GetSessionToken, issued without MFA"
        }
        CredentialKind::RoleSession => "credentials of a role session",
        CredentialKind::FederatedUser => "credentials from GetFederationToken",
    };
    let who = case.caller_first();
    if case.is_root() {
        format!("{who} signs with {kind}.")
    } else {
        format!("{who}, account {}, signs with {kind}.", caller.account)
    }
}

/// What the policies of a gate came to, for the last action that had to be authorised.
fn policies(case: &Case<'_>, gate: GateKind) -> Option<String> {
    let authorization = case.authorizations().last()?;
    if gate == GateKind::Caller && case.is_root() {
        return Some("The root user needs no policy.".to_owned());
    }
    if gate == GateKind::Caller
        && layer(authorization, Layer::Identity)
            .is_some_and(|layer| layer.outcome == LayerOutcome::Bypassed)
    {
        return Some(format!(
            "No policy of {} own is needed: the resource's policy grants it to the caller directly.",
            words::possessive(&case.caller())
        ));
    }
    let (policy, statement) = layers(authorization)
        .filter(|layer| gate_of(layer.layer) == gate && layer.layer != Layer::ResourceControl)
        .find_map(|layer| applying(layer, Effect::Allow))?;
    let number = told::number(statement).replacen("Statement", "statement", 1);
    Some(format!(
        "{}, {number}, allows {}.",
        words::policy(policy).title,
        authorization.action
    ))
}
