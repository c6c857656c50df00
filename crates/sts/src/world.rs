//! Accounts and everything in them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::authorize::managed_policy;
use crate::policy::{AcceptedPolicy, accept};
use crate::{AccessKeyId, PolicyAddress, SecretAccessKey, Seed, identifier};

mod apply;

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
    pub inline: Inline,
    /// ARNs of attached managed policies, in order of attachment.
    pub attached: Vec<Arc<str>>,
    /// ARN of the permissions boundary.
    pub boundary: Option<Arc<str>>,
}

/// Inline policies by name.
pub type Inline = BTreeMap<Arc<str>, AcceptedPolicy>;

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
    pub scps: Levels,
    /// Per member account: RCPs from the root down.
    pub rcps: Levels,
}

/// Per account: policies with their names, level by level.
pub type Levels = BTreeMap<Arc<str>, Vec<Vec<(Arc<str>, AcceptedPolicy)>>>;

impl World {
    /// The policy at a place; `None`: there is none (session policies are not in the world).
    pub fn policy(&self, address: &PolicyAddress) -> Option<&AcceptedPolicy> {
        match address {
            PolicyAddress::Trust { account, role } => {
                Some(&self.accounts.get(account)?.roles.get(role)?.trust)
            }
            PolicyAddress::RoleInline {
                account,
                role,
                name,
            } => {
                let role = self.accounts.get(account)?.roles.get(role)?;
                role.permissions.inline.get(name)
            }
            PolicyAddress::UserInline {
                account,
                user,
                name,
            } => {
                let user = self.accounts.get(account)?.users.get(user)?;
                user.permissions.inline.get(name)
            }
            PolicyAddress::GroupInline {
                account,
                group,
                name,
            } => {
                let group = self.accounts.get(account)?.groups.get(group)?;
                group.permissions.inline.get(name)
            }
            PolicyAddress::Managed { arn } => managed_policy(self, arn),
            PolicyAddress::Resource { arn } => {
                let mut accounts = self.accounts.values();
                accounts
                    .find_map(|account| account.resources.get(arn))?
                    .policy
                    .as_ref()
            }
            PolicyAddress::Session { .. } => None,
            PolicyAddress::ServiceControl { name } => {
                named(&self.organization.as_ref()?.scps, name)
            }
            PolicyAddress::ResourceControl { name } => {
                named(&self.organization.as_ref()?.rcps, name)
            }
        }
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
        accept(self, address, text)
    }

    /// The role with exactly this ARN, path and case included.
    pub fn role(&self, arn: &str) -> Option<(&Account, &Role)> {
        let account = self.accounts.get(identifier::account_of(arn)?)?;
        let role = account.roles.get(arn.rsplit('/').next()?)?;
        (*identifier::role_arn(&account.id, &role.path, &role.name) == *arn)
            .then_some((account, role))
    }

    /// The user with exactly this ARN, path and case included.
    pub fn user(&self, arn: &str) -> Option<(&Account, &User)> {
        let account = self.accounts.get(identifier::account_of(arn)?)?;
        let user = account.users.get(arn.rsplit('/').next()?)?;
        (*identifier::user_arn(&account.id, &user.path, &user.name) == *arn)
            .then_some((account, user))
    }

    /// The resource with this ARN, or the S3 bucket that holds an object, and its owner.
    pub fn resource(&self, arn: &str) -> Option<(&Account, &Resource)> {
        let find = |arn: &str| {
            let mut accounts = self.accounts.values();
            accounts.find_map(|account| Some((account, account.resources.get(arn)?)))
        };
        let bucket = || arn.strip_prefix("arn:aws:s3:::")?.split_once('/');
        find(arn).or_else(|| find(&format!("arn:aws:s3:::{}", bucket()?.0)))
    }
}

impl Organization {
    /// The account is in it: the management account, and every one that has levels of SCPs or RCPs.
    pub fn has(&self, account: &str) -> bool {
        *self.management == *account
            || self.scps.contains_key(account)
            || self.rcps.contains_key(account)
    }
}

/// The first policy of this name, in the order of accounts and levels.
fn named<'a>(levels: &'a Levels, name: &str) -> Option<&'a AcceptedPolicy> {
    let mut policies = levels.values().flatten().flatten();
    policies
        .find(|(known, _)| **known == *name)
        .map(|(_, policy)| policy)
}

#[cfg(test)]
mod tests;
