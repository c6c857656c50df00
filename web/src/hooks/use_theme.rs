//! Light or dark: `data-theme` on `<html>`, remembered where the browser remembers.

use yew::prelude::*;

use crate::js::{address, dom, storage};
use crate::state::Theme;

const KEY: &str = "sts-playground.theme";

/// Shows the page in a theme.
#[hook]
pub fn use_theme(theme: Theme) {
    use_effect_with(theme, |&theme| {
        if address::embedded() {
            return; // the host's page decides, by its own colour scheme
        }
        if let Some(root) = dom::root() {
            let _ = match theme {
                Theme::Auto => root.remove_attribute("data-theme"),
                _ => root.set_attribute("data-theme", name(theme)),
            };
        }
        if theme != remembered() {
            storage::write(KEY, name(theme));
        }
    });
}

/// The theme of the last visit.
pub fn remembered() -> Theme {
    if address::embedded() {
        return Theme::Auto;
    }
    match storage::read(KEY).as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::Auto,
    }
}

/// Name of a theme, for `data-theme` and for people.
pub fn name(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "auto",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}
