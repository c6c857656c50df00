//! The full page: header and five panels in reading order.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use playground::{Explanation, Session, session::Shown};
use yew::prelude::*;

use crate::components::announcer::Announcer;
use crate::components::icon::{Glyph, view_icon};
use crate::components::toast::Toast;
use crate::dialogs::view_dialog;
use crate::dispatch::{Dispatch, use_dispatch};
use crate::js::dom;
use crate::panels::decision::DecisionPanel;
use crate::panels::header::Header;
use crate::panels::policy::PolicyPanel;
use crate::panels::request::RequestPanel;
use crate::panels::timeline::TimelinePanel;
use crate::panels::wallet::WalletPanel;
use crate::state::{Action, Speed, Tab, View};

/// What both layouts, the page and the embed, draw.
#[derive(Properties, PartialEq, Clone)]
pub struct PageProps {
    /// World, tape and clock.
    pub session: Rc<Session>,
    /// What of it is on screen.
    pub view: View,
    /// The clock goes on.
    pub running: bool,
    /// How fast.
    pub speed: Speed,
    /// The exchange shown.
    pub shown: Rc<Shown>,
    /// Its words; `None` where there is no exchange to tell.
    pub explanation: Option<Rc<Explanation>>,
    /// Edited work that another scenario took the place of.
    pub kept: Option<Rc<Session>>,
}

/// The full page.
#[component]
pub fn Page(props: &PageProps) -> Html {
    let dispatch = use_dispatch();
    let PageProps {
        session,
        view,
        running,
        speed,
        shown,
        explanation,
        kept,
    } = props;
    let verdict = explanation
        .as_ref()
        .map_or(String::new(), |told| told.announcement.clone());
    let policy = view.selected.clone();
    html! {
        <>
            { view_skip_links(&dispatch) }
            <Header session={session.clone()} theme={view.theme} />
            if let Some(kept) = kept {
                { view_kept(kept, &dispatch) }
            }
            <main class="page" data-tab={name(view.tab)}>
                <RequestPanel key={world(session)} session={session.clone()} shown={shown.clone()} />
                <DecisionPanel explanation={explanation.clone()} shown={shown.clone()} session={session.clone()}
                    selected={policy.clone()} />
                <PolicyPanel session={session.clone()} explanation={explanation.clone()} selected={policy} />
                <WalletPanel session={session.clone()} />
                <TimelinePanel session={session.clone()} running={*running} speed={*speed} />
            </main>
            { view_tabs(view.tab, &dispatch) }
            <Toast told={view.told.clone()} />
            <Announcer {verdict} session={session.clone()} said={&view.said} />
            if let Some(dialog) = &view.dialog {
                { view_dialog(dialog, session) }
            }
        </>
    }
}

/// What makes two sessions different worlds: the form starts anew.
fn world(session: &Session) -> String {
    let opened = session.opened();
    format!("{} {}", opened.id, opened.seed)
}

/// `data-tab` of a tab.
pub fn name(tab: Tab) -> &'static str {
    match tab {
        Tab::Ask => "ask",
        Tab::Policy => "policy",
        Tab::Wallet => "wallet",
        Tab::Time => "time",
    }
}

fn view_tabs(shown: Tab, dispatch: &Dispatch) -> Html {
    let tabs = [
        (Tab::Ask, Glyph::Send, "Ask"),
        (Tab::Policy, Glyph::Page, "Policy"),
        (Tab::Wallet, Glyph::Wallet, "Wallet"),
        (Tab::Time, Glyph::Clock, "Time"),
    ];
    html! {
        <nav class="tab-bar" aria-label="Panels">
            for (tab, glyph, label) in tabs {
                <button type="button" key={label} aria-current={(tab == shown).then_some("page")}
                    onclick={dispatch.press(Action::ShowTab(tab))}>
                    { view_icon(glyph) }{ label }
                </button>
            }
        </nav>
    }
}

fn view_kept(kept: &Session, dispatch: &Dispatch) -> Html {
    let title = &kept.scenario().title;
    html! {
        <div class="kept-note" role="note">
            <span>{ format!("Your work on \u{201c}{title}\u{201d} is kept.") }</span>
            <button type="button" onclick={dispatch.press(Action::Return)}>{ "Go back to it" }</button>
            <button type="button" class="quiet" onclick={dispatch.press(Action::Forget)}>
                { "Let it go" }
            </button>
        </div>
    }
}

/// Ways past the header for the keyboard. They leave the address alone: its fragment is the state.
fn view_skip_links(dispatch: &Dispatch) -> Html {
    let links = [
        ("request-title", Tab::Ask, "Skip to Request"),
        ("decision-title", Tab::Ask, "Skip to Decision"),
        ("policy-title", Tab::Policy, "Skip to Policy"),
    ];
    html! {
        <nav class="skip-links" aria-label="Skip">
            for (id, tab, label) in links {
                <a class="visually-hidden" href={format!("#{id}")} key={id} onclick={
                    let dispatch = dispatch.clone();
                    move |event: MouseEvent| {
                        event.prevent_default();
                        dispatch.send(Action::ShowTab(tab));
                        // A phone shows the panel only when it is drawn again.
                        let focus = move || {
                            if let Some(title) = dom::element(id) {
                                dom::focus(&title);
                            }
                        };
                        Timeout::new(0, focus).forget();
                    }
                }>{ label }</a>
            }
        </nav>
    }
}
