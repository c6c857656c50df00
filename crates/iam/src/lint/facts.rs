//! What the linter is told about the world outside the policy.

/// Tables and circumstances. The default knows nothing: rules that need a fact are silent without it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// Services and their actions; actions of other services are not looked at.
    pub services: &'a [Service<'a>],
    /// Condition keys.
    pub keys: &'a [Key<'a>],
    /// Identity providers.
    pub providers: &'a [Provider<'a>],
    /// The account the policy belongs to, twelve digits.
    pub account: Option<&'a str>,
    /// Other accounts of the same owner, which are no third parties.
    pub organization: &'a [&'a str],
    /// What the policy is attached to.
    pub subject: Subject,
}

/// What a policy is attached to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subject {
    /// Not known, or something else.
    #[default]
    Unknown,
    /// A user or group.
    User,
    /// A role.
    Role,
    /// A role that can do much harm.
    SensitiveRole,
}

/// A service.
#[derive(Clone, Copy, Debug)]
pub struct Service<'a> {
    /// `sts`
    pub prefix: &'a str,
    /// Names of its actions, without the prefix.
    pub actions: &'a [&'a str],
    /// All of its actions are listed.
    pub complete: bool,
    /// Operations that are authorized as an action of another name: both names, without the prefix.
    pub operations: &'a [(&'a str, &'a str)],
}

/// A condition key.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// As AWS writes it. One that ends with a slash is followed by the key of a tag.
    pub name: &'a str,
    /// The type of its values.
    pub kind: KeyType,
    /// How many values it can have.
    pub arity: Arity,
    /// All values it can have; empty: any.
    pub values: &'a [&'a str],
    /// Which actions carry it.
    pub carried: Carried<'a>,
}

/// How many values a key can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arity {
    /// One.
    Single,
    /// Several: it needs a set operator.
    Multiple,
    /// That depends on what it stands for, as with attributes of SAML.
    Either,
}

/// The type of a key's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyType {
    /// Whatever people put there, as in tags.
    Any,
    /// Text.
    Text,
    /// An account, twelve digits.
    Account,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A date.
    Date,
    /// A date, or the number of seconds since 1970.
    Epoch,
    /// An ARN.
    Arn,
    /// An IP address.
    Address,
}

/// Which actions carry a condition key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried<'a> {
    /// Any may.
    Anywhere,
    /// These alone.
    By(&'a [&'a str]),
    /// Any but these.
    NotBy(&'a [&'a str]),
}

/// An identity provider that speaks OpenID Connect.
#[derive(Clone, Copy, Debug)]
pub struct Provider<'a> {
    /// Host and path, or how they begin; the prefix of its condition keys.
    pub host: &'a str,
    /// Claims that tell whom a trust policy means.
    pub identity: &'a [Claim<'a>],
    /// Names of all claims that become condition keys; empty: not known.
    pub claims: &'a [&'a str],
}

/// A claim that tells whom a trust policy means.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// `sub`
    pub name: &'a str,
    /// What every customer's value begins with, such as `repo:`.
    pub prefix: &'a str,
    /// A value to show the form, or the value itself.
    pub sample: &'a str,
    /// The sample is the value everybody needs.
    pub exact: bool,
}

/// Claims that STS turns into condition keys for every provider.
///
/// AWS: IAM User Guide, "Keys available for AWS OIDC federation" (reference_policies_iam-condition-keys).
const COMMON_CLAIMS: [&str; 5] = ["amr", "aud", "email", "oaud", "sub"];

impl<'a> Facts<'a> {
    /// What is known of a condition key; `None`: it is none, or not a known one.
    pub fn key(&self, name: &str) -> Option<Key<'a>> {
        let is = |key: &&Key<'a>| match key.name.strip_suffix('/') {
            Some(_) => strip_prefix(name, key.name).is_some_and(|tag| !tag.is_empty()),
            None => key.name.eq_ignore_ascii_case(name),
        };
        self.keys.iter().find(is).copied().or_else(|| {
            let (host, claim) = claim(name)?;
            let claims = self.claims(host);
            let known = |known: &&str| known.eq_ignore_ascii_case(claim);
            (claims.is_empty() || claims.iter().any(known)).then_some(Key {
                name: "",
                kind: KeyType::Any,
                arity: match claim.eq_ignore_ascii_case("amr") {
                    true => Arity::Multiple,
                    false => Arity::Single,
                },
                values: &[],
                carried: Carried::Anywhere,
            })
        })
    }

    /// The claims of a provider that become condition keys; empty: not known.
    pub(super) fn claims(&self, host: &str) -> &'a [&'a str] {
        match self.provider(host) {
            Some(provider) => provider.claims,
            None => &COMMON_CLAIMS,
        }
    }

    /// What is known of an identity provider.
    pub(super) fn provider(&self, host: &str) -> Option<&'a Provider<'a>> {
        let is = |provider: &&Provider<'a>| {
            strip_prefix(host, provider.host)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.providers.iter().find(is)
    }

    pub(super) fn service(&self, prefix: &str) -> Option<&'a Service<'a>> {
        let is = |service: &&Service<'a>| service.prefix.eq_ignore_ascii_case(prefix);
        self.services.iter().find(is)
    }

    /// The account is not the policy's own, nor its owner's.
    pub(super) fn is_foreign(&self, account: &str) -> bool {
        self.account.is_some_and(|own| own != account) && !self.organization.contains(&account)
    }
}

impl Carried<'_> {
    pub(super) fn by(self, action: &str) -> bool {
        let among = |actions: &[&str]| actions.iter().any(|a| a.eq_ignore_ascii_case(action));
        match self {
            Self::Anywhere => true,
            Self::By(actions) => among(actions),
            Self::NotBy(actions) => !among(actions),
        }
    }
}

/// Provider and claim of a key such as `idp.example.com/path:sub`; `None`: the prefix is no host.
pub(super) fn claim(key: &str) -> Option<(&str, &str)> {
    let (host, claim) = key.rsplit_once(':')?;
    host.contains('.').then_some((host, claim))
}

/// What follows a prefix, case not counted.
pub(super) fn strip_prefix<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}
