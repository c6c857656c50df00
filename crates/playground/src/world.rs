//! From a scenario to the world it describes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sts::world::AccessKey;
use sts::{Change, PolicyAddress, Seed, Timestamp, World};

use crate::policy_text::PolicyText;
use crate::scenario::{CallerRef, Scenario};

mod account;
mod problem;

pub(crate) use account::is_name;
pub use problem::{ScenarioError, ScenarioProblem};
use problem::{error, once};

/// A world, and what of the scenario is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Built {
    /// The world before the first entry of the tape.
    pub world: World,
    /// Policies of `accounts` that IAM does not accept: not in force, to be shown as drafts.
    pub refused: Vec<Refused>,
}

/// A policy that IAM does not accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Where it stands.
    pub address: PolicyAddress,
    /// Its text.
    pub text: String,
    /// IAM's answer.
    pub error: sts::Error,
}

/// Builds the world before the first entry of the tape; what IAM does not accept is left out of force.
///
/// # Errors
/// The first thing that makes the document unusable.
pub fn world(scenario: &Scenario) -> Result<World, ScenarioError> {
    build(scenario).map(|built| built.world)
}

/// Builds the world before the first entry of the tape, and checks everything else in the document against it.
///
/// # Errors
/// The first thing that makes the document unusable.
pub fn build(scenario: &Scenario) -> Result<Built, ScenarioError> {
    instant("clock", &scenario.clock)?;
    let mut world = World {
        seed: Seed::from_text(&scenario.seed),
        accounts: BTreeMap::new(),
        organization: None,
    };
    let mut arns = BTreeSet::new();
    for (index, account) in scenario.accounts.iter().enumerate() {
        let place = format!("accounts[{index}]");
        let account = account::account(&place, account, &world.seed, &mut arns)?;
        once(
            world.accounts.contains_key(&account.id),
            &format!("{place}.id"),
            &account.id,
        )?;
        world.accounts.insert(account.id.clone(), account);
    }
    let refused = put_policies(scenario, &mut world);
    check_drafts(scenario)?;
    check_tape(scenario, &world)?;
    Ok(Built { world, refused })
}

/// Reads an instant of a scenario; places are named only in errors.
fn instant(place: &str, text: &str) -> Result<Timestamp, ScenarioError> {
    Timestamp::parse(text)
        .filter(|instant| *instant == within(*instant))
        .ok_or_else(|| error(place, ScenarioProblem::NotAnInstant(text.into())))
}

/// The nearest instant between 1970 and 9999, the years a scenario's clock can show.
pub(crate) fn within(instant: Timestamp) -> Timestamp {
    Timestamp(instant.0.clamp(0, 253_402_300_799))
}

/// The long-term key that a call names; `None`: no such account, user or key, or another kind of caller.
pub(crate) fn named<'a>(reference: &'a CallerRef, world: &'a World) -> Option<&'a AccessKey> {
    match reference {
        CallerRef::Unsigned | CallerRef::Entry(_) => None,
        CallerRef::User { name, key } => {
            let (account, user) = name.split_once('/')?;
            let user = world.accounts.get(account)?.users.get(user)?;
            user.keys.get(usize::try_from(*key).ok()?.checked_sub(1)?)
        }
        CallerRef::Root { account } => world.accounts.get(account.as_str())?.root_keys.first(),
    }
}

/// Puts every policy that IAM accepts into the world; gives back the others.
fn put_policies(scenario: &Scenario, world: &mut World) -> Vec<Refused> {
    let mut refused = Vec::new();
    for address in scenario.policies() {
        let Some(text) = scenario.policy(&address).map(PolicyText::text) else {
            continue;
        };
        match world.accept(&address, &text) {
            Ok(policy) => world.apply(&Change::PutPolicy { address, policy }),
            Err(error) => refused.push(Refused {
                address,
                text,
                error,
            }),
        }
    }
    refused
}

fn check_drafts(scenario: &Scenario) -> Result<(), ScenarioError> {
    for key in scenario.drafts.keys() {
        let there = key
            .parse()
            .is_ok_and(|address| scenario.has_place(&address));
        if !there {
            let place = format!("drafts[\"{key}\"]");
            return Err(error(
                place,
                ScenarioProblem::NoSuchPolicy(key.as_str().into()),
            ));
        }
    }
    Ok(())
}

/// Every entry has an id of its own, a time, and names only what is there before it.
fn check_tape(scenario: &Scenario, world: &World) -> Result<(), ScenarioError> {
    let mut before = BTreeSet::new();
    for (index, entry) in scenario.tape.iter().enumerate() {
        let place = format!("tape[{index}]");
        if !(1..=u64::from(u32::MAX)).contains(&entry.id) {
            return Err(error(
                format!("{place}.id"),
                ScenarioProblem::NotAnEntryId(entry.id),
            ));
        }
        instant(&format!("{place}.at"), &entry.at)?;
        let call = format!("{place}.call");
        match &entry.call.caller {
            CallerRef::Unsigned => {}
            CallerRef::Entry(id) if before.contains(id) => {}
            CallerRef::Entry(id) => {
                return Err(error(
                    format!("{call}.caller"),
                    ScenarioProblem::NoSuchEntry(*id),
                ));
            }
            reference @ (CallerRef::User { name: who, .. } | CallerRef::Root { account: who }) => {
                if named(reference, world).is_none() {
                    let problem = ScenarioProblem::NoSuchCaller(who.as_str().into());
                    return Err(error(format!("{call}.caller"), problem));
                }
            }
        }
        if let Some(code) = crate::replay::device_code(&entry.call)
            && crate::replay::device(world, code.serial).is_none()
        {
            let problem = ScenarioProblem::NoSuchDevice(code.serial.into());
            return Err(error(format!("{call}.params.TokenCode"), problem));
        }
        let id: Arc<str> = entry.id.to_string().into();
        once(!before.insert(entry.id), &format!("{place}.id"), &id)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
