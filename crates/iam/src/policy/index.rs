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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{PolicyKind, policy::Version, read};

    fn list(text: &str, count: usize) -> String {
        let all: Vec<_> = (0..count).map(|at| format!("\"{text}{at}\"")).collect();
        all.join(",")
    }

    #[test]
    fn a_statement_of_very_many_pairs_is_known_by_what_its_resources_share() {
        let text = format!(
            r#"{{"Version":"2012-10-17","Statement":[
                {{"Effect":"Allow","Action":[{}],"Resource":[{}]}},
                {{"Effect":"Allow","Action":["s3:A1","s3:A1*"],"Resource":["arn:aws:s3:::box","arn:aws:s3:::bo*"]}}]}}"#,
            list("s3:A", 40),
            list("arn:aws:s3:::bucket-", 40)
        );
        let document = read(&text, PolicyKind::Identity).document;
        let statements = document.statements.iter();
        let statements: Vec<_> = statements
            .map(|statement| CompiledStatement::new(statement, Version::V2012))
            .collect();
        let index = Index::new(&statements);
        let found = |action: &str, resource: &str| {
            let mut found = Vec::new();
            index.candidates(action, resource, |at| found.push(at));
            found
        };
        assert_eq!(found("s3:a1", "arn:aws:s3:::bucket-7"), [0]);
        assert_eq!(found("s3:a1", "arn:aws:s3:::bucket-x"), [0]);
        assert_eq!(found("s3:a1", "arn:aws:s3:::bucket"), []);
        assert_eq!(found("s3:a1", "arn:aws:s3:::box"), [1, 1, 1, 1]);
        assert_eq!(found("s3:a12", "arn:aws:s3:::boa"), [1]);
        assert_eq!(found("s3:b", "arn:aws:s3:::bucket-7"), []);
    }
}
