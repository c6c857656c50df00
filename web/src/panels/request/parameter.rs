//! One parameter of an operation, drawn from its entry in the table of operations.

use playground::session::DeviceFace;
use serde_json::Value;
use sts::model::{Member, Shape};
use yew::prelude::*;

use super::params;
use super::token_code::view_token_code;
use crate::components::field::{Choice, ChoiceField, Rows, RowsField, TextField};
use crate::dispatch::Dispatch;

/// What a field needs to know besides its own value.
pub struct Surroundings {
    /// Roles of the world.
    pub roles: Vec<Choice>,
    /// Devices of the world.
    pub devices: Vec<Choice>,
    /// Devices whose code can be used.
    pub faces: Vec<DeviceFace>,
}

/// Parameters by name and what they become; `None`: not sent.
pub type Changes = Vec<(&'static str, Option<Value>)>;

/// The field of a parameter: what is given for it, and what is wrong with that.
pub fn view_parameter(
    member: &'static Member,
    value: Option<&Value>,
    problem: Option<AttrValue>,
    around: &Surroundings,
    dispatch: &Dispatch,
    onchange: &Callback<Changes>,
) -> Html {
    let name = member.name;
    let id = AttrValue::from(format!("request-{name}"));
    let label = AttrValue::from(name);
    let text = AttrValue::from(params::text(value));
    let typed =
        onchange.reform(move |text: String| vec![(name, params::scalar(&member.shape, &text))]);
    match (name, &member.shape) {
        ("RoleArn", _) => html! {
            <ChoiceField {id} {label} value={text} {problem} choices={around.roles.clone()} other="Another ARN…"
                onchange={typed} />
        },
        ("TokenCode", _) => {
            view_token_code(value, problem.as_ref(), &around.faces, dispatch, onchange)
        }
        (_, Shape::List { member: item, .. }) => {
            let onchange =
                onchange.reform(move |rows: Rows| vec![(name, params::list(item, &rows))]);
            RowsField {
                id,
                label,
                problem,
                columns: params::columns(item),
                rows: params::rows(item, value),
            }
            .view(&onchange)
        }
        _ => TextField {
            id,
            label,
            hint: hint(member),
            problem,
            value: text,
            suggestions: if name == "SerialNumber" {
                &around.devices
            } else {
                &[]
            },
            numeric: matches!(member.shape, Shape::Integer { .. }),
            multiline: name == "Policy",
        }
        .view(&typed),
    }
}

fn hint(member: &Member) -> Option<AttrValue> {
    match (member.name, &member.shape) {
        (name, Shape::Integer { min, max, default }) => {
            let unit = if name == "DurationSeconds" {
                " seconds"
            } else {
                ""
            };
            let default =
                default.map_or_else(String::new, |default| format!(", {default} if not given"));
            Some(format!("{min} to {max}{unit}{default}").into())
        }
        ("Policy", _) => Some("A session policy: it can only take away.".into()),
        _ => None,
    }
}
