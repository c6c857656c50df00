//! Replaying a tape: world in, world and exchanges out.

use std::sync::Arc;

use sts::{Exchange, Timestamp, World};

use crate::scenario::{CallSpec, Scenario};
use crate::wallet::Held;

/// A scenario played to the end of its tape.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replay {
    /// The world after the last entry.
    pub world: World,
    /// Each entry and what it came to, in order.
    pub entries: Vec<Played>,
    /// Credentials issued, in order of issue, expired ones included.
    pub wallet: Vec<Held>,
    /// The scenario's clock.
    pub now: Timestamp,
}

/// One entry, played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// The entry's id.
    pub id: u64,
    /// When.
    pub at: Timestamp,
    /// The call, as the tape holds it.
    pub call: CallSpec,
    /// What it comes to now.
    pub outcome: Outcome,
    /// It comes to something else than when it was run (`None`: it does not).
    pub flip: Option<Flip>,
}

/// What an entry comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was answered.
    Answered(Arc<Exchange>),
    /// The entry whose credentials it uses issued none: neither an AWS error nor a flip.
    NotRun {
        /// That entry.
        because: u64,
    },
}

/// How an entry's outcome changed since it was run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flip {
    /// ▲
    NowAllowed,
    /// ▼
    NowDenied,
    /// Another error.
    OtherError,
}

/// Why the call that a form or an entry describes cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CannotCall {
    /// It names no action.
    NoAction,
    /// No such user, account or key.
    NoSuchCaller,
    /// The entry whose credentials it uses issued none.
    NotIssued {
        /// That entry.
        entry: u64,
    },
    /// It takes the code of a device that is not there.
    NoSuchDevice {
        /// Its serial number.
        serial: Arc<str>,
    },
    /// The tape holds as many calls as it may.
    TapeFull,
}

/// Plays a scenario's tape.
pub fn replay(scenario: &Scenario) -> Replay {
    let _ = scenario;
    Replay::default()
}
