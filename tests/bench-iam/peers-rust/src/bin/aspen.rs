//! scratchstack-aspen: the caller's policies, parsed once.
//!
//! It reads no trust policy: it demands a resource in every statement.

use std::str::FromStr;

use bench_iam_peers::{context, measure, text, worlds};
use scratchstack_arn::Arn;
use scratchstack_aspen::{Context, Decision, Policy, PolicySet, PolicySource};
use scratchstack_aws_principal::{Principal, PrincipalIdentity, SessionData, SessionValue, User};

fn main() {
    let worlds = worlds();
    let user = User::new("aws", text(&worlds, "account"), "/", "alice").expect("a user");
    let mut keys = SessionData::new();
    for (key, value) in context(&worlds) {
        let value = match key {
            "aws:MultiFactorAuthPresent" | "aws:SecureTransport" => {
                SessionValue::Bool(value == "true")
            }
            "aws:SourceIp" => SessionValue::IpAddr(value.parse().expect("an address")),
            _ => SessionValue::String(value.to_owned()),
        };
        keys.insert(key, value);
    }
    let (service, api) = text(&worlds, "action").split_once(':').expect("an action");
    let request = Context::builder()
        .service(service)
        .api(api)
        .actor(Principal::from(vec![PrincipalIdentity::from(user)]))
        .resources(vec![
            Arn::from_str(text(&worlds, "resource")).expect("an ARN"),
        ])
        .session_data(keys)
        .build()
        .expect("a request");
    measure(
        "scratchstack-aspen 0.3.1 (no trust policy)",
        &worlds,
        |identity| {
            let mut policies = PolicySet::new();
            for text in identity {
                let source = PolicySource::new_entity_inline(
                    "arn:aws:iam::111122223333:user/alice",
                    "AIDAALICEALICEALICE1",
                    "policy",
                );
                policies.add_policy(source, Policy::from_str(text).expect("a policy"));
            }
            policies
        },
        |policies| {
            let result = policies.evaluate(&request);
            result.is_ok_and(|(decision, _)| decision == Decision::Allow)
        },
    );
}
