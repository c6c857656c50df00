//! The reading of `authentication`: a call whose credentials are right but for what the vector gives.
//!
//! The default is a user's GetCallerIdentity with its long-term key, or with a live session where a fragment speaks of one.

use serde_json::{Value, json};
use sts::{AccessKeyId, Proof, SecretAccessKey, SessionToken, Timestamp, World};

use super::call::{NOW, Scene, request};
use super::caller::Caller;
use super::fields::Fields;
use super::sign::{Terms, sign};
use super::{Reading, answer, state};

/// One call.
pub(crate) fn run(given: &Value, expect: &Value) -> Reading {
    let mut given = Fields::of("given", given)?;
    let expect = Fields::of("expect", expect)?;
    let names = given.names();
    for signed in ["method", "x-amz-date", "body", "host"] {
        if names.contains(&signed) {
            return Err("signatures (SigV4) are not built".into());
        }
    }
    let key_id = given.text("accessKeyId")?;
    let secret = given.text("secret")?;
    let token = given.take("sessionToken");
    let expired = given.flag("expired")?;
    let unsigned = given.take("authorization").is_some_and(Value::is_null);
    let operation = given.text("operation")?.unwrap_or("GetCallerIdentity");
    let params = given.take("params");
    let now = given.number("now")?.map_or(NOW, Timestamp);
    given.finish()?;

    let temporary = expired || token.is_some() || key_id.is_some_and(|id| id.starts_with("ASIA"));
    let caller = Caller::read(&json!({
        "type": "user",
        "arn": "arn:aws:iam::111122223333:user/anna",
        "credentials": if temporary { "session-token" } else { "long-term" },
    }))?;
    let mut world = World::default();
    state::caller(&mut world, &caller);
    let mut terms = Terms::at(now);
    if expired {
        terms = Terms::at(now.plus(-7200));
    }
    let mut presented = sign(&world, &caller, &terms).ok_or("the default caller cannot sign")?;
    if let Some(id) = key_id.filter(|id| !id.contains('…')) {
        presented.access_key_id = AccessKeyId(id.into());
    }
    if let Some(secret) = secret {
        presented.proof = Proof::Secret(SecretAccessKey(secret.into()));
    }
    match token {
        Some(Value::Null) => presented.session_token = None,
        Some(Value::String(text)) if !text.contains('…') => {
            presented.session_token = Some(SessionToken(text.as_str().into()));
        }
        _ => {}
    }
    let scene = Scene {
        world,
        now,
        presented: (!unsigned).then_some(presented),
        region: "us-east-1".into(),
    };
    let exchange = scene.ask(scene.presented.clone(), request(operation, params)?);
    answer::compare(&scene, &exchange, expect)
}
