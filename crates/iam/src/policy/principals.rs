//! Matching `Principal` and `NotPrincipal` against who asks.
//!
//! AWS: IAM User Guide, "Principal", "NotPrincipal" and "How IAM evaluates … single account".

use std::sync::Arc;

use super::{Effect, PrincipalElement, PrincipalType, PrincipalValue};
use crate::{
    Principal,
    arn::{Arn, is_account},
};

/// How directly a resource-based policy names the caller, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grant {
    /// The account: a delegation, which the caller's own policies must complete.
    Account,
    /// The role of a session, or the user behind a federated one: identity policies are not needed, but a boundary and session policies limit.
    Named,
    /// The user, the session itself or everyone: none of the caller's policies need to allow.
    Full,
}

/// A compiled `Principal` or `NotPrincipal`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Principals {
    negated: bool,
    effect: Effect,
    listed: Box<[Listed]>,
    /// The principals as written, shared with every trace.
    pub(crate) wanted: Arc<[Arc<str>]>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Listed {
    /// The bare `"*"`.
    Everyone,
    /// `{"AWS": "*"}`
    EveryAws,
    Account(Arc<str>),
    Arn(Arc<str>),
    UniqueId(Arc<str>),
    Service(Arc<str>),
    Federated(Arc<str>),
    Nobody,
}

impl Principals {
    pub(crate) fn new(element: &PrincipalElement, effect: Effect) -> Self {
        Self {
            negated: element.negated,
            effect,
            listed: element.values.iter().map(Listed::new).collect(),
            wanted: element
                .values
                .iter()
                .map(|value| Arc::clone(&value.text))
                .collect(),
        }
    }

    /// Whether the element matches the caller, and how directly; with it, the place in the list that decided.
    ///
    /// A `Deny` with `NotPrincipal` spares only a caller all of whose names are listed (account, user or role, session),
    /// and never one with a permissions boundary.
    pub(crate) fn matches(
        &self,
        caller: &Principal,
        has_boundary: bool,
    ) -> (Option<Grant>, Option<usize>) {
        let named = || {
            let listed = self.listed.iter().enumerate();
            listed
                .filter_map(|(at, listed)| Some((listed.grant(caller, self.effect)?, at)))
                .max_by_key(|(grant, at)| (*grant, std::cmp::Reverse(*at)))
        };
        if !self.negated {
            return match named() {
                Some((grant, at)) => (Some(grant), Some(at)),
                None => (None, None),
            };
        }
        if self.effect == Effect::Deny && has_boundary {
            return (Some(Grant::Full), None);
        }
        let spared = match self.effect {
            Effect::Allow => named().is_some(),
            Effect::Deny => self.lists_all_names(caller),
        };
        match spared {
            true => (None, named().map(|(_, at)| at)),
            false => (Some(Grant::Full), None),
        }
    }

    fn lists_all_names(&self, caller: &Principal) -> bool {
        let lists = |test: &dyn Fn(&Listed) -> bool| self.listed.iter().any(test);
        let account =
            |account: &str| lists(&|l| matches!(l, Listed::Account(a) if **a == *account));
        let arn = |arn: &str| lists(&|l| matches!(l, Listed::Arn(a) if **a == *arn));
        let id = |id: &str| lists(&|l| matches!(l, Listed::UniqueId(i) if **i == *id));
        if lists(&|l| matches!(l, Listed::Everyone | Listed::EveryAws)) {
            return true;
        }
        match caller {
            Principal::Anonymous => false,
            Principal::Root { account: of, .. } => account(of),
            Principal::User {
                arn: its,
                account: of,
                unique_id,
            } => account(of) && (arn(its) || id(unique_id)),
            Principal::RoleSession {
                arn: its,
                role_arn,
                account: of,
                role_id,
            } => account(of) && arn(its) && (arn(role_arn) || id(role_id)),
            Principal::FederatedUser {
                arn: its,
                account: of,
                ..
            } => account(of) && arn(its),
            Principal::Service { .. } | Principal::Federated { .. } => {
                lists(&|l| l.grant(caller, Effect::Deny).is_some())
            }
        }
    }
}

impl Listed {
    fn new(value: &PrincipalValue) -> Self {
        let text = &value.text;
        match value.kind {
            PrincipalType::Star => Self::Everyone,
            PrincipalType::Service => Self::Service(Arc::clone(text)),
            PrincipalType::Federated => Self::Federated(Arc::clone(text)),
            PrincipalType::CanonicalUser => Self::Nobody,
            PrincipalType::Aws => match (&value.unique_id, Arn::parse(text)) {
                (Some(id), _) => Self::UniqueId(Arc::clone(id)),
                (None, Some(arn)) if arn.resource == "root" => Self::Account(arn.account.into()),
                (None, Some(_)) => Self::Arn(Arc::clone(text)),
                (None, None) if &**text == "*" => Self::EveryAws,
                (None, None) if is_account(text) => Self::Account(Arc::clone(text)),
                (None, None) => Self::UniqueId(Arc::clone(text)),
            },
        }
    }

    /// How directly this entry names the caller; `None`: not at all.
    ///
    /// `{"AWS": "*"}` lets services and identities of a provider in under no `Allow`, and spares them under no `Deny`.
    fn grant(&self, caller: &Principal, effect: Effect) -> Option<Grant> {
        match self {
            Self::Everyone => Some(Grant::Full),
            Self::EveryAws => match caller {
                Principal::Service { .. } | Principal::Federated { .. } => {
                    (effect == Effect::Deny).then_some(Grant::Full)
                }
                _ => Some(Grant::Full),
            },
            Self::Account(account) => {
                (caller.account() == Some(account.as_ref())).then_some(Grant::Account)
            }
            Self::Arn(wanted) => match caller {
                Principal::RoleSession { role_arn, .. } if role_arn == wanted => Some(Grant::Named),
                Principal::FederatedUser { issuer_arn, .. } if issuer_arn == wanted => {
                    Some(Grant::Named)
                }
                _ => (caller.arn() == Some(wanted.as_ref())).then_some(Grant::Full),
            },
            Self::UniqueId(wanted) => match caller {
                Principal::User { unique_id, .. } => (unique_id == wanted).then_some(Grant::Full),
                Principal::RoleSession { role_id, .. } => {
                    (role_id == wanted).then_some(Grant::Named)
                }
                Principal::FederatedUser { issuer_id, .. } => {
                    (issuer_id == wanted).then_some(Grant::Named)
                }
                _ => None,
            },
            Self::Service(wanted) => match caller {
                Principal::Service { name } => (name == wanted).then_some(Grant::Full),
                _ => None,
            },
            Self::Federated(wanted) => match caller {
                Principal::Federated { provider } => (provider == wanted).then_some(Grant::Full),
                _ => None,
            },
            Self::Nobody => None,
        }
    }
}
