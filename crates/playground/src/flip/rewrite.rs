//! Writing a changed document into the text it came from.
//!
//! What did not change stays exactly as it was typed; what is new is laid out like its neighbours.

use iam::Span;
use iam::json::{Data, Value, parse};
use serde::Serialize as _;
use serde_json::ser::{PrettyFormatter, Serializer};
use serde_json::{Map, Value as Json};

/// The text changed so that it says `new`. In every list and object of it, items are added at the end only, and one is
/// taken away at most. `None`: the text is no JSON.
pub(super) fn rewrite(text: &str, new: &Json) -> Option<String> {
    let old = parse(text).value?;
    let mut edits = Vec::new();
    Layout::of(text).compare(&old, new, &mut edits);
    super::sort_by_key(&mut edits, |(span, _)| span.start);
    let mut out = text.to_owned();
    for (span, replacement) in edits.into_iter().rev() {
        span.of(&out)?;
        out.replace_range(span.start as usize..span.end as usize, &replacement);
    }
    Some(out)
}

/// How a text is laid out.
struct Layout<'a> {
    text: &'a str,
    newline: &'static str,
    /// What one level adds.
    unit: &'a str,
}

type Edits = Vec<(Span, String)>;

impl<'a> Layout<'a> {
    fn of(text: &'a str) -> Self {
        let second = text.lines().nth(1).map(indentation);
        Self {
            text,
            newline: if text.contains("\r\n") { "\r\n" } else { "\n" },
            unit: second.filter(|unit| !unit.is_empty()).unwrap_or("  "),
        }
    }

    fn compare(&self, old: &Value, new: &Json, edits: &mut Edits) {
        match (&old.data, new) {
            (Data::Object(members), Json::Object(now)) => {
                let places = members.iter().map(|m| m.key_span.to(m.value.span));
                let places: Vec<Span> = places.collect();
                for (index, member) in members.iter().enumerate() {
                    match now.get(&*member.key) {
                        Some(value) => self.compare(&member.value, value, edits),
                        None => edits.push(removal(old.span, &places, index)),
                    }
                }
                let is_new = |key: &str| !members.iter().any(|member| *member.key == *key);
                for (key, value) in now.iter().filter(|(key, _)| is_new(key)) {
                    edits.push(self.addition(old.span, &places, Some(key), value));
                }
            }
            (Data::Array(values), Json::Array(now)) => {
                let places: Vec<Span> = values.iter().map(|value| value.span).collect();
                if now.len() + 1 == values.len() {
                    let differs = |(old, new): (&Value, &Json)| !is_same(old, new);
                    let removed = values.iter().zip(now).position(differs);
                    let removed = removed.unwrap_or(now.len());
                    edits.push(removal(old.span, &places, removed));
                    return;
                }
                for (value, now) in values.iter().zip(now) {
                    self.compare(value, now, edits);
                }
                for value in now.iter().skip(values.len()) {
                    edits.push(self.addition(old.span, &places, None, value));
                }
            }
            _ if is_same(old, new) => {}
            _ => {
                let indent = self.indent_at(old.span.start);
                let broken = self.text.contains('\n');
                edits.push((old.span, self.print(new, broken.then_some(indent))));
            }
        }
    }

    /// Adds an item behind the last one.
    fn addition(
        &self,
        container: Span,
        items: &[Span],
        key: Option<&str>,
        value: &Json,
    ) -> (Span, String) {
        let outer = self.indent_at(container.start);
        let first = items.first().map(|item| item.start);
        let lead = Span::new(
            container.start as usize + 1,
            first.unwrap_or(container.end) as usize,
        );
        let broken = match first {
            Some(_) => lead.of(self.text).is_some_and(|lead| lead.contains('\n')),
            None => self.text.contains('\n'),
        };
        let indent = match first {
            Some(first) => self.indent_at(first).to_owned(),
            None => format!("{outer}{}", self.unit),
        };
        let printed = self.print(value, broken.then_some(&indent));
        let colon = if broken || self.text.contains("\": ") {
            ": "
        } else {
            ":"
        };
        let item = match key {
            Some(key) => format!("{}{colon}{printed}", Json::from(key)),
            None => printed,
        };
        let newline = self.newline;
        match items.last() {
            Some(last) => {
                let gap = match (broken, self.text.contains(", ")) {
                    (true, _) => format!("{newline}{indent}"),
                    (false, true) => " ".to_owned(),
                    (false, false) => String::new(),
                };
                (
                    Span {
                        start: last.end,
                        end: last.end,
                    },
                    format!(",{gap}{item}"),
                )
            }
            None => {
                let item = match broken {
                    true => format!("{newline}{indent}{item}{newline}{outer}"),
                    false => item,
                };
                (inside(container), item)
            }
        }
    }

    /// On several lines, where an indentation is given, otherwise on one.
    fn print(&self, value: &Json, indent: Option<&str>) -> String {
        let Some(indent) = indent else {
            return value.to_string();
        };
        let mut out = Vec::new();
        let formatter = PrettyFormatter::with_indent(self.unit.as_bytes());
        let mut serializer = Serializer::with_formatter(&mut out, formatter);
        let printed = value.serialize(&mut serializer).ok();
        let text = printed.and_then(|()| String::from_utf8(out).ok());
        // A line break inside a string is escaped, so each of these begins a line.
        text.unwrap_or_default()
            .replace('\n', &format!("{}{indent}", self.newline))
    }

    /// The indentation of the line that a place lies in.
    fn indent_at(&self, at: u32) -> &'a str {
        let before = self.text.get(..at as usize).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        indentation(self.text.get(start..).unwrap_or_default())
    }
}

fn indentation(line: &str) -> &str {
    let rest = line.trim_start_matches([' ', '\t']);
    line.strip_suffix(rest).unwrap_or_default()
}

/// Takes an item away with its comma; the only one leaves the brackets empty.
fn removal(container: Span, items: &[Span], index: usize) -> (Span, String) {
    let at = |index: usize| items.get(index).copied();
    let span = match (at(index), at(index + 1), index.checked_sub(1).and_then(at)) {
        (Some(item), Some(next), _) => Span {
            start: item.start,
            end: next.start,
        },
        (Some(item), None, Some(before)) => Span {
            start: before.end,
            end: item.end,
        },
        _ => inside(container),
    };
    (span, String::new())
}

/// What lies between the brackets.
fn inside(container: Span) -> Span {
    Span {
        start: container.start + 1,
        end: container.end.saturating_sub(1),
    }
}

/// Whether a value says the same; a number that stays one does.
fn is_same(old: &Value, new: &Json) -> bool {
    match (&old.data, new) {
        (Data::Null, Json::Null) | (Data::Number(_), Json::Number(_)) => true,
        (Data::Bool(a), Json::Bool(b)) => a == b,
        (Data::String(a), Json::String(b)) => **a == **b,
        (Data::Array(a), Json::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        (Data::Object(a), Json::Object(b)) => a.len() == b.len() && has_all(a, b),
        _ => false,
    }
}

fn has_all(members: &[iam::json::Member], object: &Map<String, Json>) -> bool {
    let same = |value, member: &iam::json::Member| is_same(&member.value, value);
    members.iter().all(|member| {
        object
            .get(&*member.key)
            .is_some_and(|value| same(value, member))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text, changed by `change`.
    fn check(text: &str, change: impl Fn(&mut Json), wanted: &str) {
        let mut value: Json = serde_json::from_str(text).unwrap();
        change(&mut value);
        let written = rewrite(text, &value).unwrap();
        assert_eq!(written, wanted);
        assert_eq!(serde_json::from_str::<Json>(&written).unwrap(), value);
    }

    #[test]
    fn what_is_printed_stays_as_a_printer_has_it() {
        let text = serde_json::json!({ "a": { "b": ["c"] }, "d": "e" });
        let pretty = |value: &Json| serde_json::to_string_pretty(value).unwrap();
        let changes: [fn(&mut Json); 6] = [
            |v| {
                v["a"]["b"]
                    .as_array_mut()
                    .unwrap()
                    .push(serde_json::json!({ "x": ["y"] }));
            },
            |v| v["a"]["b"].as_array_mut().unwrap().clear(),
            |v| v["d"] = serde_json::json!(["e", "f"]),
            |v| v["n"] = serde_json::json!({ "o": {} }),
            |v| drop(v.as_object_mut().unwrap().shift_remove("d")),
            |v| drop(v.as_object_mut().unwrap().shift_remove("a")),
        ];
        for change in changes {
            let mut changed = text.clone();
            change(&mut changed);
            check(&pretty(&text), change, &pretty(&changed));
        }
    }

    #[test]
    fn what_is_typed_stays_as_typed() {
        check(
            r#"{"a":["b"],"c":1e3}"#,
            |v| v["a"] = serde_json::json!(["b", "d"]),
            r#"{"a":["b","d"],"c":1e3}"#,
        );
        check(
            r#"{ "a": ["b", "d"] }"#,
            |v| v["a"] = serde_json::json!(["d"]),
            r#"{ "a": ["d"] }"#,
        );
        check(
            "{\r\n\t\"a\": {}\r\n}",
            |v| v["a"]["b"] = 1.into(),
            "{\r\n\t\"a\": {\r\n\t\t\"b\": 1\r\n\t}\r\n}",
        );
        check(
            "{\n    \"a\" :  [ 1 ]}",
            |v| v["b"] = true.into(),
            "{\n    \"a\" :  [ 1 ],\n    \"b\": true}",
        );
        check("{}", |v| v["b"] = true.into(), "{\"b\":true}");
    }
}
