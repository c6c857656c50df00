//! Parameters of a call as the form shows them: JSON values of a scenario to and from fields.

use std::collections::BTreeMap;

use playground::explain::words;
use serde_json::{Map, Value};
use sts::model::{Member, Shape, Violation};
use sts::{Params, Request};

/// A scalar as text; `""` where there is none.
pub fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// What a text stands for in a field of that shape; nothing typed is nothing sent.
pub fn scalar(shape: &Shape, text: &str) -> Option<Value> {
    if text.is_empty() {
        return None;
    }
    let number = text
        .parse::<i64>()
        .ok()
        .filter(|number| matches!(shape, Shape::Integer { .. }) && number.to_string() == text);
    Some(number.map_or_else(|| Value::from(text), Value::from))
}

/// Names of the columns of a list; one without a name for a list of scalars.
pub fn columns(member: &Shape) -> Vec<&'static str> {
    match member {
        Shape::Structure { members } => members.iter().map(|member| member.name).collect(),
        _ => vec![""],
    }
}

/// The rows of a list.
pub fn rows(member: &Shape, value: Option<&Value>) -> Vec<Vec<String>> {
    let columns = columns(member);
    let items = value
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    let row = |item: &Value| match item {
        Value::Object(members) => columns
            .iter()
            .map(|name| text(members.get(*name)))
            .collect(),
        scalar => vec![text(Some(scalar))],
    };
    items.iter().map(row).collect()
}

/// The list that rows stand for; no row is nothing sent.
pub fn list(member: &Shape, rows: &[Vec<String>]) -> Option<Value> {
    let item = |row: &Vec<String>| match member {
        Shape::Structure { members } => Value::Object(structure(members, row)),
        _ => Value::from(row.first().cloned().unwrap_or_default()),
    };
    (!rows.is_empty()).then(|| rows.iter().map(item).collect())
}

fn structure(members: &[Member], row: &[String]) -> Map<String, Value> {
    members
        .iter()
        .zip(row)
        .filter(|(_, text)| !text.is_empty())
        .map(|(member, text)| (member.name.to_owned(), Value::from(text.as_str())))
        .collect()
}

/// What the table of operations finds wrong, in words, by parameter: the first of each.
pub fn problems(action: &str, params: &BTreeMap<String, Value>) -> BTreeMap<String, String> {
    let Request::Sts { violations, .. } = Request::parse(action, given(params)) else {
        return BTreeMap::new();
    };
    let mut problems = BTreeMap::new();
    for violation in &violations {
        problems
            .entry(parameter(violation).to_owned())
            .or_insert_with(|| words::violation(violation));
    }
    problems
}

fn parameter(violation: &Violation) -> &str {
    violation.path.split('.').next().unwrap_or_default()
}

/// As a request takes them. The code a device shows is six digits, whichever they are.
fn given(params: &BTreeMap<String, Value>) -> Params {
    let mut given = Params::new();
    for (name, value) in params {
        let value = match value {
            Value::Object(_) if name == "TokenCode" => sts::Value::Text("000000".into()),
            value => convert(value),
        };
        given.insert(name.as_str().into(), value);
    }
    given
}

fn convert(value: &Value) -> sts::Value {
    match value {
        Value::Array(items) => sts::Value::List(items.iter().map(convert).collect()),
        Value::Object(members) => {
            let mut structure = Params::new();
            for (name, value) in members {
                structure.insert(name.as_str().into(), convert(value));
            }
            sts::Value::Structure(structure)
        }
        scalar => sts::Value::Text(text(Some(scalar)).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const INTEGER: Shape = Shape::Integer {
        min: 900,
        max: 43_200,
        default: Some(3600),
    };
    const TEXT: Shape = Shape::String {
        min: 1,
        max: None,
        pattern: None,
        sensitive: false,
    };
    const TAG: Shape = Shape::Structure {
        members: &[
            Member {
                name: "Key",
                shape: TEXT,
                required: true,
            },
            Member {
                name: "Value",
                shape: TEXT,
                required: true,
            },
        ],
    };

    #[test]
    fn what_is_typed_is_kept() {
        for (typed, kept) in [
            ("", None),
            ("3600", Some(json!(3600))),
            ("03600", Some(json!("03600"))),
            ("an hour", Some(json!("an hour"))),
            ("99999999999999999999", Some(json!("99999999999999999999"))),
        ] {
            let value = scalar(&INTEGER, typed);
            assert_eq!(value, kept);
            assert_eq!(text(value.as_ref()), typed);
        }
        assert_eq!(scalar(&TEXT, "123456"), Some(json!("123456")));
    }

    #[test]
    fn rows_are_a_list_and_back() {
        let typed = vec![
            vec!["Project".to_owned(), "Blue".to_owned()],
            vec![String::new(); 2],
        ];
        let value = list(&TAG, &typed);
        assert_eq!(
            value,
            Some(json!([{"Key": "Project", "Value": "Blue"}, {}]))
        );
        assert_eq!(rows(&TAG, value.as_ref()), typed);
        let value = list(&TEXT, &[vec!["Project".to_owned()]]);
        assert_eq!(value, Some(json!(["Project"])));
        assert_eq!(rows(&TEXT, value.as_ref()), [["Project"]]);
        assert_eq!(list(&TAG, &[]), None);
    }
}
