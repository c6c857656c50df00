//! Dialogs of the page.

pub mod gallery;
pub mod help;
pub mod open_link;
pub mod share;

use std::rc::Rc;

use playground::Session;
use yew::prelude::*;

use crate::components::dialog::Dialog as Frame;
use crate::state::Dialog;

/// The dialog that is open.
pub fn view_dialog(dialog: &Dialog, session: &Rc<Session>) -> Html {
    match dialog {
        Dialog::Gallery => html! {
            <Frame key="gallery" id="gallery-title" title="Scenarios">
                <gallery::Gallery open={session.opened().id.clone()} />
            </Frame>
        },
        Dialog::Share => html! {
            <Frame key="share" id="share-title" title="Share">
                <share::Share session={session.clone()} />
            </Frame>
        },
        Dialog::OpenLink { text, problem } => html! {
            <Frame key={format!("open {text}")} id="open-link-title" title="Open a link">
                <open_link::OpenLink {text} problem={problem.clone()} />
            </Frame>
        },
        Dialog::Help => html! {
            <Frame key="help" id="help-title" title="Help">{ help::view_help() }</Frame>
        },
    }
}
