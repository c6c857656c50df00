//! What is wrong with a policy text, as data.

use std::sync::Arc;

use crate::{Span, json, policy::PrincipalType};

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The place.
    pub span: Span,
    /// The finding.
    pub problem: Problem,
}

/// What can be wrong. Every problem here makes IAM refuse the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The text is not JSON, or a key stands twice.
    Json(json::Problem),
    /// A character outside U+0009, U+000A, U+000D and U+0020–U+00FF.
    ForbiddenCharacter(char),
    /// Too many characters; white space is not counted.
    TooLong {
        /// Characters it has.
        characters: usize,
        /// Characters it may have.
        limit: usize,
    },

    /// A value is of the wrong JSON type.
    WrongType {
        /// The element.
        element: Element,
        /// What it should be.
        expected: Expected,
    },
    /// An element that the language does not have, or not here.
    UnknownElement {
        /// As written.
        name: Arc<str>,
        /// The element it most likely means.
        nearest: Option<Element>,
    },
    /// An element that must be there is not.
    MissingElement(Element),
    /// An element that must list something lists nothing.
    EmptyElement(Element),
    /// An element that this kind of policy may not have.
    ProhibitedElement(Element),
    /// An element together with its `Not…` form; the place is the second of them.
    BothForms(Element),

    /// Neither of the two versions of the language.
    UnknownVersion(Arc<str>),
    /// The version must be 2012-10-17 here, and is missing or older.
    OldVersion,
    /// Neither `Allow` nor `Deny`, exactly so written.
    BadEffect(Arc<str>),
    /// Something else than letters and digits.
    BadSid(Arc<str>),
    /// Two statements have the same `Sid`.
    DuplicateSid {
        /// The `Sid`.
        sid: Arc<str>,
        /// Where it stands first.
        first: Span,
    },

    /// No `service:` before the action's name.
    ActionWithoutVendor(Arc<str>),
    /// More than one colon.
    ActionWithTwoColons(Arc<str>),
    /// The service part is none.
    BadVendor {
        /// What stands before the colon.
        vendor: Arc<str>,
    },
    /// Trust policies allow only the actions of assuming a role.
    NotAssumeRoleAction(Arc<str>),

    /// Neither an ARN nor `*`.
    ResourceNotArn(Arc<str>),
    /// There is no such partition.
    BadPartition {
        /// What stands for the partition.
        partition: Arc<str>,
        /// The whole resource.
        resource: Arc<str>,
    },
    /// The service part is missing or has a wildcard.
    ResourceVendorNotQualified(Arc<str>),
    /// ARNs of this service have no Region.
    ResourceWithRegion(Arc<str>),
    /// No kind of IAM resource begins so.
    BadIamResourcePath(Arc<str>),
    /// Parts of the ARN are missing in the middle.
    ResourceWithGaps(Arc<str>),
    /// Parts are missing at the end of the ARN, which only identity-based policies may leave out.
    IncompleteArn(Arc<str>),

    /// Not one of `AWS`, `Service`, `Federated`, `CanonicalUser`.
    UnknownPrincipalType {
        /// As written.
        name: Arc<str>,
        /// The type it most likely means.
        nearest: Option<PrincipalType>,
    },
    /// No principal has this form, or not in this kind of policy.
    InvalidPrincipal {
        /// The key it stands under; [`PrincipalType::Star`]: the bare `"*"`.
        kind: PrincipalType,
        /// As written.
        text: Arc<str>,
    },
    /// `NotPrincipal` goes with `Deny` only.
    NotPrincipalWithAllow,

    /// Not the name of a condition operator.
    UnknownOperator {
        /// As written.
        name: Arc<str>,
        /// The operator it most likely means.
        nearest: Option<Arc<str>>,
    },
    /// A value that is not of its operator's type, such as a date that is none.
    BadConstant {
        /// The operator.
        operator: Arc<str>,
        /// The value.
        value: Arc<str>,
    },
    /// Roles that trust a shared identity provider must test a claim that tells the provider's customers apart.
    MissingProviderControl {
        /// The provider's host and path.
        provider: Arc<str>,
        /// The condition key that must be tested, and not against `*` alone.
        key: Arc<str>,
    },
}

/// The elements of the policy language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Element {
    /// The policy itself.
    Policy,
    /// `Version`
    Version,
    /// `Id`
    Id,
    /// `Statement`
    Statement,
    /// `Sid`
    Sid,
    /// `Effect`
    Effect,
    /// `Principal`
    Principal,
    /// `NotPrincipal`
    NotPrincipal,
    /// `Action`
    Action,
    /// `NotAction`
    NotAction,
    /// `Resource`
    Resource,
    /// `NotResource`
    NotResource,
    /// `Condition`
    Condition,
}

impl Element {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Policy => "Policy",
            Self::Version => "Version",
            Self::Id => "Id",
            Self::Statement => "Statement",
            Self::Sid => "Sid",
            Self::Effect => "Effect",
            Self::Principal => "Principal",
            Self::NotPrincipal => "NotPrincipal",
            Self::Action => "Action",
            Self::NotAction => "NotAction",
            Self::Resource => "Resource",
            Self::NotResource => "NotResource",
            Self::Condition => "Condition",
        }
    }
}

/// What a value should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A string.
    String,
    /// A string or a list of strings.
    Strings,
    /// An object.
    Object,
    /// An object or a list of objects.
    Objects,
    /// A string, number or boolean, or a list of them.
    Scalars,
    /// An object, or the string `"*"`.
    ObjectOrStar,
}
