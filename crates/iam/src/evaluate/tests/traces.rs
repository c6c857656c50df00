//! What a trace of an evaluation holds.

use super::*;

#[test]
fn a_trace_shows_every_layer_in_order() {
    use LayerOutcome as O;
    let case = Case::assume(test_support::role_session(), TARGET, ROLE);
    assert_eq!(
        case.outcomes(),
        [
            (Layer::ServiceControl, O::NotNeeded),
            (Layer::ResourceControl, O::NotNeeded),
            (Layer::Trust, O::Allows),
            (Layer::Identity, O::Bypassed),
            (Layer::Boundary, O::NotNeeded),
            (Layer::Session, O::NotNeeded),
        ]
    );
    let case = Case {
        scp: Some(vec![vec!["Allow *"]]),
        rcp: Some(vec![vec![]]),
        boundary: Some(OTHER),
        session: Some(vec!["Deny *"]),
        identity: vec![ASSUME],
        ..Case::assume(test_support::role_session(), FOREIGN, "333333333333")
    };
    assert_eq!(
        case.outcomes(),
        [
            (Layer::ServiceControl, O::Allows),
            (Layer::ResourceControl, O::Allows),
            (Layer::Trust, O::DoesNotAllow),
            (Layer::Identity, O::Allows),
            (Layer::Boundary, O::DoesNotAllow),
            (Layer::Session, O::Denies),
        ]
    );
    let service = Principal::Service {
        name: "ec2.amazonaws.com".into(),
    };
    let outcomes = Case::assume(service, TARGET, "Service=ec2.amazonaws.com").outcomes();
    assert_eq!(outcomes.get(3), Some(&(Layer::Identity, O::NotNeeded)));
    let outcomes = Case::access(
        test_support::user(),
        "arn:aws:sqs:us-east-1:222222222222:queue",
    )
    .outcomes();
    assert_eq!(outcomes.get(2), Some(&(Layer::Resource, O::DoesNotAllow)));
}

#[test]
fn a_trace_leaves_out_what_cannot_match_in_a_long_policy_and_tells_of_it_when_asked() {
    let trace_of = |others: usize| {
        let lines = (0..others).map(|at| format!("Allow s3:Get{at}\n"));
        let text = lines.collect::<String>() + ASSUME;
        let identity = [policy("long", &text, PolicyKind::Identity)];
        let caller = test_support::user();
        let request = Request {
            principal: &caller,
            action: "sts:AssumeRole",
            resource: TARGET,
            resource_account: None,
            context: &Context::EMPTY,
        };
        let set = PolicySet {
            identity: &identity,
            ..PolicySet::default()
        };
        let mut trace = Trace::default();
        evaluate(&request, &set, &mut trace);
        let on_demand =
            trace::statement(&request, Layer::Identity, false, &identity[0].policy, 0).unwrap();
        let none = trace::statement(&request, Layer::Identity, false, &identity[0].policy, 99);
        assert_eq!(none, None);
        (trace.layers[3].policies[0].clone(), on_demand)
    };
    let (short, on_demand) = trace_of(Policy::SHORT - 1);
    assert_eq!((short.statements.len(), short.skipped), (Policy::SHORT, 0));
    assert_eq!(short.statements[0], on_demand);
    let (long, on_demand) = trace_of(Policy::SHORT);
    assert_eq!((long.statements.len(), long.skipped), (1, Policy::SHORT));
    assert_eq!(long.statements[0].index, Policy::SHORT);
    assert!(!on_demand.applies && !on_demand.action.matched);
}

#[test]
fn a_trace_says_what_was_wanted_and_what_was_there() {
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Sid":"S","Effect":"Allow","Principal":{{"AWS":["333333333333","{USER}"]}},"Action":["sts:TagSession","sts:AssumeRole"],"Condition":{{"Bool":{{"aws:MultiFactorAuthPresent":"true"}}}}}}]}}"#
    );
    let trust = attached("trust", read(&text, PolicyKind::Trust).document);
    let caller = test_support::user();
    let context = Context::default();
    let request = Request {
        principal: &caller,
        action: "sts:AssumeRole",
        resource: TARGET,
        resource_account: None,
        context: &context,
    };
    let set = PolicySet {
        resource: ResourcePolicy::MustAllow(&trust),
        ..PolicySet::default()
    };
    let mut trace = Trace::default();
    evaluate(&request, &set, &mut trace);
    let layer = trace
        .layers
        .iter()
        .find(|l| l.layer == Layer::Trust)
        .unwrap();
    let statement = &layer.policies[0].statements[0];
    assert!(!statement.applies);
    assert_eq!(statement.sid.as_deref(), Some("S"));
    assert_eq!(statement.resource, None);
    let principal = statement.principal.as_ref().unwrap();
    assert!(principal.matched && !principal.negated);
    assert_eq!(&*principal.got, USER);
    let (at, span) = principal.by.unwrap();
    assert_eq!(
        (at, span.of(&text)),
        (1, Some(format!("{USER:?}").as_str()))
    );
    let (at, span) = statement.action.by.unwrap();
    assert_eq!((at, span.of(&text)), (1, Some(r#""sts:AssumeRole""#)));
    let condition = &statement.conditions[0];
    assert_eq!(
        (&*condition.operator, &*condition.key),
        ("Bool", "aws:MultiFactorAuthPresent")
    );
    assert_eq!(condition.got, None);
    assert_eq!(condition.reason, ConditionReason::KeyAbsent);
    assert_eq!(
        condition.span.of(&text),
        Some(r#""aws:MultiFactorAuthPresent":"true""#)
    );
}
