//! The full page: header and five panels in reading order.

use std::rc::Rc;

use playground::{Explanation, Session, session::Shown};
use yew::prelude::*;

use crate::panels::decision::DecisionPanel;
use crate::panels::header::Header;
use crate::panels::policy::PolicyPanel;
use crate::panels::request::RequestPanel;
use crate::panels::timeline::TimelinePanel;
use crate::panels::wallet::WalletPanel;
use crate::state::{Speed, Tab, View};

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
}

/// The full page.
#[component]
pub fn Page(props: &PageProps) -> Html {
    let PageProps {
        session,
        view,
        running,
        speed,
        shown,
        explanation,
    } = props.clone();
    let selected = view.selected.clone();
    html! {
        <>
            <Header session={session.clone()} theme={view.theme} />
            <main class="page" data-tab={tab_name(view.tab)}>
                <RequestPanel session={session.clone()} shown={shown.clone()} />
                <DecisionPanel {explanation} {shown} session={session.clone()} selected={selected.clone()} />
                <PolicyPanel session={session.clone()} explanation={props.explanation.clone()} {selected} />
                <WalletPanel session={session.clone()} />
                <TimelinePanel {session} {running} {speed} />
            </main>
        </>
    }
}

/// `data-tab` of a tab.
pub fn tab_name(tab: Tab) -> &'static str {
    match tab {
        Tab::Ask => "ask",
        Tab::Policy => "policy",
        Tab::Wallet => "wallet",
        Tab::Time => "time",
    }
}
