//! The condition keys of one request.

use std::sync::Arc;

/// Condition keys and their values. Key names, tag keys included, are compared without case.
///
/// A key with an empty list of values is present and empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    entries: Vec<Entry>,
    /// The fingerprint of each entry's key: looking through them costs less than comparing texts.
    fingerprints: Vec<u64>,
}

/// One key of a [`Context`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key as AWS writes it, `aws:MultiFactorAuthPresent`.
    pub key: Arc<str>,
    /// Its values; one, unless the key is multivalued.
    pub values: Arc<[Arc<str>]>,
    /// The key can carry several values.
    pub multivalued: bool,
    folded: Box<str>,
}

/// A key that is looked up many times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    folded: Box<str>,
    fingerprint: u64,
}

impl Key {
    pub(crate) fn new(text: &str) -> Self {
        Self {
            folded: text.to_ascii_lowercase().into(),
            fingerprint: fingerprint(text),
        }
    }
}

impl Context {
    /// No keys.
    pub const EMPTY: Self = Self {
        entries: Vec::new(),
        fingerprints: Vec::new(),
    };

    /// Sets a single-valued key, replacing what it had.
    pub fn set(&mut self, key: &str, value: impl Into<Arc<str>>) {
        self.put(key, [value.into()].into(), false);
    }

    /// Sets a multivalued key, replacing what it had.
    pub fn set_all<V: Into<Arc<str>>>(&mut self, key: &str, values: impl IntoIterator<Item = V>) {
        self.put(key, values.into_iter().map(Into::into).collect(), true);
    }

    /// Takes a key away.
    pub fn remove(&mut self, key: &str) {
        if let Some(at) = self.find(&Key::new(key)) {
            self.entries.remove(at);
            self.fingerprints.remove(at);
        }
    }

    /// The key's entry; `None`: it is absent.
    pub fn lookup(&self, key: &str) -> Option<&Entry> {
        let is_key = |entry: &Entry| entry.key.eq_ignore_ascii_case(key);
        self.entries.get(self.place(fingerprint(key), is_key)?)
    }

    /// The same for a key that is at hand.
    pub(crate) fn entry(&self, key: &Key) -> Option<&Entry> {
        self.entries.get(self.find(key)?)
    }

    /// Every key, ordered by its name without case.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn put(&mut self, key: &str, values: Arc<[Arc<str>]>, multivalued: bool) {
        let Key {
            folded,
            fingerprint,
        } = Key::new(key);
        let at = self.entries.partition_point(|entry| entry.folded < folded);
        let entry = Entry {
            key: key.into(),
            values,
            multivalued,
            folded,
        };
        match self.entries.get_mut(at) {
            Some(slot) if slot.folded == entry.folded => *slot = entry,
            _ => {
                self.entries.insert(at, entry);
                self.fingerprints.insert(at, fingerprint);
            }
        }
    }

    fn find(&self, key: &Key) -> Option<usize> {
        self.place(key.fingerprint, |entry| entry.folded == key.folded)
    }

    fn place(&self, fingerprint: u64, is_key: impl Fn(&Entry) -> bool) -> Option<usize> {
        let same = (0..)
            .zip(&self.fingerprints)
            .filter(|(_, it)| **it == fingerprint);
        let mut places = same.map(|(at, _)| at);
        places.find(|&at| self.entries.get(at).is_some_and(&is_key))
    }
}

/// FNV-1a of the key without case.
fn fingerprint(key: &str) -> u64 {
    key.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_without_case_and_stand_in_their_order() {
        let mut context = Context::default();
        for key in ["sts:ExternalId", "AWS:UserName", "aws:userid", "aws:Zone"] {
            context.set(key, key);
        }
        context.set("aws:username", "anna");
        let keys: Vec<_> = context.entries().iter().map(|entry| &*entry.key).collect();
        assert_eq!(
            keys,
            ["aws:userid", "aws:username", "aws:Zone", "sts:ExternalId"]
        );
        let found = context.lookup("aws:USERNAME").unwrap();
        assert_eq!((&*found.values[0], found.multivalued), ("anna", false));
        let key = Key::new("STS:externalid");
        assert_eq!(&*context.entry(&key).unwrap().key, "sts:ExternalId");
        context.remove("AWS:USERID");
        assert_eq!(context.lookup("aws:userid"), None);
        assert_eq!(context.lookup("aws:userna"), None);
        assert_eq!(&*context.lookup("aws:zone").unwrap().key, "aws:Zone");
    }

    #[test]
    fn fingerprints_tell_keys_apart() {
        let keys = ["aws:PrincipalTag/", "sts:", "s3:x-amz-", "k"];
        let keys = keys
            .iter()
            .flat_map(|start| (0..500).map(move |at| format!("{start}{at}")));
        let fingerprints: std::collections::BTreeSet<_> =
            keys.map(|key| fingerprint(&key)).collect();
        assert_eq!(fingerprints.len(), 2000);
        assert_eq!(fingerprint("AWS:UserId"), fingerprint("aws:userid"));
        // FNV-1a of "a", as draft-eastlake-fnv gives it.
        assert_eq!(fingerprint("a"), 0xaf63_dc4c_8601_ec8c);
    }

    #[test]
    fn a_set_may_be_empty() {
        let mut context = Context::default();
        context.set_all("k:many", [""; 0]);
        let entry = context.lookup("K:MANY").unwrap();
        assert!(entry.multivalued && entry.values.is_empty());
    }
}
