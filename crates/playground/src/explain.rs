//! Words for people: what an exchange means, and why.
//!
//! The only place where facts become sentences. Verdict first, then reason, then remedy.

pub mod words;

use std::sync::Arc;

use iam::Span;
use sts::Exchange;
use sts::trace::GateKind;

/// An exchange, told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Allowed or not.
    pub allowed: bool,
    /// `Denied by the role's trust policy`
    pub headline: String,
    /// One sentence: what decided. `It needs aws:MultiFactorAuthPresent = "true"; the request carried none.`
    pub reason: String,
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
    /// `The role trusts the caller`
    pub title: String,
    /// Its state.
    pub state: GateStatus,
    /// One line, may be empty.
    pub text: String,
    /// The statements looked at.
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
    Explanation {
        allowed: exchange.result.is_ok(),
        headline: String::new(),
        reason: String::new(),
        error: None,
        gates: Vec::new(),
        marks: Vec::new(),
        announcement: String::new(),
    }
}
