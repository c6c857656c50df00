//! winterbaume-iam-rule-eval: the trust policy and the caller's policies, parsed once.
//!
//! It looks at no principal, and takes every condition as true.

use bench_iam_peers::{context, measure, text, worlds};
use winterbaume_iam_rule_eval::{
    EvalDecision, PolicyDocument, PolicySource, SimulationContext, evaluate,
};

fn main() {
    let worlds = worlds();
    let (action, resource) = (text(&worlds, "action"), text(&worlds, "resource"));
    let keys = SimulationContext {
        caller_arn: Some(text(&worlds, "caller").to_owned()),
        context_keys: context(&worlds)
            .map(|(key, value)| (key.to_lowercase(), vec![value.to_owned()]))
            .collect(),
        ..SimulationContext::default()
    };
    let parse = |text: &str, kind: &str| -> (PolicyDocument, PolicySource) {
        let source = PolicySource {
            id: kind.to_owned(),
            policy_type: kind.to_owned(),
        };
        (serde_json::from_str(text).expect("a policy"), source)
    };
    let trust = [parse(&worlds["trust"].to_string(), "trust")];
    let allows = |policies: &[(PolicyDocument, PolicySource)]| {
        evaluate(policies, action, resource, &keys).decision == EvalDecision::Allowed
    };
    measure(
        "winterbaume-iam-rule-eval 0.2.0 (no conditions)",
        &worlds,
        |identity| -> Vec<_> {
            identity
                .iter()
                .map(|text| parse(text, "identity"))
                .collect()
        },
        |identity| allows(&trust) && allows(identity),
    );
}
