//! Condition keys that do not exist.
//!
//! AWS: IAM User Guide, "AWS global condition context keys", "IAM and AWS STS condition context keys".

use std::sync::Arc;

use super::{
    Class, Finding, Holds, Rule, edit,
    facts::{Facts, claim},
    source::{Source, StatementAt},
};
use crate::nearest::nearest;

pub(super) fn check(source: &Source<'_>, at: &StatementAt<'_>, findings: &mut Vec<Finding>) {
    for test in at.tests.iter().filter(|test| test.key.is_none()) {
        let key = &test.condition.key;
        let Some(unknown) = judge(source.facts, key) else {
            continue;
        };
        let holds = if test.holds_if_absent() {
            Holds::Always
        } else {
            Holds::Never
        };
        let class = match holds.class(at.statement.effect) {
            Class::Security => Class::Security,
            _ => Class::Error,
        };
        let place = test.member.key_span;
        findings.push(match unknown {
            Unknown::Tag => Finding::new(class, place, Rule::MissingTagKey { key: key.clone() }),
            Unknown::Key(nearest) => {
                let rule = Rule::UnknownKey {
                    key: key.clone(),
                    nearest: nearest.clone(),
                };
                let finding = Finding::new(class, place, rule);
                let fits = |near: &Arc<str>| edit::is_free(&test.group.value, near);
                match nearest.filter(fits) {
                    Some(near) => finding.replace(place, key, &near),
                    None => finding,
                }
            }
        });
    }
}

/// What is wrong with a key that is not known.
pub(super) enum Unknown {
    /// The tag's key is missing.
    Tag,
    /// No such key; the nearest.
    Key(Option<Arc<str>>),
}

/// Looks at a key that is not known; `None`: keys like it are not all known, so nothing can be said.
pub(super) fn judge(facts: &Facts<'_>, key: &str) -> Option<Unknown> {
    let stem = key.strip_suffix('/').unwrap_or(key);
    let tagged = |name: &str| {
        name.strip_suffix('/')
            .is_some_and(|n| n.eq_ignore_ascii_case(stem))
    };
    if facts.keys.iter().any(|known| tagged(known.name)) {
        return Some(Unknown::Tag);
    }
    if let Some((host, name)) = claim(key) {
        let claims = facts.claims(host);
        let near = nearest(name, claims.iter().copied());
        let near = near.map(|near| format!("{host}:{near}").into());
        return (!claims.is_empty()).then_some(Unknown::Key(near));
    }
    let (prefix, name) = match key.split_once(':') {
        Some((prefix, name)) => (Some(prefix), name),
        None => (None, key),
    };
    let (stem, tag) = match name.split_once('/') {
        Some((stem, tag)) => (stem, Some(tag)),
        None => (name, None),
    };
    let names = || facts.keys.iter().filter_map(|key| key.name.split_once(':'));
    let is = |its: &str| prefix.is_some_and(|prefix| its.eq_ignore_ascii_case(prefix));
    let known_prefix = names().any(|(its, _)| is(its));
    let mut candidates = names()
        .filter(|(its, name)| (is(its) || !known_prefix) && name.ends_with('/') == tag.is_some());
    let bare = candidates
        .clone()
        .map(|(_, name)| name.trim_end_matches('/'));
    let full: Option<Arc<str>> = nearest(stem, bare).and_then(|near| {
        let (prefix, name) = candidates.find(|(_, name)| name.trim_end_matches('/') == near)?;
        Some(format!("{prefix}:{name}{}", tag.unwrap_or_default()).into())
    });
    match prefix {
        Some(_) if known_prefix => Some(Unknown::Key(full)),
        // The prefix is not known either: only a name that is known under another one is a slip for certain.
        Some(prefix) => {
            let full: Arc<str> = full?;
            let (its, its_name) = full.split_once(':')?;
            let slip = its_name.eq_ignore_ascii_case(name) && nearest(prefix, [its]).is_some();
            slip.then_some(Unknown::Key(Some(full)))
        }
        None => Some(Unknown::Key(full)),
    }
}
