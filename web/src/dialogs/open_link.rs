//! A pasted link: opened, or refused with what is wrong with it. What is open stays open until then.

use std::rc::Rc;

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::boot;
use crate::dispatch::use_dispatch;
use crate::state::Action;

/// Props of [`OpenLink`].
#[derive(Properties, PartialEq)]
pub struct OpenLinkProps {
    /// The link, as far as it is known.
    pub text: AttrValue,
    /// What is wrong with a link that could not be opened.
    pub problem: Option<AttrValue>,
}

/// The box for a link.
#[component]
pub fn OpenLink(props: &OpenLinkProps) -> Html {
    let dispatch = use_dispatch();
    let area = use_node_ref();
    let problem = use_state_eq(|| props.problem.clone());
    let onsubmit = {
        let (area, problem) = (area.clone(), problem.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            // Read only now: a pasted text may be very long.
            let text = area
                .cast::<HtmlTextAreaElement>()
                .map(|area| area.value())
                .unwrap_or_default();
            match boot::opened(&text) {
                Some(Ok(session)) => dispatch.send(Action::Open(Rc::new(session))),
                Some(Err(error)) => problem.set(Some(error.into())),
                None => problem.set(Some("Paste a link first.".into())),
            }
        })
    };
    let oninput = {
        let problem = problem.clone();
        Callback::from(move |_: InputEvent| problem.set(None))
    };
    html! {
        <form class="open-link" {onsubmit}>
            <label for="open-link-text">{ "Link to a playground" }</label>
            <textarea id="open-link-text" ref={area} rows="5" defaultvalue={&props.text} {oninput} spellcheck="false" autofocus=true
                aria-describedby="open-link-problem" aria-invalid={problem.is_some().then_some("true")} />
            <p id="open-link-problem" class="problem" role="alert">{ (*problem).clone().unwrap_or_default() }</p>
            <button type="submit" class="primary">{ "Open" }</button>
        </form>
    }
}
