//! "It would flip if …": the smallest changes that turn a denied call into an allowed one, or the reverse.
//!
//! Nothing is guessed: a fixed family of changes is tried, each by deciding the call anew, and only what flips is kept.

use std::sync::Arc;

use sts::PolicyAddress;

use crate::session::{Command, Session, Shown};
use trial::{Candidate, Trial};

mod credentials;
mod denying;
mod policy_side;
mod remedy;
mod request_side;
mod rewrite;
mod statement;
mod trial;

/// The most that are offered.
pub const MAX: usize = 5;

/// A change that flips the call of the request form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// What it is.
    pub kind: FlipKind,
    /// Who would make it, and whether it opens more than it should.
    pub side: Side,
    /// What applies it, in order. Never empty.
    pub commands: Vec<Command>,
}

/// Where a change is made; the safest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// By the caller: another request, other credentials, another time.
    Request,
    /// By whoever owns the policy: it grants or asks what is missing, and nothing else.
    Policy,
    /// It works, and takes a protection away.
    Unsafe,
}

/// The family of changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlipKind {
    /// Send these as well, or in place of what is sent.
    Send(Vec<Sent>),
    /// Leave these parameters out.
    LeaveOut(Vec<Arc<str>>),
    /// Ask for a session of so many seconds.
    Duration {
        /// Seconds.
        seconds: u32,
    },
    /// Wait until the device shows a code that is not used up, and send it.
    NextCode {
        /// The device.
        device: Device,
        /// Seconds to wait.
        seconds: i64,
    },
    /// Sign with other credentials.
    CallAs {
        /// Whose, as [`crate::session::Caller`] names them.
        label: String,
        /// Their account.
        account: Arc<str>,
    },
    /// Exchange the caller's key and MFA code for a session (GetSessionToken), and sign with that.
    MfaSession {
        /// Whose device the code is from.
        device: Device,
    },
    /// Make the call that issued the expired credentials once more, and sign with the new ones.
    Renew {
        /// ARN of the session.
        arn: Arc<str>,
    },
    /// Sign with the credentials as they were issued: nothing left out or altered.
    WholeCredentials,
    /// Wait until the calling session has ended.
    Expire {
        /// Seconds to wait.
        seconds: i64,
    },
    /// Add a statement that allows this one action on this one resource.
    AddStatement {
        /// To which policy; it may not be there yet.
        policy: PolicyAddress,
        /// `sts:AssumeRole`
        action: Arc<str>,
    },
    /// Add the caller to those a statement allows.
    AddPrincipal {
        /// In which policy.
        policy: PolicyAddress,
        /// ARN.
        principal: Arc<str>,
    },
    /// Add the action to those a statement allows.
    AddAction {
        /// In which policy.
        policy: PolicyAddress,
        /// `sts:TagSession`
        action: Arc<str>,
    },
    /// Make a condition ask for what the request carries.
    ChangeCondition {
        /// In which policy.
        policy: PolicyAddress,
        /// Condition key, as written.
        key: Arc<str>,
        /// The new value.
        value: Arc<str>,
    },
    /// Add a condition to the statement that allows.
    AddCondition {
        /// In which policy.
        policy: PolicyAddress,
        /// Condition key.
        key: Arc<str>,
        /// Its value.
        value: Arc<str>,
    },
    /// Take a condition away.
    DropCondition {
        /// In which policy.
        policy: PolicyAddress,
        /// Condition key, as written.
        key: Arc<str>,
    },
    /// Take the statement away that denies.
    RemoveDeny {
        /// In which policy.
        policy: PolicyAddress,
        /// Its index.
        statement: usize,
    },
}

/// Something sent with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// A parameter.
    Parameter {
        /// Wire name.
        name: Arc<str>,
        /// Text.
        value: Arc<str>,
    },
    /// One session tag.
    Tag {
        /// Key.
        key: Arc<str>,
        /// Value.
        value: Arc<str>,
    },
    /// SerialNumber, and as TokenCode what the device shows at the time of the call.
    MfaCode(Device),
}

/// An MFA device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Serial number.
    pub serial: Arc<str>,
    /// Name of the user it belongs to; `None`: the root user.
    pub owner: Option<Arc<str>>,
}

/// The smallest changes that flip what the Decision pane shows, the safest first, at most [`MAX`].
///
/// They are about the form's call at the present instant. While a recorded exchange is shown there are none, unless it is
/// of that very call and came to the same. Each is found by deciding the call once more; the tape is not replayed.
pub fn flips(session: &Session) -> Vec<Flip> {
    let Some(trial) = Trial::new(session).filter(|trial| is_shown(session, trial)) else {
        return Vec::new();
    };
    let mut candidates = match trial.allowed() {
        true => denying::candidates(&trial),
        false => {
            let mut candidates = request_side::candidates(&trial);
            candidates.extend(policy_side::candidates(&trial));
            candidates
        }
    };
    sort_by_key(&mut candidates, |candidate| candidate.side);
    kept(&trial, candidates)
}

/// Sorts a short list; what has the same key stays in its order. The standard library's stable sort, made for long lists,
/// costs the page 1.4 KB for each type that it sorts.
fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    for end in 1..items.len() {
        let mut at = end;
        while at > 0 && key(&items[at]) < key(&items[at - 1]) {
            items.swap(at, at - 1);
            at -= 1;
        }
    }
}

/// What is shown is what the form's call comes to.
fn is_shown(session: &Session, trial: &Trial<'_>) -> bool {
    match session.shown() {
        Shown::Preview(_) => true,
        Shown::Recorded(id, exchange) => {
            let mut entries = session.replay().entries.iter();
            let same = entries.any(|played| played.id == id && played.call == *trial.call());
            same && exchange.result.is_ok() == trial.allowed()
        }
        Shown::NotRun { .. } | Shown::Nothing => false,
    }
}

/// The first candidates that flip. Of those that are much alike only a few: two other callers, and nothing that says
/// more than one that flips already.
fn kept(trial: &Trial<'_>, candidates: Vec<Candidate>) -> Vec<Flip> {
    const CALLERS: usize = 2;
    let mut flips: Vec<Flip> = Vec::new();
    for candidate in candidates {
        let callers = |flip: &&Flip| matches!(flip.kind, FlipKind::CallAs { .. });
        let enough = match &candidate.kind {
            FlipKind::CallAs { .. } => flips.iter().filter(callers).count() >= CALLERS,
            FlipKind::Send(all) if all.len() > 1 => flips
                .iter()
                .any(|flip| matches!(&flip.kind, FlipKind::Send(_))),
            kind => flips.iter().any(|flip| flip.kind == *kind),
        };
        if !enough && trial.flips(&candidate.change) {
            flips.push(Flip {
                kind: candidate.kind,
                side: candidate.side,
                commands: candidate.change.commands(),
            });
        }
        if flips.len() == MAX {
            break;
        }
    }
    flips
}

#[cfg(test)]
mod tests;
