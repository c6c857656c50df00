//! What looks like a real secret is refused in a share.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use crate::Scenario;
use crate::replay::{Replay, replay};

mod shapes;

use shapes::{access_key_ids, private_keys, secret_keys, session_tokens, web_tokens};

/// A text in a scenario that looks like a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspect {
    /// Path in the document.
    pub place: String,
    /// Kind of secret.
    pub kind: SecretKind,
}

/// Kinds of secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretKind {
    /// `AKIA…`, `ASIA…` that is not an example.
    AccessKeyId,
    /// Forty characters of a secret key's alphabet.
    SecretAccessKey,
    /// A session token.
    SessionToken,
    /// A JSON Web Token.
    WebToken,
    /// A private key in PEM.
    PrivateKey,
}

/// Everything in a scenario that looks like a real secret, each kind once a place.
///
/// What the scenario itself simulates (its users' keys, the credentials its tape issues) and what says `EXAMPLE` is none.
pub fn suspects(scenario: &Scenario) -> Vec<Suspect> {
    let document = scenario.to_value();
    let mut suspects = Vec::new();
    let simulated = simulated(&replay(scenario));
    walk(&document, &mut String::new(), &mut |place, text| {
        let mut found = |kind, texts: Vec<&str>| {
            let real = |text: &&str| !text.contains("EXAMPLE") && !simulated.contains(*text);
            if texts.iter().any(real) {
                suspects.push(Suspect {
                    place: place.to_owned(),
                    kind,
                });
            }
        };
        found(SecretKind::AccessKeyId, access_key_ids(text));
        found(SecretKind::SecretAccessKey, secret_keys(text));
        found(SecretKind::SessionToken, session_tokens(text));
        found(SecretKind::WebToken, web_tokens(text));
        found(SecretKind::PrivateKey, private_keys(text));
    });
    suspects
}

/// Every key id, secret and token that this scenario makes up itself.
fn simulated(replay: &Replay) -> BTreeSet<Arc<str>> {
    let accounts = replay.world.accounts.values();
    let long_term = accounts.flat_map(|account| {
        let users = account.users.values().flat_map(|user| &user.keys);
        users.chain(&account.root_keys)
    });
    let mut values = BTreeSet::new();
    values.extend(long_term.flat_map(|key| [key.id.0.clone(), key.secret.0.clone()]));
    for held in &replay.wallet {
        let credentials = &held.credentials;
        values.insert(credentials.access_key_id.0.clone());
        values.insert(credentials.secret_access_key.0.clone());
        values.insert(credentials.session_token.0.clone());
    }
    values
}

/// Visits every text of a document, names of members included, with its path.
fn walk(value: &Value, place: &mut String, visit: &mut impl FnMut(&str, &str)) {
    let length = place.len();
    match value {
        Value::String(text) => visit(place, text),
        Value::Array(members) => {
            for (index, member) in members.iter().enumerate() {
                place.push_str(&format!("[{index}]"));
                walk(member, place, visit);
                place.truncate(length);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                if length > 0 {
                    place.push('.');
                }
                place.push_str(name);
                visit(place, name);
                walk(member, place, visit);
                place.truncate(length);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Command, Session, gallery};

    /// What is found in a scenario whose title, a draft and a parameter hold the text.
    fn check(text: &str, kinds: &[SecretKind]) {
        let mut scenario = gallery::empty("seed");
        scenario.title = format!("see {text}.");
        let address = "111111111111/role/MyRole/trust";
        scenario
            .drafts
            .insert(address.into(), format!("{{\"Sid\": \"{text}\""));
        scenario
            .request
            .params
            .insert("ExternalId".into(), text.into());
        let expected: Vec<Suspect> = [
            "title",
            &format!("drafts.{address}"),
            "request.params.ExternalId",
        ]
        .into_iter()
        .flat_map(|place| {
            kinds.iter().map(move |kind| Suspect {
                place: place.to_owned(),
                kind: *kind,
            })
        })
        .collect();
        assert_eq!(suspects(&scenario), expected, "{text}");
    }

    #[test]
    fn what_looks_like_a_secret_is_found_wherever_it_stands() {
        // Made up for this test, in the shapes of real ones.
        check("AKIA5TY3QWERTZUI2OPA", &[SecretKind::AccessKeyId]);
        check("ASIA5TY3QWERTZUI2OPA", &[SecretKind::AccessKeyId]);
        check(
            "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",
            &[SecretKind::SecretAccessKey],
        );
        let token = format!("IQoJb3JpZ2luX2VjE{}", "Ab3/".repeat(40));
        check(&token, &[SecretKind::SessionToken]);
        check(
            "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.c2lnbmF0dXJl",
            &[SecretKind::WebToken],
        );
        check("-----BEGIN RSA PRIVATE KEY-----", &[SecretKind::PrivateKey]);
        check("-----BEGIN PRIVATE KEY-----", &[SecretKind::PrivateKey]);
    }

    #[test]
    fn what_is_no_secret_passes() {
        for text in [
            "AKIAIOSFODNN7EXAMPLE",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "AIDACKCEVSQ6C2EXAMPLE",
            "AROACKCEVSQ6C2ABCDEFG",
            "da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "arn:aws:iam::222222222222:role/CrossAccountRoleWithALongNameForReports",
            "AllowAssumeCrossAccountRoleFromWorkshop1",
            "1111111111111111111111111111111111111111",
            "-----BEGIN CERTIFICATE-----",
            "https://example.com/a/b/c/d/e/f",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn what_the_scenario_simulates_is_no_secret() {
        let mut session = Session::open(gallery::empty("seed")).unwrap();
        session = session.update(Command::Run);
        let held = session.replay().wallet.first().expect("a session").clone();
        let user = &session.replay().world.accounts["111111111111"].users["alice"];
        let mut scenario = session.scenario().clone();
        scenario.about = format!(
            "{} {} {} {}",
            user.keys[0].id.0,
            held.credentials.access_key_id.0,
            held.credentials.secret_access_key.0,
            held.credentials.session_token.0
        );
        assert_eq!(suspects(&scenario), []);
        // The same texts mean nothing to another world.
        scenario.seed = "another".into();
        assert!(
            suspects(&scenario)
                .iter()
                .any(|s| s.kind == SecretKind::AccessKeyId)
        );
    }

    #[test]
    fn the_gallery_holds_no_secret() {
        for card in gallery::cards() {
            assert_eq!(
                suspects(&gallery::open(card.slug).unwrap()),
                [],
                "{}",
                card.slug
            );
        }
    }
}
