//! What is wrong with a policy text.

use iam::{Diagnostic, Problem, Refusal};

/// What a diagnostic says, and the remedy.
pub fn diagnostic(diagnostic: &Diagnostic) -> String {
    match &diagnostic.problem {
        Problem::Json => "This is not JSON.".to_owned(),
    }
}

/// IAM's answer to a text it does not accept.
pub fn refusal(refusal: &Refusal) -> String {
    let inferred = if refusal.approximate {
        " (IAM's exact words for this are not known)"
    } else {
        ""
    };
    format!(
        "IAM answers MalformedPolicyDocument: {}{inferred}",
        refusal.message
    )
}
