//! Words for people: what an exchange means, and why.
//!
//! The only place where facts become sentences. Verdict first, then reason, then remedy.

pub mod words;

mod allowed;
mod case;
mod denied;
mod gates;
mod marks;
mod nearest;
mod notes;
mod refused;
mod statements;
mod told;
mod verdict;

use std::sync::Arc;

use iam::Span;
use sts::Exchange;
use sts::trace::GateKind;

use case::Case;
use verdict::Verdict;

/// An exchange, told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Allowed or not.
    pub allowed: bool,
    /// `Denied by the role's trust policy`
    pub headline: String,
    /// What decided: `Statement 1 needs aws:MultiFactorAuthPresent = true; the request carries no such key: …`.
    pub reason: String,
    /// What else is worth knowing here, each one sentence or two: that both accounts must allow, that a grant to an account only delegates, …
    pub notes: Vec<String>,
    /// AWS's own answer where it is an error.
    pub error: Option<ErrorView>,
    /// Each gate, in order.
    pub gates: Vec<GateView>,
    /// What to light in which policy, by address.
    pub marks: Vec<Mark>,
    /// For the live region: one short sentence.
    pub announcement: String,
}

/// AWS's own answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorView {
    /// `AccessDenied`
    pub code: String,
    /// 403
    pub http: u16,
    /// Verbatim.
    pub message: String,
    /// The text is inferred.
    pub approximate: bool,
}

/// One gate, told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GateView {
    /// Which.
    pub kind: GateKind,
    /// `Role trusts the caller`
    pub title: String,
    /// The title in one word, for narrow places: `Trust`.
    pub short: &'static str,
    /// Its state.
    pub state: GateStatus,
    /// One line, may be empty.
    pub text: String,
    /// The statements looked at: those of the policies that decided first.
    pub statements: Vec<StatementView>,
}

/// A gate's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateStatus {
    /// ok
    Passed,
    /// This one decided.
    Failed,
    /// not reached
    NotReached,
    /// not needed
    NotApplicable,
}

/// One statement looked at, told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementView {
    /// Address of the policy.
    pub policy: Arc<str>,
    /// `Trust policy of CrossAccountRole, statement 1`
    pub title: String,
    /// The whole statement.
    pub span: Span,
    /// `Allow` or `Deny`.
    pub effect: &'static str,
    /// Every element matches.
    pub applies: bool,
    /// Element by element.
    pub rows: Vec<Row>,
}

/// One element or condition: wanted, got, where from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// `Condition · Bool · aws:MultiFactorAuthPresent`
    pub element: String,
    /// What the policy wants.
    pub wanted: String,
    /// What the request has.
    pub got: String,
    /// Where it comes from, or why it is absent.
    pub from: String,
    /// It matches.
    pub matched: bool,
    /// Its place in the policy.
    pub span: Span,
}

/// Something to light in a policy's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Address of the policy.
    pub policy: Arc<str>,
    /// The place.
    pub span: Span,
    /// How.
    pub kind: MarkKind,
    /// What to say there.
    pub text: String,
}

/// How a place is lit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// The statement that allows.
    Allows,
    /// The statement that denies.
    Denies,
    /// The element or condition that stops a statement from applying.
    Missed,
    /// The text is not accepted here.
    Error,
}

/// Tells an exchange.
pub fn explain(exchange: &Exchange) -> Explanation {
    let case = Case::of(exchange);
    let verdict = verdict::verdict(&case);
    Explanation {
        allowed: exchange.result.is_ok(),
        notes: notes::notes(&case),
        error: exchange.result.as_ref().err().map(error),
        gates: gates::gates(&case, &verdict),
        marks: marks::marks(&case),
        announcement: announcement(&case, &verdict),
        headline: verdict.headline,
        reason: verdict.reason,
    }
}

/// `Denied by the role's trust policy. Step 5: needs sts:ExternalId = "c-7f3a"; absent.`
fn announcement(case: &Case<'_>, verdict: &Verdict) -> String {
    let headline = &verdict.headline;
    let step = case.failure.and_then(|(failed, _)| {
        let gates = &case.exchange.trace.gates;
        gates.iter().position(|gate| gate.kind == failed)
    });
    match (step, verdict.brief.as_str()) {
        (Some(step), "") => format!("{headline}. Step {} of 6.", step + 1),
        (Some(step), brief) => format!("{headline}. Step {} of 6: {brief}.", step + 1),
        (None, _) => format!("{headline}."),
    }
}

fn error(error: &sts::Error) -> ErrorView {
    ErrorView {
        code: error.code.to_owned(),
        http: error.http,
        message: error.message.to_string(),
        approximate: error.approximate,
    }
}

#[cfg(test)]
mod tests;
