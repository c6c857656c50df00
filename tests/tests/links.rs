//! Links that were shared stay readable, and give the same bytes natively as in the page (e2e/share.spec.js).
//!
//! `UPDATE_LINKS=1 cargo test -p tests --test links` adds today's links to `links/links.json`; it never changes one that is there.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test that reads and keeps links"
)]

use std::path::PathBuf;
use std::{env, fs};

use playground::{Command, Session, export, gallery, link};
use serde_json::{Value, json};

#[test]
fn every_link_ever_kept_opens_to_the_same_session() {
    if env::var_os("UPDATE_LINKS").is_some() {
        add();
    }
    let links = kept();
    assert!(links.len() >= gallery::cards().len());
    for kept in &links {
        let fragment = kept["fragment"].as_str().unwrap();
        let session = Session::open(link::decode(fragment).unwrap()).unwrap();
        assert_eq!(
            export::digest(&session),
            kept["digest"].as_str().unwrap(),
            "{fragment}"
        );
        let again = link::decode(&link::encode(session.scenario())).unwrap();
        assert_eq!(&again, session.scenario(), "{fragment}");
    }
}

/// Adds links of the gallery's scenarios, as they open and after something was done.
fn add() {
    let mut links = kept();
    for card in gallery::cards() {
        let opened = Session::open(gallery::open(card.slug).unwrap()).unwrap();
        for session in [opened.clone(), used(&opened)] {
            let fragment = link::encode(session.scenario());
            if !links.iter().any(|kept| kept["fragment"] == *fragment) {
                links.push(json!({"fragment": fragment, "digest": export::digest(&session)}));
            }
        }
    }
    fs::write(file(), serde_json::to_string_pretty(&links).unwrap() + "\n").unwrap();
}

/// Sends every code that is at hand, calls, lets time pass, calls again, and leaves half a policy behind.
fn used(session: &Session) -> Session {
    let mut form = session.scenario().request.clone();
    if let (true, Some(device)) = (form.action.starts_with("sts:"), session.devices().first()) {
        let serial = device.serial.to_string();
        form.params.insert("SerialNumber".to_owned(), json!(serial));
        form.params
            .insert("TokenCode".to_owned(), json!({ "device": serial }));
    }
    session
        .update(Command::EditRequest(form))
        .update(Command::Run)
        .update(Command::Advance(900))
        .update(Command::Run)
        .update(Command::EditPolicy {
            address: session.policies().last().unwrap().clone(),
            text: "{\"Version\": \"2012-10-17\", \"Statement\": [ <é>".to_owned(),
        })
}

fn kept() -> Vec<Value> {
    let text = fs::read_to_string(file()).unwrap_or_else(|_| "[]".to_owned());
    serde_json::from_str(&text).unwrap()
}

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("links/links.json")
}
