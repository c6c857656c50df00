//! The exported session: canonical bytes of everything that happened, for files and for comparing runs.

use crate::Session;

/// The session as canonical JSON: scenario, and each entry's answer with its credentials.
pub fn export(session: &Session) -> String {
    let _ = session;
    String::new()
}

/// SHA-256 of the export, in hex.
pub fn digest(session: &Session) -> String {
    let _ = session;
    String::new()
}
