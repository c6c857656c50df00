//! Patterns of `Action`, `Resource` and of condition values.
//!
//! AWS: IAM User Guide, "Action", "Resource" (reference_policies_elements_action, …_resource) and "Condition operators".

mod action;
mod glob;
mod resource;

use crate::{Context, policy::Version};
pub(crate) use action::{Action, ActionPattern};
pub(crate) use glob::{Case, Glob, Wildcards};
pub(crate) use resource::{ResourceBeginning, ResourcePattern};

/// Whether an `Action` value covers an action, `service:Name`; case does not matter.
///
/// Wildcards count in the name only; the lone `*` covers everything.
pub fn action_matches(pattern: &str, action: &str) -> bool {
    let mut room = Action::ROOM;
    ActionPattern::compile(pattern).matches(Action::new(action, &mut room))
}

/// Whether a `Resource` value covers a resource's ARN; case matters.
///
/// A wildcard stays inside its ARN segment, except in the last one, and except a `*` that ends its segment: that one may
/// run past colons. Missing segments of the pattern are `*`. A variable that does not resolve covers nothing.
pub fn resource_matches(
    pattern: &str,
    resource: &str,
    version: Version,
    context: &Context,
) -> bool {
    ResourcePattern::compile(pattern, version).matches(resource, context)
}

/// What every text that a pattern covers begins with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Beginning {
    pub(crate) text: String,
    /// It covers this one text only.
    pub(crate) whole: bool,
}

impl Beginning {
    /// That of a pattern of which nothing is known.
    pub(crate) const ANY: Self = Self {
        text: String::new(),
        whole: false,
    };
}

#[cfg(test)]
mod tests;
