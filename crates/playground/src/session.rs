//! A session: a scenario being worked on, with undo and redo.
//!
//! `update` does the commands (`session/update.rs`); everything the page shows is read from the value (`session/view.rs`).

use std::sync::Arc;

use sts::{PolicyAddress, Timestamp, World};

use crate::replay::{Flip, Replay, play};
use crate::scenario::{CallSpec, Scenario};
use crate::world::{ScenarioError, build};

mod update;
mod view;

pub use view::{Caller, DeviceFace, Shown};

/// A scenario being worked on. Cheap to clone; every update gives a new value.
#[derive(Clone, Debug, Eq)]
pub struct Session {
    opened: Arc<Scenario>,
    present: Arc<Scenario>,
    past: Vec<Step>,
    future: Vec<Step>,
    /// The world before the first entry of the tape.
    base: Arc<World>,
    replay: Arc<Replay>,
    /// The policy whose keystrokes go into the last undo step.
    typing: Option<PolicyAddress>,
}

/// Worlds are not compared: they follow from the scenario.
impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        self.opened == other.opened
            && self.present == other.present
            && self.past == other.past
            && self.future == other.future
            && self.typing == other.typing
    }
}

/// A state that undo or redo goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    scenario: Arc<Scenario>,
    /// Its request form comes back too: the step was a reset.
    with_form: bool,
}

/// What can be done to a session. Edits, calls and clock jumps are each one undo step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Types into a policy: accepted text goes into the world and the tape is replayed; other text is kept as a draft.
    ///
    /// Edits of one policy are one undo step until another command, `Tick` aside, comes between them.
    EditPolicy {
        /// Which; an inline policy that is not there yet is made.
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
    /// Takes the last step back; the request form stays as it is, except where the step was a reset.
    Undo,
    /// Takes it forward again.
    Redo,
    /// Back to the scenario as it was opened (an undo step).
    Reset,
}

impl Session {
    /// Opens a scenario. Policies in it that IAM refuses become drafts; a focus on what is not there is dropped.
    ///
    /// # Errors
    /// What makes the document unusable, with its place.
    pub fn open(mut scenario: Scenario) -> Result<Self, ScenarioError> {
        let built = build(&scenario)?;
        for refused in built.refused {
            let address = refused.address.to_string();
            scenario.drafts.entry(address).or_insert(refused.text);
        }
        let policy = scenario.focus.policy.parse();
        if !policy.is_ok_and(|address| scenario.has_place(&address)) {
            scenario.focus.policy.clear();
        }
        let tape = &scenario.tape;
        scenario.focus.entry = scenario
            .focus
            .entry
            .filter(|id| tape.iter().any(|entry| entry.id == *id));

        let present = Arc::new(scenario);
        Ok(Self {
            opened: present.clone(),
            replay: Arc::new(play(&built.world, &present)),
            base: Arc::new(built.world),
            present,
            past: Vec::new(),
            future: Vec::new(),
            typing: None,
        })
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

    /// The world before the first entry of the tape.
    pub(crate) fn base(&self) -> &World {
        &self.base
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

    /// The entries that come to something else than when they were run, in order.
    pub fn flips(&self) -> Vec<(u64, Flip)> {
        let entries = self.replay.entries.iter();
        entries
            .filter_map(|played| Some((played.id, played.flip?)))
            .collect()
    }
}

#[cfg(test)]
mod tests;
