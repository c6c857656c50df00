//! Printing a document the canonical way.

use std::sync::Arc;

use crate::{
    Document, Span, Statement,
    condition::Condition,
    policy::{ListElement, PrincipalElement, PrincipalType},
};

/// Prints a document as JSON with two spaces of indentation and no line break at the end.
///
/// Elements stand in AWS's customary order; a list of one value is printed as that value, and condition values as strings.
/// Reading the text again gives the same document, spans and unique ids aside.
pub fn print(document: &Document) -> String {
    let mut root = vec![("Version", Json::text(document.version.as_str()))];
    if let Some(id) = &document.id {
        root.push(("Id", Json::text(id)));
    }
    let statements = document.statements.iter().map(statement).collect();
    root.push(("Statement", Json::List(statements)));
    let mut out = String::new();
    Json::object(root).write(&mut out, 0);
    out
}

fn statement(statement: &Statement) -> Json<'_> {
    let mut members = Vec::new();
    if let Some(sid) = &statement.sid {
        members.push(("Sid", Json::text(sid)));
    }
    members.push(("Effect", Json::text(statement.effect.as_str())));
    if let Some(element) = &statement.principal {
        let name = named(element.negated, "Principal", "NotPrincipal");
        members.push((name, principal(element)));
    }
    let action = &statement.action;
    members.push((named(action.negated, "Action", "NotAction"), list(action)));
    if let Some(resource) = &statement.resource {
        let name = named(resource.negated, "Resource", "NotResource");
        members.push((name, list(resource)));
    }
    if !statement.conditions.is_empty() {
        members.push(("Condition", conditions(&statement.conditions)));
    }
    Json::object(members)
}

fn named(negated: bool, plain: &'static str, negative: &'static str) -> &'static str {
    if negated { negative } else { plain }
}

fn list(element: &ListElement) -> Json<'_> {
    Json::one_or_many(element.values.iter().map(|(text, _)| text))
}

fn principal(element: &PrincipalElement) -> Json<'_> {
    let star = |kind| kind == PrincipalType::Star;
    if let [value] = element.values.as_slice()
        && star(value.kind)
    {
        return Json::text("*");
    }
    let groups = element.values.chunk_by(|a, b| a.kind == b.kind);
    Json::object(groups.filter_map(|group| {
        let kind = group.first()?.kind;
        let values = Json::one_or_many(group.iter().map(|value| &value.text));
        Some((kind.as_str(), values))
    }))
}

fn conditions(conditions: &[Condition]) -> Json<'_> {
    let groups = conditions.chunk_by(|a, b| a.operator == b.operator);
    Json::object(groups.filter_map(|group| {
        let operator = &*group.first()?.operator;
        let keys = group.iter().map(|condition| {
            let values = condition
                .values
                .iter()
                .map(|(text, _): &(Arc<str>, Span)| text);
            (&*condition.key, Json::one_or_many(values))
        });
        Some((operator, Json::object(keys)))
    }))
}

/// What a policy is made of.
enum Json<'a> {
    Text(&'a str),
    List(Vec<Self>),
    Object(Vec<(&'a str, Self)>),
}

impl<'a> Json<'a> {
    fn text(text: &'a str) -> Self {
        Self::Text(text)
    }

    fn object(members: impl IntoIterator<Item = (&'a str, Self)>) -> Self {
        Self::Object(members.into_iter().collect())
    }

    fn one_or_many(texts: impl Iterator<Item = &'a Arc<str>>) -> Self {
        let mut values: Vec<_> = texts.map(|text| Self::Text(text)).collect();
        match values.pop() {
            Some(only) if values.is_empty() => only,
            last => {
                values.extend(last);
                Self::List(values)
            }
        }
    }

    fn write(&self, out: &mut String, depth: usize) {
        match self {
            Self::Text(text) => quote(text, out),
            Self::List(values) => block(out, depth, ['[', ']'], values, |value, out| {
                value.write(out, depth + 1);
            }),
            Self::Object(members) => block(out, depth, ['{', '}'], members, |(key, value), out| {
                quote(key, out);
                out.push_str(": ");
                value.write(out, depth + 1);
            }),
        }
    }
}

fn block<T>(
    out: &mut String,
    depth: usize,
    [open, close]: [char; 2],
    items: &[T],
    write: impl Fn(&T, &mut String),
) {
    out.push(open);
    for (index, item) in items.iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { ",\n" });
        out.push_str(&"  ".repeat(depth + 1));
        write(item, out);
    }
    if !items.is_empty() {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    }
    out.push(close);
}

fn quote(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if control < ' ' => {
                out.push_str(&format!("\\u{:04x}", u32::from(control)));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{PolicyKind, read, test_support};

    #[test]
    fn the_canonical_form() {
        let text = r#"{"Statement":{"Condition":{"Bool":{"aws:MultiFactorAuthPresent":true},"StringEquals":{"sts:ExternalId":["a\"","b"]}},"Action":["sts:AssumeRole"],"Principal":{"AWS":["111111111111","*"],"Service":"ec2.amazonaws.com"},"Effect":"Allow","Sid":"S"},"Version":"2012-10-17"}"#;
        let document = read(text, PolicyKind::Trust).document;
        let expected = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "S",
      "Effect": "Allow",
      "Principal": {
        "AWS": [
          "111111111111",
          "*"
        ],
        "Service": "ec2.amazonaws.com"
      },
      "Action": "sts:AssumeRole",
      "Condition": {
        "Bool": {
          "aws:MultiFactorAuthPresent": "true"
        },
        "StringEquals": {
          "sts:ExternalId": [
            "a\"",
            "b"
          ]
        }
      }
    }
  ]
}"#;
        assert_eq!(print(&document), expected);
    }

    proptest! {
        #[test]
        fn reading_what_was_printed_gives_the_document(document in test_support::document(true)) {
            let text = print(&document);
            let again = read(&text, PolicyKind::Resource).document;
            prop_assert_eq!(test_support::without_places(again), test_support::without_places(document), "{}", text);
        }
    }
}
