//! The address equals the state: written a moment after the last edit, never for ticks; another one is opened.

use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use playground::{Session, guard, link};
use yew::prelude::*;

use crate::boot;
use crate::dispatch::Dispatch;
use crate::js::address;
use crate::state::Action;

/// Milliseconds from the last edit to the new address.
const QUIET: u32 = 800;

/// Keeps the address and the session together. `edits` counts what a link should hold.
#[hook]
pub fn use_address(session: &Rc<Session>, edits: u32, dispatch: &Dispatch) {
    let latest = use_mut_ref(|| session.clone());
    *latest.borrow_mut() = session.clone();

    use_effect_with(edits, {
        let latest = latest.clone();
        move |&edits| {
            let timer = (edits > 0 && !address::embedded())
                .then(|| Timeout::new(QUIET, move || write(&latest.borrow())));
            move || drop(timer)
        }
    });

    let dispatch = dispatch.clone();
    use_effect_with((), move |()| {
        let listener = web_sys::window()
            .filter(|_| !address::embedded())
            .map(|window| {
                EventListener::new(&window, "hashchange", move |_| {
                    let fragment = address::fragment();
                    match boot::opened(&fragment) {
                        Some(Ok(session)) => dispatch.send(Action::Open(Rc::new(session))),
                        Some(Err(error)) => {
                            write(&latest.borrow());
                            let dialog = boot::broken(&fragment, error);
                            dispatch.send(Action::ShowDialog(Some(dialog)));
                        }
                        None => {}
                    }
                })
            });
        move || drop(listener)
    });
}

/// What looks like a real secret is not put where it is copied from without a thought.
fn write(session: &Session) {
    if guard::suspects(session.scenario()).is_empty() {
        address::replace_fragment(&link::encode(session.scenario()));
    }
}
