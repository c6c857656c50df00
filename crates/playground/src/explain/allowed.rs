//! Calls that succeed.

use iam::Effect;
use iam::evaluate::Layer;
use iam::trace::{LayerOutcome, StatementTrace};
use sts::trace::{Authorization, GateKind, GateState};
use sts::{Credentials, Response};

use super::case::{Case, applying, layer};
use super::verdict::Verdict;
use super::{told, words};

pub(super) fn verdict(case: &Case<'_>, response: &Response) -> Verdict {
    let caller = case.caller();
    match response {
        Response::AssumeRole {
            credentials, arn, ..
        } => {
            let role = words::name(arn);
            let role = role.split('/').next().unwrap_or(&role);
            Verdict::new(
                format!(
                    "Allowed: {caller} becomes {role} {}",
                    lifetime(case, credentials)
                ),
                grants(case),
            )
        }
        Response::GetSessionToken { credentials } => {
            let mfa = if with_mfa(case) { " with MFA" } else { "" };
            Verdict::new(
                format!(
                    "Allowed: {caller} gets session credentials{mfa} {}",
                    lifetime(case, credentials)
                ),
                "GetSessionToken needs no permission: policies cannot allow or deny it.",
            )
        }
        Response::GetCallerIdentity { account, .. } => Verdict::new(
            if case.is_root() {
                format!("Answered: the caller is {caller}")
            } else {
                format!("Answered: the caller is {caller} in account {account}")
            },
            "GetCallerIdentity needs no permission: it answers even under an explicit deny.",
        ),
        Response::Access { .. } => {
            let what = case.authorizations().last().map_or_else(
                || "may make this call".to_owned(),
                |authorization| format!("may call {}", call(authorization)),
            );
            Verdict::new(format!("Allowed: {caller} {what}"), grants(case))
        }
    }
}

/// `s3:ListBucket on bucket-in-account-b`
pub(super) fn call(authorization: &Authorization) -> String {
    match authorization.resource.as_ref() {
        "*" => authorization.action.to_string(),
        resource => format!("{} on {}", authorization.action, words::name(resource)),
    }
}

/// `for 1 hour`, where the request says what time it is; otherwise until when.
fn lifetime(case: &Case<'_>, credentials: &Credentials) -> String {
    let now = case
        .authorizations()
        .iter()
        .flat_map(|authorization| &authorization.facts)
        .find(|fact| fact.key.eq_ignore_ascii_case("aws:EpochTime"))
        .and_then(|fact| fact.values.first()?.parse::<i64>().ok());
    match now {
        Some(now) => format!(
            "for {}",
            words::duration_in_full(credentials.expiration.0.saturating_sub(now))
        ),
        None => format!("until {}", credentials.expiration),
    }
}

fn with_mfa(case: &Case<'_>) -> bool {
    case.exchange
        .trace
        .gates
        .iter()
        .any(|gate| gate.kind == GateKind::Mfa && gate.state == GateState::Passed)
}

/// Who granted what: the resource's side, then the caller's.
fn grants(case: &Case<'_>) -> String {
    let Some(authorization) = case.authorizations().first() else {
        return "This call needs no permission.".to_owned();
    };
    let mut clauses: Vec<String> = [Layer::Trust, Layer::Resource, Layer::Identity]
        .into_iter()
        .filter_map(|kind| granted(authorization, kind))
        .collect();
    let identity = layer(authorization, Layer::Identity);
    if identity.is_some_and(|layer| layer.outcome == LayerOutcome::Bypassed) {
        clauses.push(format!(
            "no policy of {} own is needed, because that grant is to the caller directly",
            words::possessive(&case.caller())
        ));
    } else if case.is_root() {
        clauses.push("the root user needs no policy in its own account".to_owned());
    }
    if clauses.is_empty() {
        return "Nothing that bears on this call denies it.".to_owned();
    }
    format!("{}.", words::capitalised(&clauses.join("; ")))
}

/// What a kind of policy granted: `statement 1 of the trust policy of R trusts account 111111111111`.
fn granted(authorization: &Authorization, kind: Layer) -> Option<String> {
    let (policy, statement) = applying(layer(authorization, kind)?, Effect::Allow)?;
    let grant = match (kind, &statement.principal) {
        (Layer::Trust, Some(principal)) => format!("trusts {}", told::people(principal)),
        _ => format!("allows {}", call(authorization)),
    };
    let conditions = conditions(statement);
    Some(format!(
        "{} of {} {grant}{conditions}",
        told::number(statement).replacen("Statement", "statement", 1),
        words::policy(policy).inline
    ))
}

/// ` where aws:MultiFactorAuthPresent is true, as it is here`
fn conditions(statement: &StatementTrace) -> String {
    let facts: Vec<String> = statement
        .conditions
        .iter()
        .map(|c| words::operator(&c.operator).fact(&c.key, &c.wanted))
        .collect();
    if facts.is_empty() {
        String::new()
    } else {
        format!(" if {}, which holds", words::listed(&facts, "and"))
    }
}
