//! The exported session: canonical bytes of everything that happened, for files and for comparing runs.

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use sts::response::Member;

use crate::Session;
use crate::replay::{Flip, Outcome, Played};

/// The session as canonical JSON: `{"scenario": …, "exchanges": [{"id", "at", "response" | "error" | "notRun", "flip"?}]}`,
/// two spaces a level. Responses hold AWS's members with their credentials.
pub fn export(session: &Session) -> String {
    let exchanges = session.replay().entries.iter().map(exchange);
    let document = json!({
        "scenario": session.scenario().to_value(),
        "exchanges": exchanges.collect::<Vec<Value>>(),
    });
    format!("{document:#}")
}

/// SHA-256 of the export, in hex.
pub fn digest(session: &Session) -> String {
    hex(&Sha256::digest(export(session)))
}

/// Bytes in lower-case hex.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn exchange(played: &Played) -> Value {
    let mut members = Map::new();
    members.insert("id".into(), played.id.into());
    members.insert("at".into(), played.at.to_string().into());
    let (name, value) = match &played.outcome {
        Outcome::NotRun { because } => ("notRun", json!({ "because": because })),
        Outcome::Answered(exchange) => match &exchange.result {
            Ok(response) => ("response", structure(&response.members())),
            Err(error) => (
                "error",
                json!({ "code": error.code, "http": error.http, "message": &*error.message }),
            ),
        },
    };
    members.insert(name.into(), value);
    if let Some(flip) = played.flip {
        let flip = match flip {
            Flip::NowAllowed => "nowAllowed",
            Flip::NowDenied => "nowDenied",
            Flip::OtherError => "otherError",
        };
        members.insert("flip".into(), flip.into());
    }
    Value::Object(members)
}

fn structure(members: &[(&'static str, Member)]) -> Value {
    let member = |(name, value): &(&'static str, Member)| {
        let value = match value {
            Member::Text(text) => Value::from(&**text),
            Member::Structure(members) => structure(members),
        };
        ((*name).to_owned(), value)
    };
    Value::Object(members.iter().map(member).collect())
}
