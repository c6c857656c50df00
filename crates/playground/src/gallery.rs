//! The scenarios that come with the playground.

use serde_json::json;

use crate::policy_text::PolicyText;
use crate::scenario::{Account, CallSpec, CallerRef, Focus, Role, Scenario, User};

/// One of the gallery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card {
    /// `cross-account-mfa`
    pub slug: &'static str,
    /// Title.
    pub title: &'static str,
    /// One line: what it shows.
    pub promise: &'static str,
}

/// Slug of the scenario the page opens on.
pub const DEFAULT: &str = "cross-account-mfa";

const CARDS: [Card; 4] = [
    Card {
        slug: DEFAULT,
        title: "Cross-account access with MFA",
        promise: "A role in another account opens only to callers who send an MFA code.",
    },
    Card {
        slug: "third-party-external-id",
        title: "A third party with an external id",
        promise: "A vendor must name the customer it acts for, or the role stays shut.",
    },
    Card {
        slug: "get-session-token-mfa",
        title: "GetSessionToken for a call that wants MFA",
        promise: "An access key alone may not delete; a session with MFA may.",
    },
    Card {
        slug: "credentials-that-expire",
        title: "Credentials that expire",
        promise: "Ten minutes left: move the clock, and the same call fails.",
    },
];

/// Every card, in the order of the menu.
pub fn cards() -> &'static [Card] {
    &CARDS
}

/// The scenario of a slug.
pub fn open(slug: &str) -> Option<Scenario> {
    let text = match slug {
        DEFAULT => include_str!("../gallery/cross-account-mfa.json"),
        "third-party-external-id" => include_str!("../gallery/third-party-external-id.json"),
        "get-session-token-mfa" => include_str!("../gallery/get-session-token-mfa.json"),
        "credentials-that-expire" => include_str!("../gallery/credentials-that-expire.json"),
        _ => return None,
    };
    Scenario::from_json(text).ok()
}

/// A scenario to begin one's own with: one account, a user and a role it may assume, with a seed of its own.
pub fn empty(seed: &str) -> Scenario {
    let account = "111111111111";
    let role_arn = format!("arn:aws:iam::{account}:role/MyRole");
    let trust = json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": { "AWS": format!("arn:aws:iam::{account}:root") },
            "Action": "sts:AssumeRole"
        }]
    });
    let assume = json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Resource": &role_arn
        }]
    });
    let read = json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "s3:ListBucket",
            "Resource": "*"
        }]
    });
    let params = [
        ("DurationSeconds", json!(3600)),
        ("RoleArn", json!(role_arn)),
        ("RoleSessionName", json!("MySession")),
    ];
    Scenario {
        title: "Untitled".into(),
        seed: seed.into(),
        accounts: vec![Account {
            id: account.into(),
            users: vec![User {
                name: "alice".into(),
                mfa: vec!["alice".into()],
                policies: [("AssumeMyRole".into(), PolicyText::Json(assume))].into(),
                ..User::default()
            }],
            roles: vec![Role {
                name: "MyRole".into(),
                trust: PolicyText::Json(trust),
                policies: [("ListBuckets".into(), PolicyText::Json(read))].into(),
                ..Role::default()
            }],
            ..Account::default()
        }],
        request: CallSpec {
            caller: CallerRef::User {
                name: format!("{account}/alice"),
                key: 1,
            },
            action: "sts:AssumeRole".into(),
            params: params.map(|(name, value)| (name.into(), value)).into(),
            ..CallSpec::default()
        },
        focus: Focus {
            policy: format!("{account}/role/MyRole/trust"),
            entry: None,
        },
        ..Scenario::default()
    }
}

#[cfg(test)]
mod tests;
