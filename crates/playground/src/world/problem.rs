//! What is wrong with a scenario, as data.

use std::sync::Arc;

/// A scenario that cannot be used, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioError {
    /// Path in the document, `accounts[1].roles[0].trust`.
    pub place: String,
    /// What is wrong, as data.
    pub problem: ScenarioProblem,
}

/// What is wrong with a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScenarioProblem {
    /// Not JSON of the scenario's shape: the reader's own words.
    Shape(Arc<str>),
    /// It names no schema version.
    NoVersion,
    /// Made by a newer version.
    TooNew(u32),
    /// More bytes than a scenario may have.
    TooLarge {
        /// The most there may be.
        max: usize,
    },
    /// More accounts, users, roles and resources than a scenario may have.
    TooManyPrincipals {
        /// The most there may be.
        max: usize,
    },
    /// More calls on the tape than it may hold.
    TooManyEntries {
        /// The most there may be.
        max: usize,
    },
    /// More access keys than one user may have.
    TooManyKeys {
        /// The most there may be.
        max: usize,
    },
    /// More MFA devices than one user may have.
    TooManyDevices {
        /// The most there may be.
        max: usize,
    },
    /// Not twelve digits.
    NotAnAccountId(Arc<str>),
    /// Not a name as IAM has them: letters, digits and `+=,.@-_`, 1 to `max` of them.
    NotAName {
        /// What stands there.
        name: Arc<str>,
        /// The most characters there may be.
        max: usize,
    },
    /// Not a path as IAM has them: `/`, or `/…/` of at most 512 characters.
    NotAPath(Arc<str>),
    /// Not an ARN of six parts.
    NotAnArn(Arc<str>),
    /// Not an instant between 1970 and 9999 as RFC 3339 writes it.
    NotAnInstant(Arc<str>),
    /// A maximum session duration outside 3600..=43200.
    MaxSessionDuration(u32),
    /// The same account, user, role, device, resource or entry stands there twice; names are compared without case.
    Twice(Arc<str>),
    /// An id of an entry must be between 1 and 4,294,967,295.
    NotAnEntryId(u64),
    /// A call names somebody who is not there, or a key that is not.
    NoSuchCaller(Arc<str>),
    /// A call uses the credentials of an entry that does not stand before it.
    NoSuchEntry(u64),
    /// A call takes the code of a device that is not there.
    NoSuchDevice(Arc<str>),
    /// A draft for a policy that nobody here can have.
    NoSuchPolicy(Arc<str>),
}

pub(super) fn error(place: impl Into<String>, problem: ScenarioProblem) -> ScenarioError {
    ScenarioError {
        place: place.into(),
        problem,
    }
}

/// Refuses what stands there a second time.
pub(super) fn once(again: bool, place: &str, what: &Arc<str>) -> Result<(), ScenarioError> {
    if again {
        return Err(error(place, ScenarioProblem::Twice(what.clone())));
    }
    Ok(())
}
