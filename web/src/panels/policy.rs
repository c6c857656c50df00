//! Policy: the text, with what decided lit in it.

use std::rc::Rc;

use playground::{Explanation, Session};
use yew::prelude::*;

use crate::state::Selection;

/// Props of [`PolicyPanel`].
#[derive(Properties, PartialEq)]
pub struct PolicyPanelProps {
    /// World, tape and clock.
    pub session: Rc<Session>,
    /// Words and marks of the exchange shown.
    pub explanation: Option<Rc<Explanation>>,
    /// The place that was asked for.
    pub selected: Option<Selection>,
}

/// The policy shown.
#[component]
pub fn PolicyPanel(props: &PolicyPanelProps) -> Html {
    let _ = props;
    html! {
        <section class="panel policy-panel" aria-labelledby="policy-title">
            <h2 id="policy-title">{ "Policy" }</h2>
        </section>
    }
}
