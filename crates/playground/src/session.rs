//! A session: a scenario being worked on, with undo and redo.

use std::sync::Arc;

use sts::{Exchange, PolicyAddress, Timestamp};

use crate::replay::Replay;
use crate::scenario::{CallSpec, Scenario};

/// A scenario being worked on. Cheap to clone; every update gives a new value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    opened: Arc<Scenario>,
    present: Arc<Scenario>,
    past: Vec<Arc<Scenario>>,
    future: Vec<Arc<Scenario>>,
    replay: Arc<Replay>,
}

/// What can be done to a session. Edits, calls and clock jumps are each one undo step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Types into a policy: accepted text goes into the world and the tape is replayed; other text is kept as a draft.
    EditPolicy {
        /// Which.
        address: PolicyAddress,
        /// The whole new text.
        text: String,
    },
    /// Changes the request form; shows the preview. Not an undo step.
    EditRequest(CallSpec),
    /// Calls what the form says and appends it to the tape.
    Run,
    /// Moves the clock by so many seconds.
    Advance(i64),
    /// Moves the clock to one second before the next expiry, or across it if it stands there.
    ToNextExpiry,
    /// The running clock went on by so many seconds. Not an undo step.
    Tick(i64),
    /// Shows a policy. Not an undo step.
    ShowPolicy(PolicyAddress),
    /// Shows a recorded exchange, or the preview. Not an undo step.
    ShowEntry(Option<u64>),
    /// Takes the last step back; the request form stays as it is.
    Undo,
    /// Takes it forward again.
    Redo,
    /// Back to the scenario as it was opened (an undo step).
    Reset,
}

impl Session {
    /// Opens a scenario.
    ///
    /// # Errors
    /// What makes the document unusable, with its place.
    pub fn open(scenario: Scenario) -> Result<Self, crate::world::ScenarioError> {
        let present = Arc::new(scenario);
        Ok(Self {
            opened: present.clone(),
            replay: Arc::new(crate::replay::replay(&present)),
            present,
            past: Vec::new(),
            future: Vec::new(),
        })
    }

    /// Does a command.
    #[must_use]
    pub fn update(&self, command: Command) -> Self {
        let _ = command;
        self.clone()
    }

    /// The scenario as it stands.
    pub fn scenario(&self) -> &Scenario {
        &self.present
    }

    /// The scenario as it was opened.
    pub fn opened(&self) -> &Scenario {
        &self.opened
    }

    /// The tape, replayed.
    pub fn replay(&self) -> &Arc<Replay> {
        &self.replay
    }

    /// The simulated time.
    pub fn now(&self) -> Timestamp {
        self.replay.now
    }

    /// Something can be undone.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Something can be redone.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// The scenario differs from the one opened.
    pub fn is_edited(&self) -> bool {
        self.present != self.opened
    }

    /// What the form's call would come to now. Consumes nothing.
    pub fn preview(&self) -> Option<Exchange> {
        None
    }

    /// What the Decision pane shows: the recorded exchange in focus, otherwise the preview.
    pub fn shown(&self) -> Shown {
        Shown::Nothing
    }

    /// The text of a policy as the editor shows it: the draft if there is one, otherwise the accepted text.
    pub fn policy_text(&self, address: &PolicyAddress) -> Option<String> {
        let _ = address;
        None
    }

    /// Every policy of the world, in the order of the scenario.
    pub fn policies(&self) -> Vec<PolicyAddress> {
        Vec::new()
    }

    /// Every MFA device with its code at the present instant.
    pub fn devices(&self) -> Vec<DeviceFace> {
        Vec::new()
    }

    /// Everybody who can sign a call: users' keys, root keys, credentials issued by the tape.
    pub fn callers(&self) -> Vec<Caller> {
        Vec::new()
    }
}

/// What the Decision pane shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The call was made: entry id and exchange.
    Recorded(u64, Arc<Exchange>),
    /// The call would come to this.
    Preview(Arc<Exchange>),
    /// The entry in focus was not run, because that entry issued no credentials.
    NotRun {
        /// The entry in focus.
        entry: u64,
        /// The one that issued none.
        because: u64,
    },
    /// The form names no call that can be made.
    Nothing,
}

/// What an MFA device shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceFace {
    /// Serial number.
    pub serial: Arc<str>,
    /// `111111111111/alice`
    pub owner: String,
    /// Six digits.
    pub code: String,
    /// Seconds until the next one.
    pub seconds_left: u32,
    /// The code shown was used: wait for the next.
    pub used: bool,
}

/// Somebody who can sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// How a call names it.
    pub reference: crate::scenario::CallerRef,
    /// ARN.
    pub arn: Arc<str>,
    /// Short name: `alice`, `CrossAccountRole/MySession`, `alice (session token, MFA)`.
    pub label: String,
    /// Account id.
    pub account: Arc<str>,
    /// Its credentials have expired, or its key is deactivated.
    pub dead: bool,
}
