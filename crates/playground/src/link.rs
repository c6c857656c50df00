//! Share links: `#w/d1.<payload>.<crc>` and `#s/<slug>[/d1.…]` (raw DEFLATE with dictionary, base64url, CRC-32).

use crate::scenario::Scenario;

/// The fragment (without `#`) that holds a scenario whole.
pub fn encode(scenario: &Scenario) -> String {
    let _ = scenario;
    String::new()
}

/// Reads a fragment, or a whole URL with one.
///
/// # Errors
/// What is wrong with the link: cut short, altered, too new, too large, not one of ours.
pub fn decode(text: &str) -> Result<Scenario, LinkError> {
    let _ = text;
    Err(LinkError::NotALink)
}

/// What is wrong with a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// No playground link.
    NotALink,
    /// The checksum does not fit: cut short or altered on the way.
    Damaged,
    /// Larger than a link may be.
    TooLarge,
    /// A codec or schema of a newer version.
    TooNew,
    /// The gallery has no such scenario.
    UnknownScenario(String),
    /// The document inside cannot be used.
    Scenario(crate::world::ScenarioError),
}
