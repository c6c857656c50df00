//! Accounts and everything in them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::policy::AcceptedPolicy;
use crate::{AccessKeyId, Change, PolicyAddress, SecretAccessKey, Seed};

/// Everything STS knows. It changes only through [`World::apply`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct World {
    /// Fixes every derived value; also gives the key that seals session tokens.
    pub seed: Seed,
    /// Accounts by their 12-digit id.
    pub accounts: BTreeMap<Arc<str>, Account>,
    /// The organisation, if the accounts are in one.
    pub organization: Option<Organization>,
}

/// One AWS account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Twelve digits.
    pub id: Arc<str>,
    /// The alias people know it by.
    pub alias: Arc<str>,
    /// The root user's access keys.
    pub root_keys: Vec<AccessKey>,
    /// Users by name.
    pub users: BTreeMap<Arc<str>, User>,
    /// Groups by name.
    pub groups: BTreeMap<Arc<str>, Group>,
    /// Roles by name, without path.
    pub roles: BTreeMap<Arc<str>, Role>,
    /// Customer managed policies by ARN.
    pub managed: BTreeMap<Arc<str>, AcceptedPolicy>,
    /// Resources other than roles by ARN.
    pub resources: BTreeMap<Arc<str>, Resource>,
    /// MFA devices by serial number.
    pub devices: BTreeMap<Arc<str>, MfaDevice>,
}

/// What users and roles have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permissions {
    /// Inline policies by name.
    pub inline: BTreeMap<Arc<str>, AcceptedPolicy>,
    /// ARNs of attached managed policies, in order of attachment.
    pub attached: Vec<Arc<str>>,
    /// ARN of the permissions boundary.
    pub boundary: Option<Arc<str>>,
}

/// An IAM user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct User {
    /// Name, unique in the account without regard to case.
    pub name: Arc<str>,
    /// `/` or `/team/`.
    pub path: Arc<str>,
    /// `AIDA…`
    pub unique_id: Arc<str>,
    /// Access keys in order of creation.
    pub keys: Vec<AccessKey>,
    /// Names of its groups.
    pub groups: Vec<Arc<str>>,
    /// Its policies.
    pub permissions: Permissions,
    /// Tags: key as written and value.
    pub tags: Tags,
}

/// Tags in the order given; keys are unique without regard to case.
pub type Tags = Vec<(Arc<str>, Arc<str>)>;

/// A group of users.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Name.
    pub name: Arc<str>,
    /// Its policies; a group has no boundary.
    pub permissions: Permissions,
}

/// A role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Name, without path.
    pub name: Arc<str>,
    /// `/` or `/team/`.
    pub path: Arc<str>,
    /// `AROA…`
    pub unique_id: Arc<str>,
    /// Who may assume it.
    pub trust: AcceptedPolicy,
    /// What its sessions may do.
    pub permissions: Permissions,
    /// Seconds, 3600..=43200.
    pub max_session_duration: u32,
    /// Tags.
    pub tags: Tags,
}

/// A long-term access key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessKey {
    /// `AKIA…`
    pub id: AccessKeyId,
    /// Its secret.
    pub secret: SecretAccessKey,
    /// `false`: deactivated.
    pub active: bool,
}

/// A virtual MFA device (TOTP: SHA-1, 6 digits, 30 s).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MfaDevice {
    /// `arn:P:iam::A:mfa/name`, or a hardware serial.
    pub serial: Arc<str>,
    /// Name of the user it belongs to; `None`: the root user.
    pub owner: Option<Arc<str>>,
    /// The shared secret.
    pub secret: Arc<[u8]>,
    /// Time step of the last code that was verified: it and earlier ones are used up.
    pub last_step: Option<u64>,
}

/// A resource other than a role: enough of it to be allowed or denied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resource {
    /// Its ARN.
    pub arn: Arc<str>,
    /// Its resource-based policy.
    pub policy: Option<AcceptedPolicy>,
    /// What an allowed read answers, one canned text.
    pub body: Arc<str>,
}

/// An organisation: guard rails over its accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organization {
    /// `o-…`
    pub id: Arc<str>,
    /// The management account: exempt from SCPs and RCPs.
    pub management: Arc<str>,
    /// Per member account: SCPs from the root down.
    pub scps: BTreeMap<Arc<str>, Vec<Vec<(Arc<str>, AcceptedPolicy)>>>,
    /// Per member account: RCPs from the root down.
    pub rcps: BTreeMap<Arc<str>, Vec<Vec<(Arc<str>, AcceptedPolicy)>>>,
}

impl World {
    /// Folds one change. Total: it takes no decisions, and a change to something that is not there does nothing.
    pub fn apply(&mut self, change: &Change) {
        let _ = change;
    }

    /// The policy at a place; `None`: there is none (session policies are not in the world).
    pub fn policy(&self, address: &PolicyAddress) -> Option<&AcceptedPolicy> {
        let _ = address;
        None
    }

    /// Reads a policy text as IAM does when it is saved at `address`, with principals resolved to unique ids.
    ///
    /// # Errors
    /// IAM's own refusal (`MalformedPolicyDocument`, `LimitExceeded`).
    pub fn accept(
        &self,
        address: &PolicyAddress,
        text: &str,
    ) -> Result<AcceptedPolicy, crate::Error> {
        let _ = address;
        Ok(AcceptedPolicy {
            text: text.into(),
            policy: Arc::new(iam::Policy::compile(iam::Document::default())),
        })
    }
}
