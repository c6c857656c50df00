//! Wallet: MFA devices and credentials held.

use std::rc::Rc;

use playground::scenario::{CallSpec, CallerRef};
use playground::{Command, Session};
use yew::prelude::*;

use crate::components::credential_card::view_card;
use crate::components::device::view_device;
use crate::components::icon::{Glyph, view_icon};
use crate::dispatch::{Dispatch, use_dispatch};

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
                <h2 id="wallet-title"><span class="number" aria-hidden="true">{ "4" }</span>{ "Wallet" }</h2>
                <span class="tag">{ "Simulated" }</span>
            </header>
            <div class="body">
                if !devices.is_empty() {
                    <section class="devices">
                        <h3>{ if devices.len() == 1 { "MFA device" } else { "MFA devices" } }</h3>
                        <ul>
                            for face in &devices {
                                { view_device(face, session, &dispatch) }
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
                                { view_card(held, age == 0, session, &dispatch) }
                            }
                        </ol>
                    }
                </section>
            </div>
        </section>
    }
}

fn view_empty(dispatch: &Dispatch) -> Html {
    let run = dispatch.press(Command::Run);
    html! {
        <div class="empty">
            { view_icon(Glyph::Hat) }
            <p>{ "No temporary credentials yet. Run AssumeRole or GetSessionToken." }</p>
            <button type="button" onclick={run}>{ view_icon(Glyph::Play) }{ "Run the request" }</button>
        </div>
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
