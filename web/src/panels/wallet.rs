//! Wallet: MFA devices and credentials held.

use std::rc::Rc;

use playground::explain::words;
use playground::scenario::{CallSpec, CallerRef};
use playground::session::DeviceFace;
use playground::{Command, Session};
use serde_json::{Value, json};
use sts::model::Operation;
use yew::prelude::*;

use crate::components::countdown::Ring;
use crate::components::credential_card::CredentialCard;
use crate::components::icon::{Glyph, Icon};
use crate::dispatch::{Dispatch, use_dispatch};
use crate::state::{Action, Tab};

/// Seconds for which a device shows one code (RFC 6238).
const STEP: i64 = 30;

/// Props of [`WalletPanel`].
#[derive(Properties, PartialEq)]
pub struct WalletPanelProps {
    /// World, tape and clock.
    pub session: Rc<Session>,
}

/// Credentials held, newest first, below the devices that may be asked for a code.
#[component]
pub fn WalletPanel(props: &WalletPanelProps) -> Html {
    let dispatch = use_dispatch();
    let session = &props.session;
    let devices = session.devices();
    let held = &session.replay().wallet;
    html! {
        <section class="panel wallet-panel" aria-labelledby="wallet-title">
            <header>
                <h2 id="wallet-title"><span class="number">{ "4" }</span>{ "Wallet" }</h2>
                <span class="tag">{ "Simulated" }</span>
            </header>
            <div class="body">
                if !devices.is_empty() {
                    <section class="devices">
                        <h3>{ if devices.len() == 1 { "MFA device" } else { "MFA devices" } }</h3>
                        <ul>
                            for device in &devices {
                                { view_device(device, &session.scenario().request, &dispatch) }
                            }
                        </ul>
                    </section>
                }
                <section class="credentials">
                    <h3>{ "Temporary credentials" }</h3>
                    if held.is_empty() {
                        { view_empty(&dispatch) }
                    } else {
                        <ol>
                            for (age, held) in held.iter().rev().enumerate() {
                                <CredentialCard key={held.entry} held={held.clone()} session={session.clone()} open={age == 0} />
                            }
                        </ol>
                    }
                </section>
            </div>
        </section>
    }
}

fn view_empty(dispatch: &Dispatch) -> Html {
    let run = dispatch.callback(|_: MouseEvent| Command::Run);
    html! {
        <div class="empty">
            <Icon glyph={Glyph::Hat} />
            <p>{ "No temporary credentials yet. Run AssumeRole or GetSessionToken." }</p>
            <button type="button" onclick={run}><Icon glyph={Glyph::Play} />{ "Run the request" }</button>
        </div>
    }
}

/// A device: whose, its code, how long the code stands, or that it was used.
pub fn view_device(device: &DeviceFace, form: &CallSpec, dispatch: &Dispatch) -> Html {
    let (account, owner) = device.owner.split_once('/').unwrap_or(("", &device.owner));
    let later = dispatch.callback(|_: MouseEvent| Command::Advance(STEP));
    let code = match device.code.split_at_checked(3) {
        Some((head, tail)) => html! { <>{ head.to_owned() }<span class="gap" />{ tail.to_owned() }</> },
        None => html! { { &device.code } },
    };
    let left = i64::from(device.seconds_left);
    html! {
        <li key={device.serial.to_string()} class="device" data-used={device.used.then_some("")}>
            <Icon glyph={Glyph::Fingerprint} />
            <p class="owner" title={device.serial.to_string()}>
                { owner.to_owned() }<span class="muted">{ account.to_owned() }</span>
            </p>
            <output class="code" aria-label={format!("Code of {owner}")}>{ code }</output>
            if device.used {
                <span class="tag">{ "used" }</span>
                <button type="button" onclick={later} title="To the next code">{ "+30 s" }</button>
            } else {
                <span class="seconds" title="Until the next code"><Ring {left} whole={STEP} />{ words::duration(left) }</span>
                { view_fill(device, form, dispatch) }
            }
        </li>
    }
}

/// The form, signed by the credentials of an entry.
pub fn signed_by(form: &CallSpec, entry: u64) -> CallSpec {
    CallSpec {
        caller: CallerRef::Entry(entry),
        without: Vec::new(),
        altered: Vec::new(),
        ..form.clone()
    }
}

/// Sends this device's code with the call, where the call can carry one.
fn view_fill(device: &DeviceFace, form: &CallSpec, dispatch: &Dispatch) -> Html {
    let takes_code = form
        .action
        .strip_prefix("sts:")
        .and_then(Operation::named)
        .is_some_and(|operation| operation.input.iter().any(|member| member.name == "TokenCode"));
    if !takes_code {
        return Html::default();
    }
    let mut call = form.clone();
    let serial = device.serial.to_string();
    call.params.insert("TokenCode".to_owned(), json!({ "device": serial }));
    call.params.insert("SerialNumber".to_owned(), Value::String(serial));
    let sent = call == *form;
    let dispatch = dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        dispatch.send(Command::EditRequest(call.clone()));
        dispatch.send(Action::ShowTab(Tab::Ask));
    });
    html! {
        <button type="button" {onclick} aria-pressed={sent.to_string()} title="Sends SerialNumber and this code with the call">
            { if sent { "In use" } else { "Use" } }
        </button>
    }
}
