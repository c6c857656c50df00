//! A decision without a trace allocates nothing, however many statements there are.

use std::sync::Arc;

use iam::{
    Attached, Context, Decision, NoTrace, Policy, PolicyKind, PolicySet, Principal, Request,
    ResourcePolicy, Sink, Trace, evaluate, read,
};

const TRUST: &str = r#"{"Version": "2012-10-17", "Statement": {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
    "Action": "sts:AssumeRole",
    "Condition": {
        "Bool": {"aws:MultiFactorAuthPresent": "true"},
        "NumericLessThan": {"aws:MultiFactorAuthAge": "3600"},
        "StringEquals": {"sts:ExternalId": "ext-42"}
    }
}}"#;

/// Statements that touch what could allocate: variables, sets, dates, addresses and ARNs.
const CONDITIONS: [&str; 6] = [
    r#""StringLike": {"aws:username": "${aws:username, 'nobody'}*"}"#,
    r#""ForAllValues:StringEqualsIgnoreCase": {"aws:TagKeys": ["TEAM", "stage"]}"#,
    r#""DateGreaterThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}"#,
    r#""NotIpAddress": {"aws:SourceIp": ["198.51.100.0/24", "2001:db8::/32"]}"#,
    r#""ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/*"}"#,
    r#""NumericGreaterThan": {"aws:absent": "1.5"}"#,
];

fn attached(id: &str, text: &str, kind: PolicyKind) -> Attached {
    let reading = read(text, kind);
    assert_eq!(reading.diagnostics, []);
    Attached {
        id: id.into(),
        policy: Arc::new(Policy::compile(reading.document)),
    }
}

/// A policy of so many statements that all cover the request's action and resource, and one that allows.
fn identity(statements: usize) -> Attached {
    let conditions = CONDITIONS.iter().cycle().take(statements);
    let statements: String = conditions
        .map(|condition| {
            format!(r#"{{"Effect": "Allow", "Action": "STS:Assume*", "Resource": "*", "Condition": {{{condition}}}}}, "#)
        })
        .collect();
    let allow =
        r#"{"Effect": "Allow", "NotAction": "iam:*", "Resource": "arn:aws:iam::*:role/*loy"}"#;
    let text = format!(r#"{{"Version": "2012-10-17", "Statement": [{statements}{allow}]}}"#);
    attached("identity", &text, PolicyKind::Identity)
}

fn allocations<S: Sink>(identity: &[Attached], mut sink: S) -> u64 {
    let caller = Principal::User {
        arn: "arn:aws:iam::111122223333:user/alice".into(),
        account: "111122223333".into(),
        unique_id: "AIDAALICEALICEALICE01".into(),
    };
    let mut context = Context::default();
    for (key, value) in [
        ("aws:CurrentTime", "2026-01-15T09:30:00Z"),
        ("aws:MultiFactorAuthAge", "120"),
        ("aws:MultiFactorAuthPresent", "true"),
        ("aws:PrincipalArn", "arn:aws:iam::111122223333:user/alice"),
        ("aws:SourceIp", "203.0.113.7"),
        ("aws:username", "alice"),
        ("sts:ExternalId", "ext-42"),
    ] {
        context.set(key, value);
    }
    context.set_all("aws:TagKeys", ["team", "stage"]);
    let trust = attached("trust", TRUST, PolicyKind::Trust);
    let request = Request {
        principal: &caller,
        action: "sts:AssumeRole",
        resource: "arn:aws:iam::111122223333:role/Deploy",
        resource_account: None,
        context: &context,
    };
    let policies = PolicySet {
        identity,
        resource: ResourcePolicy::MustAllow(&trust),
        boundary: identity.first(),
        session: Some(identity),
        ..PolicySet::default()
    };
    let counted = allocation_counter::measure(|| {
        let evaluation = evaluate(&request, &policies, &mut sink);
        assert_eq!(evaluation.decision, Decision::Allow);
    });
    counted.count_total
}

#[test]
fn a_bare_decision_allocates_nothing() {
    for statements in [0, 6, 200, 1_000] {
        let identity = [identity(statements)];
        assert_eq!(allocations(&identity, NoTrace), 0, "{statements}");
    }
}

#[test]
fn a_trace_does_allocate_or_the_counter_counts_nothing() {
    assert!(allocations(&[identity(0)], Trace::default()) > 0);
}
