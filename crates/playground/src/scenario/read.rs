//! Reading and printing a scenario document.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::locate;
use super::{MAX_BYTES, MAX_DEPTH, MAX_ENTRIES, MAX_PRINCIPALS, Scenario, VERSION};
use crate::world::{ScenarioError, ScenarioProblem};

/// What turns version `n + 1` into version `n + 2`, at index `n`.
const MIGRATIONS: [fn(&mut Value); VERSION as usize - 1] = [];

impl Scenario {
    /// Reads a document of this or an older version, at most 512 KB and 48 levels of JSON.
    ///
    /// Whether it describes a world is found by [`crate::world::world`].
    ///
    /// # Errors
    /// The first thing wrong, with its line and column or its path: not JSON, a key twice, an unknown or missing member,
    /// a newer version, more than 200 accounts, users, roles and resources or 500 entries.
    pub fn from_json(text: &str) -> Result<Self, ScenarioError> {
        if text.len() > MAX_BYTES {
            return Err(error("", ScenarioProblem::TooLarge { max: MAX_BYTES }));
        }
        let mut document = parse(text)?;
        migrate(&mut document)?;
        let scenario = Self::deserialize(&document).map_err(|failure| {
            let words = failure.to_string();
            error(
                locate::first_misfit(document),
                ScenarioProblem::Shape(words.into()),
            )
        })?;
        scenario.check_counts()?;
        Ok(scenario)
    }

    /// The document on one line: what links and digests are made of.
    pub fn to_json(&self) -> String {
        self.to_value().to_string()
    }

    /// The document for people and files, indented by two spaces.
    pub fn to_json_pretty(&self) -> String {
        format!("{:#}", self.to_value())
    }

    /// The document as a value: the one way out of a scenario, so that the page holds one writer for it.
    pub(crate) fn to_value(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    fn check_counts(&self) -> Result<(), ScenarioError> {
        let principals: usize = self
            .accounts
            .iter()
            .map(|account| 1 + account.users.len() + account.roles.len() + account.resources.len())
            .sum();
        if principals > MAX_PRINCIPALS {
            let max = MAX_PRINCIPALS;
            return Err(error(
                "accounts",
                ScenarioProblem::TooManyPrincipals { max },
            ));
        }
        if self.tape.len() > MAX_ENTRIES {
            let max = MAX_ENTRIES;
            return Err(error("tape", ScenarioProblem::TooManyEntries { max }));
        }
        Ok(())
    }
}

fn error(place: impl Into<String>, problem: ScenarioProblem) -> ScenarioError {
    ScenarioError {
        place: place.into(),
        problem,
    }
}

/// JSON with each key once and no more levels than allowed.
pub(crate) fn parse(text: &str) -> Result<Value, ScenarioError> {
    let mut reader = serde_json::Deserializer::from_str(text);
    Strict { levels: MAX_DEPTH }
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value))
        .map_err(|failure| {
            let place = format!("line {}, column {}", failure.line(), failure.column());
            let words = failure.to_string();
            let words = words
                .rsplit_once(" at line ")
                .map_or(words.as_str(), |(words, _)| words);
            error(place, ScenarioProblem::Shape(words.into()))
        })
}

/// Brings an older document up to this version.
fn migrate(document: &mut Value) -> Result<(), ScenarioError> {
    let Some(version) = document
        .get("version")
        .and_then(Value::as_u64)
        .filter(|version| *version > 0)
    else {
        return Err(error("version", ScenarioProblem::NoVersion));
    };
    let version = u32::try_from(version).unwrap_or(u32::MAX);
    if version > VERSION {
        return Err(error("version", ScenarioProblem::TooNew(version)));
    }
    for step in MIGRATIONS.iter().skip(version as usize - 1) {
        step(document);
    }
    if let Some(slot) = document.get_mut("version") {
        *slot = VERSION.into();
    }
    Ok(())
}

/// Reads any JSON value, but refuses what `serde_json::Value` alone would let pass: a key twice loses what the first
/// one held, and deep nesting costs stack.
#[derive(Clone, Copy)]
struct Strict {
    levels: usize,
}

impl Strict {
    fn inner<E: Error>(self) -> Result<Self, E> {
        self.levels
            .checked_sub(1)
            .map(|levels| Self { levels })
            .ok_or_else(|| E::custom(format_args!("nested deeper than {MAX_DEPTH} levels")))
    }
}

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(inner)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut members = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if members.contains_key(&key) {
                return Err(A::Error::custom(format_args!("the key `{key}` twice")));
            }
            let value = map.next_value_seed(inner)?;
            members.insert(key, value);
        }
        Ok(Value::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> (String, ScenarioProblem) {
        let failure = Scenario::from_json(text).unwrap_err();
        (failure.place, failure.problem)
    }

    fn check_shape(text: &str, place: &str, words: &str) {
        let (found, problem) = refused(text);
        let ScenarioProblem::Shape(said) = problem else {
            panic!("{problem:?}")
        };
        assert_eq!(found, place, "{said}");
        assert!(said.contains(words), "{said}");
    }

    #[test]
    fn what_is_not_of_the_shape_is_refused_with_its_place() {
        check_shape("", "line 1, column 0", "EOF");
        check_shape("{\n \"version\": 1,,", "line 2, column 15", "key must be");
        check_shape("{\"version\": 1} x", "line 1, column 16", "trailing");
        check_shape(
            "{\"version\": 1, \"version\": 1}",
            "line 1, column 24",
            "`version` twice",
        );
        check_shape("{\"version\": 1, \"color\": 1}", "color", "unknown field");
        check_shape(
            r#"{"version":1,"accounts":[{"id":"1","roles":[{"trusts":{}}]}]}"#,
            "accounts[0].roles[0].trusts",
            "unknown field `trusts`",
        );
        check_shape(
            r#"{"version":1,"accounts":[{"id":1}]}"#,
            "accounts[0].id",
            "invalid type: integer `1`",
        );
        check_shape(
            r#"{"version":1,"request":{"caller":{"user":{"name":"a","token":1}}}}"#,
            "request.caller",
            "unknown field `token`",
        );
        let deep = format!(
            "{{\"version\":1,\"tape\":{}{}}}",
            "[".repeat(60),
            "]".repeat(60)
        );
        check_shape(&deep, "line 1, column 68", "deeper than 48");
        check_shape(&"[".repeat(100_000), "line 1, column 49", "deeper than 48");
    }

    #[test]
    fn versions_are_checked_before_anything_else() {
        assert_eq!(
            refused("{}"),
            ("version".into(), ScenarioProblem::NoVersion)
        );
        assert_eq!(refused("[]").1, ScenarioProblem::NoVersion);
        assert_eq!(refused("{\"version\":0}").1, ScenarioProblem::NoVersion);
        let newer = "{\"version\":2,\"unheardOf\":1}";
        assert_eq!(
            refused(newer),
            ("version".into(), ScenarioProblem::TooNew(2))
        );
        assert_eq!(
            refused("{\"version\":99999999999}").1,
            ScenarioProblem::TooNew(u32::MAX)
        );
    }

    #[test]
    fn sizes_are_capped() {
        let padded = format!("{{\"version\":1,\"about\":\"{}\"}}", "a".repeat(MAX_BYTES));
        assert_eq!(
            refused(&padded).1,
            ScenarioProblem::TooLarge { max: MAX_BYTES }
        );
        let users = vec!["{}"; 201].join(",");
        let text = format!("{{\"version\":1,\"accounts\":[{{\"users\":[{users}]}}]}}");
        assert_eq!(
            refused(&text).1,
            ScenarioProblem::TooManyPrincipals { max: 200 }
        );
        let entries = vec!["{}"; 501].join(",");
        let text = format!("{{\"version\":1,\"tape\":[{entries}]}}");
        assert_eq!(
            refused(&text).1,
            ScenarioProblem::TooManyEntries { max: 500 }
        );
    }

    #[test]
    fn a_document_comes_back_as_it_was_and_says_nothing_twice() {
        let text = r#"{"version":1,"seed":"s","clock":"2026-01-15T09:30:00Z","accounts":[{"id":"111111111111","users":[{"name":"alice"}],"roles":[{"name":"R","trust":{"Version":"2012-10-17","Statement":[]}}]}],"request":{"caller":{"user":{"name":"111111111111/alice"}},"action":"sts:GetCallerIdentity"},"tape":[{"id":1,"at":"2026-01-15T09:30:00Z","call":{"caller":{"entry":7},"without":["session_token"]}}],"focus":{"entry":1}}"#;
        let scenario = Scenario::from_json(text).unwrap();
        assert_eq!(scenario.to_json(), text);
        assert_eq!(
            Scenario::from_json(&scenario.to_json_pretty()),
            Ok(scenario)
        );
        assert_eq!(
            Scenario::default().to_json(),
            r#"{"version":1,"clock":"2026-01-15T09:30:00Z"}"#
        );
    }
}
