//! The only way a world changes.

use std::sync::Arc;

use super::{Inline, Levels, Resource, World};
use crate::policy::AcceptedPolicy;
use crate::{Change, PolicyAddress, identifier};

impl World {
    /// Folds one change. Total: it takes no decisions, and a change to something that is not there does nothing.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::PutPolicy { address, policy } => self.put(address, policy),
            Change::DeletePolicy { address } => self.delete(address),
            Change::ConsumeMfaCode { serial, step } => {
                for account in self.accounts.values_mut() {
                    if let Some(device) = account.devices.get_mut(serial) {
                        device.last_step = device.last_step.max(Some(*step));
                    }
                }
            }
        }
    }

    fn put(&mut self, address: &PolicyAddress, policy: &AcceptedPolicy) {
        if let PolicyAddress::Trust { account, role } = address {
            let account = self.accounts.get_mut(account);
            if let Some(role) = account.and_then(|account| account.roles.get_mut(role)) {
                role.trust = policy.clone();
            }
        } else if let PolicyAddress::Managed { arn } = address {
            let account = identifier::account_of(arn).and_then(|id| self.accounts.get_mut(id));
            if let Some(account) = account {
                account.managed.insert(arn.clone(), policy.clone());
            }
        } else if let PolicyAddress::Resource { arn } = address {
            if let Some(resource) = self.resource_mut(arn) {
                resource.policy = Some(policy.clone());
            }
        } else if let Some((inline, name)) = self.inline_mut(address) {
            inline.insert(name.clone(), policy.clone());
        } else if let Some((levels, name)) = self.levels_mut(address) {
            let levels = levels.values_mut().flatten();
            for (_, old) in levels.flatten().filter(|(known, _)| known == name) {
                *old = policy.clone();
            }
        }
    }

    fn delete(&mut self, address: &PolicyAddress) {
        if let PolicyAddress::Managed { arn } = address {
            for account in self.accounts.values_mut() {
                account.managed.remove(arn);
            }
        } else if let PolicyAddress::Resource { arn } = address {
            if let Some(resource) = self.resource_mut(arn) {
                resource.policy = None;
            }
        } else if let Some((inline, name)) = self.inline_mut(address) {
            inline.remove(name);
        } else if let Some((levels, name)) = self.levels_mut(address) {
            for level in levels.values_mut().flatten() {
                level.retain(|(known, _)| known != name);
            }
        }
    }

    fn resource_mut(&mut self, arn: &str) -> Option<&mut Resource> {
        let mut accounts = self.accounts.values_mut();
        accounts.find_map(|account| account.resources.get_mut(arn))
    }

    /// The inline policies that an address is about, and the name among them.
    fn inline_mut<'a>(
        &mut self,
        address: &'a PolicyAddress,
    ) -> Option<(&mut Inline, &'a Arc<str>)> {
        let (permissions, name) = match address {
            PolicyAddress::RoleInline {
                account,
                role,
                name,
            } => {
                let role = self.accounts.get_mut(account)?.roles.get_mut(role)?;
                (&mut role.permissions, name)
            }
            PolicyAddress::UserInline {
                account,
                user,
                name,
            } => {
                let user = self.accounts.get_mut(account)?.users.get_mut(user)?;
                (&mut user.permissions, name)
            }
            PolicyAddress::GroupInline {
                account,
                group,
                name,
            } => {
                let group = self.accounts.get_mut(account)?.groups.get_mut(group)?;
                (&mut group.permissions, name)
            }
            _ => return None,
        };
        Some((&mut permissions.inline, name))
    }

    fn levels_mut<'a>(
        &mut self,
        address: &'a PolicyAddress,
    ) -> Option<(&mut Levels, &'a Arc<str>)> {
        let organization = self.organization.as_mut()?;
        match address {
            PolicyAddress::ServiceControl { name } => Some((&mut organization.scps, name)),
            PolicyAddress::ResourceControl { name } => Some((&mut organization.rcps, name)),
            _ => None,
        }
    }
}
