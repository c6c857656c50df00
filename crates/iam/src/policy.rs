//! A policy document and its compiled form.

pub(crate) mod compiled;
mod index;
mod prefixes;
pub(crate) mod principals;

use std::sync::Arc;

use crate::{Span, condition::Condition};
use compiled::{CompiledStatement, Question};
use index::Index;

/// What a policy is for: which elements it may have and which rules IAM applies when it is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PolicyKind {
    /// A role's trust policy.
    Trust,
    /// An identity-based policy.
    Identity,
    /// A session policy.
    Session,
    /// A permissions boundary.
    Boundary,
    /// A service control policy.
    ServiceControl,
    /// A resource control policy.
    ResourceControl,
    /// A resource-based policy other than a trust policy.
    Resource,
}

/// The `Version` element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// `2008-10-17`, also where the element is missing: variables are literal text.
    #[default]
    V2008,
    /// `2012-10-17`
    V2012,
}

/// The `Effect` element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// `Allow`
    Allow,
    /// `Deny`
    Deny,
}

/// A policy as far as it could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// `Version`
    pub version: Version,
    /// `Id`
    pub id: Option<Arc<str>>,
    /// `Statement`, in the text's order.
    pub statements: Vec<Statement>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The whole object.
    pub span: Span,
    /// `Sid`
    pub sid: Option<Arc<str>>,
    /// `Effect`
    pub effect: Effect,
    /// `Principal` or `NotPrincipal`
    pub principal: Option<PrincipalElement>,
    /// `Action` or `NotAction`
    pub action: ListElement,
    /// `Resource` or `NotResource`
    pub resource: Option<ListElement>,
    /// `Condition`: one entry for each operator and key.
    pub conditions: Vec<Condition>,
}

/// `Action`, `Resource` and their `Not…` forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListElement {
    /// Key and value.
    pub span: Span,
    /// A `Not…` form.
    pub negated: bool,
    /// The values in the text's order, each with its span.
    pub values: Vec<(Arc<str>, Span)>,
}

/// `Principal` and `NotPrincipal`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrincipalElement {
    /// Key and value.
    pub span: Span,
    /// `NotPrincipal`
    pub negated: bool,
    /// The principals listed, in the text's order. A bare `"*"` is one of type [`PrincipalType::Star`].
    pub values: Vec<PrincipalValue>,
}

/// One principal listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrincipalValue {
    /// `AWS`, `Service`, …
    pub kind: PrincipalType,
    /// As written.
    pub text: Arc<str>,
    /// The value.
    pub span: Span,
    /// The unique id (`AIDA…`, `AROA…`) that IAM stored for a user's or role's ARN when the policy was saved.
    pub unique_id: Option<Arc<str>>,
}

/// The keys of a `Principal` map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PrincipalType {
    /// The bare string `"*"`.
    Star,
    /// `AWS`
    Aws,
    /// `Service`
    Service,
    /// `Federated`
    Federated,
    /// `CanonicalUser`
    CanonicalUser,
}

impl Document {
    /// Every principal listed in a `Principal` or `NotPrincipal`, in the text's order.
    pub fn principals(&self) -> impl Iterator<Item = &PrincipalValue> {
        let elements = self.statements.iter().filter_map(|s| s.principal.as_ref());
        elements.flat_map(|element| &element.values)
    }

    /// Gives each user and role named in a `Principal` the unique id IAM stores for it; `resolve` maps an ARN to the id.
    pub fn resolve_principals(&mut self, resolve: impl Fn(&str) -> Option<Arc<str>>) {
        for value in self
            .statements
            .iter_mut()
            .filter_map(|s| s.principal.as_mut())
            .flat_map(|p| p.values.iter_mut())
        {
            if value.kind == PrincipalType::Aws {
                value.unique_id = resolve(&value.text);
            }
        }
    }
}

impl Version {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V2008 => "2008-10-17",
            Self::V2012 => "2012-10-17",
        }
    }
}

impl Effect {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "Allow",
            Self::Deny => "Deny",
        }
    }
}

impl PrincipalType {
    /// As it is written; the bare `"*"` for [`Self::Star`].
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Star => "*",
            Self::Aws => "AWS",
            Self::Service => "Service",
            Self::Federated => "Federated",
            Self::CanonicalUser => "CanonicalUser",
        }
    }
}

/// A document made ready to be evaluated many times: nothing of its text is read again.
///
/// A long policy is indexed by action and by the beginning of the resource, so that what a decision costs does not grow
/// with the statements that cannot match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    document: Document,
    /// One for each statement of the document, in its order.
    statements: Box<[CompiledStatement]>,
    /// `None`: the policy is short.
    index: Option<Index>,
}

impl Policy {
    /// A policy of so many statements is short: all of them are looked at, and stand in a trace.
    pub const SHORT: usize = 8;

    /// Compiles a document.
    pub fn compile(document: Document) -> Self {
        let mut policy = Self::without_index(document);
        if policy.statements.len() > Self::SHORT {
            policy.index = Some(Index::new(&policy.statements));
        }
        policy
    }

    /// Compiles a document of which every statement is always looked at.
    pub(crate) fn without_index(document: Document) -> Self {
        let statements = document.statements.iter();
        let statements = statements
            .map(|statement| CompiledStatement::new(statement, document.version))
            .collect();
        Self {
            document,
            statements,
            index: None,
        }
    }

    /// The document it was made from.
    pub fn document(&self) -> &Document {
        &self.document
    }

    pub(crate) fn statement(&self, index: usize) -> Option<(&CompiledStatement, &Statement)> {
        let statement = self.document.statements.get(index)?;
        Some((self.statements.get(index)?, statement))
    }

    /// Hands over every statement that may match: of a short policy all in order; otherwise in no order, some perhaps
    /// more than once.
    pub(crate) fn candidates<'a>(
        &'a self,
        question: &Question<'_>,
        mut each: impl FnMut(usize, &'a CompiledStatement),
    ) {
        match self.index.as_ref().zip(question.action.folded) {
            Some((index, action)) => index.candidates(action, question.request.resource, |at| {
                if let Some(statement) = self.statements.get(at) {
                    each(at, statement);
                }
            }),
            None => (0..)
                .zip(&self.statements)
                .for_each(|(at, statement)| each(at, statement)),
        }
    }
}
