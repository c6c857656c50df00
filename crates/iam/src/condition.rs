//! Condition operators.

use std::sync::Arc;

use crate::Span;

/// One operator and key of a `Condition` element, with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// As written, `ForAnyValue:StringLike`.
    pub operator: Arc<str>,
    /// As written.
    pub key: Arc<str>,
    /// As written; numbers and booleans as their JSON text.
    pub values: Vec<(Arc<str>, Span)>,
    /// Key and values.
    pub span: Span,
}
