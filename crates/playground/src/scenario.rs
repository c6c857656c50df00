//! The scenario document: one versioned JSON text a person can write by hand.
//!
//! It is the format of the gallery, files, links and tests. Policies in it are plain AWS JSON.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::policy_text::PolicyText;

mod locate;
mod policies;
pub(crate) mod read;

/// The version this build writes.
pub const VERSION: u32 = 1;
/// The most bytes a document may have.
pub const MAX_BYTES: usize = 512 * 1024;
/// The most levels a document may nest.
pub const MAX_DEPTH: usize = 48;
/// The most accounts, users, roles and resources a document may have.
pub const MAX_PRINCIPALS: usize = 200;
/// The most entries a tape may have.
pub const MAX_ENTRIES: usize = 500;

/// World, tape, clock and what to look at.
///
/// Members that hold nothing are left out, and may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Scenario {
    /// Schema version, 1.
    pub version: u32,
    /// Slug of the gallery scenario it began as; empty for one's own.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Shown in the header.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// One or two sentences: the situation.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Fixes every derived value (unique ids, keys, tokens).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub seed: String,
    /// The simulated clock, RFC 3339 UTC, `2026-01-15T09:30:00Z`.
    pub clock: String,
    /// Accounts with users, roles and resources.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<Account>,
    /// Policy texts being typed that IAM would not accept, by policy address, beside the last accepted text in `accounts`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub drafts: BTreeMap<String, String>,
    /// The request form as it stands.
    #[serde(skip_serializing_if = "is_default")]
    pub request: CallSpec,
    /// What has been called, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tape: Vec<Entry>,
    /// What the page shows.
    #[serde(skip_serializing_if = "is_default")]
    pub focus: Focus,
}

impl Default for Scenario {
    fn default() -> Self {
        Self {
            version: VERSION,
            id: String::new(),
            title: String::new(),
            about: String::new(),
            seed: String::new(),
            clock: "2026-01-15T09:30:00Z".into(),
            accounts: Vec::new(),
            drafts: BTreeMap::new(),
            request: CallSpec::default(),
            tape: Vec::new(),
            focus: Focus::default(),
        }
    }
}

/// One account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Account {
    /// Twelve digits.
    pub id: String,
    /// The alias people know it by.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub alias: String,
    /// Number of access keys of the root user, at most two.
    #[serde(skip_serializing_if = "is_zero")]
    pub root_keys: u32,
    /// IAM users.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub users: Vec<User>,
    /// Roles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// Resources other than roles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Resource>,
}

/// An IAM user. It has one active access key unless `keys` says otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct User {
    /// Name.
    pub name: String,
    /// `/team/`; empty is `/`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// How often a user of this ARN was created before: another number is another principal.
    #[serde(skip_serializing_if = "is_zero")]
    pub generation: u32,
    /// Its access keys, at most two; `None`: one, active.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keys: Option<Vec<Key>>,
    /// Names of its virtual MFA devices (`alice` is `arn:aws:iam::A:mfa/alice`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mfa: Vec<String>,
    /// Inline policies by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub policies: BTreeMap<String, PolicyText>,
    /// Tags.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub tags: BTreeMap<String, String>,
}

/// An access key's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Key {
    /// Works.
    Active,
    /// Deactivated.
    Inactive,
}

/// A role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Role {
    /// Name, without path.
    pub name: String,
    /// `/team/`; empty is `/`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// How often a role of this ARN was created before.
    #[serde(skip_serializing_if = "is_zero")]
    pub generation: u32,
    /// Trust policy.
    pub trust: PolicyText,
    /// Inline permissions policies by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub policies: BTreeMap<String, PolicyText>,
    /// Seconds, 3600..=43200; `None`: 3600.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_session_duration: Option<u32>,
    /// Tags.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub tags: BTreeMap<String, String>,
}

/// A resource other than a role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Resource {
    /// Its ARN.
    pub arn: String,
    /// Its resource-based policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<PolicyText>,
    /// What an allowed read answers.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub body: String,
}

/// A call as the form or the tape holds it: it names what it uses, never literal credentials.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CallSpec {
    /// Who signs.
    #[serde(skip_serializing_if = "is_default")]
    pub caller: CallerRef,
    /// `sts:AssumeRole`, `s3:ListBucket`, …
    #[serde(skip_serializing_if = "String::is_empty")]
    pub action: String,
    /// Parameters by wire name: text, numbers, lists and structures as AWS's JSON has them. `TokenCode` may be
    /// `{"device": "<serial>"}`, the code the device shows at the time of the call (`"step": -1` or `1`: the one before or after).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, Value>,
    /// Parts of the credentials left out on purpose.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<Part>,
    /// Parts of the credentials altered on purpose.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub altered: Vec<Part>,
}

/// Who signs a call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum CallerRef {
    /// Nobody.
    #[default]
    Unsigned,
    /// A user's access key.
    User {
        /// `111111111111/alice`
        name: String,
        /// Which of its keys, from 1.
        #[serde(default = "first", skip_serializing_if = "is_first")]
        key: u32,
    },
    /// The root user's first access key.
    Root {
        /// The account.
        account: String,
    },
    /// The credentials that an entry of the tape issued.
    Entry(u64),
}

/// A part of temporary credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// AccessKeyId
    AccessKeyId,
    /// SecretAccessKey
    SecretAccessKey,
    /// SessionToken
    SessionToken,
}

/// One call on the tape.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Entry {
    /// Stable id; credentials derive from it.
    pub id: u64,
    /// Simulated time, RFC 3339.
    pub at: String,
    /// The call.
    pub call: CallSpec,
    /// What it came to when it was run: `ok`, an error code, or empty where it was never run.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub result: String,
}

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Focus {
    /// Address of the policy in the Policy pane.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub policy: String,
    /// Entry whose recorded exchange is shown; `None`: the live preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<u64>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn first() -> u32 {
    1
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde's skip_serializing_if passes a reference"
)]
fn is_first(n: &u32) -> bool {
    *n == 1
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde's skip_serializing_if passes a reference"
)]
fn is_zero(n: &u32) -> bool {
    *n == 0
}
