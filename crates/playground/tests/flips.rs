//! Whatever people do, what is said to flip a call flips it.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "helpers of tests")]

use playground::flip::{MAX, flips};
use playground::scenario::{CallSpec, CallerRef, Part};
use playground::{Command, Session, explain::words, gallery};
use proptest::prelude::*;
use serde_json::{Value, json};

const SERIAL: &str = "arn:aws:iam::111111111111:mfa/alice";

/// What is written in place of something in a policy.
const EDITS: [(&str, &str); 9] = [
    ("\"Allow\"", "\"Deny\""),
    ("sts:AssumeRole", "sts:TagSession"),
    ("sts:AssumeRole", "sts:*"),
    (":root", ":user/alice"),
    ("\"Bool\"", "\"BoolIfExists\""),
    ("\"true\"", "\"false\""),
    ("StringEquals", "StringNotEquals"),
    ("unique-external-id-12345", "c-*"),
    ("\"Version\"", "\"Id\": \"x\",\n \"Version\""),
];

fn params() -> impl Strategy<Value = Vec<(&'static str, Option<Value>)>> {
    let tags = json!([{ "Key": "Team", "Value": "Red" }]);
    let all = vec![
        (
            "DurationSeconds",
            vec![None, Some(json!(60)), Some(json!(43_200)), Some(json!("x"))],
        ),
        (
            "RoleSessionName",
            vec![None, Some(json!("alice")), Some(json!("a b"))],
        ),
        (
            "ExternalId",
            vec![
                None,
                Some(json!("unique-external-id-12345")),
                Some(json!("wrong")),
            ],
        ),
        (
            "SerialNumber",
            vec![None, Some(json!(SERIAL)), Some(json!(SERIAL))],
        ),
        (
            "TokenCode",
            vec![
                None,
                Some(json!({ "device": SERIAL })),
                Some(json!("000000")),
            ],
        ),
        ("SourceIdentity", vec![None, Some(json!("alice"))]),
        ("Tags", vec![None, Some(tags)]),
        ("Policy", vec![None, Some(json!("{"))]),
    ];
    let one = move |(name, values): (&'static str, Vec<Option<Value>>)| {
        prop::sample::select(values).prop_map(move |value| (name, value))
    };
    let each = prop::sample::select(all).prop_flat_map(one);
    prop::collection::vec(each, 0..4)
}

fn caller() -> impl Strategy<Value = Option<CallerRef>> {
    let user = |name: &str| {
        Some(CallerRef::User {
            name: name.into(),
            key: 1,
        })
    };
    prop_oneof![
        6 => Just(None),
        1 => Just(Some(CallerRef::Unsigned)),
        2 => Just(user("111111111111/alice")),
        3 => (1..4_u64).prop_map(|id| Some(CallerRef::Entry(id))),
    ]
}

/// What people do: how it changes a session.
#[derive(Clone, Debug)]
enum Deed {
    Form(
        Option<CallerRef>,
        Vec<(&'static str, Option<Value>)>,
        Vec<Part>,
    ),
    Policy(prop::sample::Index, prop::sample::Index),
    Flip(prop::sample::Index),
    Do(Command),
}

fn deed() -> impl Strategy<Value = Deed> {
    let without = prop_oneof![5 => Just(vec![]), 1 => Just(vec![Part::SessionToken])];
    prop_oneof![
        4 => (caller(), params(), without).prop_map(|(caller, params, without)| Deed::Form(caller, params, without)),
        2 => (any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(|(policy, edit)| Deed::Policy(policy, edit)),
        4 => any::<prop::sample::Index>().prop_map(Deed::Flip),
        4 => Just(Deed::Do(Command::Run)),
        1 => Just(Deed::Do(Command::ShowEntry(None))),
        2 => (0..3_000_i64).prop_map(|seconds| Deed::Do(Command::Advance(seconds))),
    ]
}

fn done(session: &Session, deed: Deed) -> Session {
    match deed {
        Deed::Do(command) => session.update(command),
        Deed::Form(caller, params, without) => {
            let mut call: CallSpec = session.scenario().request.clone();
            call.caller = caller.unwrap_or(call.caller);
            call.without = without;
            for (name, value) in params {
                match value {
                    Some(value) => drop(call.params.insert(name.into(), value)),
                    None => drop(call.params.remove(name)),
                }
            }
            session.update(Command::EditRequest(call))
        }
        Deed::Policy(policy, edit) => {
            let address = policy.get(&session.policies()).clone();
            let (from, to) = *edit.get(&EDITS);
            let text = session.policy_text(&address).expect("a policy");
            let text = text.replacen(from, to, 1);
            session.update(Command::EditPolicy { address, text })
        }
        Deed::Flip(which) => {
            let flips = flips(session);
            match flips.is_empty() {
                true => session.clone(),
                false => applied(session, &which.get(&flips).commands),
            }
        }
    }
}

fn applied(session: &Session, commands: &[Command]) -> Session {
    let commands = commands.iter().cloned();
    commands.fold(session.clone(), |session, command| session.update(command))
}

fn session() -> impl Strategy<Value = Session> {
    let slug = prop::sample::select(gallery::cards()).prop_map(|card| card.slug);
    let deeds = prop::collection::vec(deed(), 0..8);
    (slug, deeds).prop_map(|(slug, deeds)| {
        let scenario = gallery::open(slug).expect("of the gallery");
        let opened = Session::open(scenario).expect("a world");
        deeds
            .into_iter()
            .fold(opened, |session, deed| done(&session, deed))
    })
}

fn is_allowed(session: &Session) -> Option<bool> {
    session.preview().map(|exchange| exchange.result.is_ok())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn a_flip_really_flips(session in session()) {
        let before = is_allowed(&session);
        let flips = flips(&session);
        prop_assert!(flips.len() <= MAX);
        prop_assert!(flips.is_sorted_by_key(|flip| flip.side));
        for flip in flips {
            let said = words::flip(&flip);
            let after = applied(&session, &flip.commands);
            prop_assert_eq!(is_allowed(&after), before.map(|allowed| !allowed), "{}", said);
            // Nothing that was being typed is lost.
            prop_assert_eq!(&after.scenario().drafts, &session.scenario().drafts, "{}", said);
        }
    }
}
