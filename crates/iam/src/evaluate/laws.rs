//! What holds for every world and request.

use proptest::prelude::*;

use super::*;
use crate::{
    Document, NoTrace, Statement, Trace, policy::Effect, test_support, trace::StatementTrace,
};

/// What bears on a generated request.
#[derive(Clone, Debug)]
struct World {
    caller: Principal,
    resource: &'static str,
    context: Context,
    trust: Option<Document>,
    bucket: Option<Document>,
    own: [Vec<Document>; 4],
    has: [bool; 4],
}

fn world() -> impl Strategy<Value = World> {
    world_of(0..4)
}

/// A world whose documents have so many statements each.
fn world_of(statements: std::ops::Range<usize>) -> impl Strategy<Value = World> {
    let document = move |of_resource| test_support::document_of(statements.clone(), of_resource);
    let own = || prop::collection::vec(document(false), 0..3);
    (
        prop::sample::select(test_support::callers()),
        prop::sample::select(vec![
            "arn:aws:iam::111111111111:role/Target",
            "arn:aws:iam::222222222222:role/Target",
            "arn:aws:sns:eu:222222222222:111111111111:topic",
            "*",
        ]),
        test_support::context(),
        prop::option::of(document(true)),
        prop::option::of(document(true)),
        [own(), own(), own(), own()],
        any::<[bool; 4]>(),
    )
        .prop_map(
            |(caller, resource, context, trust, bucket, own, has)| World {
                caller,
                resource,
                context,
                trust,
                bucket,
                own,
                has,
            },
        )
}

impl World {
    fn evaluate<S: Sink>(&self, sink: &mut S) -> Evaluation {
        self.evaluate_as(Policy::compile, sink)
    }

    fn evaluate_as<S: Sink>(&self, compile: fn(Document) -> Policy, sink: &mut S) -> Evaluation {
        let attached = |id: &str, document: &Document| Attached {
            id: id.into(),
            policy: Arc::new(compile(document.clone())),
        };
        let all = |documents: &[Document]| -> Vec<Attached> {
            documents
                .iter()
                .map(|document| attached("policy", document))
                .collect()
        };
        let [identity, boundary, session, scp] = &self.own;
        let [has_boundary, has_session, has_scp, has_rcp] = self.has;
        let resource: Vec<_> = [&self.trust, &self.bucket]
            .map(|document| {
                document
                    .as_ref()
                    .map(|document| attached("resource", document))
            })
            .into();
        let (identity, boundary, session) = (all(identity), all(boundary), all(session));
        let scp = [all(scp)];
        let rcp = [resource.iter().flatten().cloned().collect::<Vec<_>>()];
        let set = PolicySet {
            identity: &identity,
            resource: match resource.as_slice() {
                [Some(trust), _] => ResourcePolicy::MustAllow(trust),
                [None, Some(bucket)] => ResourcePolicy::Grants(bucket),
                _ => ResourcePolicy::None,
            },
            boundary: boundary.first().filter(|_| has_boundary),
            session: has_session.then_some(&session),
            scp: has_scp.then_some(&scp),
            rcp: has_rcp.then_some(&rcp),
        };
        evaluate(&self.request(), &set, sink)
    }

    fn request(&self) -> Request<'_> {
        Request {
            principal: &self.caller,
            action: "sts:AssumeRole",
            resource: self.resource,
            resource_account: None,
            context: &self.context,
        }
    }

    fn documents(&mut self) -> impl Iterator<Item = &mut Document> {
        let resource = self.trust.iter_mut().chain(&mut self.bucket);
        resource.chain(self.own.iter_mut().flatten())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_trace_changes_no_decision(world in world()) {
        let mut trace = Trace::default();
        let traced = world.evaluate(&mut trace);
        prop_assert_eq!(&traced, &world.evaluate(&mut NoTrace));
        prop_assert_eq!(trace.layers.len(), 6);
        let denies = trace.layers.iter().any(|layer| layer.outcome == LayerOutcome::Denies);
        prop_assert_eq!(denies, traced.decision == Decision::ExplicitDeny);
    }

    #[test]
    fn the_order_of_statements_never_matters(world in world()) {
        let mut reversed = world.clone();
        reversed.documents().for_each(|document| document.statements.reverse());
        let (one, other) = (world.evaluate(&mut NoTrace), reversed.evaluate(&mut NoTrace));
        prop_assert_eq!((one.decision, one.layer), (other.decision, other.layer));
    }

    #[test]
    fn one_more_deny_never_allows(world in world(), deny in test_support::statement(true), at in 0_usize..6) {
        let before = world.evaluate(&mut NoTrace).decision;
        let mut more = world.clone();
        let deny = Statement { effect: Effect::Deny, ..deny };
        if let Some(document) = more.documents().nth(at) {
            document.statements.push(deny);
        }
        let after = more.evaluate(&mut NoTrace).decision;
        prop_assert!(after == before || after == Decision::ExplicitDeny, "{:?} {:?}", before, after);
    }

    #[test]
    fn one_more_allow_in_a_document_never_denies(world in world(), allow in test_support::statement(true), at in 0_usize..6) {
        let before = world.evaluate(&mut NoTrace).decision;
        let mut more = world.clone();
        let allow = Statement { effect: Effect::Allow, ..allow };
        if let Some(document) = more.documents().nth(at) {
            document.statements.push(allow);
        }
        let after = more.evaluate(&mut NoTrace).decision;
        prop_assert!(after <= before, "{:?} {:?}", before, after);
    }

    #[test]
    fn the_index_changes_no_decision(world in world_of(0..24)) {
        let (mut trace, mut whole) = (Trace::default(), Trace::default());
        let evaluation = world.evaluate(&mut NoTrace);
        prop_assert_eq!(&evaluation, &world.evaluate_as(Policy::without_index, &mut NoTrace));
        prop_assert_eq!(&evaluation, &world.evaluate(&mut trace));
        prop_assert_eq!(&evaluation, &world.evaluate_as(Policy::without_index, &mut whole));
        // What is left out of a trace does not match; the rest is the same.
        for (layer, whole) in trace.layers.into_iter().zip(whole.layers) {
            prop_assert_eq!((layer.layer, layer.outcome), (whole.layer, whole.outcome));
            for (policy, whole) in layer.policies.into_iter().zip(whole.policies) {
                prop_assert_eq!(whole.skipped, 0);
                prop_assert_eq!(policy.statements.len() + policy.skipped, whole.statements.len());
                let matches = |s: &StatementTrace| s.action.matched && s.resource.as_ref().is_none_or(|r| r.matched);
                let is_traced = |s: &StatementTrace| policy.statements.iter().any(|t| t.index == s.index);
                for statement in whole.statements {
                    match is_traced(&statement) {
                        true => prop_assert!(policy.statements.contains(&statement)),
                        false => prop_assert!(!matches(&statement), "{:?}", statement),
                    }
                }
            }
        }
    }

    #[test]
    fn everything_allows_only_what_nothing_denies(world in world()) {
        let mut trace = Trace::default();
        if world.evaluate(&mut trace).decision == Decision::Allow {
            let statements = trace.layers.iter().flat_map(|l| &l.policies).flat_map(|p| &p.statements);
            for statement in statements {
                prop_assert!(!(statement.applies && statement.effect == Effect::Deny));
            }
        }
    }
}
