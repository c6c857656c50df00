use serde_json::json;
use sts::{Params, Request};

use super::*;
use crate::gallery;
use crate::policy_text::PolicyText;

fn text(value: &str) -> sts::Value {
    sts::Value::Text(value.into())
}

/// The request that a form with these parameters makes in the default's world.
fn request(action: &str, params: serde_json::Value) -> Request {
    let replay = replay(&gallery::open(gallery::DEFAULT).unwrap());
    let spec = CallSpec {
        action: action.into(),
        params: serde_json::from_value(params).unwrap(),
        ..CallSpec::default()
    };
    call_of(&spec, &replay.world, &replay.wallet, replay.now)
        .unwrap()
        .request
}

#[test]
fn parameters_are_what_the_document_says() {
    let policy = json!({ "Version": "2012-10-17", "Statement": [] });
    let request = request(
        " sts:AssumeRole ",
        json!({
            "DurationSeconds": 3600,
            "RoleSessionName": "MySession",
            "ExternalId": null,
            "Policy": &policy,
            "PolicyArns": [{ "arn": "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
            "TokenCode": { "unknown": true }
        }),
    );
    let Request::Sts { params, .. } = request else {
        panic!("an operation of STS")
    };
    let policy_arn = [("arn".into(), text("arn:aws:iam::aws:policy/ReadOnlyAccess"))];
    let expected: Params = [
        ("DurationSeconds", text("3600")),
        ("RoleSessionName", text("MySession")),
        ("Policy", text(&PolicyText::Json(policy).text())),
        (
            "PolicyArns",
            sts::Value::List(vec![sts::Value::Structure(policy_arn.into())]),
        ),
        (
            "TokenCode",
            sts::Value::Structure([("unknown".into(), text("true"))].into()),
        ),
    ]
    .map(|(name, value)| (name.into(), value))
    .into();
    assert_eq!(params, expected);
}

#[test]
fn a_device_gives_its_code_of_the_time_of_the_call() {
    let serial = "arn:aws:iam::111111111111:mfa/alice";
    let replay = replay(&gallery::open(gallery::DEFAULT).unwrap());
    let secret = sts::totp::device_secret(&replay.world.seed, serial);
    let now = sts::totp::step(replay.now);
    for (step, wanted) in [
        (None, now),
        (Some(-1), now - 1),
        (Some(1), now + 1),
        (Some(i64::MIN), 0),
    ] {
        let code = match step {
            None => json!({ "device": serial }),
            Some(step) => json!({ "device": serial, "step": step }),
        };
        let Request::Sts { params, .. } =
            request("sts:GetSessionToken", json!({ "TokenCode": code }))
        else {
            panic!("an operation of STS")
        };
        assert_eq!(params["TokenCode"], text(&sts::totp::code(&secret, wanted)));
    }
}

#[test]
fn flips_are_told_from_what_was_recorded() {
    for (recorded, flip) in [
        ("", None),
        ("AccessDenied", None),
        ("ok", Some(Flip::NowDenied)),
        ("ValidationError", Some(Flip::OtherError)),
    ] {
        check_flip(&json!({}), recorded, flip);
    }
    let serial = "arn:aws:iam::111111111111:mfa/alice";
    let code = json!({ "SerialNumber": serial, "TokenCode": { "device": serial } });
    check_flip(&code, "ok", None);
    check_flip(&code, "AccessDenied", Some(Flip::NowAllowed));
}

/// The default's call, with more parameters, on a tape that recorded something.
fn check_flip(more: &serde_json::Value, recorded: &str, flip: Option<Flip>) {
    let mut scenario = gallery::open(gallery::DEFAULT).unwrap();
    let mut call = scenario.request.clone();
    for (name, value) in more.as_object().unwrap() {
        call.params.insert(name.clone(), value.clone());
    }
    scenario.tape.push(Entry {
        id: 1,
        at: scenario.clock.clone(),
        call,
        result: recorded.into(),
    });
    assert_eq!(replay(&scenario).entries[0].flip, flip, "{recorded}");
}

#[test]
fn what_an_entry_issues_depends_on_its_id_alone() {
    let mut scenario = gallery::open("credentials-that-expire").unwrap();
    let issued = replay(&scenario).wallet[0].clone();
    let before = Entry {
        id: 9,
        ..scenario.tape[0].clone()
    };
    scenario.tape.insert(0, before);
    let wallet = replay(&scenario).wallet;
    assert_eq!(wallet[1], issued);
    assert_ne!(wallet[0].credentials, issued.credentials);
    assert_eq!(
        issued.chain.iter().map(|arn| &**arn).collect::<Vec<_>>(),
        ["arn:aws:iam::111111111111:user/alice"]
    );
    assert_eq!((&*issued.operation, issued.mfa), ("AssumeRole", false));
}
