//! Policy variables, `${aws:username}`.
//!
//! AWS: IAM User Guide, "IAM policy elements: Variables and tags" (reference_policies_variables).

use std::sync::Arc;

use crate::{Context, policy::Version};

/// A variable: the context key it names, and what stands for it where the key is absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// As written; compared without case.
    pub key: Arc<str>,
    /// `'…'` of `${key, '…'}`.
    pub default: Option<Arc<str>>,
}

impl Variable {
    /// Its value in a request. `None`: the key is absent or multivalued (those may not be used), and there is no default.
    pub fn resolve<'a>(&'a self, context: &'a Context) -> Option<&'a str> {
        let single = context
            .lookup(&self.key)
            .filter(|entry| !entry.multivalued)
            .and_then(|entry| entry.values.first());
        single.or(self.default.as_ref()).map(AsRef::as_ref)
    }
}

/// A stretch of a policy value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Text in which wildcards, where the element has them, are wildcards.
    Text(&'a str),
    /// `${*}`, `${?}` or `${$}`: that character itself.
    Literal(&'static str),
    /// A variable.
    Variable(Variable),
}

/// Splits a policy value at its variables.
///
/// Version 2008-10-17 knows none: all is text. What begins like a variable but is not one stays text.
pub fn split(value: &str, version: Version) -> Vec<Part<'_>> {
    if version == Version::V2008 {
        return vec![Part::Text(value)];
    }
    let mut parts = Vec::new();
    let mut rest = value;
    let mut searched = 0; // bytes at the start of `rest` known to begin no variable
    while let Some(found) = rest.get(searched..).and_then(|tail| tail.find("${")) {
        let at = searched + found;
        let (before, opening) = rest.split_at(at);
        match variable(opening) {
            Some((part, length)) => {
                if !before.is_empty() {
                    parts.push(Part::Text(before));
                }
                parts.push(part);
                rest = opening.get(length..).unwrap_or_default();
                searched = 0;
            }
            None => searched = at + 2,
        }
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    parts
}

/// Reads `${…}` at the start of a text, and tells how long it is.
fn variable(text: &str) -> Option<(Part<'static>, usize)> {
    let inner = text.strip_prefix("${")?;
    for literal in ["*", "?", "$"] {
        if inner
            .strip_prefix(literal)
            .is_some_and(|r| r.starts_with('}'))
        {
            return Some((Part::Literal(literal), 4));
        }
    }
    let end = inner.find([',', '}'])?;
    let (key, after) = inner.split_at(end);
    let key = key.trim();
    if key.is_empty() || key.contains(['$', '{', '*', '?']) {
        return None;
    }
    let (default, after) = match after.strip_prefix(',') {
        Some(after) => {
            let quoted = after.trim_start().strip_prefix('\'')?;
            let (default, after) = quoted.split_once('\'')?;
            (Some(default.into()), after.trim_start())
        }
        None => (None, after),
    };
    let rest = after.strip_prefix('}')?;
    let key = key.into();
    Some((
        Part::Variable(Variable { key, default }),
        text.len() - rest.len(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: &[Part<'_>]) {
        assert_eq!(split(value, Version::V2012), expected, "{value}");
    }

    fn named(key: &str, default: Option<&str>) -> Part<'static> {
        Part::Variable(Variable {
            key: key.into(),
            default: default.map(Into::into),
        })
    }

    #[test]
    fn values_split_at_variables() {
        check("", &[]);
        check("plain", &[Part::Text("plain")]);
        check(
            "a${aws:username}b",
            &[
                Part::Text("a"),
                named("aws:username", None),
                Part::Text("b"),
            ],
        );
        check(
            "${aws:PrincipalTag/team, 'company-wide'}",
            &[named("aws:PrincipalTag/team", Some("company-wide"))],
        );
        check("${k,''}", &[named("k", Some(""))]);
        check("${k, 'a}b'}", &[named("k", Some("a}b"))]);
        check(
            "${*}${?}${$}",
            &[Part::Literal("*"), Part::Literal("?"), Part::Literal("$")],
        );
    }

    #[test]
    fn what_is_not_a_variable_stays_text() {
        for text in [
            "${", "${}", "${a", "${a, b}", "${a, 'b}", "$a", "${*", "${a*}",
        ] {
            check(text, &[Part::Text(text)]);
        }
        check("${ ${a}", &[Part::Text("${ "), named("a", None)]);
    }

    #[test]
    fn version_2008_knows_no_variables() {
        assert_eq!(split("${*}${a}", Version::V2008), [Part::Text("${*}${a}")]);
    }

    #[test]
    fn a_multivalued_key_does_not_resolve() {
        let mut context = Context::default();
        context.set_all("aws:TagKeys", ["a"]);
        context.set("aws:username", "anna");
        let value = |key: &str, default: Option<&str>| {
            let Part::Variable(variable) = named(key, default) else {
                return None;
            };
            variable.resolve(&context).map(str::to_owned)
        };
        assert_eq!(value("AWS:UserName", None).as_deref(), Some("anna"));
        assert_eq!(value("aws:TagKeys", None), None);
        assert_eq!(value("aws:TagKeys", Some("d")).as_deref(), Some("d"));
        assert_eq!(value("aws:other", None), None);
    }
}
