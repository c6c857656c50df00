//! Light or dark.

use crate::state::Theme;

/// The theme of the last visit.
pub fn remembered() -> Theme {
    Theme::Auto
}
