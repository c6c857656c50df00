//! The condition keys of one request.

use std::sync::Arc;

/// Condition keys and their values. Key names, tag keys included, are compared without case.
///
/// A key with an empty list of values is present and empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    entries: Vec<Entry>,
}

/// One key of a [`Context`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key as AWS writes it, `aws:MultiFactorAuthPresent`.
    pub key: Arc<str>,
    /// Its values; one, unless the key is multivalued.
    pub values: Vec<Arc<str>>,
    /// The key can carry several values.
    pub multivalued: bool,
    folded: Box<str>,
}

impl Context {
    /// No keys.
    pub const EMPTY: Self = Self {
        entries: Vec::new(),
    };

    /// Sets a single-valued key, replacing what it had.
    pub fn set(&mut self, key: &str, value: impl Into<Arc<str>>) {
        self.put(key, vec![value.into()], false);
    }

    /// Sets a multivalued key, replacing what it had.
    pub fn set_all<V: Into<Arc<str>>>(&mut self, key: &str, values: impl IntoIterator<Item = V>) {
        self.put(key, values.into_iter().map(Into::into).collect(), true);
    }

    /// Takes a key away.
    pub fn remove(&mut self, key: &str) {
        if let Ok(at) = self.find(key) {
            self.entries.remove(at);
        }
    }

    /// The key's entry; `None`: it is absent.
    pub fn lookup(&self, key: &str) -> Option<&Entry> {
        self.find(key).ok().and_then(|at| self.entries.get(at))
    }

    /// The same for a key that is already in lower case: no folding, one comparison of bytes a step.
    pub(crate) fn lookup_folded(&self, folded: &str) -> Option<&Entry> {
        let at = self
            .entries
            .binary_search_by(|entry| (*entry.folded).cmp(folded));
        at.ok().and_then(|at| self.entries.get(at))
    }

    /// Every key, ordered by its name without case.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn put(&mut self, key: &str, values: Vec<Arc<str>>, multivalued: bool) {
        let entry = Entry {
            key: key.into(),
            values,
            multivalued,
            folded: key.to_ascii_lowercase().into(),
        };
        match self.find(key) {
            Ok(at) => {
                if let Some(slot) = self.entries.get_mut(at) {
                    *slot = entry;
                }
            }
            Err(at) => self.entries.insert(at, entry),
        }
    }

    fn find(&self, key: &str) -> Result<usize, usize> {
        self.entries.binary_search_by(|entry| {
            let key = key.bytes().map(|b| b.to_ascii_lowercase());
            entry.folded.bytes().cmp(key)
        })
    }
}
