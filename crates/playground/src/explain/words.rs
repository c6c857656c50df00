//! Sentences for single facts.

mod call;
mod diagnostic;
mod document;
mod duration;
mod fact;
mod flip;
mod json;
mod lint;
mod name;
mod operator;
mod trust;
mod violation;

pub use call::cannot_call;
pub use diagnostic::{diagnostic, refusal};
pub use document::{link_error, scenario_error, secret};
pub use duration::{duration, duration_in_full};
pub use fact::{absence, origin};
pub use flip::flip;
pub use lint::{class, finding, fix};
pub use name::{PolicyName, account_of, capitalised, name, policy, possessive, who};
pub use operator::{Operator, operator};
pub use trust::trust;
pub use violation::violation;

/// `a`, `a or b`, `a, b or c`.
pub(crate) fn either(items: &[String]) -> String {
    listed(items, "or")
}

/// Three at most: `a, b, c and 4 more`.
pub(crate) fn some(items: &[String]) -> String {
    match items {
        [a, b, c, _, rest @ ..] => format!("{a}, {b}, {c} and {} more", rest.len() + 1),
        _ => items.join(", "),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn listed(items: &[String], conjunction: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} {conjunction} {last}", head.join(", ")),
    }
}
