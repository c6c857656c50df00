//! Reading a policy text: never fails.
//!
//! AWS: IAM User Guide, "Grammar of the IAM JSON policy language" (reference_policies_grammar) and the pages of its elements.

mod condition;
mod principal;
mod provider_control;
mod resource;
mod statement;

use std::sync::Arc;

use crate::{
    Diagnostic, Document, PolicyKind, Problem, Refusal, Span,
    diagnostic::{Element, Expected},
    json::{self, Data, Member, Value},
    nearest::nearest,
    policy::Version,
};
pub(crate) use condition::conditions;
pub(crate) use statement::ASSUME_ROLE_ACTIONS;

/// After so many findings no more are reported.
const MAX_DIAGNOSTICS: usize = 200;

/// A text as far as it could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What was understood.
    pub document: Document,
    /// What IAM would refuse, in the text's order; empty: the text is accepted.
    pub diagnostics: Vec<Diagnostic>,
    /// The kind it was read as.
    pub kind: PolicyKind,
}

impl Reading {
    /// IAM accepts the text.
    pub fn is_accepted(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// The answer IAM gives to this text when it is saved; `None`: it is accepted.
    pub fn refusal(&self) -> Option<Refusal> {
        Refusal::of(&self.diagnostics, self.kind)
    }
}

/// Reads a policy text of the given kind. Never fails: what cannot be understood is a diagnostic.
///
/// Whether principals exist is not checked here: that needs the accounts. See [`Document::principals`] and
/// [`Refusal::invalid_principal`].
pub fn read(text: &str, kind: PolicyKind) -> Reading {
    let parsed = json::parse(text);
    let broken = parsed
        .problems
        .iter()
        .any(|found| !matches!(found.problem, json::Problem::DuplicateKey { .. }));
    let mut reader = Reader {
        kind,
        version: Version::default(),
        broken,
        diagnostics: Vec::new(),
    };
    for found in parsed.problems {
        reader.report(found.span, Problem::Json(found.problem));
    }
    reader.characters(text);
    let document = match &parsed.value {
        Some(value) => reader.document(value),
        None => Document::default(),
    };
    let mut diagnostics = reader.diagnostics;
    diagnostics.sort_by_key(|diagnostic| diagnostic.span.start);
    Reading {
        document,
        diagnostics,
        kind,
    }
}

impl PolicyKind {
    /// How many characters a policy of this kind may have, white space not counted; `None`: that depends on what else is attached.
    ///
    /// AWS: IAM User Guide, "IAM and AWS STS quotas"; Organizations User Guide, "Quotas".
    pub fn max_characters(self) -> Option<usize> {
        match self {
            Self::Trust => Some(2048),
            Self::Boundary => Some(6144),
            Self::ServiceControl => Some(10_240),
            Self::ResourceControl => Some(5120),
            Self::Identity | Self::Session | Self::Resource => None,
        }
    }

    fn has_principals(self) -> bool {
        matches!(self, Self::Trust | Self::Resource | Self::ResourceControl)
    }

    fn has_resources(self) -> bool {
        self != Self::Trust
    }

    fn needs_version_2012(self) -> bool {
        matches!(self, Self::Identity | Self::Boundary)
    }
}

/// What is known while a text is read.
struct Reader {
    kind: PolicyKind,
    version: Version,
    /// The text is not JSON: what seems to be missing may only not be typed yet, and is not reported.
    broken: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Reader {
    fn report(&mut self, span: Span, problem: Problem) {
        if self.diagnostics.len() < MAX_DIAGNOSTICS {
            self.diagnostics.push(Diagnostic { span, problem });
        }
    }

    fn wrong_type(&mut self, span: Span, element: Element, expected: Expected) {
        self.report(span, Problem::WrongType { element, expected });
    }

    /// Reports something missing from an object, at its opening brace.
    fn missing(&mut self, object: Span, problem: Problem) {
        if !self.broken {
            let brace = Span {
                end: object.start + 1,
                ..object
            };
            self.report(brace, problem);
        }
    }

    fn unknown(&mut self, member: &Member, known: &[Element]) {
        let names = known.iter().map(|element| element.as_str());
        let near = nearest(&member.key, names);
        let nearest = known
            .iter()
            .copied()
            .find(|element| Some(element.as_str()) == near);
        let name = Arc::clone(&member.key);
        self.report(member.key_span, Problem::UnknownElement { name, nearest });
    }

    fn characters(&mut self, text: &str) {
        let forbidden = |c: char| !matches!(c, '\t' | '\n' | '\r' | ' '..='\u{ff}');
        for (at, found) in text.match_indices(forbidden).take(20) {
            let character = found.chars().next().unwrap_or_default();
            let span = Span::new(at, at + found.len());
            self.report(span, Problem::ForbiddenCharacter(character));
        }
        let characters = text.chars().filter(|c| !c.is_whitespace()).count();
        if let Some(limit) = self
            .kind
            .max_characters()
            .filter(|limit| characters > *limit)
        {
            let span = Span::new(0, text.len());
            self.report(span, Problem::TooLong { characters, limit });
        }
    }

    fn document(&mut self, value: &Value) -> Document {
        let mut document = Document::default();
        let Data::Object(members) = &value.data else {
            self.wrong_type(value.span, Element::Policy, Expected::Object);
            return document;
        };
        let version = members.iter().find(|member| *member.key == *"Version");
        match version.map(|member| &member.value) {
            Some(value) => self.version(value),
            None if self.kind.needs_version_2012() => self.missing(value.span, Problem::OldVersion),
            None => {}
        }
        document.version = self.version;
        let mut has_statement = false;
        for member in members {
            match &*member.key {
                "Version" => {}
                "Id" => document.id = self.string(&member.value, Element::Id),
                "Statement" => {
                    has_statement = true;
                    self.statements(&member.value, &mut document);
                }
                _ => self.unknown(member, &[Element::Version, Element::Id, Element::Statement]),
            }
        }
        if !has_statement {
            self.missing(value.span, Problem::MissingElement(Element::Statement));
        }
        document
    }

    fn version(&mut self, value: &Value) {
        let Some(text) = self.string(value, Element::Version) else {
            return;
        };
        match &*text {
            "2012-10-17" => self.version = Version::V2012,
            "2008-10-17" if self.kind.needs_version_2012() => {
                self.report(value.span, Problem::OldVersion);
            }
            "2008-10-17" => {}
            _ => self.report(value.span, Problem::UnknownVersion(text)),
        }
    }

    fn statements(&mut self, value: &Value, document: &mut Document) {
        match &value.data {
            Data::Object(_) => document.statements.extend(self.statement(value)),
            Data::Array(values) => {
                if values.is_empty() {
                    self.report(value.span, Problem::EmptyElement(Element::Statement));
                }
                for value in values {
                    document.statements.extend(self.statement(value));
                }
            }
            _ => self.wrong_type(value.span, Element::Statement, Expected::Objects),
        }
        self.duplicate_sids(document);
    }

    fn string(&mut self, value: &Value, element: Element) -> Option<Arc<str>> {
        let Data::String(text) = &value.data else {
            self.wrong_type(value.span, element, Expected::String);
            return None;
        };
        Some(Arc::clone(text))
    }

    /// A string or a list of strings, each with its place.
    fn strings(&mut self, value: &Value, element: Element) -> Vec<(Arc<str>, Span)> {
        let values = match &value.data {
            Data::Array(values) => values.as_slice(),
            _ => std::slice::from_ref(value),
        };
        let mut strings = Vec::with_capacity(values.len());
        for value in values {
            match &value.data {
                Data::String(text) => strings.push((Arc::clone(text), value.span)),
                _ => self.wrong_type(value.span, element, Expected::Strings),
            }
        }
        strings
    }
}

#[cfg(test)]
mod tests;
