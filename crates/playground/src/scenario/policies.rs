//! The policies of a scenario, by address.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sts::PolicyAddress;

use super::{Account, Resource, Role, Scenario, User};
use crate::policy_text::PolicyText;

impl Scenario {
    /// Every policy, drafts of new ones included: account by account, users, roles (trust first), resources.
    pub fn policies(&self) -> Vec<PolicyAddress> {
        let mut addresses = Vec::new();
        let drafts: Vec<PolicyAddress> = self
            .drafts
            .keys()
            .filter_map(|key| key.parse().ok())
            .collect();
        for account in &self.accounts {
            let id = account.id.as_str();
            for user in &account.users {
                let names = names(&user.policies, &drafts, |address| match address {
                    PolicyAddress::UserInline {
                        account,
                        user: owner,
                        name,
                    } if **account == *id && **owner == *user.name => Some(name.clone()),
                    _ => None,
                });
                addresses.extend(names.into_iter().map(|name| PolicyAddress::UserInline {
                    account: id.into(),
                    user: user.name.as_str().into(),
                    name,
                }));
            }
            for role in &account.roles {
                addresses.push(PolicyAddress::Trust {
                    account: id.into(),
                    role: role.name.as_str().into(),
                });
                let names = names(&role.policies, &drafts, |address| match address {
                    PolicyAddress::RoleInline {
                        account,
                        role: owner,
                        name,
                    } if **account == *id && **owner == *role.name => Some(name.clone()),
                    _ => None,
                });
                addresses.extend(names.into_iter().map(|name| PolicyAddress::RoleInline {
                    account: id.into(),
                    role: role.name.as_str().into(),
                    name,
                }));
            }
            for resource in &account.resources {
                let address = PolicyAddress::Resource {
                    arn: resource.arn.as_str().into(),
                };
                if resource.policy.is_some() || drafts.contains(&address) {
                    addresses.push(address);
                }
            }
        }
        addresses
    }

    /// The text last accepted at a place; `None`: there is no such policy, or none was accepted yet.
    pub fn policy(&self, address: &PolicyAddress) -> Option<&PolicyText> {
        match address {
            PolicyAddress::Trust { account, role } => self.role(account, role).map(|r| &r.trust),
            PolicyAddress::RoleInline {
                account,
                role,
                name,
            } => self.role(account, role)?.policies.get(&**name),
            PolicyAddress::UserInline {
                account,
                user,
                name,
            } => self.user(account, user)?.policies.get(&**name),
            PolicyAddress::Resource { arn } => self.resource(arn)?.policy.as_ref(),
            _ => None,
        }
    }

    /// Whether a policy can stand at a place: its principal or resource is there, and a name is one IAM allows.
    pub(crate) fn has_place(&self, address: &PolicyAddress) -> bool {
        match address {
            PolicyAddress::Trust { account, role } => self.role(account, role).is_some(),
            PolicyAddress::RoleInline {
                account,
                role,
                name,
            } => self.role(account, role).is_some() && crate::world::is_name(name, 128),
            PolicyAddress::UserInline {
                account,
                user,
                name,
            } => self.user(account, user).is_some() && crate::world::is_name(name, 128),
            PolicyAddress::Resource { arn } => self.resource(arn).is_some(),
            _ => false,
        }
    }

    /// Puts an accepted text at a place that [`Self::has_place`].
    pub(crate) fn put_policy(&mut self, address: &PolicyAddress, text: PolicyText) {
        match address {
            PolicyAddress::Trust { account, role } => {
                if let Some(role) = self.role_mut(account, role) {
                    role.trust = text;
                }
            }
            PolicyAddress::RoleInline {
                account,
                role,
                name,
            } => {
                if let Some(role) = self.role_mut(account, role) {
                    role.policies.insert(name.to_string(), text);
                }
            }
            PolicyAddress::UserInline {
                account,
                user,
                name,
            } => {
                let users = self.account_mut(account).map(|account| &mut account.users);
                if let Some(user) =
                    users.and_then(|users| users.iter_mut().find(|u| *u.name == **user))
                {
                    user.policies.insert(name.to_string(), text);
                }
            }
            PolicyAddress::Resource { arn } => {
                let mut resources = self.accounts.iter_mut().flat_map(|a| &mut a.resources);
                if let Some(resource) = resources.find(|resource| *resource.arn == **arn) {
                    resource.policy = Some(text);
                }
            }
            _ => {}
        }
    }

    fn account(&self, id: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.id == id)
    }

    fn account_mut(&mut self, id: &str) -> Option<&mut Account> {
        self.accounts.iter_mut().find(|account| account.id == id)
    }

    fn user(&self, account: &str, name: &str) -> Option<&User> {
        let users = &self.account(account)?.users;
        users.iter().find(|user| user.name == name)
    }

    fn role(&self, account: &str, name: &str) -> Option<&Role> {
        let roles = &self.account(account)?.roles;
        roles.iter().find(|role| role.name == name)
    }

    fn role_mut(&mut self, account: &str, name: &str) -> Option<&mut Role> {
        let roles = &mut self.account_mut(account)?.roles;
        roles.iter_mut().find(|role| role.name == name)
    }

    fn resource(&self, arn: &str) -> Option<&Resource> {
        let mut resources = self.accounts.iter().flat_map(|a| &a.resources);
        resources.find(|resource| resource.arn == arn)
    }
}

/// Names of a principal's policies: those accepted, and those only drafted.
fn names(
    accepted: &BTreeMap<String, PolicyText>,
    drafts: &[PolicyAddress],
    drafted: impl Fn(&PolicyAddress) -> Option<Arc<str>>,
) -> BTreeSet<Arc<str>> {
    let drafted = drafts.iter().filter_map(drafted);
    let mut names = BTreeSet::new();
    names.extend(
        accepted
            .keys()
            .map(|name| name.as_str().into())
            .chain(drafted),
    );
    names
}
