//! What can be found, as data.

use std::sync::Arc;

use super::{Class, facts::KeyType};
use crate::{Effect, Span, condition::Quantifier, policy::PrincipalType};

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// `Principal` names everybody, and no condition says who.
    EveryoneTrusted {
        /// There are conditions, on other things.
        conditioned: bool,
    },
    /// Another account may assume the role without an external id.
    NoExternalId {
        /// The account.
        account: Arc<str>,
    },
    /// People may assume the role without MFA.
    NoMfa {
        /// The role is known to be a sensitive one.
        sensitive: bool,
    },
    /// A service may act on a resource for anybody's account.
    NoSourceAccount {
        /// The service.
        service: Arc<str>,
    },
    /// `NotPrincipal` with `Deny` denies everybody who has a permissions boundary.
    NotPrincipalWithDeny,
    /// Federated users may not call AssumeRole.
    FederatedUserCannotAssume,
    /// A unique id stands where a user or role was that has been deleted.
    DeletedPrincipal {
        /// The id.
        id: Arc<str>,
    },
    /// The principal calls another operation to assume a role.
    ActionOfOtherPrincipal {
        /// The principal's kind.
        kind: PrincipalType,
        /// The operation it calls.
        action: &'static str,
    },

    /// Something about MFA does not do what it seems to.
    Mfa(MfaPitfall),

    /// A key with several values is compared without a set operator.
    NeedsSetOperator {
        /// The condition key.
        key: Arc<str>,
    },
    /// A key with one value is compared with a set operator.
    SetOperatorOnSingle {
        /// The condition key.
        key: Arc<str>,
        /// The set operator.
        quantifier: Quantifier,
        /// The statement holds where the key is absent, and allows.
        passes: bool,
    },
    /// `ForAllValues` allows where the key is absent.
    AbsentPasses {
        /// The condition key.
        key: Arc<str>,
    },

    /// No such condition key.
    UnknownKey {
        /// As written.
        key: Arc<str>,
        /// The key it most likely means.
        nearest: Option<Arc<str>>,
    },
    /// A key such as `aws:PrincipalTag` needs a slash and the tag's key.
    MissingTagKey {
        /// As written.
        key: Arc<str>,
    },
    /// None of the statement's actions carries the key.
    NeverCarried {
        /// The condition key.
        key: Arc<str>,
        /// The actions.
        actions: Vec<Arc<str>>,
        /// What the condition comes to.
        holds: Holds,
    },
    /// Some of the statement's actions never carry the key, so that the statement does not apply to them.
    NotCarriedBySome {
        /// The condition key.
        key: Arc<str>,
        /// Those actions.
        actions: Vec<Arc<str>>,
    },

    /// An operator for values of another type.
    WrongOperator {
        /// The condition key.
        key: Arc<str>,
        /// The type of its values.
        wanted: KeyType,
        /// The operator.
        operator: Arc<str>,
    },
    /// `*` or `?` where they stand for themselves.
    LiteralWildcard {
        /// The operator.
        operator: Arc<str>,
        /// The value.
        value: Arc<str>,
    },
    /// A value that the key never has.
    ImpossibleValue {
        /// The condition key.
        key: Arc<str>,
        /// The value.
        value: Arc<str>,
        /// Why.
        why: Impossible,
    },
    /// A condition with no values.
    NoValues {
        /// The condition key.
        key: Arc<str>,
        /// What it comes to.
        holds: Holds,
    },
    /// A condition that any request satisfies.
    NoEffect {
        /// The condition key.
        key: Arc<str>,
    },
    /// A condition that any value satisfies.
    PresenceOnly {
        /// The condition key.
        key: Arc<str>,
    },
    /// Conditions on one key that no request satisfies together.
    Contradiction {
        /// The condition key.
        key: Arc<str>,
        /// The place of the other condition.
        other: Span,
    },

    /// No `Version`, which is then 2008-10-17.
    NoVersion,
    /// Variables are plain text in version 2008-10-17.
    VariablesNeedVersion {
        /// `Version` is missing.
        missing: bool,
    },
    /// `${` that begins no variable.
    BrokenVariable,
    /// A variable where none are resolved.
    VariableNotResolved,
    /// A variable named after no condition key.
    UnknownVariable {
        /// As written.
        key: Arc<str>,
        /// The key it most likely means.
        nearest: Option<Arc<str>>,
    },
    /// A variable named after a key with several values.
    MultivaluedVariable {
        /// The key.
        key: Arc<str>,
    },

    /// No such action.
    UnknownAction {
        /// As written.
        action: Arc<str>,
        /// The action it most likely means.
        nearest: Option<Arc<str>>,
    },
    /// The name of an operation that is authorized as another action.
    OperationNotAction {
        /// As written.
        operation: Arc<str>,
        /// The action that authorizes it.
        action: Arc<str>,
    },
    /// A pattern that covers no action.
    MatchesNoAction {
        /// As written.
        pattern: Arc<str>,
    },
    /// `NotAction` with `Allow` allows all the rest, of every service.
    AllowsNotAction,
    /// `NotResource` with `Allow` allows all the rest, also what is made later.
    AllowsNotResource,
    /// Any role can be handed to any service.
    PassesEveryRole,
    /// Any role can be assumed, as far as this side decides.
    AssumesEveryRole,

    /// Another value of the list covers this one.
    CoveredValue {
        /// This value.
        value: Arc<str>,
        /// The other.
        by: Arc<str>,
    },
    /// Another statement says the same.
    DuplicateStatement {
        /// The place of that statement.
        first: Span,
    },
    /// Another statement denies all that this one allows.
    DeniedAnyway {
        /// The place of that statement.
        by: Span,
    },

    /// Nothing tells who of the identity provider's users is meant.
    ClaimNotTested {
        /// The provider's host and path, or its ARN for SAML.
        provider: Arc<str>,
        /// The condition key that is not tested.
        key: Arc<str>,
    },
    /// A value so wide that users of other customers of the provider match it.
    ClaimTooBroad {
        /// The condition key.
        key: Arc<str>,
        /// The value.
        value: Arc<str>,
    },
    /// A claim of another provider than the one trusted.
    ClaimOfOtherProvider {
        /// The condition key.
        key: Arc<str>,
        /// The provider that is trusted.
        provider: Arc<str>,
    },
}

/// What goes wrong about MFA.
///
/// AWS: IAM User Guide, "aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge" (reference_policies_condition-keys).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MfaPitfall {
    /// `Allow`, `BoolIfExists` `true`: long-term keys carry no such key, and pass.
    LongTermKeysPass,
    /// `Deny`, `Bool` `false`: long-term keys carry no such key, and are not denied.
    LongTermKeysNotDenied,
    /// `Deny`, `Null` `true`: sessions without MFA carry `false`, and are not denied.
    SessionsNotDenied,
    /// `Allow`, `Null` `false`: sessions without MFA carry `false`, and pass.
    PresenceIsNotMfa,
    /// `Allow` for those without MFA alone.
    OnlyWithoutMfa,
    /// `Deny` for those with MFA.
    DeniesWithMfa,
    /// `Allow`, `Numeric…IfExists` on the age: without MFA the age is absent, and passes.
    AgeAbsentPasses,
    /// `Deny`, `NumericGreaterThan` on the age: without MFA the age is absent, and is not denied.
    AgeAbsentNotDenied,
    /// `Allow` for old sign-ins alone.
    OnlyOldSignIns,
    /// The credentials of AssumeRole never carry MFA.
    RoleSessionsHaveNone,
}

/// What a condition comes to in every request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// It never holds: the statement never applies.
    Never,
    /// It always holds: it might as well not be there.
    Always,
}

/// Why a key never has a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Impossible {
    /// An account is twelve digits.
    NotAccount,
    /// The key has one of a few values; the nearest.
    NotListed(Option<Arc<str>>),
    /// An ARN has six parts.
    NotArn,
    /// Neither `true` nor `false`.
    NotBoolean,
    /// The key holds the role's ARN, never the session's.
    SessionArn,
    /// Addresses of private networks never reach AWS.
    PrivateAddress,
}

impl Holds {
    /// How bad it is for a statement that one of its conditions comes to this.
    pub(super) fn class(self, effect: Effect) -> Class {
        match (effect, self) {
            (Effect::Allow, Self::Always) | (Effect::Deny, Self::Never) => Class::Security,
            (Effect::Allow, Self::Never) => Class::Error,
            (Effect::Deny, Self::Always) => Class::Warning,
        }
    }
}
