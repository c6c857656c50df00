//! AWS Security Token Service as a value: accounts, principals, credentials, the operations.
//!
//! Pure and deterministic. [`decide()`] answers one [`Call`] against a [`World`] at an instant;
//! [`World::apply`] folds what followed. No clock, entropy, environment, protocol or screen:
//! time and seeds are arguments, answers are data, and the only sentences are AWS's own messages.

pub mod address;
pub mod authenticate;
pub mod authorize;
pub mod catalog;
pub mod change;
pub mod credentials;
pub mod decide;
mod denial;
mod desk;
pub mod entropy;
pub mod error;
pub mod facts;
pub mod identifier;
pub mod managed;
pub mod model;
pub mod operations;
mod packed;
pub mod policy;
pub mod request;
pub mod response;
pub mod session;
pub mod time;
pub mod token;
pub mod totp;
pub mod trace;
pub mod world;

#[cfg(test)]
mod fixture;

pub use address::PolicyAddress;
pub use change::Change;
pub use credentials::{AccessKeyId, Credentials, SecretAccessKey, SessionToken};
pub use decide::{Call, CallContext, Exchange, Presented, Proof, decide};
pub use entropy::{Entropy, Seed};
pub use error::Error;
pub use request::{Params, Request, Value};
pub use response::Response;
pub use session::Session;
pub use time::Timestamp;
pub use trace::Trace;
pub use world::{Account, World};
