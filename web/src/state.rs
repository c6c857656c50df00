//! What the page is: the session, and what of it is on screen.

use std::rc::Rc;
use std::sync::Arc;

use iam::Span;
use playground::{Command, Session};
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
    /// A link to open, as far as it was typed; the address's own where that could not be opened.
    OpenLink(AttrValue),
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
        }
    }

    fn after(&self, command: Command) -> Self {
        let first = command == Command::Run && self.session.replay().wallet.is_empty();
        let session = self.session.update(command);
        // The clock stands until there is something to expire.
        let running = self.running || first && !session.replay().wallet.is_empty();
        Self {
            session: Rc::new(session),
            running,
            ..self.clone()
        }
    }

    fn select(&self, selection: Selection) -> Self {
        let session = match selection.policy.parse::<PolicyAddress>() {
            Ok(address) if self.session.policy_text(&address).is_some() => {
                Rc::new(self.session.update(Command::ShowPolicy(address)))
            }
            _ => self.session.clone(),
        };
        let view = View {
            tab: Tab::Policy,
            selected: Some(selection),
            ..self.view.clone()
        };
        Self {
            session,
            view,
            ..self.clone()
        }
    }
}

impl Reducible for State {
    type Action = Action;

    /// Pure. What changes nothing gives back the same `Rc`, so that nothing is drawn again.
    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = match action {
            Action::Do(command) => self.after(command),
            Action::Open(session) => Self {
                session,
                view: View {
                    theme: self.view.theme,
                    ..View::default()
                },
                running: false,
                speed: Speed::Real,
            },
            Action::Select(selection) => self.select(selection),
            other => {
                let mut next = (*self).clone();
                match other {
                    Action::ShowTab(tab) => next.view.tab = tab,
                    Action::ShowDialog(dialog) => next.view.dialog = dialog,
                    Action::SetRunning(running) => next.running = running,
                    Action::SetSpeed(speed) => next.speed = speed,
                    Action::SetTheme(theme) => next.view.theme = theme,
                    Action::Do(_) | Action::Open(_) | Action::Select(_) => {}
                }
                next
            }
        };
        if next.session == self.session {
            next.session = self.session.clone();
        }
        if next == *self { self } else { Rc::new(next) }
    }
}
