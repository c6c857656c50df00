//! One statement.

use std::{collections::BTreeMap, sync::Arc};

use super::Reader;
use crate::{
    Document, Effect, PolicyKind, Problem, Span, Statement,
    diagnostic::{Element, Expected},
    json::{Data, Member, Value},
    pattern::action_matches,
    policy::ListElement,
};

const ELEMENTS: [Element; 9] = [
    Element::Sid,
    Element::Effect,
    Element::Principal,
    Element::NotPrincipal,
    Element::Action,
    Element::NotAction,
    Element::Resource,
    Element::NotResource,
    Element::Condition,
];

/// What a trust policy may allow. AWS: Service Authorization Reference, "AWS Security Token Service".
pub(crate) const ASSUME_ROLE_ACTIONS: [&str; 6] = [
    "sts:AssumeRole",
    "sts:AssumeRoleWithSAML",
    "sts:AssumeRoleWithWebIdentity",
    "sts:TagSession",
    "sts:SetSourceIdentity",
    "sts:SetContext",
];

impl Reader {
    /// Reads a statement. One without `Effect` is taken to deny; no such text is accepted.
    pub(super) fn statement(&mut self, value: &Value) -> Option<Statement> {
        let Data::Object(members) = &value.data else {
            self.wrong_type(value.span, Element::Statement, Expected::Objects);
            return None;
        };
        let mut statement = Statement {
            span: value.span,
            sid: None,
            effect: Effect::Deny,
            principal: None,
            action: ListElement::default(),
            resource: None,
            conditions: Vec::new(),
        };
        let mut seen: Vec<Element> = Vec::new();
        for member in members {
            let named = |element: &&Element| element.as_str() == &*member.key;
            let Some(element) = ELEMENTS.iter().find(named).copied() else {
                self.unknown(member, &ELEMENTS);
                continue;
            };
            if let Some(other) = other_form(element).filter(|other| seen.contains(other)) {
                let positive = element.min(other);
                self.report(member.key_span, Problem::BothForms(positive));
            }
            seen.push(element);
            self.element(element, member, &mut statement);
        }
        self.completeness(value.span, &seen);
        if let (Effect::Allow, Some(element)) = (statement.effect, &statement.principal)
            && element.negated
            && self.kind == PolicyKind::Resource
        {
            self.report(element.span, Problem::NotPrincipalWithAllow);
        }
        if self.kind == PolicyKind::Trust {
            self.provider_controls(&statement);
        }
        Some(statement)
    }

    fn element(&mut self, element: Element, member: &Member, statement: &mut Statement) {
        let value = &member.value;
        let span = member.key_span.to(value.span);
        let prohibited = match element {
            Element::Principal => !self.kind.has_principals(),
            Element::NotPrincipal => self.kind != PolicyKind::Resource,
            Element::Resource | Element::NotResource => !self.kind.has_resources(),
            _ => false,
        };
        if prohibited {
            self.report(member.key_span, Problem::ProhibitedElement(element));
        }
        match element {
            Element::Sid => statement.sid = self.sid(value),
            Element::Effect => self.effect(value, statement),
            Element::Principal | Element::NotPrincipal => {
                let negated = element == Element::NotPrincipal;
                let checks = !prohibited;
                statement.principal = Some(self.principal(value, span, negated, checks));
            }
            Element::Action | Element::NotAction => {
                let values = self.list(value, element);
                for (action, place) in &values {
                    self.action(action, *place);
                }
                statement.action = ListElement {
                    span,
                    negated: element == Element::NotAction,
                    values,
                };
            }
            Element::Resource | Element::NotResource => {
                let values = self.list(value, element);
                for (resource, place) in values.iter().filter(|_| !prohibited) {
                    self.resource(resource, *place);
                }
                statement.resource = Some(ListElement {
                    span,
                    negated: element == Element::NotResource,
                    values,
                });
            }
            _ => statement.conditions = self.condition(value),
        }
    }

    /// The strings of a list element that must list something.
    fn list(&mut self, value: &Value, element: Element) -> Vec<(Arc<str>, Span)> {
        if matches!(&value.data, Data::Array(values) if values.is_empty()) {
            self.report(value.span, Problem::EmptyElement(element));
        }
        self.strings(value, element)
    }

    fn completeness(&mut self, object: Span, seen: &[Element]) {
        let lacks = |element: Element| {
            let other = other_form(element);
            !seen.contains(&element) && !other.is_some_and(|other| seen.contains(&other))
        };
        let needed = [
            (Element::Effect, true),
            (Element::Principal, self.kind.has_principals()),
            (Element::Action, true),
            (Element::Resource, self.kind.has_resources()),
        ];
        for (element, needed) in needed {
            if needed && lacks(element) {
                self.missing(object, Problem::MissingElement(element));
            }
        }
    }

    fn effect(&mut self, value: &Value, statement: &mut Statement) {
        match self.string(value, Element::Effect) {
            Some(text) if &*text == "Allow" => statement.effect = Effect::Allow,
            Some(text) if &*text == "Deny" => {}
            Some(text) => self.report(value.span, Problem::BadEffect(text)),
            None => {}
        }
    }

    fn sid(&mut self, value: &Value) -> Option<Arc<str>> {
        let sid = self.string(value, Element::Sid)?;
        let plain = sid.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !plain && self.kind != PolicyKind::Resource {
            self.report(value.span, Problem::BadSid(Arc::clone(&sid)));
        }
        Some(sid)
    }

    pub(super) fn duplicate_sids(&mut self, document: &Document) {
        let mut first: BTreeMap<&str, Span> = BTreeMap::new();
        for statement in &document.statements {
            let Some(sid) = statement.sid.as_ref().filter(|sid| !sid.is_empty()) else {
                continue;
            };
            match first.get(&**sid) {
                Some(&first) => {
                    let sid = Arc::clone(sid);
                    self.report(statement.span, Problem::DuplicateSid { sid, first });
                }
                None => {
                    first.insert(sid, statement.span);
                }
            }
        }
    }

    fn action(&mut self, action: &Arc<str>, span: Span) {
        let vendor = action.split(':').next().unwrap_or_default();
        let named = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
        let problem = if &**action == "*" {
            None
        } else if !action.contains(':') {
            Some(Problem::ActionWithoutVendor(Arc::clone(action)))
        } else if action.matches(':').count() > 1 {
            Some(Problem::ActionWithTwoColons(Arc::clone(action)))
        } else if vendor.is_empty() || !vendor.bytes().all(named) {
            let vendor = vendor.into();
            Some(Problem::BadVendor { vendor })
        } else {
            None
        };
        let assumes = |known: &&str| &**action != "*" && action_matches(action, known);
        if let Some(problem) = problem {
            self.report(span, problem);
        } else if self.kind == PolicyKind::Trust && !ASSUME_ROLE_ACTIONS.iter().any(assumes) {
            self.report(span, Problem::NotAssumeRoleAction(Arc::clone(action)));
        }
    }
}

/// `NotAction` of `Action`, and so on.
fn other_form(element: Element) -> Option<Element> {
    match element {
        Element::Principal => Some(Element::NotPrincipal),
        Element::NotPrincipal => Some(Element::Principal),
        Element::Action => Some(Element::NotAction),
        Element::NotAction => Some(Element::Action),
        Element::Resource => Some(Element::NotResource),
        Element::NotResource => Some(Element::Resource),
        _ => None,
    }
}
