//! From a scenario to the world it describes.

use std::sync::Arc;

use sts::World;

use crate::scenario::Scenario;

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
    /// Made by a newer version.
    TooNew(u32),
}

/// Builds the world before the first entry of the tape.
///
/// # Errors
/// The first thing that makes the document unusable.
pub fn world(scenario: &Scenario) -> Result<World, ScenarioError> {
    let _ = scenario;
    Ok(World::default())
}
