//! Decision: verdict, AWS's own answer, gates.

use std::rc::Rc;

use playground::explain::{ErrorView, Explanation};
use playground::replay::{Flip, Played};
use playground::scenario::CallerRef;
use playground::session::Shown;
use playground::{Command, Session};
use sts::response::Member;
use sts::{Exchange, Response};
use yew::prelude::*;

use crate::components::call_line::view_call;
use crate::components::clock_time::view_time;
use crate::components::copy_button::CopyButton;
use crate::components::flip_list::FlipList;
use crate::components::gate_list::GateList;
use crate::components::icon::{Glyph, view_icon};
use crate::components::verdict::view_verdict;
use crate::dispatch::{Dispatch, use_dispatch};
use crate::state::{Action, Selection, Tab};

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
    let dispatch = use_dispatch();
    let DecisionPanelProps {
        explanation,
        shown,
        session,
        selected,
    } = props;
    let section = use_node_ref();
    let entry = match &**shown {
        Shown::Recorded(entry, _) | Shown::NotRun { entry, .. } => Some(*entry),
        Shown::Preview(_) | Shown::Nothing => None,
    };
    let last = use_mut_ref(|| entry);
    {
        let section = section.clone();
        use_effect_with(entry, move |entry| {
            if entry.is_some() && last.replace(*entry) != *entry {
                reveal_on_phone(&section);
            }
        });
    }
    let told = |exchange: &Exchange| {
        let Some(explanation) = explanation else {
            return Html::default();
        };
        html! {
            <>
                { view_verdict(explanation) }
                { view_answer(explanation.error.as_ref(), exchange, &dispatch) }
                { view_renewal(explanation, session, &dispatch) }
                <FlipList session={session.clone()} />
                <h3>{ "How it was decided" }</h3>
                for note in &explanation.notes {
                    <p class="note">{ note }</p>
                }
                <GateList explanation={explanation.clone()} selected={selected.clone()} />
            </>
        }
    };
    let body = match &**shown {
        Shown::Recorded(entry, exchange) => html! {
            <>
                { view_recorded(*entry, session, &dispatch) }
                { told(exchange) }
            </>
        },
        Shown::Preview(exchange) => told(exchange),
        Shown::NotRun { entry, because } => html! {
            <>
                { view_recorded(*entry, session, &dispatch) }
                { view_not_run(*because, &dispatch) }
            </>
        },
        Shown::Nothing => html! {
            <p class="empty">{ "Choose a caller and a call: the decision appears here while you type." }</p>
        },
    };
    html! {
        <section ref={section} class="panel decision-panel" aria-labelledby="decision-title">
            <header>
                <h2 id="decision-title"><span class="number" aria-hidden="true">{ "2" }</span>{ "Decision" }</h2>
                { view_provenance(shown, session) }
            </header>
            <div class="body">{ body }</div>
        </section>
    }
}

/// Brings the verdict of a call into view where it stands below the form; the focus stays where it is.
fn reveal_on_phone(section: &NodeRef) {
    const WIDTH: f64 = 700.0;
    let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64());
    if width.is_some_and(|width| width < WIDTH)
        && let Some(section) = section.cast::<web_sys::Element>()
    {
        section.scroll_into_view();
    }
}

/// Recorded, or a preview.
pub fn view_provenance(shown: &Shown, session: &Session) -> Html {
    let recorded = |id: u64| match played(session, id) {
        Some(played) => html! {
            <span class="tag" data-kind="recorded">
                { view_icon(Glyph::Clock) }
                <span>{ "Recorded at " }{ view_time(played.at, session.now()) }</span>
            </span>
        },
        None => Html::default(),
    };
    match shown {
        Shown::Recorded(entry, _) | Shown::NotRun { entry, .. } => recorded(*entry),
        Shown::Preview(_) => {
            html! { <span class="tag" data-kind="preview">{ "Preview – not sent yet" }</span> }
        }
        Shown::Nothing => Html::default(),
    }
}

/// AWS's own answer: the error as it stands, or the members of the response.
pub fn view_answer(error: Option<&ErrorView>, exchange: &Exchange, dispatch: &Dispatch) -> Html {
    match (error, &exchange.result) {
        (Some(error), _) => html! {
            <figure class="answer">
                <figcaption>
                    <strong><code>{ &error.code }</code></strong>
                    <span class="muted">{ format!("HTTP {}", error.http) }</span>
                    if error.approximate {
                        <span class="tag" data-kind="warn" title="This wording is inferred: AWS documents none.">{ "approximate" }</span>
                    }
                    <CopyButton text={error.message.clone()} what="the error's text" source="error-text" />
                </figcaption>
                <pre id="error-text">{ &error.message }</pre>
            </figure>
        },
        (None, Ok(response)) => view_response(response, dispatch),
        (None, Err(_)) => Html::default(),
    }
}

/// What the answer carries; secrets stand in the wallet.
fn view_response(response: &Response, dispatch: &Dispatch) -> Html {
    let wallet = dispatch.press(Action::ShowTab(Tab::Wallet));
    html! {
        <figure class="answer">
            <figcaption><strong>{ "Answer" }</strong><span class="muted">{ "HTTP 200" }</span></figcaption>
            <dl>
                for (name, member) in response.members() {
                    <div>
                        <dt>{ name }</dt>
                        <dd>
                            if name == "Credentials" {
                                <button type="button" class="link" onclick={wallet.clone()}>{ "in the wallet" }</button>
                            } else {
                                <code>{ flat(&member) }</code>
                            }
                        </dd>
                    </div>
                }
            </dl>
        </figure>
    }
}

fn flat(member: &Member) -> String {
    match member {
        Member::Text(text) => text.to_string(),
        Member::Structure(members) => {
            let inside: Vec<String> = members
                .iter()
                .map(|(name, member)| format!("{name}: {}", flat(member)))
                .collect();
            inside.join("\n")
        }
    }
}

/// Which call this was, whether it comes out otherwise now, and the way back to the preview.
fn view_recorded(id: u64, session: &Session, dispatch: &Dispatch) -> Html {
    let Some(played) = played(session, id) else {
        return Html::default();
    };
    let back = dispatch.press(Command::ShowEntry(None));
    html! {
        <div class="recorded">
            { view_call(&session.callers(), &played.call) }
            { view_flip(played.flip) }
            <button type="button" class="quiet" onclick={back}>{ "Show preview" }</button>
        </div>
    }
}

/// `▲ now allowed`
pub fn view_flip(flip: Option<Flip>) -> Html {
    let (name, words) = match flip {
        Some(Flip::NowAllowed) => ("now-allowed", "▲ now allowed"),
        Some(Flip::NowDenied) => ("now-denied", "▼ now denied"),
        Some(Flip::OtherError) => ("other-error", "≠ another error"),
        None => return Html::default(),
    };
    html! { <span class="flip" data-flip={name}>{ words }</span> }
}

/// A call that was not made, because another now issues no credentials.
pub fn view_not_run(because: u64, dispatch: &Dispatch) -> Html {
    let show = dispatch.press(Command::ShowEntry(Some(because)));
    html! {
        <div class="verdict" data-verdict="none">
            { view_icon(Glyph::Dash) }
            <div>
                <p class="headline">{ "Not run" }</p>
                <p class="reason">
                    { format!("It uses the credentials of call {because}, which issues none now. ") }
                    <button type="button" class="link" onclick={show}>{ "Show that call" }</button>
                </p>
            </div>
        </div>
    }
}

/// After ExpiredToken: the call that issued the credentials can be made again.
fn view_renewal(explanation: &Explanation, session: &Session, dispatch: &Dispatch) -> Html {
    let expired = explanation
        .error
        .as_ref()
        .is_some_and(|error| error.code == "ExpiredToken");
    let issuer = match session.scenario().request.caller {
        CallerRef::Entry(id) if expired => played(session, id),
        _ => None,
    };
    let Some(issuer) = issuer else {
        return Html::default();
    };
    html! {
        <div class="remedy">
            <button type="button" onclick={renew(issuer, dispatch)}>{ "Get new credentials" }</button>
            <span class="muted">{ "calls again: " }{ view_call(&session.callers(), &issuer.call) }</span>
        </div>
    }
}

/// Makes a recorded call again.
pub fn renew(played: &Played, dispatch: &Dispatch) -> Callback<MouseEvent> {
    dispatch.press_each(Rc::new([
        Command::EditRequest(played.call.clone()).into(),
        Command::Run.into(),
    ]))
}

fn played(session: &Session, id: u64) -> Option<&Played> {
    session
        .replay()
        .entries
        .iter()
        .find(|played| played.id == id)
}
