//! Copies a text; where the browser refuses, selects it for a copy by hand.

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::components::icon::{Glyph, view_icon};
use crate::dispatch::use_dispatch;
use crate::js::{clipboard, dom};
use crate::state::Action;

/// Milliseconds for which the button says what came of it.
const TOLD: u32 = 2500;

/// Props of [`CopyButton`].
#[derive(Properties, PartialEq)]
pub struct CopyButtonProps {
    /// What is copied.
    pub text: AttrValue,
    /// What the button says.
    #[prop_or(AttrValue::Static("Copy"))]
    pub label: AttrValue,
    /// What is copied, for those who hear it: `the link`.
    pub what: AttrValue,
    /// Id of the element that shows the text.
    #[prop_or_default]
    pub source: Option<AttrValue>,
}

/// What came of the last press.
#[derive(Clone, Copy, PartialEq)]
enum Came {
    Nothing,
    Copied,
    Refused,
}

/// The button.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let dispatch = use_dispatch();
    let came = use_state_eq(|| Came::Nothing);
    use_effect_with(*came, {
        let came = came.clone();
        move |&now| {
            let timer =
                (now != Came::Nothing).then(|| Timeout::new(TOLD, move || came.set(Came::Nothing)));
            move || drop(timer)
        }
    });
    let onclick = {
        let (text, what, source) = (props.text.clone(), props.what.clone(), props.source.clone());
        let came = came.clone();
        Callback::from(move |_: MouseEvent| {
            let (text, what, source) = (text.clone(), what.clone(), source.clone());
            let (came, dispatch) = (came.clone(), dispatch.clone());
            spawn_local(async move {
                if clipboard::copy(&text).await {
                    came.set(Came::Copied);
                    dispatch.send(Action::Say(format!("Copied {what}.").into()));
                    return;
                }
                came.set(Came::Refused);
                if let Some(element) = source.and_then(|id| dom::element(&id)) {
                    clipboard::select(&element);
                }
                let hint = "This browser does not let the page copy; copy it by hand.";
                dispatch.send(Action::Say(hint.into()));
            });
        })
    };
    let (glyph, label) = match *came {
        Came::Nothing => (Glyph::Copy, props.label.clone()),
        Came::Copied => (Glyph::Check, "Copied".into()),
        Came::Refused if props.source.is_some() => (Glyph::Info, "Selected: press Ctrl+C".into()),
        Came::Refused => (Glyph::Info, "Copying is blocked".into()),
    };
    html! {
        <button type="button" class="copy-button" {onclick} aria-label={format!("{label} {}", props.what)}>
            { view_icon(glyph) }<span>{ label }</span>
        </button>
    }
}
