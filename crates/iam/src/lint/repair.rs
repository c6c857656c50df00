//! Fixes for what IAM refuses, where it is clear what was meant.

mod grammar;
mod json;

use super::Fix;
use crate::{Diagnostic, Problem};

/// The ways to put a diagnostic of this text right, the best first; none where it is not clear what was meant.
///
/// Each takes the diagnostic away and brings no other. One fix straightens all the quotes of one kind, and closes all that
/// stands open at one place.
pub fn repairs(text: &str, diagnostic: &Diagnostic) -> Vec<Fix> {
    let fix = match &diagnostic.problem {
        Problem::Json(problem) => json::repair(text, diagnostic.span, problem),
        problem => grammar::repair(text, diagnostic.span, problem),
    };
    fix.into_iter().collect()
}
