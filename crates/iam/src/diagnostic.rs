//! What is wrong with a policy text, as data.

use std::sync::Arc;

use crate::Span;

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The place.
    pub span: Span,
    /// The finding.
    pub problem: Problem,
}

/// What can be wrong. Every problem here makes IAM refuse the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Placeholder until the reader is written.
    Json,
}

/// IAM's answer to a text it does not accept: `MalformedPolicyDocument` (400) with this message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// IAM's text, verbatim.
    pub message: Arc<str>,
    /// The text is inferred, not observed or documented.
    pub approximate: bool,
}
