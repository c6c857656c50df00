//! A policy as a scenario stores it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Plain JSON where the text is our canonical printing of it, otherwise the user's exact text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum PolicyText {
    /// The exact text.
    Text(String),
    /// Canonically printed JSON.
    Json(Value),
}

impl Default for PolicyText {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl PolicyText {
    /// Stores a text in its shortest faithful form.
    pub fn new(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// The text, exactly as it was saved.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Json(value) => serde_json::to_string_pretty(value).unwrap_or_default(),
        }
    }
}
