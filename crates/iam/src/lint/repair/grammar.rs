//! Fixes for JSON that is no policy.

use super::{
    super::{
        Fix, FixKind,
        edit::{self, Node},
    },
    json::find,
};
use crate::{
    Problem, Span,
    arn::is_account,
    condition::{Comparison, Operator},
    diagnostic::Element,
    json::{Value, parse},
    nearest::nearest,
    policy::PrincipalType,
    read::ASSUME_ROLE_ACTIONS,
};

pub(super) fn repair(text: &str, span: Span, problem: &Problem) -> Option<Fix> {
    use Problem as P;
    let write = |from: &str, to: &str| {
        let kind = FixKind::Replace {
            from: from.into(),
            to: to.into(),
        };
        one(kind, edit::string(span, to))
    };
    let parsed = parse(text);
    let root = parsed.value.as_ref()?;
    match problem {
        P::ForbiddenCharacter(character) => forbidden(span, *character),
        P::UnknownElement { name, nearest } => rename(root, span, name, (*nearest)?.as_str()),
        P::UnknownOperator { name, nearest } => rename(root, span, name, nearest.as_deref()?),
        P::UnknownPrincipalType { name, nearest } => rename(root, span, name, (*nearest)?.as_str()),
        P::UnknownVersion(version) => write(version, "2012-10-17"),
        P::OldVersion if span.of(text) == Some("{") => {
            let edit = edit::prepend(text, root, "Version", &Node::Text("2012-10-17"));
            one(FixKind::SetVersion, edit)
        }
        P::OldVersion => one(FixKind::SetVersion, edit::string(span, "2012-10-17")),
        P::BadEffect(effect) => write(effect, nearest(effect, ["Allow", "Deny"])?),
        P::BadSid(sid) => {
            let plain: String = sid.chars().filter(char::is_ascii_alphanumeric).collect();
            write(sid, &plain)
        }
        P::WrongType { element, .. } => {
            let literal = span.of(text)?;
            let fits = match element {
                Element::Principal | Element::NotPrincipal => is_account(literal),
                Element::Sid | Element::Id => literal.bytes().all(|b| b.is_ascii_alphanumeric()),
                _ => false,
            };
            fits.then(|| one(FixKind::Quote, edit::string(span, literal)))?
        }
        P::ProhibitedElement(element @ (Element::Principal | Element::Resource)) => {
            let (object, member) = find(root, span)?;
            let kind = FixKind::RemoveElement {
                name: element.as_str().into(),
            };
            one(kind, edit::remove_member(object, member)?)
        }
        P::ActionWithoutVendor(name) => {
            let known = ASSUME_ROLE_ACTIONS
                .iter()
                .filter_map(|action| action.strip_prefix("sts:"));
            let near = nearest(name, known)?;
            write(name, &format!("sts:{near}"))
        }
        P::NotAssumeRoleAction(action) => write(
            action,
            nearest(action, ASSUME_ROLE_ACTIONS.iter().copied())?,
        ),
        P::ResourceNotArn(resource) | P::BadPartition { resource, .. }
            if resource.starts_with("aws:") =>
        {
            write(resource, &format!("arn:{resource}"))
        }
        P::ResourceWithRegion(resource) => {
            let mut parts: Vec<&str> = resource.splitn(6, ':').collect();
            *parts.get_mut(3)? = "";
            write(resource, &parts.join(":"))
        }
        P::IncompleteArn(resource) => {
            let missing = 6_usize.saturating_sub(resource.split(':').count());
            write(resource, &format!("{resource}{}", ":*".repeat(missing)))
        }
        P::InvalidPrincipal {
            kind: PrincipalType::Star,
            text: star,
        } => {
            let kind = FixKind::Replace {
                from: star.clone(),
                to: "{\"AWS\": \"*\"}".into(),
            };
            one(kind, edit::replace(span, "{\"AWS\": \"*\"}"))
        }
        P::InvalidPrincipal {
            kind: PrincipalType::Service,
            text: service,
        } => {
            let bare = service
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            bare.then(|| write(service, &format!("{service}.amazonaws.com")))?
        }
        P::BadConstant { operator, value } => {
            let truth = matches!(
                Operator::parse(operator)?.comparison,
                Comparison::Bool | Comparison::Null
            );
            match value.to_ascii_lowercase().as_str() {
                "yes" | "1" | "on" if truth => write(value, "true"),
                "no" | "0" | "off" if truth => write(value, "false"),
                _ => None,
            }
        }
        P::MissingProviderControl { key, .. } => control(text, root, span, key),
        P::Json(_)
        | P::TooLong { .. }
        | P::MissingElement(_)
        | P::EmptyElement(_)
        | P::ProhibitedElement(_)
        | P::BothForms(_)
        | P::DuplicateSid { .. }
        | P::ActionWithTwoColons(_)
        | P::BadVendor { .. }
        | P::ResourceNotArn(_)
        | P::BadPartition { .. }
        | P::ResourceVendorNotQualified(_)
        | P::BadIamResourcePath(_)
        | P::ResourceWithGaps(_)
        | P::InvalidPrincipal { .. }
        | P::NotPrincipalWithAllow => None,
    }
}

fn one(kind: FixKind, edit: super::super::TextEdit) -> Option<Fix> {
    Some(Fix {
        kind,
        edits: vec![edit],
    })
}

/// Gives a member another key, unless there is one of that name.
fn rename(root: &Value, span: Span, from: &str, to: &str) -> Option<Fix> {
    let (object, _) = find(root, span)?;
    let taken = super::super::source::member(object, to).is_some();
    let kind = FixKind::Replace {
        from: from.into(),
        to: to.into(),
    };
    (!taken).then(|| one(kind, edit::string(span, to)))?
}

/// What word processors write for plain characters.
fn forbidden(span: Span, character: char) -> Option<Fix> {
    let plain = match character {
        '‘' | '’' | '‚' => "'",
        '“' | '”' | '„' => "\\\"",
        '‐' | '‑' | '–' | '—' => "-",
        '…' => "...",
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => "",
        c if c.is_whitespace() => " ",
        _ => return None,
    };
    let kind = FixKind::Replace {
        from: character.to_string().into(),
        to: plain.into(),
    };
    one(kind, edit::replace(span, plain))
}

/// Adds the condition that a shared provider demands, to the statement that names the provider at a place.
fn control(text: &str, root: &Value, provider: Span, key: &str) -> Option<Fix> {
    let statements = &super::super::source::member(root, "Statement")?.value;
    let objects = match &statements.data {
        crate::json::Data::Array(values) => values.as_slice(),
        _ => std::slice::from_ref(statements),
    };
    let around =
        |value: &&Value| value.span.start <= provider.start && provider.end <= value.span.end;
    let statement = objects.iter().find(around)?;
    let value = "the-value-of-yours";
    let edit = super::super::condition_edit::insert(
        text,
        statement,
        "StringEquals",
        key,
        Node::Text(value),
    )?;
    let kind = FixKind::AddCondition {
        operator: "StringEquals".into(),
        key: key.into(),
        value: value.into(),
        placeholder: true,
    };
    one(kind, edit)
}
