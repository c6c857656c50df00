//! AWS's answers to calls that fail.

use std::sync::Arc;

/// An error as the service answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// `<Code>` on the wire, `AccessDenied`.
    pub code: &'static str,
    /// HTTP status.
    pub http: u16,
    /// AWS's text, verbatim.
    pub message: Arc<str>,
    /// The text is inferred: neither documented nor observed.
    pub approximate: bool,
}
