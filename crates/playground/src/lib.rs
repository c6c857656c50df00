//! The playground's heart: scenario, session (tape), share link, and the wording of explanations.
//!
//! Everything is a pure function of a [`Scenario`]: its world, its tape of calls, its clock.
//! A [`Session`] replays the tape, offers undo and redo, and answers the live preview.

pub mod explain;
pub mod export;
pub mod flip;
pub mod gallery;
pub mod guard;
pub mod link;
pub mod policy_text;
pub mod replay;
pub mod scenario;
pub mod session;
pub mod wallet;
pub mod world;

pub use explain::{Explanation, explain};
pub use replay::{Outcome, Played, Replay};
pub use scenario::Scenario;
pub use session::{Command, Session};
