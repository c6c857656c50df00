//! "It would flip if …": each smallest change that turns the decision, as a button that makes it.

use std::rc::Rc;

use playground::explain::words;
use playground::flip::{Flip, Side, flips};
use playground::{Command, Session};
use yew::prelude::*;

use crate::components::icon::{Glyph, view_icon};
use crate::dispatch::{Dispatch, use_dispatch};

/// Props of [`FlipList`].
#[derive(Properties, PartialEq)]
pub struct FlipListProps {
    /// World, tape and clock.
    pub session: Rc<Session>,
}

/// The changes found by trying; nothing where none flips.
#[component]
pub fn FlipList(props: &FlipListProps) -> Html {
    let dispatch = use_dispatch();
    let flips = use_memo(props.session.clone(), |session| flips(session));
    if flips.is_empty() {
        return Html::default();
    }
    html! {
        <div class="flip-list">
            <h3>{ "It would flip if you" }</h3>
            <ul>{ for flips.iter().map(|flip| view_flip(flip, &dispatch)) }</ul>
        </div>
    }
}

fn view_flip(flip: &Flip, dispatch: &Dispatch) -> Html {
    let side = match flip.side {
        Side::Request => "request",
        Side::Policy => "policy",
        Side::Unsafe => "unsafe",
    };
    let (dispatch, commands) = (dispatch.clone(), flip.commands.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        for command in &commands {
            dispatch.send(Command::clone(command));
        }
    });
    html! {
        <li>
            <button type="button" data-side={side} {onclick}>
                if flip.side == Side::Unsafe { { view_icon(Glyph::Warning) } }
                <span>{ words::flip(flip) }</span>
            </button>
        </li>
    }
}
