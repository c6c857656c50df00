//! The scenarios that come with the playground.

use crate::scenario::Scenario;

/// One of the gallery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card {
    /// `cross-account-mfa`
    pub slug: &'static str,
    /// Title.
    pub title: &'static str,
    /// One line: what it shows.
    pub promise: &'static str,
}

/// Slug of the scenario the page opens on.
pub const DEFAULT: &str = "cross-account-mfa";

const CARDS: [Card; 4] = [
    Card {
        slug: DEFAULT,
        title: "Cross-account access with MFA",
        promise: "A role in another account opens only to callers who send an MFA code.",
    },
    Card {
        slug: "third-party-external-id",
        title: "A third party with an external id",
        promise: "A vendor must name the customer it acts for, or the role stays shut.",
    },
    Card {
        slug: "get-session-token-mfa",
        title: "GetSessionToken for a call that wants MFA",
        promise: "An access key alone may not delete; a session with MFA may.",
    },
    Card {
        slug: "credentials-that-expire",
        title: "Credentials that expire",
        promise: "Ten minutes left: move the clock, and the same call fails.",
    },
];

/// Every card, in the order of the menu.
pub fn cards() -> &'static [Card] {
    &CARDS
}

/// The scenario of a slug.
pub fn open(slug: &str) -> Option<Scenario> {
    let text = match slug {
        DEFAULT => include_str!("../gallery/cross-account-mfa.json"),
        "third-party-external-id" => include_str!("../gallery/third-party-external-id.json"),
        "get-session-token-mfa" => include_str!("../gallery/get-session-token-mfa.json"),
        "credentials-that-expire" => include_str!("../gallery/credentials-that-expire.json"),
        _ => return None,
    };
    Scenario::from_json(text).ok()
}

/// A scenario to begin one's own with: one account, a user and a role it may assume, with a seed of its own.
pub fn empty(seed: &str) -> Scenario {
    let empty = Scenario::from_json(include_str!("../gallery/empty.json"));
    Scenario {
        seed: seed.into(),
        ..empty.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
