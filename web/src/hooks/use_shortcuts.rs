//! Keys of the whole page. The dialog `Help` lists them.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use playground::{Command, Session, guard, link};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

use crate::dispatch::Dispatch;
use crate::js::{address, clipboard, dom};
use crate::state::{Action, Dialog};

/// Listens to the keyboard of the page.
#[hook]
pub fn use_shortcuts(session: &Rc<Session>, dispatch: &Dispatch) {
    let latest = use_mut_ref(|| session.clone());
    *latest.borrow_mut() = session.clone();
    let dispatch = dispatch.clone();
    use_effect_with((), move |()| {
        let listener = dom::document().map(|document| {
            EventListener::new_with_options(
                &document,
                "keydown",
                EventListenerOptions::enable_prevent_default(),
                move |event| {
                    let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                        return;
                    };
                    let session = latest.borrow().clone();
                    if pressed(event, &session, &dispatch) {
                        event.prevent_default();
                    }
                },
            )
        });
        move || drop(listener)
    });
}

/// Does what a key is for; `false`: the key is not ours.
fn pressed(event: &KeyboardEvent, session: &Rc<Session>, dispatch: &Dispatch) -> bool {
    if dom::all("dialog[open]").pop().is_some() || event.alt_key() {
        return false;
    }
    let command = event.ctrl_key() || event.meta_key();
    match event.key().as_str() {
        "Enter" if command => dispatch.send(Command::Run),
        // An embed takes no other key: the rest is its host's.
        _ if address::embedded() => return false,
        "F6" => next_panel(event.shift_key()),
        "z" | "Z" if command && !types_text(event) => dispatch.send(if event.shift_key() {
            Command::Redo
        } else {
            Command::Undo
        }),
        "y" if command && !types_text(event) => dispatch.send(Command::Redo),
        "s" if command => copy_link(session, dispatch),
        _ => return false,
    }
    true
}

/// The key goes to something with an undo of its own.
fn types_text(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| {
        matches!(
            element.closest("input:not([type=checkbox]), textarea, .code-editor"),
            Ok(Some(_))
        )
    })
}

fn next_panel(back: bool) {
    let panels: Vec<HtmlElement> = dom::all("header.header, main > .panel")
        .into_iter()
        .filter(|panel| panel.get_client_rects().length() > 0)
        .collect();
    let focused = dom::document().and_then(|document| document.active_element());
    let here = focused.and_then(|focused| {
        panels
            .iter()
            .position(|panel| panel.contains(Some(&focused)))
    });
    let count = panels.len();
    let to = match (here, back) {
        (None, false) => 0,
        (None, true) => count.saturating_sub(1),
        (Some(at), false) => (at + 1) % count,
        (Some(at), true) => (at + count - 1) % count,
    };
    if let Some(panel) = panels.get(to) {
        dom::focus(panel);
    }
}

/// Copies the link; where it may not be shared as it is, the dialog says why.
fn copy_link(session: &Session, dispatch: &Dispatch) {
    if !guard::suspects(session.scenario()).is_empty() {
        dispatch.send(Action::ShowDialog(Some(Dialog::Share)));
        return;
    }
    let fragment = link::encode(session.scenario());
    address::replace_fragment(&fragment);
    let dispatch = dispatch.clone();
    spawn_local(async move {
        if clipboard::copy(&address::playground(&fragment)).await {
            dispatch.send(Action::Tell("Link copied.".into()));
        } else {
            dispatch.send(Action::ShowDialog(Some(Dialog::Share)));
        }
    });
}
