//! Policy texts that IAM has accepted.

use std::sync::Arc;

/// A text and what it was compiled to. Principals in it are already resolved to unique ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptedPolicy {
    /// Exactly as it was saved.
    pub text: Arc<str>,
    /// Compiled.
    pub policy: Arc<iam::Policy>,
}
