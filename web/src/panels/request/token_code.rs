//! The MFA code: typed, or whatever the device shows at the moment of the call.

use std::rc::Rc;

use playground::Command;
use playground::explain::words;
use playground::session::DeviceFace;
use serde_json::{Value, json};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::params;
use crate::components::field::{Field, described_by};
use crate::components::icon::{Glyph, Icon};
use crate::dispatch::use_dispatch;

const ID: &str = "request-TokenCode";

/// Props of [`TokenCodeField`].
#[derive(Properties, PartialEq)]
pub struct TokenCodeFieldProps {
    /// Digits, or `{"device": serial}`.
    pub value: Option<Value>,
    /// What is wrong with what is typed.
    pub problem: Option<AttrValue>,
    /// Devices whose code can be used.
    pub faces: Rc<[DeviceFace]>,
    /// Gets another value, and the device whose code it is.
    pub onchange: Callback<(Option<Value>, Option<AttrValue>)>,
}

/// The field.
#[component]
pub fn TokenCodeField(props: &TokenCodeFieldProps) -> Html {
    let device = props
        .value
        .as_ref()
        .and_then(|value| value.get("device")?.as_str());
    html! {
        <Field id={ID} label="TokenCode" problem={props.problem.clone()}>
            if let Some(serial) = device {
                <LiveCode serial={serial.to_owned()} faces={props.faces.clone()} onchange={props.onchange.clone()} />
            } else {
                { typed(props) }
            }
        </Field>
    }
}

fn typed(props: &TokenCodeFieldProps) -> Html {
    let oninput = props.onchange.reform(|event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        ((!text.is_empty()).then(|| Value::from(text)), None)
    });
    let described = described_by(ID, false, props.problem.is_some());
    html! {
        <div class="token-code">
            <input id={ID} type="text" inputmode="numeric" autocomplete="off" spellcheck="false" {oninput}
                value={params::text(props.value.as_ref())} aria-describedby={described}
                aria-invalid={props.problem.is_some().then_some("true")} />
            for face in props.faces.iter() {
                { use_button(face, &props.onchange) }
            }
        </div>
    }
}

fn use_button(face: &DeviceFace, onchange: &Callback<(Option<Value>, Option<AttrValue>)>) -> Html {
    let serial = face.serial.clone();
    let onclick = onchange.reform(move |_: MouseEvent| {
        let device = serial.to_string();
        (Some(json!({ "device": device })), Some(device.into()))
    });
    html! {
        <button key={&*face.serial} type="button" class="use-code" {onclick}
            title={format!("What {} shows now", words::name(&face.serial))}>
            <Icon glyph={Glyph::Fingerprint} />
            <span>{ "Use code " }<code>{ grouped(&face.code) }</code></span>
            <span class="muted">{ format!("{} s", face.seconds_left) }</span>
        </button>
    }
}

/// Props of [`LiveCode`].
#[derive(Properties, PartialEq)]
struct LiveCodeProps {
    serial: AttrValue,
    faces: Rc<[DeviceFace]>,
    onchange: Callback<(Option<Value>, Option<AttrValue>)>,
}

/// The code the device shows, as it changes; once used, the next one is waited for.
#[component]
fn LiveCode(props: &LiveCodeProps) -> Html {
    let dispatch = use_dispatch();
    let type_it = props.onchange.reform(|_: MouseEvent| (None, None));
    let face = props
        .faces
        .iter()
        .find(|face| *face.serial == *props.serial);
    html! {
        <div class="token-code" data-live="true" data-used={face.is_some_and(|face| face.used).then_some("true")}>
            if let Some(face) = face {
                <output id={ID} class="code">{ grouped(&face.code) }</output>
                <span class="muted">{ format!("shown by {}", words::name(&face.serial)) }</span>
                if face.used {
                    <button type="button" onclick={dispatch.callback({
                        let left = i64::from(face.seconds_left);
                        move |_: MouseEvent| Command::Advance(left)
                    })}>
                        { format!("Used: next code in {} s", face.seconds_left) }
                    </button>
                } else {
                    <span class="muted">{ format!("{} s", face.seconds_left) }</span>
                }
            } else {
                <output id={ID} class="code">{ "No such device" }</output>
            }
            <button type="button" class="quiet" onclick={type_it}>{ "Type a code" }</button>
        </div>
    }
}

/// `123 456`
fn grouped(code: &str) -> String {
    match code.split_at_checked(3) {
        Some((head, tail)) if !tail.is_empty() => format!("{head} {tail}"),
        _ => code.to_owned(),
    }
}
