//! Timeline: the clock, the lives of credentials, and the calls.

use std::rc::Rc;

use playground::replay::{Outcome, Played};
use playground::session::Caller;
use playground::{Command, Session};
use yew::prelude::*;

use crate::components::call_line::view_call;
use crate::components::clock_time::{halves, view_time};
use crate::components::icon::{Glyph, view_icon};
use crate::components::lanes::view_lanes;
use crate::dispatch::{Dispatch, use_dispatch};
use crate::panels::decision::view_flip;
use crate::state::{Action, Speed, Tab};

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
    let dispatch = use_dispatch();
    let session = &props.session;
    let (date, _) = halves(session.now());
    let callers = session.callers();
    html! {
        <section class="panel timeline-panel" aria-labelledby="timeline-title">
            <header>
                <h2 id="timeline-title"><span class="number" aria-hidden="true">{ "5" }</span>{ "Timeline" }</h2>
                <p class="clock">
                    { view_icon(Glyph::Clock) }
                    { view_time(session.now(), session.now()) }
                    <span class="muted" title="The clock is simulated">{ date }</span>
                </p>
                <div class="controls" role="group" aria-label="Clock">
                    { view_play(props.running, props.speed, &dispatch) }
                    { view_jumps(session, &dispatch) }
                </div>
            </header>
            <div class="body">
                { view_lanes(session) }
                <section class="history" aria-labelledby="history-title">
                    <h3 id="history-title">{ "Calls" }</h3>
                    if session.replay().entries.is_empty() {
                        <p class="empty">{ "None yet. Each call you run is kept here, and replayed when you change a policy." }</p>
                    } else {
                        <ol reversed=true>
                            for played in session.replay().entries.iter().rev() {
                                <li key={played.id}>{ view_entry(played, session, &callers, &dispatch) }</li>
                            }
                        </ol>
                    }
                </section>
            </div>
        </section>
    }
}

/// Play or pause, and how fast.
pub fn view_play(running: bool, speed: Speed, dispatch: &Dispatch) -> Html {
    let (glyph, word) = if running {
        (Glyph::Pause, "Pause")
    } else {
        (Glyph::Play, "Play")
    };
    let toggle = dispatch.press(Action::SetRunning(!running));
    let choice = |value: Speed, text: &'static str, label: &'static str| {
        let onclick = dispatch.press(Action::SetSpeed(value));
        html! {
            <button type="button" {onclick} aria-pressed={(speed == value).to_string()} aria-label={label}>{ text }</button>
        }
    };
    html! {
        <>
            <button type="button" class="play" onclick={toggle}>{ view_icon(glyph) }{ word }</button>
            <div class="segmented" role="group" aria-label="Speed">
                { choice(Speed::Real, "1×", "As fast as time") }
                { choice(Speed::Sixty, "60×", "One minute each second") }
            </div>
        </>
    }
}

fn view_jumps(session: &Session, dispatch: &Dispatch) -> Html {
    html! {
        <div class="jumps" role="group" aria-label="Move the clock">
            { view_jump("+30 s", "30 seconds later", 30, dispatch) }
            { view_jump("+1 m", "1 minute later", 60, dispatch) }
            { view_jump("+15 m", "15 minutes later", 900, dispatch) }
            { view_jump("+1 h", "1 hour later", 3600, dispatch) }
            { view_to_expiry(session, dispatch) }
        </div>
    }
}

/// One jump of the clock.
pub fn view_jump(
    text: &'static str,
    label: &'static str,
    seconds: i64,
    dispatch: &Dispatch,
) -> Html {
    let onclick = dispatch.press(Command::Advance(seconds));
    html! { <button type="button" {onclick} aria-label={label}>{ text }</button> }
}

/// To one second before the next expiry, then across it.
pub fn view_to_expiry(session: &Session, dispatch: &Dispatch) -> Html {
    let now = session.now();
    let next = session
        .replay()
        .wallet
        .iter()
        .map(|held| held.seconds_left(now))
        .filter(|left| *left > 0)
        .min();
    let text = match next {
        Some(1) => "Cross the expiry",
        _ => "To next expiry",
    };
    let onclick = dispatch.press(Command::ToNextExpiry);
    html! {
        <button type="button" {onclick} aria-disabled={next.is_none().then_some("true")}>
            { view_icon(Glyph::SkipTo) }{ text }
        </button>
    }
}

/// A call of the history: press to see it in the Decision pane.
fn view_entry(played: &Played, session: &Session, callers: &[Caller], dispatch: &Dispatch) -> Html {
    let id = played.id;
    let (verdict, glyph, result) = match &played.outcome {
        Outcome::Answered(exchange) => match &exchange.result {
            Ok(_) => ("allow", Glyph::Check, "ok".to_owned()),
            Err(error) => ("deny", Glyph::OctagonX, error.code.to_string()),
        },
        Outcome::NotRun { .. } => ("none", Glyph::Dash, "not run".to_owned()),
    };
    let current = session.scenario().focus.entry == Some(id);
    let onclick = dispatch.press_each(Rc::new([
        Command::ShowEntry(Some(id)).into(),
        Action::ShowTab(Tab::Ask),
    ]));
    html! {
        <button type="button" class="entry" data-verdict={verdict} aria-current={current.then_some("true")} {onclick}>
            { view_time(played.at, session.now()) }
            { view_icon(glyph) }
            <span class="what">{ view_call(callers, &played.call) }</span>
            { view_flip(played.flip) }
            <span class="result">{ result }</span>
        </button>
    }
}
