//! Strict reading of JSON objects: every field is taken by name, and one left over is refused.

use std::collections::BTreeMap;

use serde_json::Value;

/// The fields of one object that have not been taken yet.
pub(crate) struct Fields<'a> {
    place: &'static str,
    left: BTreeMap<&'a str, &'a Value>,
}

impl<'a> Fields<'a> {
    /// Begins to read an object; `place` names it in errors.
    pub(crate) fn of(place: &'static str, value: &'a Value) -> Result<Self, String> {
        let object = value
            .as_object()
            .ok_or_else(|| format!("{place}: not an object"))?;
        Ok(Self {
            place,
            left: object.iter().map(|(k, v)| (k.as_str(), v)).collect(),
        })
    }

    /// Begins to read the object in a field, if the field is there.
    pub(crate) fn inner(&mut self, name: &'static str) -> Result<Option<Self>, String> {
        self.take(name)
            .map(|value| Self::of(name, value))
            .transpose()
    }

    /// Takes a field, `null` included.
    pub(crate) fn take(&mut self, name: &str) -> Option<&'a Value> {
        self.left.remove(name)
    }

    /// Takes a field that must be there.
    pub(crate) fn need(&mut self, name: &str) -> Result<&'a Value, String> {
        self.take(name)
            .ok_or_else(|| format!("{}: `{name}` is missing", self.place))
    }

    /// Takes a text.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<&'a str>, String> {
        self.typed(name, "a text", Value::as_str)
    }

    /// Takes a text that must be there.
    pub(crate) fn need_text(&mut self, name: &str) -> Result<&'a str, String> {
        self.text(name)?
            .ok_or_else(|| format!("{}: `{name}` is missing", self.place))
    }

    /// Takes a whole number.
    pub(crate) fn number(&mut self, name: &str) -> Result<Option<i64>, String> {
        self.typed(name, "a whole number", Value::as_i64)
    }

    /// Takes `true` or `false`; a missing one is `false`.
    pub(crate) fn flag(&mut self, name: &str) -> Result<bool, String> {
        Ok(self
            .typed(name, "true or false", Value::as_bool)?
            .unwrap_or(false))
    }

    /// Takes a list.
    pub(crate) fn list(&mut self, name: &str) -> Result<Option<&'a [Value]>, String> {
        self.typed(name, "a list", |value| value.as_array().map(Vec::as_slice))
    }

    /// Takes an object of texts, in its order; a missing one is empty.
    pub(crate) fn texts(&mut self, name: &str) -> Result<Vec<(&'a str, String)>, String> {
        let object = self.typed(name, "an object", Value::as_object)?;
        Ok(object
            .into_iter()
            .flatten()
            .map(|(key, value)| (key.as_str(), scalar(value)))
            .collect())
    }

    /// The names of the fields not taken yet.
    pub(crate) fn names(&self) -> Vec<&'a str> {
        self.left.keys().copied().collect()
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// A field was not taken.
    pub(crate) fn finish(self) -> Result<(), String> {
        match self.left.keys().next() {
            None => Ok(()),
            Some(name) => Err(format!("{}: unknown field `{name}`", self.place)),
        }
    }

    fn typed<T>(
        &mut self,
        name: &str,
        kind: &str,
        read: impl Fn(&'a Value) -> Option<T>,
    ) -> Result<Option<T>, String> {
        let Some(value) = self.take(name) else {
            return Ok(None);
        };
        match read(value) {
            Some(read) => Ok(Some(read)),
            None => Err(format!("{}: `{name}` is not {kind}", self.place)),
        }
    }
}

/// A text as it stands, anything else as its JSON.
pub(crate) fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// One text or a list of texts.
pub(crate) fn one_or_many(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().map(scalar).collect(),
        one => vec![scalar(one)],
    }
}
