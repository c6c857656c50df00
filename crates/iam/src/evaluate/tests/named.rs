//! Which of several statements an evaluation names.

use super::*;

fn named(case: &Case) -> Option<(String, usize)> {
    let (evaluation, _) = case.evaluate();
    let statement = evaluation.statement;
    statement.map(|(policy, index)| (policy.to_string(), index))
}

fn is(policy: &str, index: usize) -> Option<(String, usize)> {
    Some((policy.to_owned(), index))
}

#[test]
fn of_equals_the_first() {
    let case = |identity: Vec<&'static str>| Case {
        identity,
        ..Case::access(test_support::user(), OBJECT)
    };
    assert_eq!(
        named(&case(vec![ASSUME, "Allow s3:*", "Allow *"])),
        is("identity1", 0)
    );
    assert_eq!(
        named(&case(vec!["Allow sts:*\nAllow s3:*\nAllow *"])),
        is("identity0", 1)
    );
    assert_eq!(
        named(&case(vec!["Deny sts:*\nDeny s3:*\nDeny *", "Deny *"])),
        is("identity0", 1)
    );
    // In a long policy too, where the index does not keep their order.
    let filler = "Allow sts:*\n".repeat(Policy::SHORT);
    let allows = format!("{filler}Allow s3:Get*\nAllow *\nAllow s3:GetObject");
    let denies = allows.replace("Allow", "Deny");
    for (text, id) in [(allows, "allows"), (denies, "denies")] {
        let identity = [policy(id, &text, PolicyKind::Identity)];
        let caller = test_support::user();
        let request = Request {
            principal: &caller,
            action: "s3:GetObject",
            resource: OBJECT,
            resource_account: None,
            context: &Context::EMPTY,
        };
        let set = PolicySet {
            identity: &identity,
            ..PolicySet::default()
        };
        let statement = evaluate(&request, &set, &mut NoTrace).statement;
        assert_eq!(statement, Some((id.into(), Policy::SHORT)));
    }
}

#[test]
fn of_grants_the_most_direct() {
    let trust = |lines: [&str; 3]| {
        let lines = lines.map(|principal| format!("Allow {principal} sts:AssumeRole"));
        let mut case = Case::assume(test_support::role_session(), TARGET, ROLE);
        case.trust = Some(lines.join("\n"));
        named(&case)
    };
    assert_eq!(trust(["111111111111", ROLE, SESSION]), is("trust", 2));
    assert_eq!(trust([SESSION, ROLE, "111111111111"]), is("trust", 0));
    assert_eq!(
        trust(["333333333333", ROLE, "111111111111"]),
        is("trust", 1)
    );
    assert_eq!(trust(["333333333333", SESSION, "*"]), is("trust", 1));
    // In a long policy the index comes upon the last of these first.
    let filler = "Allow 333333333333 sts:AssumeRole\n".repeat(Policy::SHORT);
    let mut case = Case::assume(test_support::role_session(), TARGET, ROLE);
    case.trust = Some(format!(
        "{filler}Allow 111111111111 sts:AssumeRole\nAllow {SESSION} *"
    ));
    assert_eq!(named(&case), is("trust", Policy::SHORT + 1));
}

#[test]
fn a_denial_hides_no_later_policy_from_the_trace() {
    let case = Case {
        identity: vec!["Deny *", "Allow *"],
        session: Some(vec!["Allow s3:*"]),
        ..Case::access(test_support::role_session(), OBJECT)
    };
    let (_, trace) = case.evaluate();
    let counts: Vec<_> = trace
        .layers
        .iter()
        .map(|layer| layer.policies.len())
        .collect();
    assert_eq!(counts, [0, 0, 0, 2, 0, 1]);
}
