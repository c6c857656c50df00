//! Which statements of a long policy may match a request.

use std::collections::BTreeMap;

use super::{compiled::CompiledStatement, prefixes::Prefixes};
use crate::pattern::{Beginning, ResourceBeginning};

/// Up to so many pairs of an action and a resource of one statement are told apart.
const MAX_PAIRS: usize = 1024;

/// Places of statements in their policy.
type Places = Box<[u32]>;

/// A policy's statements by how their actions begin, and then by how their resources do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Index {
    actions: Prefixes<Resources>,
}

/// Statements by how their resources begin.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Resources {
    by_all: Prefixes<Places>,
    /// Those with wildcards before the resource part: by how that part begins.
    by_part: Option<Prefixes<Places>>,
}

impl Index {
    pub(super) fn new(statements: &[CompiledStatement]) -> Self {
        let mut actions: BTreeMap<Beginning, BTreeMap<ResourceBeginning, Vec<u32>>> =
            BTreeMap::new();
        for (at, statement) in (0..).zip(statements) {
            let of_actions = statement.action_beginnings();
            let mut of_resources = statement.resource_beginnings();
            if of_actions.len().saturating_mul(of_resources.len()) > MAX_PAIRS {
                of_resources = vec![ResourceBeginning::OfAll(common(&of_resources))];
            }
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
        let actions = actions.into_iter();
        let actions = actions.map(|(action, resources)| (action, Resources::new(resources)));
        Self {
            actions: Prefixes::new(actions.collect()),
        }
    }

    /// Hands over the places of all statements whose action and resource begin as these do, some perhaps more than once.
    /// The action is of ASCII characters and in lower case.
    pub(super) fn candidates(&self, action: &str, resource: &str, mut each: impl FnMut(usize)) {
        self.actions.of(action, |resources| {
            let mut every = |places: &Places| places.iter().for_each(|&at| each(at as usize));
            resources.by_all.of(resource, &mut every);
            if let Some(parts) = &resources.by_part {
                // A wildcard may run past colons, so the resource part may begin behind any from the fifth on.
                for (colon, _) in resource.match_indices(':').skip(4) {
                    parts.of(resource.get(colon + 1..).unwrap_or_default(), &mut every);
                }
            }
        });
    }
}

impl Resources {
    fn new(resources: BTreeMap<ResourceBeginning, Vec<u32>>) -> Self {
        let (mut by_all, mut by_part) = (Vec::new(), Vec::new());
        for (resource, places) in resources {
            match resource {
                ResourceBeginning::OfAll(beginning) => by_all.push((beginning, places.into())),
                ResourceBeginning::OfPart(beginning) => by_part.push((beginning, places.into())),
            }
        }
        Self {
            by_all: Prefixes::new(by_all),
            by_part: (!by_part.is_empty()).then(|| Prefixes::new(by_part)),
        }
    }
}

/// What all of them begin with.
fn common(beginnings: &[ResourceBeginning]) -> Beginning {
    let mut all = beginnings.iter().map(|beginning| match beginning {
        ResourceBeginning::OfAll(beginning) => &*beginning.text,
        ResourceBeginning::OfPart(_) => "",
    });
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

    fn index(text: &str) -> Index {
        let document = read(text, PolicyKind::Identity).document;
        let statements = document.statements.iter();
        let statements: Vec<_> = statements
            .map(|statement| CompiledStatement::new(statement, Version::V2012))
            .collect();
        Index::new(&statements)
    }

    fn found(index: &Index, action: &str, resource: &str) -> Vec<usize> {
        let mut found = Vec::new();
        index.candidates(action, resource, |at| found.push(at));
        found
    }

    fn list(text: &str, count: usize) -> String {
        let all: Vec<_> = (0..count).map(|at| format!("\"{text}{at}\"")).collect();
        all.join(",")
    }

    #[test]
    fn wildcards_before_the_resource_part_leave_that_part_to_tell_by() {
        let text = r#"{"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":"sns:*","Resource":"arn:aws:sns:*:1:topic"},
            {"Effect":"Allow","Action":"sns:*","Resource":"arn:aws:sns:*:1:other*"},
            {"Effect":"Allow","Action":"sns:*","Resource":"arn:aws:sns:*:1:*-topic"},
            {"Effect":"Allow","Action":"sns:*","Resource":"arn:aws:s?s:eu:1:"}]}"#;
        let index = index(text);
        let found = |resource: &str| found(&index, "sns:publish", resource);
        assert_eq!(found("arn:aws:sns:eu:1:topic"), [2, 0]);
        assert_eq!(found("arn:aws:sns:eu:x:1:topic"), [2, 0]);
        assert_eq!(found("arn:aws:sns:eu:1:others"), [2, 1]);
        assert_eq!(found("arn:aws:sns:eu:1:"), [2, 3]);
        assert_eq!(found("arn:aws:sqs:eu:1:more"), []);
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
        let index = index(&text);
        let found = |action: &str, resource: &str| found(&index, action, resource);
        assert_eq!(found("s3:a1", "arn:aws:s3:::bucket-7"), [0]);
        assert_eq!(found("s3:a1", "arn:aws:s3:::bucket-x"), [0]);
        assert_eq!(found("s3:a1", "arn:aws:s3:::bucket"), []);
        assert_eq!(found("s3:a1", "arn:aws:s3:::box"), [1, 1, 1, 1]);
        assert_eq!(found("s3:a12", "arn:aws:s3:::boa"), [1]);
        assert_eq!(found("s3:b", "arn:aws:s3:::bucket-7"), []);
    }
}
