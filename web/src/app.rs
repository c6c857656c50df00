//! The application: the reducer, what is derived from it once, its effects, and the layout.

use std::rc::Rc;

use playground::{explain, session::Shown};
use yew::prelude::*;

use crate::dispatch::Dispatch;
use crate::embed::EmbedPage;
use crate::hooks::use_address::use_address;
use crate::hooks::use_clock::use_clock;
use crate::hooks::use_shortcuts::use_shortcuts;
use crate::hooks::use_theme::use_theme;
use crate::js::{address, dom};
use crate::page::{Page, PageProps};
use crate::state::State;

/// Props of [`App`].
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// The state to begin with.
    pub start: State,
}

/// The application.
#[component]
pub fn App(props: &AppProps) -> Html {
    let start = props.start.clone();
    let state = use_reducer(move || start);
    let dispatch = use_memo(state.dispatcher(), |dispatcher| {
        Dispatch::new(dispatcher.clone())
    });

    use_clock(state.running, state.speed, &dispatch);
    use_address(&state.session, state.edits, &dispatch);
    use_shortcuts(&state.session, &dispatch);
    use_theme(state.view.theme);
    use_effect_with(state.session.scenario().title.clone(), |title| {
        if !address::embedded() && !title.is_empty() {
            dom::set_title(&format!("{title} · STS playground"));
        }
    });

    let shown = use_memo(state.session.clone(), |session| session.shown());
    let explanation = use_memo(shown.clone(), |shown| match &**shown {
        Shown::Recorded(_, exchange) | Shown::Preview(exchange) => Some(Rc::new(explain(exchange))),
        Shown::NotRun { .. } | Shown::Nothing => None,
    });
    let page = PageProps {
        session: state.session.clone(),
        view: state.view.clone(),
        running: state.running,
        speed: state.speed,
        shown,
        explanation: (*explanation).clone(),
        kept: state.kept.clone(),
    };
    html! {
        <ContextProvider<Dispatch> context={(*dispatch).clone()}>
            if address::embedded() {
                <EmbedPage ..page />
            } else {
                <Page ..page />
            }
        </ContextProvider<Dispatch>>
    }
}

/// Props of [`Broken`].
#[derive(Properties, PartialEq)]
pub struct BrokenProps {
    /// What went wrong.
    pub message: AttrValue,
}

/// Shown where the page's own first scenario cannot be used.
#[component]
pub fn Broken(props: &BrokenProps) -> Html {
    html! {
        <main class="broken" role="alert">
            <h1>{ "STS playground" }</h1>
            <p>{ "The simulator could not start: " }{ &props.message }</p>
        </main>
    }
}
