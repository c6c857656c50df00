use serde_json::json;

use super::*;
use crate::replay::{CannotCall, Outcome, replay};
use crate::scenario::{CallerRef, Part};
use crate::{gallery, link};

const TRUST: &str = "111111111111/role/MyRole/trust";
const SERIAL: &str = "arn:aws:iam::111111111111:mfa/alice";

fn session() -> Session {
    Session::open(gallery::empty("seed")).unwrap()
}

fn edit(address: &str, text: &str) -> Command {
    Command::EditPolicy {
        address: address.parse().unwrap(),
        text: text.into(),
    }
}

/// The trust policy with `Deny` for `Allow`.
fn denying(session: &Session) -> String {
    let text = session.policy_text(&TRUST.parse().unwrap()).unwrap();
    text.replace("Allow", "Deny")
}

fn form(session: &Session, change: impl FnOnce(&mut CallSpec)) -> Command {
    let mut call = session.scenario().request.clone();
    change(&mut call);
    Command::EditRequest(call)
}

fn param(name: &'static str, value: serde_json::Value) -> impl FnOnce(&mut CallSpec) {
    move |call| {
        call.params.insert(name.into(), value);
    }
}

/// World, tape and clock: what undo brings back.
fn state(session: &Session) -> (Scenario, Arc<Replay>) {
    let scenario = Scenario {
        request: CallSpec::default(),
        focus: crate::scenario::Focus::default(),
        ..session.scenario().clone()
    };
    (scenario, session.replay().clone())
}

/// What stands there is what a fresh replay of the scenario gives.
fn check(session: &Session) {
    assert_eq!(**session.replay(), replay(session.scenario()));
    let text = session.scenario().to_json();
    let again = Session::open(Scenario::from_json(&text).unwrap()).unwrap();
    assert_eq!(again.scenario(), session.scenario());
    assert_eq!(again.replay(), session.replay());
}

fn same(before: &Session, after: &Session) {
    assert_eq!(before, after);
    assert!(Arc::ptr_eq(before.replay(), after.replay()));
    assert!(std::ptr::eq(before.scenario(), after.scenario()));
}

#[test]
fn an_accepted_edit_goes_into_the_world_and_a_draft_does_not() {
    let ran = session().update(Command::Run);
    let before = ran.policy_text(&TRUST.parse().unwrap()).unwrap();
    let address = TRUST.parse().unwrap();

    let draft = ran.update(edit(TRUST, "{ \"Version\""));
    assert_eq!(
        draft.policy_text(&address).as_deref(),
        Some("{ \"Version\"")
    );
    assert!(Arc::ptr_eq(draft.replay(), ran.replay()));
    assert!(!draft.policy_reading(&address).is_accepted());
    assert_eq!(
        draft.refusal(&address).unwrap().code,
        "MalformedPolicyDocument"
    );
    check(&draft);

    let denied = draft.update(edit(TRUST, &denying(&ran)));
    assert_eq!(denied.flips(), [(1, Flip::NowDenied)]);
    assert!(denied.scenario().drafts.is_empty());
    assert_eq!(denied.refusal(&address), None);
    check(&denied);

    let back = denied.update(edit(TRUST, &before));
    assert_eq!(back.flips(), []);
    assert_eq!(back.scenario().accounts, ran.scenario().accounts);
    assert_eq!(back.replay(), ran.replay());
    check(&back);
}

#[test]
fn a_draft_given_up_leaves_no_trace() {
    let before = session();
    let address: PolicyAddress = TRUST.parse().unwrap();
    let text = before.policy_text(&address).unwrap();
    let after = before.update(edit(TRUST, "{")).update(edit(TRUST, &text));
    assert_eq!(state(&after), state(&before));
    assert!(Arc::ptr_eq(after.replay(), before.replay()));
}

#[test]
fn text_that_only_the_accounts_can_refuse_is_a_draft_that_reads_well() {
    let address: PolicyAddress = TRUST.parse().unwrap();
    let text = session()
        .policy_text(&address)
        .unwrap()
        .replace(":root", ":user/nobody");
    let draft = session().update(edit(TRUST, &text));
    assert!(draft.policy_reading(&address).is_accepted());
    assert_eq!(
        draft.refusal(&address).unwrap().code,
        "MalformedPolicyDocument"
    );
    assert_eq!(draft.scenario().drafts[TRUST], text);
}

#[test]
fn an_inline_policy_can_be_new() {
    let place = "111111111111/user/alice/inline/New";
    let before = session();
    let draft = before.update(edit(place, ""));
    assert_eq!(draft.policies().len(), before.policies().len() + 1);
    let text = before.policy_text(
        &"111111111111/role/MyRole/inline/ListBuckets"
            .parse()
            .unwrap(),
    );
    let put = draft.update(edit(place, &text.unwrap()));
    assert!(put.policies().contains(&place.parse().unwrap()));
    assert!(put.scenario().drafts.is_empty());
    check(&put);
    same(
        &before,
        &before.update(edit("111111111111/user/bob/inline/New", "{}")),
    );
    same(
        &before,
        &before.update(edit("111111111111/user/alice/inline/a b", "{}")),
    );
    same(
        &before,
        &before.update(edit("999999999999/role/MyRole/trust", "{}")),
    );
    same(&before, &before.update(edit("session/0", "{}")));
}

#[test]
fn keystrokes_in_one_policy_are_one_step_until_something_else_happens() {
    let mut typed = session();
    for end in 1..=5 {
        typed = typed.update(edit(TRUST, &"{ \"V\""[..end]));
        typed = typed.update(Command::Tick(1));
    }
    let undone = typed.update(Command::Undo);
    assert_eq!(state(&undone), state(&session()));
    assert!(!undone.can_undo());
    let redone = undone.update(Command::Redo);
    assert_eq!(redone.scenario().drafts, typed.scenario().drafts);

    let address = TRUST.parse().unwrap();
    for between in [
        Command::Advance(1),
        Command::ShowEntry(Some(1)),
        form(&session(), param("RoleSessionName", json!("Other"))),
        Command::ShowPolicy(
            "111111111111/user/alice/inline/AssumeMyRole"
                .parse()
                .unwrap(),
        ),
    ] {
        let start = session()
            .update(Command::Run)
            .update(Command::ShowEntry(None));
        let first = start.update(edit(TRUST, "{"));
        let second = first.update(between.clone()).update(edit(TRUST, "{ "));
        let undone = second.update(Command::Undo);
        assert_eq!(
            undone.policy_text(&address).as_deref(),
            Some("{"),
            "{between:?}"
        );
    }
    let other = "111111111111/user/alice/inline/AssumeMyRole";
    let two = session().update(edit(TRUST, "{")).update(edit(other, "{"));
    assert_eq!(two.update(Command::Undo).scenario().drafts.len(), 1);
}

#[test]
fn every_step_can_be_taken_back_and_forward_and_keeps_the_form() {
    let denying = denying(&session());
    for command in [
        Command::Run,
        Command::Advance(900),
        Command::Advance(-900),
        Command::ToNextExpiry,
        edit(TRUST, "{"),
        edit(TRUST, &denying),
    ] {
        let before = session().update(Command::Run);
        let after = before.update(command.clone());
        assert_ne!(state(&after), state(&before), "{command:?}");
        let typed = after.update(form(&after, param("RoleSessionName", json!("Other"))));
        let undone = typed.update(Command::Undo);
        assert_eq!(state(&undone), state(&before), "{command:?}");
        assert_eq!(undone.scenario().request, typed.scenario().request);
        check(&undone);
        let redone = undone.update(Command::Redo);
        assert_eq!(state(&redone), state(&after), "{command:?}");
        assert_eq!(redone.scenario().request, typed.scenario().request);
        assert!(!redone.can_redo());
        check(&redone);
    }
}

#[test]
fn a_form_never_signs_with_credentials_that_undo_took_away() {
    let start = session().update(form(&session(), |call| {
        call.params.insert("SerialNumber".into(), json!(SERIAL));
        call.params
            .insert("TokenCode".into(), json!({ "device": SERIAL }));
    }));
    let ran = start.update(Command::Run);
    let using = ran.update(form(&ran, |call| call.caller = CallerRef::Entry(1)));
    let undone = using.update(Command::Undo);
    assert_eq!(undone.scenario().request, start.scenario().request);
    assert!(undone.can_run().is_ok());
    check(&undone);
}

#[test]
fn reset_is_a_step_that_brings_the_form_back_too() {
    let before = session();
    same(&before, &before.update(Command::Reset));
    let worked = before
        .update(Command::Run)
        .update(edit(TRUST, "{"))
        .update(form(&before, param("RoleSessionName", json!("Other"))));
    assert!(worked.is_edited());
    let reset = worked.update(Command::Reset);
    assert_eq!(reset.scenario(), before.scenario());
    assert!(!reset.is_edited());
    check(&reset);
    let undone = reset.update(Command::Undo);
    assert_eq!(undone.scenario(), worked.scenario());
    assert_eq!(undone.update(Command::Redo).scenario(), before.scenario());
}

#[test]
fn what_changes_nothing_gives_the_same_session() {
    let session = session();
    let address: PolicyAddress = TRUST.parse().unwrap();
    let text = session.policy_text(&address).unwrap();
    for command in [
        edit(TRUST, &text),
        form(&session, |_| {}),
        Command::Advance(0),
        Command::Tick(0),
        Command::ToNextExpiry,
        Command::ShowPolicy(address),
        Command::ShowPolicy("scp/none".parse().unwrap()),
        Command::ShowEntry(None),
        Command::ShowEntry(Some(7)),
        Command::Undo,
        Command::Redo,
        Command::Reset,
    ] {
        same(&session, &session.update(command));
    }
}

#[test]
fn a_call_is_appended_with_an_id_of_its_own_and_comes_into_focus() {
    let first = session().update(Command::Run);
    let second = first.update(Command::Advance(60)).update(Command::Run);
    let ids: Vec<u64> = second
        .scenario()
        .tape
        .iter()
        .map(|entry| entry.id)
        .collect();
    assert_eq!(ids, [1, 2]);
    assert_eq!(second.scenario().tape[1].at, "2026-01-15T09:31:00Z");
    assert_eq!(second.scenario().tape[1].result, "ok");
    assert!(matches!(second.shown(), Shown::Recorded(2, _)));
    check(&second);
    // Two calls alike get credentials of their own.
    let [a, b] = &second.replay().wallet[..] else {
        panic!("two sessions")
    };
    assert_ne!(a.credentials, b.credentials);
    // A changed field shows the preview again.
    let typed = second.update(form(&second, param("RoleSessionName", json!("Other"))));
    assert!(matches!(typed.shown(), Shown::Preview(_)));
}

#[test]
fn what_cannot_be_called_is_not_run() {
    let session = session();
    for (change, why) in [
        (
            (|call: &mut CallSpec| call.action = " ".into()) as fn(&mut CallSpec),
            CannotCall::NoAction,
        ),
        (
            |call| call.caller = CallerRef::Entry(7),
            CannotCall::NotIssued { entry: 7 },
        ),
        (
            |call| {
                call.caller = CallerRef::User {
                    name: "111111111111/bob".into(),
                    key: 1,
                };
            },
            CannotCall::NoSuchCaller,
        ),
        (
            |call| {
                call.caller = CallerRef::User {
                    name: "111111111111/alice".into(),
                    key: 2,
                };
            },
            CannotCall::NoSuchCaller,
        ),
        (
            |call| {
                call.params
                    .insert("TokenCode".into(), json!({ "device": "none" }));
            },
            CannotCall::NoSuchDevice {
                serial: "none".into(),
            },
        ),
    ] {
        let changed = session.update(form(&session, change));
        assert_eq!(changed.can_run(), Err(why.clone()));
        assert_eq!(changed.shown(), Shown::Nothing, "{why:?}");
        same(&changed, &changed.update(Command::Run));
    }
}

#[test]
fn a_code_typed_from_the_device_is_recorded_as_the_devices() {
    let step = sts::totp::step(session().now());
    let secret = sts::totp::device_secret(&session().replay().world.seed, SERIAL);
    for (offset, recorded) in [
        (0, json!({ "device": SERIAL })),
        (-1, json!({ "device": SERIAL, "step": -1 })),
        (1, json!({ "device": SERIAL, "step": 1 })),
        (2, json!(sts::totp::code(&secret, step + 2))),
    ] {
        let code = sts::totp::code(&secret, step.saturating_add_signed(offset));
        let typed = session().update(form(&session(), |call| {
            call.params.insert("SerialNumber".into(), json!(SERIAL));
            call.params.insert("TokenCode".into(), json!(code));
        }));
        let ran = typed.update(Command::Run);
        assert_eq!(ran.scenario().tape[0].call.params["TokenCode"], recorded);
        assert_eq!(ran.scenario().request.params["TokenCode"], json!(code));
        let ok = ran.scenario().tape[0].result == "ok";
        assert_eq!(ok, offset != 2, "{offset}");
        check(&ran);
    }
}

#[test]
fn a_code_works_once_and_a_preview_uses_none_up() {
    let start = session().update(form(&session(), |call| {
        call.params.insert("SerialNumber".into(), json!(SERIAL));
        call.params
            .insert("TokenCode".into(), json!({ "device": SERIAL }));
    }));
    assert!(start.preview().unwrap().result.is_ok());
    assert!(start.preview().unwrap().result.is_ok());
    assert!(!start.devices()[0].used);
    let ran = start.update(Command::Run);
    assert!(ran.devices()[0].used);
    let again = ran.update(Command::Run);
    assert_eq!(again.scenario().tape[1].result, "AccessDenied");
    assert_eq!(again.devices()[0].seconds_left, 30);
    let later = again.update(Command::Tick(29));
    assert_eq!(later.devices()[0].seconds_left, 1);
    assert!(later.devices()[0].used);
    let later = later.update(Command::Tick(1));
    assert!(!later.devices()[0].used);
    assert!(later.preview().unwrap().result.is_ok());
}

#[test]
fn what_uses_credentials_that_are_no_longer_issued_is_not_run() {
    let ran = session().update(Command::Run);
    let used = ran
        .update(form(&ran, |call| {
            call.caller = CallerRef::Entry(1);
            call.action = "sts:GetCallerIdentity".into();
            call.params.clear();
        }))
        .update(Command::Run);
    let denied = used.update(edit(TRUST, &denying(&used)));
    assert_eq!(denied.flips(), [(1, Flip::NowDenied)]);
    assert_eq!(
        denied.replay().entries[1].outcome,
        Outcome::NotRun { because: 1 }
    );
    assert_eq!(
        denied.shown(),
        Shown::NotRun {
            entry: 2,
            because: 1
        }
    );
    assert!(denied.replay().wallet.is_empty());
    check(&denied);
    assert_eq!(state(&denied.update(Command::Undo)), state(&used));
}

#[test]
fn parts_left_out_or_altered_are_refused_as_aws_does() {
    let ran = session().update(Command::Run);
    for (without, altered, code) in [
        (vec![], vec![], "ok"),
        (vec![Part::SessionToken], vec![], "InvalidClientTokenId"),
        (vec![], vec![Part::SessionToken], "InvalidClientTokenId"),
        (vec![], vec![Part::SecretAccessKey], "SignatureDoesNotMatch"),
        (vec![], vec![Part::AccessKeyId], "InvalidClientTokenId"),
        (
            vec![Part::AccessKeyId],
            vec![],
            "MissingAuthenticationToken",
        ),
        (
            vec![Part::SecretAccessKey],
            vec![],
            "MissingAuthenticationToken",
        ),
    ] {
        let used = ran.update(form(&ran, |call| {
            *call = CallSpec {
                caller: CallerRef::Entry(1),
                action: "sts:GetCallerIdentity".into(),
                without: without.clone(),
                altered: altered.clone(),
                ..CallSpec::default()
            };
        }));
        let result = used.preview().unwrap().result;
        let found = result.as_ref().map_or_else(|error| error.code, |_| "ok");
        assert_eq!(found, code, "without {without:?}, altered {altered:?}");
    }
}

#[test]
fn the_clock_goes_to_the_second_before_the_next_expiry_and_then_across() {
    let ran = session().update(Command::Run);
    let end = ran.replay().wallet[0].credentials.expiration;
    let before = ran.update(Command::ToNextExpiry);
    assert_eq!(before.now(), end.plus(-1));
    assert!(!before.callers().last().unwrap().dead);
    let across = before.update(Command::ToNextExpiry);
    assert_eq!(across.now(), end);
    assert!(across.callers().last().unwrap().dead);
    same(&across, &across.update(Command::ToNextExpiry));
    assert_eq!(state(&across.update(Command::Undo)), state(&before));
}

#[test]
fn the_clock_stays_within_the_years_it_can_show() {
    let far = session().update(Command::Advance(i64::MAX));
    assert_eq!(far.scenario().clock, "9999-12-31T23:59:59Z");
    check(&far);
    let early = far.update(Command::Advance(i64::MIN));
    assert_eq!(early.scenario().clock, "1970-01-01T00:00:00Z");
    check(&early);
}

#[test]
fn a_tick_is_no_step_and_replays_nothing() {
    let ran = session().update(Command::Run);
    let ticked = ran.update(Command::Tick(1));
    assert_eq!(ticked.now(), ran.now().plus(1));
    let exchange = |session: &Session| match &session.replay().entries[0].outcome {
        Outcome::Answered(exchange) => exchange.clone(),
        Outcome::NotRun { .. } => panic!("answered"),
    };
    assert!(Arc::ptr_eq(&exchange(&ran), &exchange(&ticked)));
    assert_eq!(state(&ticked.update(Command::Undo)), state(&session()));
    let redone = ticked
        .update(Command::Undo)
        .update(Command::Tick(5))
        .update(Command::Redo);
    assert_eq!(
        redone.scenario().tape.len(),
        1,
        "ticks keep what can be redone"
    );
}

#[test]
fn callers_and_policies_stand_in_the_order_of_the_scenario() {
    let mut scenario = gallery::open(gallery::DEFAULT).unwrap();
    scenario.accounts[0].root_keys = 1;
    scenario.accounts[0].users[0].keys = Some(vec![
        crate::scenario::Key::Inactive,
        crate::scenario::Key::Active,
    ]);
    scenario.request.caller = CallerRef::User {
        name: "111111111111/alice".into(),
        key: 2,
    };
    scenario.request.params.insert(
        "RoleArn".into(),
        json!("arn:aws:iam::222222222222:role/ThirdPartyRole"),
    );
    scenario
        .request
        .params
        .insert("ExternalId".into(), json!("unique-external-id-12345"));
    let session = Session::open(scenario).unwrap().update(Command::Run);
    let session = session
        .update(form(&session, |call| {
            call.action = "sts:GetSessionToken".into();
            call.params.clear();
        }))
        .update(Command::Run);
    let callers: Vec<(String, bool)> = session
        .callers()
        .into_iter()
        .map(|caller| {
            (
                format!("{} {} {}", caller.account, caller.arn, caller.label),
                caller.dead,
            )
        })
        .collect();
    let expected = [
        (
            "111111111111 arn:aws:iam::111111111111:user/alice alice (key 1)",
            true,
        ),
        (
            "111111111111 arn:aws:iam::111111111111:user/alice alice (key 2)",
            false,
        ),
        (
            "111111111111 arn:aws:iam::111111111111:root root of 111111111111",
            false,
        ),
        (
            "222222222222 arn:aws:sts::222222222222:assumed-role/ThirdPartyRole/MySession ThirdPartyRole/MySession",
            false,
        ),
        (
            "111111111111 arn:aws:iam::111111111111:user/alice alice (session token)",
            false,
        ),
    ];
    assert_eq!(
        callers,
        expected.map(|(text, dead)| (text.to_owned(), dead))
    );

    let policies: Vec<String> = session.policies().iter().map(ToString::to_string).collect();
    assert_eq!(
        policies,
        [
            "111111111111/user/alice/inline/AllowAssumeCrossAccountRole",
            "222222222222/role/CrossAccountRole/trust",
            "222222222222/role/CrossAccountRole/inline/ReadBucket",
            "222222222222/role/ThirdPartyRole/trust",
            "222222222222/role/ThirdPartyRole/inline/ListBucket",
        ]
    );
    assert!(
        session
            .policies()
            .iter()
            .all(|address| session.refusal(address).is_none())
    );
}

#[test]
fn a_link_holds_everything_that_was_typed() {
    let session = session()
        .update(Command::Run)
        .update(Command::Advance(77))
        .update(edit(TRUST, "{ <script>alert(1)</script>"))
        .update(form(
            &session(),
            param("RoleSessionName", json!("<script>\u{0}")),
        ))
        .update(Command::ShowEntry(Some(1)));
    let opened = Session::open(link::decode(&link::encode(session.scenario())).unwrap()).unwrap();
    assert_eq!(opened.scenario(), session.scenario());
    assert_eq!(opened.replay(), session.replay());
    assert_eq!(opened.shown(), session.shown());
}

#[test]
fn policies_that_iam_refuses_open_as_drafts() {
    let mut scenario = gallery::empty("seed");
    let role = &mut scenario.accounts[0].roles[0];
    role.trust = crate::policy_text::PolicyText::new("{ not JSON");
    let text = scenario.to_json();
    let session = Session::open(Scenario::from_json(&text).unwrap()).unwrap();
    assert_eq!(session.scenario().drafts[TRUST], "{ not JSON");
    assert!(session.preview().unwrap().result.is_err());
    assert!(!session.is_edited());
    check(&session);
}

#[test]
fn a_full_tape_takes_no_more() {
    let mut scenario = gallery::empty("seed");
    let entry = |id| crate::scenario::Entry {
        id,
        at: scenario.clock.clone(),
        call: CallSpec {
            action: "sts:GetCallerIdentity".into(),
            ..CallSpec::default()
        },
        result: String::new(),
    };
    scenario.tape = (1..=500).map(entry).collect();
    let session = Session::open(scenario).unwrap();
    assert_eq!(session.can_run(), Err(CannotCall::TapeFull));
    same(&session, &session.update(Command::Run));
}
