//! Edits of a JSON text that keep its formatting.

use std::fmt::Write as _;

use super::{TextEdit, source::members};
use crate::{
    Span,
    json::{Data, Member, Value},
};

/// A piece of JSON to be written.
pub(super) enum Node<'a> {
    /// A string.
    Text(&'a str),
    /// JSON as it stands elsewhere in the text.
    Raw(&'a str),
    /// An object with one member.
    Object(&'a str, Box<Self>),
}

/// Replaces a place.
pub(super) fn replace(span: Span, text: impl Into<String>) -> TextEdit {
    TextEdit {
        span,
        replacement: text.into(),
    }
}

/// Replaces a string or key, quotes included.
pub(super) fn string(span: Span, text: &str) -> TextEdit {
    replace(span, quoted(text))
}

/// A text as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The whole member: key and value.
pub(super) fn place(member: &Member) -> Span {
    member.key_span.to(member.value.span)
}

/// Takes an item out of a list or object with its comma; the only one leaves the brackets empty.
pub(super) fn remove(container: &Value, index: usize) -> Option<TextEdit> {
    let items: Vec<Span> = match &container.data {
        Data::Array(values) => values.iter().map(|value| value.span).collect(),
        Data::Object(members) => members.iter().map(place).collect(),
        _ => return None,
    };
    let item = items.get(index)?;
    let before = index.checked_sub(1).and_then(|index| items.get(index));
    let span = match (before, items.get(index + 1)) {
        (_, Some(next)) => Span {
            start: item.start,
            end: next.start,
        },
        (Some(previous), None) => Span {
            start: previous.end,
            end: item.end,
        },
        (None, None) => inside(container.span),
    };
    Some(replace(span, ""))
}

/// Takes a member out of an object.
pub(super) fn remove_member(object: &Value, member: &Member) -> Option<TextEdit> {
    let same = |other: &Member| other.key_span == member.key_span;
    remove(object, members(object).iter().position(same)?)
}

/// Whether an object has no member of this name, case not counted.
pub(super) fn is_free(object: &Value, name: &str) -> bool {
    !members(object)
        .iter()
        .any(|member| member.key.eq_ignore_ascii_case(name))
}

/// Adds a member behind the last one of an object.
pub(super) fn append(text: &str, object: &Value, key: &str, node: &Node<'_>) -> TextEdit {
    let style = Style::of(text, object);
    let member = style.member(key, node);
    match members(object).last() {
        Some(last) => {
            let end = last.value.span.end as usize;
            replace(
                Span::new(end, end),
                format!(",{}{member}", style.gap(&style.indent)),
            )
        }
        None => {
            let (open, close) = match style.newline {
                Some(_) => (style.gap(&style.indent), style.gap(&style.outer)),
                None => (style.pad.to_owned(), style.pad.to_owned()),
            };
            replace(inside(object.span), format!("{open}{member}{close}"))
        }
    }
}

/// Adds a member before the first one of an object.
pub(super) fn prepend(text: &str, object: &Value, key: &str, node: &Node<'_>) -> TextEdit {
    let Some(first) = members(object).first() else {
        return append(text, object, key, node);
    };
    let style = Style::of(text, object);
    let start = first.key_span.start as usize;
    let member = style.member(key, node);
    replace(
        Span::new(start, start),
        format!("{member},{}", style.gap(&style.indent)),
    )
}

/// What lies between the brackets.
fn inside(span: Span) -> Span {
    Span {
        start: span.start + 1,
        end: span.end.saturating_sub(1).max(span.start + 1),
    }
}

/// The white space before the first character of the line a place lies in.
pub(super) fn indentation(text: &str, at: u32) -> &str {
    let before = text.get(..at as usize).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let end = line
        .find(|c| !matches!(c, ' ' | '\t'))
        .unwrap_or(line.len());
    line.get(..end).unwrap_or_default()
}

/// How an object is laid out.
struct Style<'a> {
    /// How its lines break; `None`: it stands on one line.
    newline: Option<&'a str>,
    /// Before its members.
    indent: String,
    /// Before its closing brace.
    outer: String,
    /// What one level adds.
    unit: String,
    /// After a colon.
    colon: &'static str,
    /// After a comma, on one line.
    comma: &'static str,
    /// Inside braces, on one line.
    pad: &'static str,
}

impl<'a> Style<'a> {
    fn of(text: &'a str, object: &Value) -> Self {
        let start = object.span.start;
        let first = members(object).first();
        let until = first.map_or(object.span.end, |member| member.key_span.start);
        let lead = Span::new(start as usize + 1, until as usize);
        let lead = lead.of(text).unwrap_or_default();
        let outer = indentation(text, start).to_owned();
        let broken = match first {
            Some(_) => lead.contains('\n'),
            None => text.contains('\n'),
        };
        let newline = broken.then_some(if text.contains("\r\n") { "\r\n" } else { "\n" });
        let unit = match text
            .lines()
            .nth(1)
            .map(|line| line.len() - line.trim_start().len())
        {
            Some(width) if width > 0 => text.lines().nth(1).and_then(|line| line.get(..width)),
            _ => None,
        };
        let unit = unit.unwrap_or("  ").to_owned();
        let indent = match first {
            Some(member) if broken => indentation(text, member.key_span.start).to_owned(),
            _ => format!("{outer}{unit}"),
        };
        let spaced = |wanted: &str, otherwise: bool| match text.contains(wanted) {
            true => " ",
            false if otherwise => " ",
            false => "",
        };
        Self {
            newline,
            indent,
            outer,
            unit,
            colon: spaced("\": ", broken),
            comma: spaced(", ", false),
            pad: if first.is_some() && lead == " " {
                " "
            } else {
                ""
            },
        }
    }

    /// What stands before something at this depth.
    fn gap(&self, indent: &str) -> String {
        match self.newline {
            Some(newline) => format!("{newline}{indent}"),
            None => self.comma.to_owned(),
        }
    }

    fn member(&self, key: &str, node: &Node<'_>) -> String {
        let mut out = String::new();
        self.write(&mut out, key, node, &self.indent);
        out
    }

    fn write(&self, out: &mut String, key: &str, node: &Node<'_>, indent: &str) {
        out.push_str(&quoted(key));
        out.push(':');
        out.push_str(self.colon);
        match node {
            Node::Text(text) => out.push_str(&quoted(text)),
            Node::Raw(text) => out.push_str(text),
            Node::Object(key, inner) => {
                let deeper = format!("{indent}{}", self.unit);
                let (open, close) = match self.newline {
                    Some(_) => (self.gap(&deeper), self.gap(indent)),
                    None => (self.pad.to_owned(), self.pad.to_owned()),
                };
                out.push('{');
                out.push_str(&open);
                self.write(out, key, inner, &deeper);
                out.push_str(&close);
                out.push('}');
            }
        }
    }
}
