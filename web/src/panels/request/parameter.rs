//! One parameter of an operation, drawn from its entry in the table of operations.

use std::rc::Rc;

use playground::session::DeviceFace;
use serde_json::Value;
use sts::model::{Member, Shape};
use yew::prelude::*;

use super::params;
use super::token_code::TokenCodeField;
use crate::components::field::{Choice, ChoiceField, RowsField, TextField};

/// What a field needs to know besides its own value.
#[derive(Clone, PartialEq)]
pub struct Surroundings {
    /// Roles of the world.
    pub roles: Vec<Choice>,
    /// Devices of the world.
    pub devices: Vec<Choice>,
    /// Devices whose code can be used.
    pub faces: Rc<[DeviceFace]>,
}

/// Props of [`Parameter`].
#[derive(Properties, PartialEq)]
pub struct ParameterProps {
    /// Its entry in the table.
    pub member: &'static Member,
    /// What is given.
    pub value: Option<Value>,
    /// What is wrong with it.
    pub problem: Option<AttrValue>,
    /// What else a field needs to know.
    pub around: Rc<Surroundings>,
    /// Gets parameters by name and what they become; `None`: not sent.
    pub onchange: Callback<Vec<(&'static str, Option<Value>)>>,
}

/// The field of a parameter.
#[component]
pub fn Parameter(props: &ParameterProps) -> Html {
    let ParameterProps {
        member,
        value,
        problem,
        around,
        onchange,
    } = props;
    let member: &'static Member = member;
    let name = member.name;
    let id = AttrValue::from(format!("request-{name}"));
    let label = AttrValue::from(name);
    let text = AttrValue::from(params::text(value.as_ref()));
    let typed =
        onchange.reform(move |text: String| vec![(name, params::scalar(&member.shape, &text))]);
    match (name, &member.shape) {
        ("RoleArn", _) => html! {
            <ChoiceField {id} {label} value={text} problem={problem.clone()} choices={around.roles.clone()}
                other="Another ARN…" onchange={typed} />
        },
        ("TokenCode", _) => {
            let onchange = onchange.reform(|(code, device): (Option<Value>, Option<AttrValue>)| {
                let device = device.map(|serial| ("SerialNumber", Some(Value::from(&*serial))));
                std::iter::once(("TokenCode", code)).chain(device).collect()
            });
            html! {
                <TokenCodeField value={value.clone()} problem={problem.clone()} faces={around.faces.clone()} {onchange} />
            }
        }
        (_, Shape::List { member: item, .. }) => {
            let columns = params::columns(item)
                .into_iter()
                .map(AttrValue::from)
                .collect::<Vec<_>>();
            let rows = params::rows(item, value.as_ref());
            let onchange = onchange
                .reform(move |rows: Vec<Vec<String>>| vec![(name, params::list(item, &rows))]);
            html! { <RowsField {id} {label} problem={problem.clone()} {columns} {rows} {onchange} /> }
        }
        _ => {
            let devices = if name == "SerialNumber" {
                &around.devices[..]
            } else {
                &[]
            };
            let numeric = matches!(member.shape, Shape::Integer { .. });
            html! {
                <TextField {id} {label} value={text} hint={hint(member)} problem={problem.clone()} {numeric}
                    suggestions={devices.to_vec()} multiline={name == "Policy"} onchange={typed} />
            }
        }
    }
}

fn hint(member: &Member) -> Option<AttrValue> {
    match (member.name, &member.shape) {
        (_, Shape::Integer { min, max, default }) => {
            let default =
                default.map_or_else(String::new, |default| format!(", {default} if not given"));
            Some(format!("{min} to {max} seconds{default}").into())
        }
        ("Policy", _) => Some("A session policy: it can only take away.".into()),
        _ => None,
    }
}
