//! Trying a change: the form's call, decided once more.

use sts::trace::{Authorization, Failure, Gate, GateKind, GateState};
use sts::{Change as WorldChange, Entropy, Exchange, PolicyAddress, Timestamp, World, decide};

use super::{FlipKind, Side};
use crate::replay::{Replay, call_of};
use crate::scenario::{CallSpec, CallerRef, Entry, MAX_ENTRIES};
use crate::session::{Command, Session};
use crate::wallet::Held;
use crate::world::within;

/// A change worth trying.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) kind: FlipKind,
    pub(super) side: Side,
    pub(super) change: Change,
}

/// What is changed.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// The form.
    Call(CallSpec),
    /// The clock, and then the form where one is given.
    Wait {
        seconds: i64,
        call: Option<CallSpec>,
    },
    /// The wallet: a call is made, and then the form signs with what it issued.
    First { made: CallSpec, call: CallSpec },
    /// A policy.
    Policy {
        address: PolicyAddress,
        text: String,
    },
}

impl Change {
    /// What does it to a session.
    pub(super) fn commands(self) -> Vec<Command> {
        match self {
            Self::Call(call) => vec![Command::EditRequest(call)],
            Self::Wait { seconds, call } => {
                let edit = call.map(Command::EditRequest);
                [Command::Advance(seconds)]
                    .into_iter()
                    .chain(edit)
                    .collect()
            }
            Self::First { made, call } => vec![
                Command::EditRequest(made),
                Command::Run,
                Command::EditRequest(call),
            ],
            Self::Policy { address, text } => vec![Command::EditPolicy { address, text }],
        }
    }
}

/// The form's call, and what it comes to as things stand.
pub(super) struct Trial<'a> {
    pub(super) session: &'a Session,
    pub(super) exchange: Exchange,
}

impl<'a> Trial<'a> {
    /// `None`: the form names no call that can be made.
    pub(super) fn new(session: &'a Session) -> Option<Self> {
        let exchange = session.preview()?;
        Some(Self { session, exchange })
    }

    pub(super) fn allowed(&self) -> bool {
        self.exchange.result.is_ok()
    }

    /// What the form says.
    pub(super) fn call(&self) -> &'a CallSpec {
        &self.session.scenario().request
    }

    /// The world after the tape.
    pub(super) fn world(&self) -> &'a World {
        &self.session.replay().world
    }

    pub(super) fn now(&self) -> Timestamp {
        self.session.now()
    }

    /// The gate that failed, and why.
    pub(super) fn failure(&self) -> Option<(GateKind, &Failure)> {
        self.exchange
            .trace
            .gates
            .iter()
            .find_map(|gate| match gate {
                Gate {
                    kind,
                    state: GateState::Failed(failure),
                } => Some((*kind, failure)),
                _ => None,
            })
    }

    /// The authorization that ended in a denial; policies are asked up to the first.
    pub(super) fn denial(&self) -> Option<&Authorization> {
        match self.failure()? {
            (_, Failure::Policies) => self.exchange.trace.authorizations.last(),
            _ => None,
        }
    }

    /// The credentials in the wallet that sign the form's call.
    pub(super) fn held(&self) -> Option<&'a Held> {
        let CallerRef::Entry(id) = self.call().caller else {
            return None;
        };
        let mut wallet = self.session.replay().wallet.iter();
        wallet.find(|held| held.entry == id)
    }

    /// The id that the next entry of the tape gets; `None`: the tape is full.
    pub(super) fn next_entry(&self) -> Option<u64> {
        let tape = &self.session.scenario().tape;
        let last = tape.iter().map(|entry| entry.id).max().unwrap_or(0);
        let next = last.checked_add(1)?;
        (tape.len() < MAX_ENTRIES && u32::try_from(next).is_ok()).then_some(next)
    }

    /// Whether the call, after the change, is denied where it was allowed, or allowed where it was denied.
    pub(super) fn flips(&self, change: &Change) -> bool {
        self.outcome(change)
            .is_some_and(|allowed| allowed != self.allowed())
    }

    /// Whether the call is allowed after the change; `None`: it cannot be made.
    fn outcome(&self, change: &Change) -> Option<bool> {
        let Replay { world, wallet, .. } = &**self.session.replay();
        let now = self.now();
        match change {
            Change::Call(call) => is_allowed(call, world, wallet, now),
            Change::Wait { seconds, call } => {
                let then = within(now.plus(*seconds));
                is_allowed(call.as_ref().unwrap_or(self.call()), world, wallet, then)
            }
            Change::First { made, call } => {
                let mut replay = Replay {
                    world: world.clone(),
                    entries: Vec::new(),
                    wallet: wallet.clone(),
                    now,
                };
                replay.play(&Entry {
                    id: self.next_entry()?,
                    at: now.to_string(),
                    call: made.clone(),
                    result: String::new(),
                });
                is_allowed(call, &replay.world, &replay.wallet, now)
            }
            Change::Policy { address, text } => {
                let policy = self.session.base().accept(address, text).ok()?;
                let put = WorldChange::PutPolicy {
                    address: address.clone(),
                    policy,
                };
                let mut world = world.clone();
                world.apply(&put);
                let changed = is_allowed(self.call(), &world, wallet, now)?;
                if self.held().is_none() || changed == self.allowed() {
                    return Some(changed);
                }
                let wallet = self.reissued(&put);
                is_allowed(self.call(), &world, &wallet, now)
            }
        }
    }

    /// The caller's credentials and those they come from, issued again in a world with another policy.
    ///
    /// The other entries of the tape have no part in it: which codes are used up does not depend on policies.
    fn reissued(&self, put: &WorldChange) -> Vec<Held> {
        let tape = &self.session.scenario().tape;
        let mut chain = Vec::new();
        let mut caller = &self.call().caller;
        while let CallerRef::Entry(id) = caller {
            let Some(entry) = tape.iter().find(|entry| entry.id == *id) else {
                break;
            };
            chain.push(entry);
            caller = &entry.call.caller;
        }
        let mut replay = Replay {
            world: self.session.base().clone(),
            now: self.now(),
            ..Replay::default()
        };
        replay.world.apply(put);
        chain.iter().rev().for_each(|entry| replay.play(entry));
        replay.wallet
    }
}

/// `None`: the call cannot be made.
fn is_allowed(call: &CallSpec, world: &World, wallet: &[Held], at: Timestamp) -> Option<bool> {
    let call = call_of(call, world, wallet, at).ok()?;
    let entropy = Entropy {
        seed: world.seed,
        entry: 0,
    };
    Some(decide(world, &call, at, &entropy).result.is_ok())
}
