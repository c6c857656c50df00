//! The one table of operations, in Smithy's words.

use std::sync::Arc;

use crate::operations::{assume_role, get_caller_identity, get_session_token};

pub(crate) mod shapes;

/// An operation of STS.
#[derive(Debug, PartialEq, Eq)]
pub struct Operation {
    /// `AssumeRole`
    pub name: &'static str,
    /// Its request members, in the model's order.
    pub input: &'static [Member],
    /// Whether calls are signed.
    pub signed: bool,
}

/// A member of a request.
#[derive(Debug, PartialEq, Eq)]
pub struct Member {
    /// Wire name, `RoleArn`.
    pub name: &'static str,
    /// Its shape.
    pub shape: Shape,
    /// It must be given.
    pub required: bool,
}

/// What a value must look like.
#[derive(Debug, PartialEq, Eq)]
pub enum Shape {
    /// Text.
    String {
        /// Least number of characters.
        min: u32,
        /// Greatest number of characters.
        max: Option<u32>,
        /// The pattern as AWS prints it, and its check.
        pattern: Option<Pattern>,
        /// Its value is left out of messages.
        sensitive: bool,
    },
    /// A whole number.
    Integer {
        /// Least value.
        min: i64,
        /// Greatest value.
        max: i64,
        /// What a missing one means.
        default: Option<i64>,
    },
    /// A list.
    List {
        /// Least number of members.
        min: u32,
        /// Greatest number of members.
        max: Option<u32>,
        /// Shape of each.
        member: &'static Self,
    },
    /// A structure.
    Structure {
        /// Its members.
        members: &'static [Member],
    },
}

/// A pattern: AWS's text of it and the characters it allows.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    /// As AWS prints it.
    pub text: &'static str,
    /// Whether one character is allowed.
    pub allows: fn(char) -> bool,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}
impl Eq for Pattern {}

/// A parameter that the table refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Path by wire names: `DurationSeconds`, `Tags.1.Key`.
    pub path: Arc<str>,
    /// What was given; `None`: nothing, or it is sensitive.
    pub value: Option<Arc<str>>,
    /// The constraint it fails.
    pub constraint: Constraint,
}

/// A constraint of the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// Must not be null.
    Required,
    /// Length at least.
    MinLength(u32),
    /// Length at most.
    MaxLength(u32),
    /// Value at least.
    Min(i64),
    /// Value at most.
    Max(i64),
    /// Pattern, as AWS prints it.
    Pattern(&'static str),
    /// Not a whole number.
    NotAnInteger,
    /// A scalar where a list or structure belongs, or the reverse.
    WrongShape,
    /// The operation has no such member.
    Unknown,
}

/// The operations built so far, in alphabetical order.
pub fn operations() -> &'static [&'static Operation] {
    static OPERATIONS: [&Operation; 3] = [
        &assume_role::OPERATION,
        &get_caller_identity::OPERATION,
        &get_session_token::OPERATION,
    ];
    &OPERATIONS
}

impl Operation {
    /// The operation of this name, `AssumeRole`.
    pub fn named(name: &str) -> Option<&'static Self> {
        operations().iter().copied().find(|op| op.name == name)
    }
}

#[cfg(test)]
mod tests;
