//! Which statements of a long policy may match a request.

use std::collections::BTreeMap;

use super::{compiled::CompiledStatement, prefixes::Prefixes};
use crate::pattern::Beginning;

/// Up to so many pairs of an action and a resource of one statement are told apart.
const MAX_PAIRS: usize = 1024;

/// A policy's statements by how their actions begin, and then by how their resources do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Index {
    actions: Prefixes<Prefixes<Box<[u32]>>>,
}

impl Index {
    pub(super) fn new(statements: &[CompiledStatement]) -> Self {
        let mut actions: BTreeMap<Beginning, BTreeMap<Beginning, Vec<u32>>> = BTreeMap::new();
        for (at, statement) in (0..).zip(statements) {
            let (of_actions, of_resources) = statement.beginnings();
            let of_resources = match of_actions.len().saturating_mul(of_resources.len()) {
                0..=MAX_PAIRS => of_resources,
                _ => vec![common(&of_resources)],
            };
            for action in of_actions {
                let resources = actions.entry(action).or_default();
                for resource in &of_resources {
                    let places = resources.entry(resource.clone()).or_default();
                    if places.last() != Some(&at) {
                        places.push(at);
                    }
                }
            }
        }
        let actions = actions.into_iter().map(|(action, resources)| {
            let resources = resources
                .into_iter()
                .map(|(resource, places)| (resource, places.into()));
            (action, Prefixes::new(resources.collect()))
        });
        Self {
            actions: Prefixes::new(actions.collect()),
        }
    }

    /// Hands over the places of all statements whose action and resource begin as these do, some perhaps more than once.
    /// The action is of ASCII characters and in lower case.
    pub(super) fn candidates(&self, action: &str, resource: &str, mut each: impl FnMut(usize)) {
        self.actions.of(action, |resources| {
            resources.of(resource, |places| {
                places.iter().for_each(|&at| each(at as usize));
            });
        });
    }
}

/// What all of them begin with.
fn common(beginnings: &[Beginning]) -> Beginning {
    let mut all = beginnings.iter().map(|beginning| &*beginning.text);
    let first = all.next().unwrap_or_default();
    let length = all.fold(first.len(), |length, text| {
        let same = first.bytes().zip(text.bytes()).take_while(|(a, b)| a == b);
        same.count().min(length)
    });
    Beginning {
        // A cut inside a character leaves nothing to tell the statement by.
        text: first.get(..length).unwrap_or_default().to_owned(),
        whole: false,
    }
}
