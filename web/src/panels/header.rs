//! Header: title, scenario, undo and redo, share.

use std::rc::Rc;

use playground::Session;
use yew::prelude::*;

use crate::state::Theme;

/// Props of [`Header`].
#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    /// World, tape and clock.
    pub session: Rc<Session>,
    /// Colours in use.
    pub theme: Theme,
}

/// The header.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    html! {
        <header class="header"><h1>{ "STS playground" }</h1>{ &props.session.scenario().title }</header>
    }
}
