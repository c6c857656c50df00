//! The MFA code: typed, or whatever the device shows at the moment of the call.

use playground::Command;
use playground::explain::words;
use playground::session::DeviceFace;
use serde_json::{Value, json};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::parameter::Changes;
use super::params;
use crate::components::field::{described_by, view_field};
use crate::components::icon::{Glyph, view_icon};
use crate::dispatch::Dispatch;

const NAME: &str = "TokenCode";
const ID: &str = "request-TokenCode";

/// The field: digits, or `{"device": serial}`.
pub fn view_token_code(
    value: Option<&Value>,
    problem: Option<&AttrValue>,
    faces: &[DeviceFace],
    dispatch: &Dispatch,
    onchange: &Callback<Changes>,
) -> Html {
    let device = value.and_then(|value| value.get("device")?.as_str());
    let control = match device {
        Some(serial) => view_live(serial, faces, dispatch, onchange),
        None => view_typed(value, problem.is_some(), faces, onchange),
    };
    view_field(&ID.into(), &NAME.into(), None, problem, control)
}

fn view_typed(
    value: Option<&Value>,
    invalid: bool,
    faces: &[DeviceFace],
    onchange: &Callback<Changes>,
) -> Html {
    let oninput = onchange.reform(|event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        vec![(NAME, (!text.is_empty()).then(|| Value::from(text)))]
    });
    html! {
        <div class="token-code">
            <input id={ID} type="text" inputmode="numeric" autocomplete="off" spellcheck="false" {oninput}
                value={params::text(value)} aria-describedby={described_by(ID, false, invalid)}
                aria-invalid={invalid.then_some("true")} />
            for face in faces {
                { view_use(face, onchange) }
            }
        </div>
    }
}

fn view_use(face: &DeviceFace, onchange: &Callback<Changes>) -> Html {
    let serial = face.serial.to_string();
    let onclick = onchange.reform(move |_: MouseEvent| {
        let code = json!({ "device": serial });
        vec![
            (NAME, Some(code)),
            ("SerialNumber", Some(serial.as_str().into())),
        ]
    });
    html! {
        <button key={&*face.serial} type="button" class="use-code" {onclick}
            title={format!("What {} shows now", words::name(&face.serial))}>
            { view_icon(Glyph::Fingerprint) }
            <span>{ "Use code " }<code>{ grouped(&face.code) }</code></span>
            <span class="muted">{ format!("{} s", face.seconds_left) }</span>
        </button>
    }
}

/// The code the device shows, as it changes; once used, the next one is waited for.
fn view_live(
    serial: &str,
    faces: &[DeviceFace],
    dispatch: &Dispatch,
    onchange: &Callback<Changes>,
) -> Html {
    let type_it = onchange.reform(|_: MouseEvent| vec![(NAME, None)]);
    let face = faces.iter().find(|face| *face.serial == *serial);
    html! {
        <div class="token-code" data-live="true" data-used={face.is_some_and(|face| face.used).then_some("true")}>
            if let Some(face) = face {
                <output id={ID} class="code">{ grouped(&face.code) }</output>
                <span class="muted">{ format!("shown by {}", words::name(&face.serial)) }</span>
                if face.used {
                    <button type="button" onclick={dispatch.press(Command::Advance(face.seconds_left.into()))}>
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
