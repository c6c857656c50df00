use serde_json::{Value, json};

use super::*;
use crate::gallery;

/// The default with one place of its document set to something else; then what is wrong, and where.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the table below reads better"
)]
fn check(place: &str, value: Value, problem: ScenarioProblem) {
    check_with(&[(place, value)], place, &problem);
}

fn check_with(changes: &[(&str, Value)], place: &str, problem: &ScenarioProblem) {
    let failure = build(&changed(changes)).unwrap_err();
    assert_eq!(failure.place, place);
    assert_eq!(&failure.problem, problem, "{place}");
}

/// The default with places of its document set: `accounts[0].id`, `drafts["key"]`.
fn changed(changes: &[(&str, Value)]) -> Scenario {
    let scenario = gallery::open(gallery::DEFAULT).unwrap();
    let mut document = serde_json::to_value(scenario).unwrap();
    for (place, value) in changes {
        let mut slot = &mut document;
        if let Some(key) = place.strip_prefix("drafts[\"") {
            slot = &mut slot["drafts"][key.trim_end_matches("\"]")];
        } else {
            for part in place.split('.') {
                let (name, index) = part.split_once('[').unwrap_or((part, ""));
                slot = &mut slot[name];
                if let Ok(index) = index.trim_end_matches(']').parse::<usize>() {
                    if slot.is_null() {
                        *slot = json!([]);
                    }
                    let list = slot.as_array_mut().unwrap();
                    while list.len() <= index {
                        list.push(json!({}));
                    }
                    slot = &mut list[index];
                }
            }
        }
        *slot = value.clone();
    }
    Scenario::from_json(&document.to_string()).unwrap()
}

#[test]
fn what_describes_no_world_is_refused_with_its_place() {
    use ScenarioProblem as Is;
    let name = |name: &str, max| Is::NotAName {
        name: name.into(),
        max,
    };
    check(
        "clock",
        json!("yesterday"),
        Is::NotAnInstant("yesterday".into()),
    );
    let early = "1969-12-31T23:59:59Z";
    check("clock", json!(early), Is::NotAnInstant(early.into()));
    check(
        "accounts[0].id",
        json!("1234"),
        Is::NotAnAccountId("1234".into()),
    );
    check(
        "accounts[0].id",
        json!("11111111111x"),
        Is::NotAnAccountId("11111111111x".into()),
    );
    check(
        "accounts[1].id",
        json!("111111111111"),
        Is::Twice("111111111111".into()),
    );
    check("accounts[0].rootKeys", json!(3), Is::TooManyKeys { max: 2 });
    let keys = json!(["Active", "Active", "Inactive"]);
    check(
        "accounts[0].users[0].keys",
        keys,
        Is::TooManyKeys { max: 2 },
    );
    check(
        "accounts[0].users[0].mfa",
        vec!["a"; 9].into(),
        Is::TooManyDevices { max: 8 },
    );
    check("accounts[0].users[0].name", json!(""), name("", 64));
    check(
        "accounts[0].users[0].name",
        json!("<script>"),
        name("<script>", 64),
    );
    let long = "a".repeat(65);
    check("accounts[1].roles[0].name", json!(long), name(&long, 64));
    check(
        "accounts[1].roles[1].name",
        json!("crossaccountrole"),
        Is::Twice("crossaccountrole".into()),
    );
    check(
        "accounts[0].users[0].path",
        json!("team"),
        Is::NotAPath("team".into()),
    );
    check(
        "accounts[1].roles[0].path",
        json!("/a b/"),
        Is::NotAPath("/a b/".into()),
    );
    let policies = json!({ "a/b": {} });
    let place = "accounts[1].roles[0].policies";
    check(place, policies, name("a/b", 128));
    check(
        "accounts[1].roles[0].maxSessionDuration",
        json!(3599),
        Is::MaxSessionDuration(3599),
    );
    check(
        "accounts[1].roles[0].maxSessionDuration",
        json!(43201),
        Is::MaxSessionDuration(43201),
    );
    check(
        "accounts[1].resources[0].arn",
        json!("arn:aws:s3"),
        Is::NotAnArn("arn:aws:s3".into()),
    );
    let arn = "arn:aws:s3:::bucket-in-account-b";
    check(
        "accounts[1].resources[1].arn",
        json!(arn),
        Is::Twice(arn.into()),
    );
    check_with(
        &[("accounts[0].users[1]", json!({ "name": "ALICE" }))],
        "accounts[0].users[1].name",
        &Is::Twice("ALICE".into()),
    );
    check_with(
        &[(
            "accounts[0].users[1]",
            json!({ "name": "bob", "mfa": ["Alice"] }),
        )],
        "accounts[0].users[1].mfa[0]",
        &Is::Twice("Alice".into()),
    );
    for key in [
        "nonsense",
        "111111111111/role/None/trust",
        "scp/Full",
        "session/0",
    ] {
        let place = format!("drafts[\"{key}\"]");
        check(&place, json!("{"), Is::NoSuchPolicy(key.into()));
    }
}

#[test]
fn a_tape_names_only_what_is_there_before_it() {
    use ScenarioProblem as Is;
    let at = "2026-01-15T09:30:00Z";
    let entry = |id: u64, call: Value| json!({ "id": id, "at": at, "call": call });
    let check = |entries: &[Value], place: &str, problem: ScenarioProblem| {
        check_with(&[("tape", json!(entries))], place, &problem);
    };
    check(&[entry(0, json!({}))], "tape[0].id", Is::NotAnEntryId(0));
    let large = u64::from(u32::MAX) + 1;
    check(
        &[entry(large, json!({}))],
        "tape[0].id",
        Is::NotAnEntryId(large),
    );
    let twice = [entry(1, json!({})), entry(1, json!({}))];
    check(&twice, "tape[1].id", Is::Twice("1".into()));
    check(
        &[json!({ "id": 1 })],
        "tape[0].at",
        Is::NotAnInstant("".into()),
    );
    for (caller, who) in [
        (
            json!({ "user": { "name": "111111111111/bob" } }),
            "111111111111/bob",
        ),
        (
            json!({ "user": { "name": "111111111111/alice", "key": 0 } }),
            "111111111111/alice",
        ),
        (
            json!({ "user": { "name": "111111111111/alice", "key": 2 } }),
            "111111111111/alice",
        ),
        (json!({ "user": { "name": "alice" } }), "alice"),
        (
            json!({ "root": { "account": "111111111111" } }),
            "111111111111",
        ),
    ] {
        let call = json!({ "caller": caller });
        check(
            &[entry(1, call)],
            "tape[0].call.caller",
            Is::NoSuchCaller(who.into()),
        );
    }
    let own = entry(1, json!({ "caller": { "entry": 1 } }));
    check(&[own], "tape[0].call.caller", Is::NoSuchEntry(1));
    let code = entry(
        1,
        json!({ "params": { "TokenCode": { "device": "none" } } }),
    );
    let place = "tape[0].call.params.TokenCode";
    check(&[code], place, Is::NoSuchDevice("none".into()));
}

#[test]
fn a_form_may_name_what_is_not_there() {
    let scenario = changed(&[("request.caller", json!({ "entry": 7 }))]);
    assert!(build(&scenario).is_ok());
}

#[test]
fn a_world_holds_what_the_scenario_describes() {
    let scenario = changed(&[
        ("accounts[0].users[0].keys", json!(["Inactive", "Active"])),
        ("accounts[0].users[0].tags", json!({ "team": "blue" })),
        ("accounts[1].roles[0].path", json!("/ops/")),
        ("accounts[1].roles[0].maxSessionDuration", json!(7200)),
    ]);
    let world = world(&scenario).unwrap();
    let account = &world.accounts["111111111111"];
    assert_eq!(&*account.alias, "Workshop");
    let alice = &account.users["alice"];
    let active: Vec<bool> = alice.keys.iter().map(|key| key.active).collect();
    assert_eq!(active, [false, true]);
    assert_ne!(alice.keys[0].id, alice.keys[1].id);
    assert_eq!(alice.tags, [("team".into(), "blue".into())]);
    assert!(alice.unique_id.starts_with("AIDA"));
    assert_eq!(alice.permissions.inline.len(), 1);
    let device = &account.devices["arn:aws:iam::111111111111:mfa/alice"];
    assert_eq!(device.owner.as_deref(), Some("alice"));
    let role = &world.accounts["222222222222"].roles["CrossAccountRole"];
    assert_eq!((&*role.path, role.max_session_duration), ("/ops/", 7200));
    assert!(role.trust.text.contains("aws:MultiFactorAuthPresent"));
}

#[test]
fn a_namesake_created_later_is_another_principal() {
    let id = |generation: u32| {
        let changes = [("accounts[0].users[0].generation", json!(generation))];
        let world = world(&changed(&changes)).unwrap();
        let alice = &world.accounts["111111111111"].users["alice"];
        (alice.unique_id.clone(), alice.keys[0].id.clone())
    };
    assert_eq!(id(0), id(0));
    assert_ne!(id(0).0, id(1).0);
    assert_ne!(id(0).1, id(1).1);
    assert_ne!(id(u32::MAX).0, id(1).0);
}

#[test]
fn what_iam_refuses_is_out_of_force_and_told() {
    let place = "accounts[0].users[0].policies";
    let scenario = changed(&[(
        place,
        json!({ "Broken": "{", "Fine": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] } }),
    )]);
    let built = build(&scenario).unwrap();
    let [refused] = &built.refused[..] else {
        panic!("one: {:?}", built.refused)
    };
    assert_eq!(
        refused.address.to_string(),
        "111111111111/user/alice/inline/Broken"
    );
    assert_eq!(refused.text, "{");
    assert_eq!(refused.error.code, "MalformedPolicyDocument");
    let inline = &built.world.accounts["111111111111"].users["alice"]
        .permissions
        .inline;
    assert_eq!(
        inline.keys().map(|name| &**name).collect::<Vec<_>>(),
        ["Fine"]
    );
}
