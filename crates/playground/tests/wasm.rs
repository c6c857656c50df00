//! Same scenario, same tape, same seed: same bytes, natively and in wasm (under Node).
#![expect(clippy::expect_used, reason = "helpers of tests")]

use playground::scenario::{CallSpec, CallerRef, Part};
use playground::{Command, Session, export, gallery, link};
use serde_json::json;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// SHA-256 of the export of [`played`]. It changes when an answer, a credential or the document's form does: look at what
/// the failing test prints, then put in the new one.
const DIGEST: &str = "fd30e781cba1758f00eec842f86aa8b2a458cdb03a098f6617d286301c084d39";

/// The link to [`played`]. It changes when the document's form or its compression does; old links must stay readable.
const LINK: &str = "w/d1.7ZkNDoAgCIWv1J_H4-61tTYos1SYb8oNAKd-fE9-Ymr2GlHN5waO8-SBY1eBIyZU8PShCC7GzlHxDrUafjwaro6GmYH6jQRaKgpZOr2LpeMpMtRGH0i_kIn_GJTyBXPffFWSvn3jMdx41tyZ296NWIkbUIkpURzxvafEvBoJz0Y4zTebtTDJWhtsINoB.cocuyta";

/// The default, worked through: MFA, the bucket listed, a tampered token, a what-if, the end of the credentials.
fn played() -> Session {
    let serial = "arn:aws:iam::111111111111:mfa/alice";
    let trust: sts::PolicyAddress = "222222222222/role/CrossAccountRole/trust"
        .parse()
        .expect("an address");
    let session =
        Session::open(gallery::open(gallery::DEFAULT).expect("the default")).expect("a world");
    let mut assume = session.scenario().request.clone();
    assume.params.insert("SerialNumber".into(), json!(serial));
    assume
        .params
        .insert("TokenCode".into(), json!({ "device": serial }));
    let list = CallSpec {
        caller: CallerRef::Entry(2),
        action: "s3:ListBucket".into(),
        params: [("Resource".into(), json!("arn:aws:s3:::bucket-in-account-b"))].into(),
        ..CallSpec::default()
    };
    let tampered = CallSpec {
        altered: vec![Part::SessionToken],
        ..list.clone()
    };
    let text = session.policy_text(&trust).expect("a text");
    let commands = [
        Command::Run,
        Command::EditRequest(assume),
        Command::Run,
        Command::EditRequest(list.clone()),
        Command::Run,
        Command::EditRequest(tampered),
        Command::Run,
        Command::EditRequest(list),
        Command::ToNextExpiry,
        Command::ToNextExpiry,
        Command::Run,
        Command::EditPolicy {
            address: trust.clone(),
            text: text.replace("\"Bool\"", "\"BoolIfExists\""),
        },
        Command::EditPolicy {
            address: trust,
            text: text.replace("\"Bool\"", "\"Boo"),
        },
    ];
    commands
        .into_iter()
        .fold(session, |session, command| session.update(command))
}

#[test]
fn a_session_comes_to_the_same_bytes_everywhere() {
    let session = played();
    assert_eq!(
        export::digest(&session),
        DIGEST,
        "{}",
        export::export(&session)
    );
}

#[test]
fn its_link_is_the_same_everywhere() {
    let session = played();
    let fragment = link::encode(session.scenario());
    let opened = Session::open(link::decode(&fragment).expect("a link")).expect("a world");
    assert_eq!(opened.scenario(), session.scenario());
    assert_eq!(export::digest(&opened), export::digest(&session));
    assert_eq!(fragment, LINK);
}
