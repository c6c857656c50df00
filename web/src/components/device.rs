//! The face of an MFA device: whose, its code, how long the code stands, or that it was used.

use std::rc::Rc;

use playground::explain::words;
use playground::session::DeviceFace;
use playground::{Command, Session};
use serde_json::{Value, json};
use sts::model::Operation;
use yew::prelude::*;

use crate::components::countdown::view_ring;
use crate::components::icon::{Glyph, view_icon};
use crate::dispatch::Dispatch;
use crate::state::{Action, Tab};

/// Seconds for which a device shows one code (RFC 6238).
const STEP: i64 = 30;

/// A device in a list.
pub fn view_device(face: &DeviceFace, session: &Session, dispatch: &Dispatch) -> Html {
    let (account, owner) = face.owner.split_once('/').unwrap_or(("", &face.owner));
    let (head, tail) = face.code.split_at_checked(3).unwrap_or((&face.code, ""));
    let later = dispatch.press(Command::Advance(STEP));
    let left = i64::from(face.seconds_left);
    html! {
        <li key={face.serial.to_string()} class="device" data-used={face.used.then_some("")}>
            { view_icon(Glyph::Fingerprint) }
            <p class="owner" title={face.serial.to_string()}>
                { owner.to_owned() }<span class="muted">{ account.to_owned() }</span>
            </p>
            <output class="code" aria-label={format!("MFA code of {owner}")}>
                { head.to_owned() }<span class="gap" />{ tail.to_owned() }
            </output>
            if face.used {
                <span class="tag">{ "used" }</span>
                <button type="button" onclick={later} title="To the next code">{ "+30 s" }</button>
            } else {
                <span class="seconds" title="Until the next code">{ view_ring(left, STEP) }{ words::duration(left) }</span>
                { view_use(face, session, dispatch) }
            }
        </li>
    }
}

/// Sends this device's code with the call, where the call can carry one.
fn view_use(face: &DeviceFace, session: &Session, dispatch: &Dispatch) -> Html {
    let form = &session.scenario().request;
    let takes_code = form
        .action
        .strip_prefix("sts:")
        .and_then(Operation::named)
        .is_some_and(|operation| {
            operation
                .input
                .iter()
                .any(|member| member.name == "TokenCode")
        });
    if !takes_code {
        return Html::default();
    }
    let mut call = form.clone();
    let serial = face.serial.to_string();
    call.params
        .insert("TokenCode".to_owned(), json!({ "device": serial }));
    call.params
        .insert("SerialNumber".to_owned(), Value::String(serial));
    let sent = call == *form;
    let actions = [Command::EditRequest(call).into(), Action::ShowTab(Tab::Ask)];
    let onclick = dispatch.press_each(Rc::new(actions));
    html! {
        <button type="button" {onclick} data-on={sent.then_some("")} title="Sends SerialNumber and this code with the call">
            { if sent { "In use" } else { "Use code" } }
        </button>
    }
}
