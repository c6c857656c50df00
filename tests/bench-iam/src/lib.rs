//! Measures `iam` on the worlds of `cargo xtask bench iam`: a library for Node, and for the program beside it.

mod wasm;
pub mod worlds;

use std::sync::Arc;

use iam::{
    Attached, Context, Decision, Document, NoTrace, Policy, PolicyKind, PolicySet, Principal,
    Request, ResourcePolicy, Trace, evaluate, read,
};

/// A world made ready: its policies are compiled.
pub struct World {
    caller: Principal,
    context: Context,
    trust: Attached,
    identity: Vec<Attached>,
}

impl World {
    /// A world with so many policies of so many statements on the caller.
    pub fn new(policies: usize, statements: usize) -> Self {
        let mut context = Context::default();
        for (key, value) in worlds::CONTEXT {
            context.set(key, value);
        }
        let identity = worlds::identity(policies, statements);
        Self {
            caller: Principal::User {
                arn: worlds::CALLER.into(),
                account: worlds::ACCOUNT.into(),
                unique_id: "AIDAALICEALICEALICE01".into(),
            },
            context,
            trust: attached("trust", document(worlds::TRUST, PolicyKind::Trust)),
            identity: identity
                .iter()
                .map(|list| attached("identity", long(list)))
                .collect(),
        }
    }

    /// One decision, and whether it is the one expected.
    pub fn decide(&self) -> bool {
        self.ask(&mut NoTrace)
    }

    /// The same with everything recorded.
    pub fn trace(&self) -> bool {
        let mut trace = Trace::default();
        self.ask(&mut trace) && std::hint::black_box(&trace).layers.len() == 6
    }

    fn ask<S: iam::Sink>(&self, sink: &mut S) -> bool {
        let request = Request {
            principal: &self.caller,
            action: worlds::ACTION,
            resource: worlds::RESOURCE,
            resource_account: None,
            context: &self.context,
        };
        let policies = PolicySet {
            identity: &self.identity,
            resource: ResourcePolicy::MustAllow(&self.trust),
            ..PolicySet::default()
        };
        evaluate(std::hint::black_box(&request), &policies, sink).decision == Decision::Allow
    }
}

fn attached(id: &str, document: Document) -> Attached {
    Attached {
        id: id.into(),
        policy: Arc::new(Policy::compile(document)),
    }
}

fn document(text: &str, kind: PolicyKind) -> Document {
    let reading = read(text, kind);
    assert!(reading.is_accepted(), "{:?}", reading.diagnostics);
    reading.document
}

/// A document of any length: the reader takes no text as long as the largest worlds, so it is read in parts.
fn long(statements: &[String]) -> Document {
    let mut parts = statements
        .chunks(500)
        .map(|part| document(&worlds::policy(part), PolicyKind::Identity));
    let mut whole = parts.next().unwrap_or_default();
    whole
        .statements
        .extend(parts.flat_map(|part| part.statements));
    whole
}
