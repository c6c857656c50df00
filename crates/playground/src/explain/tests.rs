//! Decisions built by hand, so that every sentence is tested without the engine.

mod build;
mod denials;
mod end_to_end;
mod exhaustive;
mod grants;
mod refusals;
mod views;

use sts::Exchange;

use super::{Explanation, explain};

/// What an exchange must be told as.
struct Told<'a> {
    headline: &'a str,
    reason: &'a str,
    notes: &'a [&'a str],
    announcement: &'a str,
}

/// Tells an exchange and compares every sentence whole.
#[track_caller]
fn check(exchange: &Exchange, told: &Told<'_>) -> Explanation {
    let explanation = explain(exchange);
    assert_eq!(explanation.headline, told.headline);
    assert_eq!(explanation.reason, told.reason);
    assert_eq!(explanation.notes, told.notes);
    assert_eq!(explanation.announcement, told.announcement);
    assert_eq!(explanation.allowed, exchange.result.is_ok());
    explanation
}
