//! A policy as a scenario stores it.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::scenario::read;

/// Deeper documents stay text, so that a scenario never nests deeper than its reader allows.
const MAX_DEPTH: usize = 32;

/// Plain JSON where the text is our canonical printing of it, otherwise the user's exact text.
///
/// Canonical is two spaces of indentation with the keys in the order typed. Documents with duplicate keys and
/// numbers that would print otherwise (`1e3`) are texts. In a scenario, a JSON string is an exact text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum PolicyText {
    /// The exact text.
    Text(String),
    /// Canonically printed JSON.
    Json(Value),
}

impl<'de> Deserialize<'de> for PolicyText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Value::deserialize(deserializer)? {
            Value::String(text) => Self::Text(text),
            value => Self::Json(value),
        })
    }
}

impl Default for PolicyText {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl PolicyText {
    /// Stores a text in its shortest faithful form: `PolicyText::new(t).text() == t` for every `t`.
    pub fn new(text: &str) -> Self {
        match read::parse(text) {
            Ok(value) if fits(&value, MAX_DEPTH) && pretty(&value) == text => Self::Json(value),
            _ => Self::Text(text.to_owned()),
        }
    }

    /// The text, exactly as it was saved.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Json(value) => pretty(value),
        }
    }
}

fn pretty(value: &Value) -> String {
    format!("{value:#}")
}

/// An object or list (a scalar could not be told from a text) of at most so many levels.
fn fits(value: &Value, levels: usize) -> bool {
    fn shallow(value: &Value, levels: usize) -> bool {
        match value {
            Value::Object(members) => {
                levels > 0 && members.values().all(|value| shallow(value, levels - 1))
            }
            Value::Array(members) => {
                levels > 0 && members.iter().all(|value| shallow(value, levels - 1))
            }
            _ => true,
        }
    }
    (value.is_object() || value.is_array()) && shallow(value, levels)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text comes back exactly, also through a document; `json` tells how it is stored.
    fn check(text: &str, json: bool) {
        let stored = PolicyText::new(text);
        assert_eq!(matches!(stored, PolicyText::Json(_)), json, "{text}");
        assert_eq!(stored.text(), text);
        let document = serde_json::to_string(&stored).unwrap();
        let read: PolicyText = serde_json::from_str(&document).unwrap();
        assert_eq!(read, stored, "{document}");
        assert_eq!(read.text(), text);
    }

    #[test]
    fn canonical_json_is_stored_as_json() {
        for text in [
            "{}",
            "[]",
            "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": []\n}",
            "{\n  \"b\": 1,\n  \"a\": [\n    true,\n    null,\n    1.5,\n    -3\n  ]\n}",
            "{\n  \"a\": \"é \\\" \\n\"\n}",
        ] {
            check(text, true);
        }
    }

    #[test]
    fn everything_else_is_stored_as_typed() {
        for text in [
            "",
            " ",
            "{",
            "{ }",
            "{\n  \"a\": 1\n}\n",
            "{\"a\":1}",
            "{\n  \"a\": 1,\n  \"a\": 2\n}",
            "{\n  \"a\": 1e3\n}",
            "{\n  \"a\": 1.50\n}",
            "{\n  \"a\": 100000000000000000000000\n}",
            "{\n  \"a\": -0\n}",
            "{\n  \"a\": \"\\u0061\"\n}",
            "{\n  \"a\": \"\\/\"\n}",
            "{\r\n  \"a\": 1\r\n}",
            "\u{feff}{}",
            "\"text\"",
            "12",
            "null",
            "true",
        ] {
            check(text, false);
        }
        check(&format!("{}{}", "[".repeat(60), "]".repeat(60)), false);
        check(&"[".repeat(100_000), false);
    }

    #[test]
    fn depth_decides_where_json_ends() {
        fn nested(levels: usize) -> String {
            let value = (1..levels).fold(Value::Array(Vec::new()), |inner, _| {
                Value::Array(vec![inner])
            });
            pretty(&value)
        }
        check(&nested(MAX_DEPTH), true);
        check(&nested(MAX_DEPTH + 1), false);
    }
}
