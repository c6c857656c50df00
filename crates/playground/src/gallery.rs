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

/// Every card, in the order of the menu.
pub fn cards() -> &'static [Card] {
    &[]
}

/// The scenario of a slug.
pub fn open(slug: &str) -> Option<Scenario> {
    let _ = slug;
    None
}

/// An empty scenario with a seed of its own.
pub fn empty(seed: &str) -> Scenario {
    let _ = seed;
    Scenario::default()
}
