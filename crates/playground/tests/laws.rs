//! Laws that hold for whatever people do.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "helpers of tests")]

use playground::scenario::{CallSpec, CallerRef, Part, Scenario};
use playground::{Command, Session, export, gallery, link, policy_text::PolicyText, replay};
use proptest::prelude::*;
use serde_json::{Value, json};

const TRUST: &str = "222222222222/role/CrossAccountRole/trust";
const IDENTITY: &str = "111111111111/user/alice/inline/AllowAssumeCrossAccountRole";
const SERIAL: &str = "arn:aws:iam::111111111111:mfa/alice";

fn default() -> Scenario {
    gallery::open(gallery::DEFAULT).expect("the default")
}

/// Texts that people type into a policy: whole, half, denying, broken.
fn text() -> impl Strategy<Value = String> {
    let whole = default().accounts[1].roles[0].trust.text();
    let denying = whole.replace("Allow", "Deny");
    let without = whole
        .replace("Bool", "StringEquals")
        .replace("\"true\"", "\"yes\"");
    let cut = whole.clone();
    prop_oneof![
        Just(whole),
        Just(denying),
        Just(without),
        (0..cut.len()).prop_map(move |end| cut[..end].to_owned()),
        ".{0,20}",
    ]
}

fn call() -> impl Strategy<Value = CallSpec> {
    let caller = prop_oneof![
        4 => Just(CallerRef::User { name: "111111111111/alice".into(), key: 1 }),
        1 => Just(CallerRef::Unsigned),
        3 => (1..6_u64).prop_map(CallerRef::Entry),
    ];
    let action = prop_oneof![
        3 => Just("sts:AssumeRole"),
        1 => Just("sts:GetSessionToken"),
        1 => Just("sts:GetCallerIdentity"),
        1 => Just("s3:ListBucket"),
    ];
    let code = prop_oneof![
        Just(None),
        Just(Some(json!("123456"))),
        Just(Some(json!({ "device": SERIAL }))),
        Just(Some(json!({ "device": SERIAL, "step": 1 }))),
    ];
    let without = prop_oneof![4 => Just(vec![]), 1 => Just(vec![Part::SessionToken])];
    (caller, action, code, without, ".{0,12}").prop_map(|(caller, action, code, without, name)| {
        let mut params: std::collections::BTreeMap<String, Value> = [
            (
                "RoleArn".to_owned(),
                json!("arn:aws:iam::222222222222:role/CrossAccountRole"),
            ),
            (
                "RoleSessionName".to_owned(),
                json!(if name.len() > 6 {
                    "MySession".into()
                } else {
                    name
                }),
            ),
            (
                "Resource".to_owned(),
                json!("arn:aws:s3:::bucket-in-account-b"),
            ),
        ]
        .into();
        match action {
            "sts:AssumeRole" => {
                params.remove("Resource");
            }
            "s3:ListBucket" => params.retain(|name, _| name == "Resource"),
            _ => params.clear(),
        }
        if let Some(code) =
            code.filter(|_| matches!(action, "sts:AssumeRole" | "sts:GetSessionToken"))
        {
            params.insert("SerialNumber".into(), json!(SERIAL));
            params.insert("TokenCode".into(), code);
        }
        CallSpec {
            caller,
            action: action.into(),
            params,
            without,
            altered: Vec::new(),
        }
    })
}

fn command() -> impl Strategy<Value = Command> {
    let edit = |place: &'static str| {
        text().prop_map(move |text| Command::EditPolicy {
            address: place.parse().expect("an address"),
            text,
        })
    };
    prop_oneof![
        2 => edit(TRUST),
        1 => edit(IDENTITY),
        4 => call().prop_map(Command::EditRequest),
        6 => Just(Command::Run),
        1 => (-4000..40_000_i64).prop_map(Command::Advance),
        1 => Just(Command::ToNextExpiry),
        2 => (0..60_i64).prop_map(Command::Tick),
        1 => Just(Command::ShowPolicy(IDENTITY.parse().expect("an address"))),
        1 => prop::option::of(0..4_u64).prop_map(Command::ShowEntry),
        1 => Just(Command::Undo),
        1 => Just(Command::Redo),
        1 => Just(Command::Reset),
    ]
}

fn session() -> impl Strategy<Value = Session> {
    prop::collection::vec(command(), 0..12).prop_map(|commands| {
        let opened = Session::open(default()).expect("a world");
        commands
            .into_iter()
            .fold(opened, |session, command| session.update(command))
    })
}

/// World, tape and clock.
fn state(session: &Session) -> (Scenario, std::sync::Arc<replay::Replay>) {
    let scenario = Scenario {
        request: CallSpec::default(),
        focus: Default::default(),
        ..session.scenario().clone()
    };
    (scenario, session.replay().clone())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// However a session came about, opening its scenario gives the same replay, drafts and digest.
    #[test]
    fn a_session_is_its_scenario_replayed(session in session()) {
        prop_assert_eq!(&**session.replay(), &replay::replay(session.scenario()));
        let again = Session::open(session.scenario().clone()).expect("a world");
        prop_assert_eq!(again.scenario(), session.scenario());
        prop_assert_eq!(export::digest(&again), export::digest(&session));
        prop_assert_eq!(again.shown(), session.shown());
    }

    #[test]
    fn a_link_opens_to_the_same_scenario(session in session()) {
        let fragment = link::encode(session.scenario());
        prop_assert!(link::fits(&fragment));
        prop_assert_eq!(link::decode(&fragment), Ok(session.scenario().clone()));
    }

    #[test]
    fn undo_takes_the_last_step_back_and_redo_forward(session in session(), command in command()) {
        // A pause in typing, so that an edit is a step of its own.
        let address = TRUST.parse().expect("an address");
        let before = session
            .update(Command::ShowPolicy(IDENTITY.parse().expect("an address")))
            .update(Command::ShowPolicy(address));
        let steps = matches!(
            command,
            Command::EditPolicy { .. } | Command::Run | Command::Advance(_) | Command::ToNextExpiry | Command::Reset
        );
        let after = before.update(command);
        if steps && after != before {
            let undone = after.update(Command::Undo);
            prop_assert_eq!(state(&undone), state(&before));
            prop_assert_eq!(state(&undone.update(Command::Redo)), state(&after));
        }
    }

    /// A policy's text is kept to the byte.
    #[test]
    fn a_policy_keeps_its_text(text in prop_oneof![text(), json().prop_map(|v| serde_json::to_string_pretty(&v).expect("JSON")), ".*"]) {
        let stored = PolicyText::new(&text);
        prop_assert_eq!(stored.text(), &*text);
        let document = serde_json::to_string(&stored).expect("JSON");
        let read: PolicyText = serde_json::from_str(&document).expect("a policy");
        prop_assert_eq!(read.text(), &*text);
        prop_assert_eq!(read, stored);
    }

    #[test]
    fn any_letters_are_read_without_panic(text in ".*") {
        let _ = link::decode(&text);
        let _ = Scenario::from_json(&text);
    }

    /// Any bytes at all behind a right frame, and any JSON behind right compression.
    #[test]
    fn any_payload_is_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), codec in "d[01]") {
        let _ = link::decode(&framed(&codec, &bytes));
    }

    #[test]
    fn any_document_is_opened_or_refused(document in json(), member in "[a-z]{2,8}") {
        let mut scenario = serde_json::to_value(default()).expect("JSON");
        scenario[member.as_str()] = document.clone();
        let _ = Scenario::from_json(&scenario.to_string()).map(Session::open);
        for member in ["accounts", "request", "tape", "focus", "drafts", "clock"] {
            let mut scenario = serde_json::to_value(default()).expect("JSON");
            scenario[member] = document.clone();
            let packed = miniz_oxide::deflate::compress_to_vec(scenario.to_string().as_bytes(), 6);
            let _ = link::decode(&framed("d0", &packed)).map(Session::open);
        }
    }
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,10}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-zA-Z]{0,6}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// A link as anybody with a base64url encoder and a CRC-32 can write it.
fn framed(codec: &str, bytes: &[u8]) -> String {
    const BASE64URL: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const BASE32: &[u8] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut body = format!("w/{codec}.");
    for chunk in bytes.chunks(3) {
        let bits = chunk
            .iter()
            .fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for at in 0..=chunk.len() {
            body.push(char::from(BASE64URL[(bits >> (18 - 6 * at) & 63) as usize]));
        }
    }
    let mut sum = u32::MAX;
    for byte in body.bytes() {
        sum ^= u32::from(byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 {
                sum >> 1 ^ 0xedb8_8320
            } else {
                sum >> 1
            };
        }
    }
    let letters = (0..7)
        .rev()
        .map(|at| char::from(BASE32[(!sum >> (5 * at) & 31) as usize]));
    format!("{body}.{}", letters.collect::<String>())
}
