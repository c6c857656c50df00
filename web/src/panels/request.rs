//! Request: who calls, what, with what.

use std::rc::Rc;

use playground::{Session, session::Shown};
use yew::prelude::*;

/// Props of [`RequestPanel`].
#[derive(Properties, PartialEq)]
pub struct RequestPanelProps {
    /// World, tape and clock.
    pub session: Rc<Session>,
    /// What the Decision pane shows.
    pub shown: Rc<Shown>,
}

/// Who calls, what, with what.
#[component]
pub fn RequestPanel(props: &RequestPanelProps) -> Html {
    let _ = props;
    html! {
        <section class="panel request-panel" aria-labelledby="request-title">
            <h2 id="request-title">{ "Request" }</h2>
        </section>
    }
}
