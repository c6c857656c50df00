//! Decision: verdict, AWS's own answer, gates.

use std::rc::Rc;

use playground::{Explanation, Session, session::Shown};
use yew::prelude::*;

use crate::state::Selection;

/// Props of [`DecisionPanel`].
#[derive(Properties, PartialEq)]
pub struct DecisionPanelProps {
    /// Words of the exchange shown; `None` where there is none.
    pub explanation: Option<Rc<Explanation>>,
    /// The exchange shown.
    pub shown: Rc<Shown>,
    /// World, tape and clock.
    pub session: Rc<Session>,
    /// The row that is lit in the policy.
    pub selected: Option<Selection>,
}

/// Verdict, answer, gates.
#[component]
pub fn DecisionPanel(props: &DecisionPanelProps) -> Html {
    let _ = props;
    html! {
        <section class="panel decision-panel" aria-labelledby="decision-title">
            <h2 id="decision-title">{ "Decision" }</h2>
        </section>
    }
}
