//! Doing commands.

use std::sync::Arc;

use serde_json::{Value, json};
use sts::{Change, PolicyAddress, Timestamp, totp};

use super::{Command, Session, Step};
use crate::policy_text::PolicyText;
use crate::replay::{CannotCall, Outcome, Replay, call_of, device, play, result_of};
use crate::scenario::{CallSpec, CallerRef, Entry, MAX_ENTRIES, Scenario};
use crate::world::{build, within};

/// Steps that can be taken back.
const MAX_STEPS: usize = 200;

impl Session {
    /// Does a command. One that changes nothing gives an equal session.
    #[must_use]
    pub fn update(&self, command: Command) -> Self {
        let next = match command {
            Command::EditPolicy { address, text } => self.edit_policy(address, &text),
            Command::EditRequest(call) => self.edit_request(call),
            Command::Run => self.run(),
            Command::Advance(seconds) => self.advance(self.now().plus(seconds)),
            Command::ToNextExpiry => self.next_expiry().and_then(|instant| self.advance(instant)),
            Command::Tick(seconds) => self.set_clock(self.now().plus(seconds)),
            Command::ShowPolicy(address) => self.show_policy(&address),
            Command::ShowEntry(entry) => self.show_entry(entry),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Reset => self.reset(),
        };
        next.unwrap_or_else(|| self.clone())
    }

    /// Whether `Run` would make a call.
    ///
    /// # Errors
    /// What is missing for it.
    pub fn can_run(&self) -> Result<(), CannotCall> {
        if self.present.tape.len() >= MAX_ENTRIES {
            return Err(CannotCall::TapeFull);
        }
        let Replay {
            world, wallet, now, ..
        } = &*self.replay;
        call_of(&self.present.request, world, wallet, *now).map(|_| ())
    }

    fn edit_policy(&self, address: PolicyAddress, text: &str) -> Option<Self> {
        if !self.present.has_place(&address) || self.policy_text(&address).as_deref() == Some(text)
        {
            return None;
        }
        let mut next = if self.typing.as_ref() == Some(&address) {
            Self {
                future: Vec::new(),
                ..self.clone()
            }
        } else {
            self.stepped()
        };
        let place = address.to_string();
        let scenario = Arc::make_mut(&mut next.present);
        scenario.focus.policy.clone_from(&place);
        match self.base.accept(&address, text) {
            Err(_) => {
                scenario.drafts.insert(place, text.to_owned());
            }
            Ok(policy) => {
                scenario.drafts.remove(&place);
                let in_force = self.base.policy(&address);
                if in_force.is_none_or(|before| before.text != policy.text) {
                    scenario.put_policy(&address, PolicyText::new(text));
                    let change = Change::PutPolicy {
                        address: address.clone(),
                        policy,
                    };
                    Arc::make_mut(&mut next.base).apply(&change);
                    next.replay = Arc::new(play(&next.base, &next.present));
                }
            }
        }
        next.typing = Some(address);
        Some(next)
    }

    fn edit_request(&self, call: CallSpec) -> Option<Self> {
        self.shifted(|scenario| {
            let changed = scenario.request != call;
            if changed {
                scenario.request = call;
                scenario.focus.entry = None;
            }
            changed
        })
    }

    fn run(&self) -> Option<Self> {
        self.can_run().ok()?;
        let id = self.present.tape.iter().map(|entry| entry.id).max();
        let mut entry = Entry {
            id: id
                .unwrap_or(0)
                .checked_add(1)
                .filter(|id| u32::try_from(*id).is_ok())?,
            at: self.now().to_string(),
            call: self.recorded(),
            result: String::new(),
        };
        let mut replay = (*self.replay).clone();
        replay.play(&entry);
        if let Some(Outcome::Answered(exchange)) = replay.entries.last().map(|p| &p.outcome) {
            entry.result = result_of(exchange).to_owned();
        }
        let mut next = self.stepped();
        let scenario = Arc::make_mut(&mut next.present);
        scenario.focus.entry = Some(entry.id);
        scenario.tape.push(entry);
        next.replay = Arc::new(replay);
        Some(next)
    }

    /// The form's call as the tape keeps it: a code typed from a device's face is that device's code, not the digits.
    fn recorded(&self) -> CallSpec {
        let mut call = self.present.request.clone();
        let text = |name| call.params.get(name).and_then(Value::as_str);
        let (Some(serial), Some(typed)) = (text("SerialNumber"), text("TokenCode")) else {
            return call;
        };
        let Some(device) = device(&self.replay.world, serial) else {
            return call;
        };
        let now = totp::step(self.now());
        let shown =
            |step: &i64| totp::code(&device.secret, now.saturating_add_signed(*step)) == typed;
        let code = match [0, -1, 1].into_iter().find(shown) {
            None => return call,
            Some(0) => json!({ "device": serial }),
            Some(step) => json!({ "device": serial, "step": step }),
        };
        call.params.insert("TokenCode".into(), code);
        call
    }

    fn advance(&self, instant: Timestamp) -> Option<Self> {
        let moved = self.set_clock(instant)?;
        Some(Self {
            present: moved.present,
            replay: moved.replay,
            ..self.stepped()
        })
    }

    /// Moves the clock alone: nothing on the tape depends on it.
    fn set_clock(&self, instant: Timestamp) -> Option<Self> {
        let now = within(instant);
        if now == self.now() {
            return None;
        }
        let mut next = self.clone();
        Arc::make_mut(&mut next.present).clock = now.to_string();
        Arc::make_mut(&mut next.replay).now = now;
        Some(next)
    }

    fn next_expiry(&self) -> Option<Timestamp> {
        let now = self.now();
        let ends = self
            .replay
            .wallet
            .iter()
            .map(|held| held.credentials.expiration);
        let end = ends.filter(|end| *end > now).min()?;
        let before = end.plus(-1);
        Some(if now == before { end } else { before })
    }

    fn show_policy(&self, address: &PolicyAddress) -> Option<Self> {
        self.shifted(|scenario| {
            let place = address.to_string();
            let changed = scenario.has_place(address) && scenario.focus.policy != place;
            if changed {
                scenario.focus.policy = place;
            }
            changed
        })
    }

    fn show_entry(&self, entry: Option<u64>) -> Option<Self> {
        self.shifted(|scenario| {
            let there = entry.is_none_or(|id| scenario.tape.iter().any(|entry| entry.id == id));
            let changed = there && scenario.focus.entry != entry;
            if changed {
                scenario.focus.entry = entry;
            }
            changed
        })
    }

    fn undo(&self) -> Option<Self> {
        let mut next = self.clone();
        let step = next.past.pop()?;
        let here = step.replaced_by(&self.present);
        next.future.push(here);
        next.moved_to(step)
    }

    fn redo(&self) -> Option<Self> {
        let mut next = self.clone();
        let step = next.future.pop()?;
        let here = step.replaced_by(&self.present);
        next.past.push(here);
        next.moved_to(step)
    }

    fn reset(&self) -> Option<Self> {
        if !self.is_edited() {
            return None;
        }
        let step = Step {
            scenario: self.opened.clone(),
            with_form: true,
        };
        let mut next = self.stepped();
        if let Some(last) = next.past.last_mut() {
            last.with_form = true;
        }
        next.moved_to(step)
    }

    /// The same state, one undo step further.
    fn stepped(&self) -> Self {
        let mut next = Self {
            future: Vec::new(),
            typing: None,
            ..self.clone()
        };
        if next.past.len() >= MAX_STEPS {
            next.past.remove(0);
        }
        next.past.push(Step {
            scenario: self.present.clone(),
            with_form: false,
        });
        next
    }

    /// A change of form or focus, which is no undo step and replays nothing; `None` where `change` says that nothing changed.
    fn shifted(&self, change: impl FnOnce(&mut Scenario) -> bool) -> Option<Self> {
        let mut present = self.present.clone();
        change(Arc::make_mut(&mut present)).then(|| Self {
            present,
            typing: None,
            ..self.clone()
        })
    }

    /// The state of a step, replayed as far as it differs.
    fn moved_to(self, step: Step) -> Option<Self> {
        let Step {
            scenario: mut present,
            with_form,
        } = step;
        let own = present.request.clone();
        if !with_form && present.request != self.present.request {
            let request = self.present.request.clone();
            Arc::make_mut(&mut present).request = request;
        }
        let same_world =
            present.accounts == self.present.accounts && present.seed == self.present.seed;
        let base = if same_world {
            self.base.clone()
        } else {
            Arc::new(build(&present).ok()?.world)
        };
        let replay = if same_world && present.tape == self.present.tape {
            let now = Timestamp::parse(&present.clock)?;
            Arc::new(Replay {
                now,
                ..(*self.replay).clone()
            })
        } else {
            Arc::new(play(&base, &present))
        };
        // A form that signs with credentials this tape does not issue could not be run: the step's own form comes back.
        if let CallerRef::Entry(id) = present.request.caller
            && !replay.wallet.iter().any(|held| held.entry == id)
            && present.request != own
        {
            Arc::make_mut(&mut present).request = own;
        }
        Some(Self {
            present,
            base,
            replay,
            typing: None,
            ..self
        })
    }
}

impl Step {
    /// The way back from this step.
    fn replaced_by(&self, present: &Arc<Scenario>) -> Self {
        Self {
            scenario: present.clone(),
            with_form: self.with_form,
        }
    }
}
