//! A policy's text: a read view first; the editor in its place when it is there; a plain text area where it cannot load.

pub mod read_view;

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use iam::Span;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::components::code_editor::{CodeEditor, Module};
use crate::js::editor::{TextMark, load_editor};
use read_view::ReadView;

/// Milliseconds after the first drawing at which the editor is fetched.
const IDLE: u32 = 400;

/// Props of [`PolicyText`].
#[derive(Properties, PartialEq)]
pub struct PolicyTextProps {
    /// Which text it is: another one has its own undo history.
    pub id: AttrValue,
    /// What it is, for those who hear it.
    pub label: AttrValue,
    /// Id of an element that describes it.
    pub described_by: AttrValue,
    /// The text.
    pub doc: AttrValue,
    /// What to light in it.
    pub marks: Rc<[TextMark]>,
    /// A place to scroll to.
    #[prop_or_default]
    pub reveal: Option<Span>,
    /// The editor is fetched when nothing else is to be done; otherwise on first touch.
    pub eager: bool,
    /// Gets the whole text whenever it changes.
    pub onchange: Callback<String>,
}

/// How far the editor is.
#[derive(Clone, PartialEq)]
enum Stage {
    Reading,
    Fetching,
    Fetched(Module),
    Failed,
}

/// The text.
#[component]
pub fn PolicyText(props: &PolicyTextProps) -> Html {
    let stage = use_state_eq(|| Stage::Reading);
    let touched = use_mut_ref(|| false);
    let fetch = {
        let stage = stage.clone();
        move || {
            if *stage != Stage::Reading {
                return;
            }
            stage.set(Stage::Fetching);
            let stage = stage.clone();
            spawn_local(async move {
                stage.set(match JsFuture::from(load_editor()).await {
                    Ok(module) => Stage::Fetched(Module(module)),
                    Err(_) => Stage::Failed,
                });
            });
        }
    };
    use_effect_with(props.eager, {
        let fetch = fetch.clone();
        move |&eager| {
            let timer = eager.then(|| Timeout::new(IDLE, fetch));
            move || drop(timer)
        }
    });
    let ontouch = {
        let touched = touched.clone();
        Callback::from(move |()| {
            touched.replace(true);
            fetch();
        })
    };
    let fail = {
        let stage = stage.clone();
        Callback::from(move |()| stage.set(Stage::Failed))
    };
    let PolicyTextProps {
        id,
        label,
        described_by,
        doc,
        marks,
        reveal,
        onchange,
        ..
    } = props;
    let focus = *touched.borrow();
    match &*stage {
        Stage::Reading | Stage::Fetching => html! {
            <ReadView {label} {described_by} {doc} marks={marks.clone()} reveal={*reveal} {ontouch} />
        },
        Stage::Fetched(module) => html! {
            <CodeEditor key={&**id} module={module.clone()} {label} {described_by} {doc} marks={marks.clone()}
                reveal={*reveal} {focus} {onchange} onfail={fail} />
        },
        Stage::Failed => {
            let oninput = onchange.reform(|event: InputEvent| {
                event.target_unchecked_into::<HtmlTextAreaElement>().value()
            });
            html! {
                <textarea key={&**id} class="policy-text" value={doc} {oninput} rows="18" spellcheck="false"
                    autocapitalize="off" aria-label={label} aria-describedby={described_by} autofocus={focus} />
            }
        }
    }
}
