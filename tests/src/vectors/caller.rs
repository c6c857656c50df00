//! The `caller` of a vector: who makes the request.

use iam::Principal;
use serde_json::Value;
use sts::{Seed, identifier};

use super::fields::{Fields, scalar};

/// Who makes a request. ARNs are complete, with path.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) kind: Kind,
    pub(crate) arn: String,
    pub(crate) account: String,
    pub(crate) unique_id: String,
    pub(crate) credentials: Credentials,
    pub(crate) session_tags: Vec<(String, String)>,
    pub(crate) transitive_tags: Vec<(String, String)>,
    pub(crate) source_identity: Option<String>,
}

/// Kinds of callers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    User,
    Root,
    /// `role` is the role's ARN.
    RoleSession {
        role: String,
        role_id: String,
        session_name: String,
    },
    /// `by` is the ARN of the user, or of the root user, that asked for the session.
    FederatedUser {
        by: String,
    },
    Service {
        name: String,
    },
    Federated {
        provider: String,
    },
    Anonymous,
}

/// What a user or root user signs with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Credentials {
    LongTerm,
    SessionToken { mfa: bool },
}

impl Caller {
    /// Reads a caller; a part that is not given follows from the others.
    pub(crate) fn read(value: &Value) -> Result<Self, String> {
        let mut fields = Fields::of("caller", value)?;
        let kind = fields.need_text("type")?;
        let arn = fields.text("arn")?;
        let role = fields.text("role")?;
        let by = fields.text("federatedBy")?;
        let account = fields
            .text("account")?
            .or_else(|| {
                [arn, role, by]
                    .into_iter()
                    .flatten()
                    .find_map(identifier::account_of)
            })
            .unwrap_or_default()
            .to_owned();
        let unique_id = fields.text("uniqueId")?;
        let role_id = fields.text("roleId")?;
        let session_name = fields.text("sessionName")?;
        let service = fields.text("service")?;
        let provider = fields.text("provider")?;
        let credentials = credentials(fields.text("credentials")?)?;
        let session_tags = fields.texts("sessionTags")?;
        let transitive_tags = transitive(fields.take("transitiveTags"), &session_tags)?;
        let source_identity = fields.text("sourceIdentity")?.map(str::to_owned);
        fields.finish()?;

        let kind = match kind {
            "user" => Kind::User,
            "root" => Kind::Root,
            "role-session" => {
                let (name, session) = arn.map_or((None, None), |arn| {
                    let mut parts = arn.splitn(3, '/').skip(1);
                    (parts.next(), parts.next())
                });
                let role = role.map_or_else(
                    || format!("arn:aws:iam::{account}:role/{}", name.unwrap_or("Source")),
                    str::to_owned,
                );
                Kind::RoleSession {
                    role_id: role_id.map_or_else(|| unique("AROA", &role), str::to_owned),
                    session_name: session_name.or(session).unwrap_or("s1").to_owned(),
                    role,
                }
            }
            "federated-user" => Kind::FederatedUser {
                by: by.map_or_else(
                    || format!("arn:aws:iam::{account}:user/anna"),
                    str::to_owned,
                ),
            },
            "service" => Kind::Service {
                name: service.ok_or("caller: `service` is missing")?.to_owned(),
            },
            "federated" => Kind::Federated {
                provider: provider.ok_or("caller: `provider` is missing")?.to_owned(),
            },
            "anonymous" | "unsigned" => Kind::Anonymous,
            other => return Err(format!("caller: the type `{other}` is unknown")),
        };
        let arn = match (&kind, arn) {
            (_, Some(arn)) => arn.to_owned(),
            (
                Kind::RoleSession {
                    role, session_name, ..
                },
                None,
            ) => identifier::assumed_role_arn(&account, name_of(role), session_name).to_string(),
            (Kind::Root, None) => identifier::root_arn(&account).to_string(),
            (Kind::User, None) => return Err("caller: `arn` is missing".into()),
            (_, None) => String::new(),
        };
        Ok(Self {
            unique_id: unique_id.map_or_else(|| unique("AIDA", &arn), str::to_owned),
            kind,
            arn,
            account,
            credentials,
            session_tags: owned(session_tags),
            transitive_tags,
            source_identity,
        })
    }

    /// As policies see it.
    pub(crate) fn principal(&self) -> Principal {
        let arn = self.arn.as_str().into();
        let account = self.account.as_str().into();
        match &self.kind {
            Kind::User => Principal::User {
                arn,
                account,
                unique_id: self.unique_id.as_str().into(),
            },
            Kind::Root => Principal::Root { arn, account },
            Kind::RoleSession { role, role_id, .. } => Principal::RoleSession {
                arn,
                role_arn: role.as_str().into(),
                account,
                role_id: role_id.as_str().into(),
            },
            Kind::FederatedUser { by } => Principal::FederatedUser {
                arn,
                issuer_arn: by.as_str().into(),
                account,
                issuer_id: unique("AIDA", by).into(),
            },
            Kind::Service { name } => Principal::Service {
                name: name.as_str().into(),
            },
            Kind::Federated { provider } => Principal::Federated {
                provider: provider.as_str().into(),
            },
            Kind::Anonymous => Principal::Anonymous,
        }
    }

    /// The value of `aws:PrincipalArn`; `None`: the request carries none.
    pub(crate) fn principal_arn(&self) -> Option<&str> {
        match &self.kind {
            Kind::RoleSession { role, .. } => Some(role),
            Kind::User | Kind::Root | Kind::FederatedUser { .. } => Some(&self.arn),
            Kind::Service { .. } | Kind::Federated { .. } | Kind::Anonymous => None,
        }
    }
}

/// The last part of an ARN's path.
pub(crate) fn name_of(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or(arn)
}

/// The unique id of a principal whose vector names none.
pub(crate) fn unique(prefix: &str, arn: &str) -> String {
    identifier::unique_id(&Seed::default(), prefix, arn, 0).to_string()
}

fn credentials(name: Option<&str>) -> Result<Credentials, String> {
    match name {
        None | Some("long-term" | "role" | "role-session" | "federation-token") => {
            Ok(Credentials::LongTerm)
        }
        Some("session-token") => Ok(Credentials::SessionToken { mfa: false }),
        Some("session-token-mfa") => Ok(Credentials::SessionToken { mfa: true }),
        Some(other) => Err(format!("caller: credentials `{other}` are unknown")),
    }
}

/// Transitive tags are given with their values, or as keys of the session's tags.
fn transitive(
    value: Option<&Value>,
    session: &[(&str, String)],
) -> Result<Vec<(String, String)>, String> {
    match value {
        None => Ok(Vec::new()),
        Some(Value::Object(tags)) => Ok(tags
            .iter()
            .map(|(key, value)| (key.clone(), scalar(value)))
            .collect()),
        Some(Value::Array(keys)) => {
            let named = |key: &Value| {
                let tag = session.iter().find(|(name, _)| *key == **name)?;
                Some((tag.0.to_owned(), tag.1.clone()))
            };
            let tags = keys.iter().map(named).collect::<Option<_>>();
            tags.ok_or_else(|| "caller: `transitiveTags` names no session tag".into())
        }
        Some(_) => Err("caller: `transitiveTags` is neither an object nor a list".into()),
    }
}

fn owned(tags: Vec<(&str, String)>) -> Vec<(String, String)> {
    tags.into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}
