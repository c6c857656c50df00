//! What the page is: the session, and what of it is on screen.

use std::rc::Rc;
use std::sync::Arc;

use iam::Span;
use playground::explain::MarkKind;
use playground::session::Shown;
use playground::{Command, Session, explain};
use sts::PolicyAddress;
use yew::prelude::*;

/// The whole state of the page. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// World, tape and clock: what is shared and undone.
    pub session: Rc<Session>,
    /// What of it is on screen: neither shared nor undone.
    pub view: View,
    /// The simulated clock goes on.
    pub running: bool,
    /// How fast.
    pub speed: Speed,
    /// Counts the changes that a link should hold: all but ticks.
    pub edits: u32,
    /// Edited work that another scenario took the place of.
    pub kept: Option<Rc<Session>>,
}

/// What is on screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Which panels a phone shows.
    pub tab: Tab,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// The place in a policy that was asked for.
    pub selected: Option<Selection>,
    /// Colours.
    pub theme: Theme,
    /// The last thing to say to a screen reader that the panels do not say themselves.
    pub said: AttrValue,
    /// The last thing to tell everybody; the count makes the same words new.
    pub told: (u32, AttrValue),
}

/// Panels of a phone, one tab each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Request and Decision.
    #[default]
    Ask,
    /// Policy.
    Policy,
    /// Wallet.
    Wallet,
    /// Timeline.
    Time,
}

/// A dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The scenarios to open.
    Gallery,
    /// The link to this state.
    Share,
    /// A link to open.
    OpenLink {
        /// The one that could not be opened.
        text: AttrValue,
        /// What is wrong with it.
        problem: Option<AttrValue>,
    },
    /// Keys and what this is.
    Help,
}

/// A place in a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Address of the policy.
    pub policy: Arc<str>,
    /// The place.
    pub span: Span,
}

/// How fast the running clock goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Speed {
    /// As fast as time.
    #[default]
    Real,
    /// A minute each second.
    Sixty,
}

/// Colours of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// What can happen to the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Something is done to the session.
    Do(Command),
    /// Another scenario is opened; its clock stands.
    Open(Rc<Session>),
    /// Goes back to the work that was kept; what is open is kept in its place.
    Return,
    /// Lets go of the work that was kept.
    Forget,
    /// Shows a place in a policy.
    Select(Selection),
    /// Shows panels on a phone.
    ShowTab(Tab),
    /// Opens a dialog, or closes the one that is open.
    ShowDialog(Option<Dialog>),
    /// Starts or stops the clock.
    SetRunning(bool),
    /// Sets its speed.
    SetSpeed(Speed),
    /// Sets the colours.
    SetTheme(Theme),
    /// Tells a screen reader, for what is seen anyway.
    Say(AttrValue),
    /// Tells everybody, for a moment.
    Tell(AttrValue),
}

impl From<Command> for Action {
    fn from(command: Command) -> Self {
        Self::Do(command)
    }
}

impl State {
    /// The page as it opens on a session: the clock stands.
    pub fn new(session: Session) -> Self {
        Self {
            session: Rc::new(session),
            view: View::default(),
            running: false,
            speed: Speed::Real,
            edits: 0,
            kept: None,
        }
    }

    fn command(&mut self, command: Command) {
        let before = self.session.clone();
        let edit = u32::from(!matches!(command, Command::Tick(_)));
        let run = command == Command::Run;
        let ask = run || matches!(command, Command::EditRequest(_));
        if !matches!(command, Command::Tick(_)) {
            self.view.selected = None; // its place may be another's now
        }
        self.replace(self.session.update(command), edit);
        if ask {
            self.follow(&before);
        }
        // The clock stands until there is something to expire.
        let empty = |session: &Session| session.replay().wallet.is_empty();
        if run && empty(&before) && !empty(&self.session) {
            self.running = true;
        }
    }

    /// Where another request is decided elsewhere, that policy is shown. Edits of a policy never change which is shown.
    fn follow(&mut self, before: &Session) {
        let decided = deciding(&self.session);
        let shown = self.session.scenario().focus.policy.parse();
        let elsewhere = shown.is_ok_and(|shown| !decided.contains(&shown));
        if let Some(first) = decided.first()
            && elsewhere
            && decided != deciding(before)
        {
            let show = Command::ShowPolicy(first.clone());
            self.replace(self.session.update(show), 0);
        }
    }

    /// The same `Rc` stays where nothing changed, so that nothing is drawn again.
    fn replace(&mut self, session: Session, edits: u32) {
        if *self.session != session {
            self.session = Rc::new(session);
            self.edits = self.edits.wrapping_add(edits);
        }
    }

    fn open(&mut self, session: Rc<Session>) {
        let before = std::mem::replace(&mut self.session, session);
        if before.is_edited() {
            self.kept = Some(before);
        }
        self.view = View {
            theme: self.view.theme,
            ..View::default()
        };
        self.running = false;
        self.speed = Speed::Real;
        self.edits = self.edits.wrapping_add(1);
    }

    fn select(&mut self, selection: Selection) {
        if let Ok(address) = selection.policy.parse::<PolicyAddress>()
            && self.session.policy_text(&address).is_some()
        {
            self.command(Command::ShowPolicy(address));
            self.view.tab = Tab::Policy;
        }
        self.view.selected = Some(selection);
    }
}

impl Reducible for State {
    type Action = Action;

    /// Pure. What changes nothing gives back the same `Rc`, so that nothing is drawn again.
    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            Action::Do(command) => next.command(command),
            Action::Open(session) => next.open(session),
            Action::Return => {
                if let Some(kept) = next.kept.take() {
                    next.open(kept);
                }
            }
            Action::Forget => next.kept = None,
            Action::Select(selection) => next.select(selection),
            Action::ShowTab(tab) => next.view.tab = tab,
            Action::ShowDialog(dialog) => next.view.dialog = dialog,
            Action::SetRunning(running) => {
                // The address gets the instant at which the clock was stopped.
                next.edits = next.edits.wrapping_add(u32::from(next.running && !running));
                next.running = running;
            }
            Action::SetSpeed(speed) => next.speed = speed,
            Action::SetTheme(theme) => next.view.theme = theme,
            Action::Say(text) => next.view.said = text,
            Action::Tell(text) => {
                next.view.said = text.clone();
                next.view.told = (next.view.told.0.wrapping_add(1), text);
            }
        }
        if next == *self { self } else { Rc::new(next) }
    }
}

/// The policies that decide what is shown, the most telling first.
fn deciding(session: &Session) -> Vec<PolicyAddress> {
    let (Shown::Recorded(_, exchange) | Shown::Preview(exchange)) = session.shown() else {
        return Vec::new();
    };
    let marks = explain(&exchange).marks;
    marks
        .iter()
        .filter(|mark| mark.kind != MarkKind::Error)
        .filter_map(|mark| mark.policy.parse().ok())
        .filter(|address| session.policy_text(address).is_some())
        .collect()
}

#[cfg(test)]
mod tests;
