//! What a session shows.

use std::sync::Arc;

use sts::world::AccessKey;
use sts::{Entropy, Exchange, PolicyAddress, decide, identifier, totp};

use super::Session;
use crate::policy_text::PolicyText;
use crate::replay::{Outcome, Replay, call_of};
use crate::scenario::CallerRef;
use crate::wallet::{Held, Life};

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
    pub reference: CallerRef,
    /// ARN.
    pub arn: Arc<str>,
    /// Short name: `alice`, `CrossAccountRole/MySession`, `alice (session token, MFA)`.
    pub label: String,
    /// Account id.
    pub account: Arc<str>,
    /// Its credentials have expired, or its key is deactivated.
    pub dead: bool,
}

/// The entry whose entropy previews are made with: no entry of a tape has this id.
const PREVIEW: u64 = 0;

impl Session {
    /// What the form's call would come to now. Consumes nothing.
    pub fn preview(&self) -> Option<Exchange> {
        let Replay {
            world, wallet, now, ..
        } = &*self.replay;
        let call = call_of(&self.present.request, world, wallet, *now).ok()?;
        let entropy = Entropy {
            seed: world.seed,
            entry: PREVIEW,
        };
        Some(decide(world, &call, *now, &entropy))
    }

    /// What the Decision pane shows: the recorded exchange in focus, otherwise the preview.
    pub fn shown(&self) -> Shown {
        let focus = self.present.focus.entry;
        let played = focus.and_then(|id| self.replay.entries.iter().find(|played| played.id == id));
        match played.map(|played| (played.id, &played.outcome)) {
            Some((id, Outcome::Answered(exchange))) => Shown::Recorded(id, exchange.clone()),
            Some((entry, Outcome::NotRun { because })) => Shown::NotRun {
                entry,
                because: *because,
            },
            None => self.preview().map_or(Shown::Nothing, |exchange| {
                Shown::Preview(Arc::new(exchange))
            }),
        }
    }

    /// The text of a policy as the editor shows it: the draft if there is one, otherwise the accepted text.
    pub fn policy_text(&self, address: &PolicyAddress) -> Option<String> {
        let draft = self.present.drafts.get(&address.to_string()).cloned();
        draft.or_else(|| self.present.policy(address).map(PolicyText::text))
    }

    /// What the text shown says, with what IAM would refuse in it.
    pub fn policy_reading(&self, address: &PolicyAddress) -> iam::Reading {
        iam::read(
            &self.policy_text(address).unwrap_or_default(),
            address.kind(),
        )
    }

    /// IAM's answer if the text shown were saved, also to what only the accounts can tell, such as an unknown principal;
    /// `None`: it is accepted, and in force.
    pub fn refusal(&self, address: &PolicyAddress) -> Option<sts::Error> {
        let text = self.policy_text(address)?;
        self.base.accept(address, &text).err()
    }

    /// What is legal and most likely wrong in the text shown; none where IAM refuses it.
    pub fn findings(&self, address: &PolicyAddress) -> Vec<iam::lint::Finding> {
        let text = self.policy_text(address).unwrap_or_default();
        sts::catalog::lint(&self.base, address, &text)
    }

    /// Every policy of the world, in the order of the scenario.
    pub fn policies(&self) -> Vec<PolicyAddress> {
        self.present.policies()
    }

    /// Every MFA device with its code at the present instant.
    pub fn devices(&self) -> Vec<DeviceFace> {
        let now = self.now();
        let step = totp::step(now);
        let mut faces = Vec::new();
        for account in self.replay.world.accounts.values() {
            for device in account.devices.values() {
                let owner = device.owner.as_deref().unwrap_or("root");
                faces.push(DeviceFace {
                    serial: device.serial.clone(),
                    owner: format!("{}/{owner}", account.id),
                    code: totp::code(&device.secret, step),
                    seconds_left: u32::try_from(30 - now.0.rem_euclid(30)).unwrap_or(30),
                    used: device.last_step.is_some_and(|last| last >= step),
                });
            }
        }
        faces
    }

    /// Everybody who can sign a call: users' keys, root keys, credentials issued by the tape.
    pub fn callers(&self) -> Vec<Caller> {
        let mut callers = Vec::new();
        for described in &self.present.accounts {
            let Some(account) = self.replay.world.accounts.get(described.id.as_str()) else {
                continue;
            };
            let users = described.users.iter();
            for user in users.filter_map(|user| account.users.get(user.name.as_str())) {
                callers.extend(user_callers(&account.id, user));
            }
            callers.extend(account.root_keys.first().map(|key| Caller {
                reference: CallerRef::Root {
                    account: account.id.to_string(),
                },
                arn: identifier::root_arn(&account.id),
                label: format!("root of {}", account.id),
                account: account.id.clone(),
                dead: !key.active,
            }));
        }
        callers.extend(self.replay.wallet.iter().map(|held| Caller {
            reference: CallerRef::Entry(held.entry),
            arn: held.arn.clone(),
            label: session_label(held),
            account: identifier::account_of(&held.arn).unwrap_or_default().into(),
            dead: held.life(self.now()) == Life::Expired,
        }));
        callers
    }
}

fn user_callers<'a>(
    account: &'a Arc<str>,
    user: &'a sts::world::User,
) -> impl Iterator<Item = Caller> + 'a {
    let caller = move |(number, key): (u32, &AccessKey)| Caller {
        reference: CallerRef::User {
            name: format!("{account}/{}", user.name),
            key: number,
        },
        arn: identifier::user_arn(account, &user.path, &user.name),
        label: if user.keys.len() > 1 {
            format!("{} (key {number})", user.name)
        } else {
            user.name.to_string()
        },
        account: account.clone(),
        dead: !key.active,
    };
    (1..).zip(&user.keys).map(caller)
}

/// The last parts of the session's ARN; for GetSessionToken the user's name and how it came about.
fn session_label(held: &Held) -> String {
    if let Some((_, name)) = held.arn.split_once(":assumed-role/") {
        return name.to_owned();
    }
    let name = held.arn.rsplit(['/', ':']).next().unwrap_or_default();
    let mfa = if held.mfa { ", MFA" } else { "" };
    format!("{name} (session token{mfa})")
}
