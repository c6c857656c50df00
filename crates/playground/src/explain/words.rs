//! Sentences for single facts.

/// What a diagnostic says, and the remedy.
pub fn diagnostic(diagnostic: &iam::Diagnostic) -> String {
    let _ = diagnostic;
    String::new()
}

/// What is wrong with a link, and the remedy.
pub fn link_error(error: &crate::link::LinkError) -> String {
    let _ = error;
    String::new()
}
