//! A word to everybody, gone after a moment.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// Milliseconds for which it is shown.
const SHOWN: u32 = 4000;

/// Props of [`Toast`].
#[derive(Properties, PartialEq)]
pub struct ToastProps {
    /// What was told last, and how many times something was told.
    pub told: (u32, AttrValue),
}

/// The word, to be seen; the announcer says it.
#[component]
pub fn Toast(props: &ToastProps) -> Html {
    let text = use_state_eq(AttrValue::default);
    use_effect_with(props.told.clone(), {
        let text = text.clone();
        move |(_, told)| {
            text.set(told.clone());
            let timer = Timeout::new(SHOWN, move || text.set(AttrValue::default()));
            move || drop(timer)
        }
    });
    html! {
        <div class="toast" aria-hidden="true" hidden={text.is_empty()}>{ &*text }</div>
    }
}
