//! iam-rs: the trust policy and the caller's policies, parsed once.
//!
//! It does not match a user against the root of its account, so the trust policy names the user here.

use bench_iam_peers::{context, measure, text, worlds};
use iam_rs::{
    Arn, Context, ContextValue, Decision, EvaluationOptions, IAMPolicy, IAMRequest,
    PolicyEvaluator, Principal, PrincipalId,
};

fn main() {
    let worlds = worlds();
    let caller = text(&worlds, "caller");
    let mut keys = Context::new();
    for (key, value) in context(&worlds) {
        let value = match key {
            "aws:MultiFactorAuthPresent" | "aws:SecureTransport" => {
                ContextValue::Boolean(value == "true")
            }
            "aws:MultiFactorAuthAge" | "aws:EpochTime" => {
                ContextValue::Number(value.parse().expect("a number"))
            }
            _ => ContextValue::String(value.to_owned()),
        };
        keys.insert(key.to_owned(), value);
    }
    let request = IAMRequest::new_with_context(
        Principal::Aws(PrincipalId::String(caller.to_owned())),
        text(&worlds, "action"),
        Arn::parse(text(&worlds, "resource")).expect("an ARN"),
        keys,
    );
    let parse = |text: &str| -> IAMPolicy { serde_json::from_str(text).expect("a policy") };
    let trust = worlds["trust"].to_string();
    let root = format!("arn:aws:iam::{}:root", text(&worlds, "account"));
    let trust = PolicyEvaluator::with_policies(vec![parse(&trust.replace(&root, caller))])
        .with_options(EvaluationOptions {
            ignore_resource_constraints: true,
            ..EvaluationOptions::default()
        });
    let allows = |evaluator: &PolicyEvaluator| {
        let result = evaluator.evaluate(&request);
        result.is_ok_and(|result| result.decision == Decision::Allow)
    };
    measure(
        "iam-rs 0.8.0",
        &worlds,
        |identity| {
            let policies = identity.iter().map(|text| parse(text)).collect();
            PolicyEvaluator::with_policies(policies).with_options(EvaluationOptions {
                max_statements: usize::MAX,
                ..EvaluationOptions::default()
            })
        },
        |identity| allows(&trust) && allows(identity),
    );
}
