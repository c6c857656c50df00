//! A trust policy in one line.

use iam::policy::{PrincipalElement, PrincipalType};
use iam::{Document, Effect, Statement};

use super::{listed, name, operator, some};

/// One line for narrow places: `Trust: 111111111111 if aws:MultiFactorAuthPresent is true`.
///
/// The first statement that allows, the number of further ones, and whether something is denied.
pub fn trust(document: &Document) -> String {
    let of = |effect| {
        document
            .statements
            .iter()
            .filter(move |s| s.effect == effect)
    };
    let Some(first) = of(Effect::Allow).next() else {
        return "Trust: nobody".to_owned();
    };
    let more = match of(Effect::Allow).count() - 1 {
        0 => String::new(),
        n => format!(", or {n} more"),
    };
    let unless = match of(Effect::Deny).count() {
        0 => "",
        _ => ", unless denied",
    };
    format!("Trust: {}{more}{unless}", grant(first))
}

fn grant(statement: &Statement) -> String {
    let who = statement
        .principal
        .as_ref()
        .map_or_else(|| "nobody".to_owned(), principals);
    let conditions: Vec<String> = statement
        .conditions
        .iter()
        .map(|condition| {
            let values: Vec<&str> = condition
                .values
                .iter()
                .map(|(text, _)| text.as_ref())
                .collect();
            operator(&condition.operator).fact(&condition.key, &values)
        })
        .collect();
    if conditions.is_empty() {
        who
    } else {
        format!("{who} if {}", listed(&conditions, "and"))
    }
}

fn principals(element: &PrincipalElement) -> String {
    let names: Vec<String> = element
        .values
        .iter()
        .map(|value| match value.kind {
            PrincipalType::Star => "anyone".to_owned(),
            PrincipalType::Aws if value.text.as_ref() == "*" => "anyone".to_owned(),
            PrincipalType::Aws => principal(&value.text),
            PrincipalType::Service | PrincipalType::Federated | PrincipalType::CanonicalUser => {
                name(&value.text)
            }
        })
        .collect();
    match names.as_slice() {
        [] => "nobody".to_owned(),
        _ if element.negated => format!("anyone but {}", some(&names)),
        _ => some(&names),
    }
}

/// An account by its number, anybody else by name.
fn principal(listed: &str) -> String {
    match super::account_of(listed) {
        Some(account) if listed.ends_with(":root") => account.to_owned(),
        _ => name(listed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use iam::Span;
    use iam::condition::Condition;
    use iam::policy::PrincipalValue;

    fn statement(
        effect: Effect,
        principals: &[&str],
        conditions: &[(&str, &str, &str)],
    ) -> Statement {
        let span = Span::default();
        Statement {
            span,
            sid: None,
            effect,
            principal: Some(PrincipalElement {
                span,
                negated: false,
                values: principals
                    .iter()
                    .map(|text| PrincipalValue {
                        kind: PrincipalType::Aws,
                        text: (*text).into(),
                        span,
                        unique_id: None,
                    })
                    .collect(),
            }),
            action: iam::policy::ListElement::default(),
            resource: None,
            conditions: conditions
                .iter()
                .map(|(operator, key, value)| Condition {
                    operator: (*operator).into(),
                    key: (*key).into(),
                    values: vec![((*value).into(), span)],
                    span,
                })
                .collect(),
        }
    }

    #[test]
    fn one_line() {
        let mfa = ("Bool", "aws:MultiFactorAuthPresent", "true");
        let external = ("StringEquals", "sts:ExternalId", "c-7f3a");
        for (statements, text) in [
            (vec![], "Trust: nobody"),
            (
                vec![statement(
                    Effect::Allow,
                    &["arn:aws:iam::111111111111:root"],
                    &[mfa],
                )],
                "Trust: 111111111111 if aws:MultiFactorAuthPresent is true",
            ),
            (
                vec![statement(
                    Effect::Allow,
                    &["arn:aws:iam::111111111111:role/VendorApp", "222222222222"],
                    &[mfa, external],
                )],
                "Trust: VendorApp, 222222222222 if aws:MultiFactorAuthPresent is true and sts:ExternalId is \"c-7f3a\"",
            ),
            (
                vec![
                    statement(Effect::Allow, &["*"], &[]),
                    statement(Effect::Allow, &["111111111111"], &[]),
                    statement(Effect::Deny, &["*"], &[]),
                ],
                "Trust: anyone, or 1 more, unless denied",
            ),
            (vec![statement(Effect::Deny, &["*"], &[])], "Trust: nobody"),
        ] {
            let document = Document {
                statements,
                ..Document::default()
            };
            assert_eq!(trust(&document), text);
        }
    }
}
