//! The layout of `embed.html`: one scenario in 720×480. It never takes the focus and leaves address and storage alone.

use std::rc::Rc;

use playground::explain::{Explanation, GateStatus};
use playground::scenario::CallerRef;
use playground::session::Shown;
use playground::{Command, Session, link};
use yew::prelude::*;

use crate::components::call_line::view_call;
use crate::components::clock_time::view_time;
use crate::components::countdown::view_countdown;
use crate::components::device::view_device;
use crate::components::flip_list::FlipList;
use crate::components::gate_list::{view_short_gates, view_statements};
use crate::components::icon::{Glyph, view_icon};
use crate::components::verdict::view_verdict;
use crate::dispatch::{Dispatch, use_dispatch};
use crate::js::address;
use crate::page::PageProps;
use crate::panels::decision::{view_answer, view_flip, view_not_run, view_provenance};
use crate::panels::policy::PolicyPanel;
use crate::panels::request::RequestFields;
use crate::panels::timeline::{view_jump, view_play, view_to_expiry};
use crate::panels::wallet::signed_by;
use crate::state::{Dialog, Selection};

/// One scenario: policy, request, verdict, countdown.
#[component]
pub fn EmbedPage(props: &PageProps) -> Html {
    let dispatch = use_dispatch();
    let session = &props.session;
    let policy_open = use_state_eq(|| false);
    let unfold = {
        let policy_open = policy_open.clone();
        Callback::from(move |_: MouseEvent| policy_open.set(!*policy_open))
    };
    html! {
        <div class="embed">
            <EmbedHeader session={session.clone()} />
            if let Some(Dialog::OpenLink { problem: Some(problem), .. }) = &props.view.dialog {
                <p class="embed-problem" role="alert">{ problem }</p>
            }
            <main class="embed-body" data-policy={if *policy_open { "open" } else { "folded" }}>
                { view_request(session, &dispatch) }
                { view_decision(props, &dispatch) }
                <button type="button" class="unfold" onclick={unfold} aria-expanded={policy_open.to_string()}>
                    { view_icon(Glyph::Page) }{ "Policy" }{ view_icon(Glyph::ChevronDown) }
                </button>
                <PolicyPanel session={session.clone()} explanation={props.explanation.clone()}
                    selected={props.view.selected.clone()} lazy=true />
            </main>
            <footer class="embed-footer">
                { view_newest(session, &dispatch) }
                <p class="clock">{ view_icon(Glyph::Clock) }{ view_time(session.now(), session.now()) }</p>
                <div class="controls" role="group" aria-label="Clock">
                    { view_play(props.running, props.speed, &dispatch) }
                    { view_jump("+15 m", "15 minutes later", 900, &dispatch) }
                    { view_to_expiry(session, &dispatch) }
                </div>
                <span class="tag">{ "Simulated" }</span>
            </footer>
        </div>
    }
}

/// Props of [`EmbedHeader`].
#[derive(Properties, PartialEq)]
struct EmbedHeaderProps {
    session: Rc<Session>,
}

/// Title, Reset, and the way to the full page with this state.
#[component]
fn EmbedHeader(props: &EmbedHeaderProps) -> Html {
    let dispatch = use_dispatch();
    let session = &props.session;
    let href = use_memo(session.clone(), |session| {
        address::playground(&link::encode(session.scenario()))
    });
    let reset = dispatch.press(Command::Reset);
    html! {
        <header class="embed-header">
            <h1>{ &session.scenario().title }</h1>
            <button type="button" class="quiet" onclick={reset} aria-disabled={(!session.is_edited()).then_some("true")}>
                { view_icon(Glyph::Reset) }{ "Reset" }
            </button>
            <a class="button quiet" href={(*href).clone()} target="_blank" rel="noopener">
                { "Open in playground" }{ view_icon(Glyph::External) }
            </a>
        </header>
    }
}

/// The call in one line, what it is usually changed by, Run; the whole form on demand.
fn view_request(session: &Rc<Session>, dispatch: &Dispatch) -> Html {
    let form = &session.scenario().request;
    let run = dispatch.press(Command::Run);
    html! {
        <section class="panel request-panel" aria-label="Request">
            <details class="whole-form">
                <summary>{ view_call(&session.callers(), form) }<span class="change">{ "Change" }</span></summary>
                <div class="fields"><RequestFields session={session.clone()} /></div>
            </details>
            <div class="run">
                <ul class="devices">
                    for face in session.devices().into_iter().filter(|face| is_owner(&form.caller, &face.owner)) {
                        { view_device(&face, session, dispatch) }
                    }
                </ul>
                // No form: a sandboxed frame may not submit one.
                <button type="button" class="primary" onclick={run}>{ view_icon(Glyph::Send) }{ "Run" }</button>
            </div>
        </section>
    }
}

/// The verdict, the gates in one line, and why.
fn view_decision(props: &PageProps, dispatch: &Dispatch) -> Html {
    let session = &props.session;
    let told = match (&*props.shown, &props.explanation) {
        (Shown::Recorded(_, exchange) | Shown::Preview(exchange), Some(explanation)) => html! {
            <>
                { view_verdict(explanation) }
                // Credentials stand in the footer.
                if !exchange.result.as_ref().is_ok_and(|response| response.credentials().is_some()) {
                    { view_answer(explanation.error.as_ref(), exchange, dispatch) }
                }
                { view_short_gates(explanation) }
                <FlipList session={session.clone()} />
                { view_why(explanation, props.view.selected.as_ref(), dispatch) }
            </>
        },
        (Shown::NotRun { because, .. }, _) => view_not_run(*because, dispatch),
        _ => Html::default(),
    };
    let flip = match &*props.shown {
        Shown::Recorded(id, _) => session
            .replay()
            .entries
            .iter()
            .find(|played| played.id == *id),
        _ => None,
    };
    html! {
        <section class="panel decision-panel" aria-label="Decision">
            <p class="provenance">
                { view_provenance(&props.shown, session) }
                { view_flip(flip.and_then(|played| played.flip)) }
            </p>
            { told }
        </section>
    }
}

fn is_owner(caller: &CallerRef, owner: &str) -> bool {
    matches!(caller, CallerRef::User { name, .. } if name == owner)
}

/// The statements that the deciding gate looked at.
fn view_why(explanation: &Explanation, selected: Option<&Selection>, dispatch: &Dispatch) -> Html {
    let decided = explanation
        .gates
        .iter()
        .find(|gate| gate.state == GateStatus::Failed && !gate.statements.is_empty());
    match decided {
        Some(gate) => html! {
            <details class="why">
                <summary>{ view_icon(Glyph::ChevronRight) }{ "Why: " }{ &gate.title }</summary>
                { view_statements(gate, selected, dispatch) }
            </details>
        },
        None => Html::default(),
    }
}

/// The credentials issued last: how long they live, and their use.
fn view_newest(session: &Session, dispatch: &Dispatch) -> Html {
    let Some(held) = session.replay().wallet.last() else {
        return html! { <p class="muted newest">{ "No credentials yet" }</p> };
    };
    let form = &session.scenario().request;
    let next = signed_by(form, held.entry);
    let in_use = form.caller == next.caller;
    let onclick = dispatch.press(Command::EditRequest(next));
    html! {
        <div class="newest">
            { view_countdown(held, session.now()) }
            <button type="button" {onclick} data-on={in_use.then_some("")} title={held.arn.to_string()}>
                { if in_use { "In use" } else { "Use" } }
            </button>
        </div>
    }
}
