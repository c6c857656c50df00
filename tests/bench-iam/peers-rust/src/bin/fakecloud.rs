//! fakecloud-iam: the trust policy and the caller's policies, parsed once.

use bench_iam_peers::{context, measure, text, worlds};
use fakecloud_core::auth::{Principal, PrincipalType};
use fakecloud_iam::evaluator::{
    Decision, EvalRequest, PolicyDocument, RequestContext, evaluate, evaluate_resource_policy_only,
};

fn main() {
    let worlds = worlds();
    let caller = Principal {
        arn: text(&worlds, "caller").into(),
        user_id: "AIDAALICEALICEALICE01".into(),
        account_id: text(&worlds, "account").into(),
        principal_type: PrincipalType::User,
        source_identity: None,
        tags: None,
    };
    let mut keys = RequestContext::default();
    for (key, value) in context(&worlds) {
        let text = || Some(value.to_owned());
        match key {
            "aws:username" => keys.aws_username = text(),
            "aws:userid" => keys.aws_userid = text(),
            "aws:PrincipalArn" => keys.aws_principal_arn = text(),
            "aws:PrincipalAccount" => keys.aws_principal_account = text(),
            "aws:PrincipalType" => keys.aws_principal_type = text(),
            "aws:SourceIp" => keys.aws_source_ip = value.parse().ok(),
            "aws:CurrentTime" => keys.aws_current_time = value.parse::<chrono::DateTime<_>>().ok(),
            "aws:EpochTime" => keys.aws_epoch_time = value.parse().ok(),
            "aws:SecureTransport" => keys.aws_secure_transport = value.parse().ok(),
            "aws:MultiFactorAuthPresent" => keys.aws_mfa_present = value.parse().ok(),
            "aws:MultiFactorAuthAge" => keys.aws_mfa_age_seconds = value.parse().ok(),
            _ => {
                let values = vec![value.to_owned()];
                keys.service_keys.insert(key.to_lowercase(), values);
            }
        }
    }
    let request = EvalRequest {
        principal: &caller,
        action: text(&worlds, "action").into(),
        resource: text(&worlds, "resource").into(),
        context: keys,
    };
    let trust = PolicyDocument::parse(&worlds["trust"].to_string());
    measure(
        "fakecloud-iam 0.51.0",
        &worlds,
        |identity| -> Vec<PolicyDocument> {
            identity
                .iter()
                .map(|text| PolicyDocument::parse(text))
                .collect()
        },
        |identity| {
            evaluate_resource_policy_only(&trust, &request) == Decision::Allow
                && evaluate(identity, &request) == Decision::Allow
        },
    );
}
