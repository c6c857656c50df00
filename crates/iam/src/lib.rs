//! The IAM policy language: read, print, evaluate, explain as data.
//!
//! Pure and deterministic: no clock, entropy, environment or I/O. A policy text becomes a
//! [`Document`] with spans and [`Diagnostic`]s ([`read()`]); a document is compiled once into a
//! [`Policy`]; [`evaluate()`] decides a [`Request`] against all policies that bear on it, with or
//! without a trace. This crate knows no operations, credentials or sessions.

pub mod arn;
pub mod condition;
pub mod context;
pub mod date;
pub mod diagnostic;
pub mod evaluate;
pub mod json;
pub mod lint;
mod nearest;
mod number;
pub mod pattern;
pub mod policy;
pub mod principal;
pub mod print;
pub mod read;
pub mod refusal;
pub mod span;
#[cfg(test)]
mod test_support;
pub mod trace;
pub mod variable;

pub use context::Context;
pub use diagnostic::{Diagnostic, Problem};
pub use evaluate::{
    Attached, Decision, Evaluation, Layer, PolicyId, PolicySet, Request, ResourcePolicy, evaluate,
};
pub use policy::{Document, Effect, Policy, PolicyKind, Statement};
pub use principal::Principal;
pub use read::{Reading, read};
pub use refusal::Refusal;
pub use span::{LineColumn, Span};
pub use trace::{NoTrace, Sink, Trace};
