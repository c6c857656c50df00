//! What else is worth knowing about a denial.

use iam::Decision;
use iam::evaluate::Layer;
use iam::trace::LayerOutcome;
use sts::trace::Authorization;

use super::case::{Case, applying, is_role, layer};
use super::words;

/// Each a sentence or two; none where the reason says it all.
pub(super) fn notes(case: &Case<'_>) -> Vec<String> {
    let Some(denial) = case.denial() else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    if denial.evaluation.decision == Decision::ImplicitDeny {
        notes.extend(both_accounts(case, denial));
        notes.extend(only_delegates(case, denial));
        notes.extend(trust_must_allow(denial));
        notes.extend(own_action(denial));
    }
    notes
}

/// Source: IAM User Guide, "Cross-account policy evaluation logic".
fn both_accounts(case: &Case<'_>, denial: &Authorization) -> Option<String> {
    if denial.evaluation.same_account {
        return None;
    }
    let target = match words::account_of(&denial.resource) {
        Some(account) => format!("account {account}"),
        None => format!("the account of {}", words::name(&denial.resource)),
    };
    let side = if is_role(&denial.resource) {
        "the role's trust policy"
    } else {
        "the resource's own policy"
    };
    if case.is_root() {
        return Some(format!(
            "The call crosses accounts, so {target} must allow it too, by {side}."
        ));
    }
    let ours = case.account()?;
    Some(format!(
        "The call crosses accounts, so both must allow it: account {ours} by {} own policies, {target} by {side}.",
        words::possessive(&case.caller())
    ))
}

/// A grant to an account. Source: IAM User Guide, "AWS JSON policy elements: Principal", account principals.
fn only_delegates(case: &Case<'_>, denial: &Authorization) -> Option<String> {
    if denial.evaluation.layer != Layer::Identity || !denial.evaluation.same_account {
        return None;
    }
    let trust = layer(denial, Layer::Trust).filter(|l| l.outcome == LayerOutcome::Allows)?;
    let (_, statement) = applying(trust, iam::Effect::Allow)?;
    let principal = statement.principal.as_ref()?;
    let (index, _) = principal.by?;
    let listed = words::who(principal.wanted.get(index)?);
    listed.starts_with("account ").then(|| {
        format!(
            "The trust policy names {listed} as a whole, which only delegates: {} also needs an identity-based policy that allows {}.",
            case.caller(),
            denial.action
        )
    })
}

/// Inside one account another resource's policy and the caller's are alternatives; a role's trust policy is not.
/// Source: IAM User Guide, "Determining whether a request is allowed or denied".
fn trust_must_allow(denial: &Authorization) -> Option<String> {
    let identity = layer(denial, Layer::Identity)?;
    (denial.evaluation.layer == Layer::Trust
        && denial.evaluation.same_account
        && identity.outcome == LayerOutcome::Allows)
        .then(|| "A role's trust policy must allow in every case; the caller's own policies cannot stand in for it.".to_owned())
}

/// Actions that come on top of `sts:AssumeRole`. Source: IAM User Guide, "Pass session tags", "Monitor and control actions
/// taken with assumed roles".
fn own_action(denial: &Authorization) -> Option<String> {
    let what = match denial.action.as_ref() {
        "sts:TagSession" => "Passing or inheriting session tags",
        "sts:SetSourceIdentity" => "Setting or inheriting a source identity",
        "sts:SetContext" => "Passing a context",
        _ => return None,
    };
    Some(format!(
        "{what} is an action of its own: {} must be allowed beside sts:AssumeRole, wherever that is.",
        denial.action
    ))
}
