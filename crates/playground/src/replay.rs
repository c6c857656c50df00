//! Replaying a tape: world in, world and exchanges out.

use std::sync::Arc;

use sts::{Entropy, Exchange, Timestamp, World, decide};

use crate::scenario::{CallSpec, Entry, Scenario};
use crate::wallet::{self, Held};

mod call;

pub use call::{CannotCall, call_of};
pub(crate) use call::{device, device_code};

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

impl Replay {
    /// Plays one more entry, at its own time, in the world as it stands.
    pub(crate) fn play(&mut self, entry: &Entry) {
        let at = Timestamp::parse(&entry.at).unwrap_or(self.now);
        let (outcome, flip) = match call_of(&entry.call, &self.world, &self.wallet, at) {
            Ok(call) => {
                let entropy = Entropy {
                    seed: self.world.seed,
                    entry: entry.id,
                };
                let exchange = decide(&self.world, &call, at, &entropy);
                for change in &exchange.changes {
                    self.world.apply(change);
                }
                let held = wallet::held(entry.id, at, &call, &exchange, &self.world.seed);
                self.wallet.extend(held);
                let flip = flip(&entry.result, &exchange);
                (Outcome::Answered(Arc::new(exchange)), flip)
            }
            Err(CannotCall::NotIssued { entry: because }) => (Outcome::NotRun { because }, None),
            // Opening the scenario has found everything else that an entry names.
            Err(_) => (Outcome::NotRun { because: entry.id }, None),
        };
        self.entries.push(Played {
            id: entry.id,
            at,
            call: entry.call.clone(),
            outcome,
            flip,
        });
    }
}

/// Plays a scenario's tape; nothing happens in one whose world cannot be built.
pub fn replay(scenario: &Scenario) -> Replay {
    crate::world::world(scenario).map_or_else(|_| Replay::default(), |world| play(&world, scenario))
}

/// Plays a scenario's tape in a world that was built before.
pub(crate) fn play(world: &World, scenario: &Scenario) -> Replay {
    let mut replay = Replay {
        world: world.clone(),
        entries: Vec::with_capacity(scenario.tape.len()),
        wallet: Vec::new(),
        now: Timestamp::parse(&scenario.clock).unwrap_or_default(),
    };
    for entry in &scenario.tape {
        replay.play(entry);
    }
    replay
}

/// What an exchange came to, as a tape records it: `ok` or the error's code.
pub fn result_of(exchange: &Exchange) -> &'static str {
    exchange
        .result
        .as_ref()
        .map_or_else(|error| error.code, |_| OK)
}

const OK: &str = "ok";

fn flip(recorded: &str, exchange: &Exchange) -> Option<Flip> {
    let now = result_of(exchange);
    match (recorded, now) {
        ("", _) => None,
        _ if recorded == now => None,
        (OK, _) => Some(Flip::NowDenied),
        (_, OK) => Some(Flip::NowAllowed),
        _ => Some(Flip::OtherError),
    }
}

#[cfg(test)]
mod tests;
