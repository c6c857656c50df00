//! Timeline: the clock and the calls.

use std::rc::Rc;

use playground::Session;
use yew::prelude::*;

use crate::state::Speed;

/// Props of [`TimelinePanel`].
#[derive(Properties, PartialEq)]
pub struct TimelinePanelProps {
    /// World, tape and clock.
    pub session: Rc<Session>,
    /// The clock goes on.
    pub running: bool,
    /// How fast.
    pub speed: Speed,
}

/// The clock and the calls.
#[component]
pub fn TimelinePanel(props: &TimelinePanelProps) -> Html {
    let _ = props;
    html! {
        <section class="panel timeline-panel" aria-labelledby="timeline-title">
            <h2 id="timeline-title">{ "Timeline" }</h2>
        </section>
    }
}
