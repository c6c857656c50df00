//! Where a policy is attached.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// The place of one policy in a world; as text it is the [`iam::PolicyId`] of evaluations and traces.
///
/// Text forms: `222222222222/role/CrossAccountRole/trust`, `111111111111/user/alice/inline/AllowAssume`,
/// `222222222222/role/R/inline/Read`, `111111111111/group/G/inline/P`, `managed/<policy ARN>` (also as a boundary), `resource/<resource ARN>`, `session/0` (in the request, or passed when the session began),
/// `scp/<name>`, `rcp/<name>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PolicyAddress {
    /// A role's trust policy.
    Trust {
        /// Account of the role.
        account: Arc<str>,
        /// Role name, without path.
        role: Arc<str>,
    },
    /// An inline policy of a role.
    RoleInline {
        /// Account of the role.
        account: Arc<str>,
        /// Role name.
        role: Arc<str>,
        /// Policy name.
        name: Arc<str>,
    },
    /// An inline policy of a user.
    UserInline {
        /// Account of the user.
        account: Arc<str>,
        /// User name.
        user: Arc<str>,
        /// Policy name.
        name: Arc<str>,
    },
    /// An inline policy of a group.
    GroupInline {
        /// Account of the group.
        account: Arc<str>,
        /// Group name.
        group: Arc<str>,
        /// Policy name.
        name: Arc<str>,
    },
    /// A managed policy, wherever it is attached (also as a boundary).
    Managed {
        /// Its ARN.
        arn: Arc<str>,
    },
    /// The policy of a resource.
    Resource {
        /// Its ARN.
        arn: Arc<str>,
    },
    /// A session policy of the calling session, or one passed in this call.
    Session {
        /// 0 is the inline document, then the managed ones.
        index: usize,
    },
    /// A service control policy.
    ServiceControl {
        /// Its name.
        name: Arc<str>,
    },
    /// A resource control policy.
    ResourceControl {
        /// Its name.
        name: Arc<str>,
    },
}

impl fmt::Display for PolicyAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Trust { account, role } => write!(f, "{account}/role/{role}/trust"),
            Self::RoleInline {
                account,
                role,
                name,
            } => write!(f, "{account}/role/{role}/inline/{name}"),
            Self::UserInline {
                account,
                user,
                name,
            } => write!(f, "{account}/user/{user}/inline/{name}"),
            Self::GroupInline {
                account,
                group,
                name,
            } => write!(f, "{account}/group/{group}/inline/{name}"),
            Self::Managed { arn } => write!(f, "managed/{arn}"),
            Self::Resource { arn } => write!(f, "resource/{arn}"),
            Self::Session { index } => write!(f, "session/{index}"),
            Self::ServiceControl { name } => write!(f, "scp/{name}"),
            Self::ResourceControl { name } => write!(f, "rcp/{name}"),
        }
    }
}

/// The text is not a policy address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnAddress;

impl FromStr for PolicyAddress {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let (head, rest) = text.split_once('/').ok_or(NotAnAddress)?;
        match head {
            "managed" => return Ok(Self::Managed { arn: rest.into() }),
            "resource" => return Ok(Self::Resource { arn: rest.into() }),
            "scp" => return Ok(Self::ServiceControl { name: rest.into() }),
            "rcp" => return Ok(Self::ResourceControl { name: rest.into() }),
            "session" => {
                return rest
                    .parse()
                    .map(|index| Self::Session { index })
                    .map_err(|_| NotAnAddress);
            }
            _ => {}
        }
        let account: Arc<str> = head.into();
        let parts: Vec<&str> = rest.split('/').collect();
        match parts.as_slice() {
            ["role", role, "trust"] => Ok(Self::Trust {
                account,
                role: (*role).into(),
            }),
            ["role", role, "inline", name] => Ok(Self::RoleInline {
                account,
                role: (*role).into(),
                name: (*name).into(),
            }),
            ["user", user, "inline", name] => Ok(Self::UserInline {
                account,
                user: (*user).into(),
                name: (*name).into(),
            }),
            ["group", group, "inline", name] => Ok(Self::GroupInline {
                account,
                group: (*group).into(),
                name: (*name).into(),
            }),
            _ => Err(NotAnAddress),
        }
    }
}

impl PolicyAddress {
    /// What a policy at this place is for.
    pub fn kind(&self) -> iam::PolicyKind {
        match self {
            Self::Trust { .. } => iam::PolicyKind::Trust,
            Self::RoleInline { .. }
            | Self::UserInline { .. }
            | Self::GroupInline { .. }
            | Self::Managed { .. } => iam::PolicyKind::Identity,
            Self::Resource { .. } => iam::PolicyKind::Resource,
            Self::Session { .. } => iam::PolicyKind::Session,
            Self::ServiceControl { .. } => iam::PolicyKind::ServiceControl,
            Self::ResourceControl { .. } => iam::PolicyKind::ResourceControl,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use iam::PolicyKind;
    use proptest::prelude::*;

    #[test]
    fn an_address_says_what_its_policy_is_for() {
        for (text, kind) in [
            (
                "222222222222/role/CrossAccountRole/trust",
                PolicyKind::Trust,
            ),
            ("222222222222/role/R/inline/Read", PolicyKind::Identity),
            (
                "111111111111/user/alice/inline/AllowAssume",
                PolicyKind::Identity,
            ),
            ("111111111111/group/G/inline/P", PolicyKind::Identity),
            (
                "managed/arn:aws:iam::111111111111:policy/team/P",
                PolicyKind::Identity,
            ),
            ("resource/arn:aws:s3:::vault", PolicyKind::Resource),
            ("session/0", PolicyKind::Session),
            ("scp/rails", PolicyKind::ServiceControl),
            ("rcp/rails", PolicyKind::ResourceControl),
        ] {
            let address: PolicyAddress = text.parse().unwrap();
            assert_eq!(address.kind(), kind, "{text}");
            assert_eq!(address.to_string(), text);
        }
    }

    #[test]
    fn other_texts_are_no_addresses() {
        for text in [
            "",
            "222222222222",
            "222222222222/role/R",
            "222222222222/role/R/inline",
            "222222222222/user/alice/trust",
            "222222222222/role/R/inline/a/b",
            "session/x",
            "session/-1",
        ] {
            assert_eq!(text.parse::<PolicyAddress>(), Err(NotAnAddress), "{text}");
        }
    }

    fn address() -> impl Strategy<Value = PolicyAddress> {
        let name = || "[A-Za-z0-9+=,.@_-]{1,12}".prop_map(Arc::from);
        let account = || "[0-9]{12}".prop_map(Arc::from);
        let arn = || "arn:aws:[a-z]{1,5}::[0-9]{12}:[ -~]{1,20}".prop_map(Arc::from);
        prop_oneof![
            (account(), name()).prop_map(|(account, role)| PolicyAddress::Trust { account, role }),
            (account(), name(), name()).prop_map(|(account, role, name)| {
                PolicyAddress::RoleInline {
                    account,
                    role,
                    name,
                }
            }),
            (account(), name(), name()).prop_map(|(account, user, name)| {
                PolicyAddress::UserInline {
                    account,
                    user,
                    name,
                }
            }),
            (account(), name(), name()).prop_map(|(account, group, name)| {
                PolicyAddress::GroupInline {
                    account,
                    group,
                    name,
                }
            }),
            arn().prop_map(|arn| PolicyAddress::Managed { arn }),
            arn().prop_map(|arn| PolicyAddress::Resource { arn }),
            any::<usize>().prop_map(|index| PolicyAddress::Session { index }),
            name().prop_map(|name| PolicyAddress::ServiceControl { name }),
            name().prop_map(|name| PolicyAddress::ResourceControl { name }),
        ]
    }

    proptest! {
        #[test]
        fn an_address_is_read_back_from_its_text(address in address()) {
            prop_assert_eq!(address.to_string().parse(), Ok(address));
        }

        #[test]
        fn any_text_is_read(text in "\\PC{0,40}") {
            let _ = text.parse::<PolicyAddress>();
        }
    }
}
