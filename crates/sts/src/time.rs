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
        iam::date::parse_rfc3339(text).map(Self)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&iam::date::format_rfc3339(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_written_as_sts_writes_them() {
        for (text, seconds, shown) in [
            (
                "2026-01-15T09:30:00Z",
                1_768_469_400,
                "2026-01-15T09:30:00Z",
            ),
            (
                "2026-01-15T10:30:00.9+01:00",
                1_768_469_400,
                "2026-01-15T09:30:00Z",
            ),
            ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"),
            ("1969-12-31T23:59:59Z", -1, "1969-12-31T23:59:59Z"),
        ] {
            assert_eq!(Timestamp::parse(text), Some(Timestamp(seconds)), "{text}");
            assert_eq!(Timestamp(seconds).to_string(), shown);
        }
        assert_eq!(Timestamp::parse("yesterday"), None);
        assert_eq!(Timestamp(i64::MAX).plus(1), Timestamp(i64::MAX));
    }
}
