//! The statements behind a gate, element by element: wanted, got, where from.

use iam::evaluate::Layer;
use iam::trace::{ConditionReason, ConditionTrace, ElementTrace, StatementTrace};
use iam::{Effect, PolicyId};
use sts::trace::{Authorization, GateKind};

use super::case::{Case, absence, gate_of, layers, origin};
use super::{Row, StatementView, told, words};

/// The statements that a gate looked at; those of the kind of policy that decided come first.
pub(super) fn statements(case: &Case<'_>, gate: GateKind) -> Vec<StatementView> {
    let denial = case.denial();
    let several = case.authorizations().len() > 1;
    let (mut deciding, mut others) = (Vec::new(), Vec::new());
    for authorization in case.authorizations() {
        let denied = denial.is_some_and(|denial| std::ptr::eq(denial, authorization));
        for layer in layers(authorization).filter(|layer| gate_of(layer.layer) == gate) {
            let decided = denied && layer.layer == authorization.evaluation.layer;
            for policy in &layer.policies {
                for statement in &policy.statements {
                    let mut view = view(authorization, layer.layer, &policy.policy, statement);
                    if several {
                        view.title = format!("{}, for {}", view.title, authorization.action);
                    }
                    if decided { &mut deciding } else { &mut others }.push(view);
                }
            }
        }
    }
    deciding.append(&mut others);
    deciding
}

fn view(
    authorization: &Authorization,
    layer: Layer,
    policy: &PolicyId,
    statement: &StatementTrace,
) -> StatementView {
    let name = match layer {
        Layer::Boundary => format!("Permissions boundary, {}", words::policy(policy).inline),
        _ => words::policy(policy).title,
    };
    let mut rows = Vec::new();
    if let Some(element) = &statement.principal {
        rows.push(principal_row(element));
    }
    rows.push(element_row("Action", &statement.action));
    if let Some(element) = &statement.resource {
        rows.push(element_row("Resource", element));
    }
    rows.extend(
        statement
            .conditions
            .iter()
            .map(|condition| condition_row(condition, authorization)),
    );
    StatementView {
        policy: policy.clone(),
        title: format!(
            "{name}, {}",
            told::number(statement).replacen("Statement", "statement", 1)
        ),
        span: statement.span,
        effect: match statement.effect {
            Effect::Allow => "Allow",
            Effect::Deny => "Deny",
        },
        applies: statement.applies,
        rows,
    }
}

fn principal_row(element: &ElementTrace) -> Row {
    Row {
        got: words::who(&element.got),
        from: "the credentials that signed".to_owned(),
        ..row("Principal", element, words::who)
    }
}

fn element_row(name: &str, element: &ElementTrace) -> Row {
    row(name, element, str::to_owned)
}

fn row(name: &str, element: &ElementTrace, word: impl Fn(&str) -> String) -> Row {
    let wanted: Vec<String> = element.wanted.iter().map(|text| word(text)).collect();
    let wanted = match wanted.as_slice() {
        [] => "nothing".to_owned(),
        _ => words::either(&wanted),
    };
    let (element_name, wanted) = if element.negated {
        (format!("Not{name}"), format!("anything but {wanted}"))
    } else {
        (name.to_owned(), wanted)
    };
    Row {
        element: element_name,
        wanted,
        got: element.got.to_string(),
        from: "the call".to_owned(),
        matched: element.matched,
        span: element.span,
    }
}

fn condition_row(condition: &ConditionTrace, authorization: &Authorization) -> Row {
    Row {
        element: format!("Condition · {} · {}", condition.operator, condition.key),
        wanted: words::operator(&condition.operator).must(&condition.wanted),
        got: match &condition.got {
            None => "absent".to_owned(),
            Some(_) => told::got(condition),
        },
        from: from(condition, authorization),
        matched: condition.matched,
        span: condition.span,
    }
}

/// Where the value comes from, or why the key is absent, and what follows where that is not plain.
fn from(condition: &ConditionTrace, authorization: &Authorization) -> String {
    let why = match &condition.got {
        Some(_) => origin(authorization, &condition.key).map(words::origin),
        None => absence(authorization, &condition.key).map(words::absence),
    };
    let rule = match &condition.reason {
        ConditionReason::Compared | ConditionReason::KeyAbsent | ConditionReason::Presence => None,
        ConditionReason::AbsentMatchesNegated => {
            Some("an absent key meets a negated operator".to_owned())
        }
        ConditionReason::AbsentMatchesIfExists => Some("an absent key meets …IfExists".to_owned()),
        ConditionReason::EmptyMatchesForAllValues => {
            Some("an absent or empty key meets ForAllValues".to_owned())
        }
        ConditionReason::VariableUnresolved(key) => {
            Some(format!("the policy's variable {key} has no value here"))
        }
        ConditionReason::NotComparable(value) => Some(format!(
            "\"{value}\" cannot be compared by {}",
            condition.operator
        )),
    };
    match (why, rule) {
        (Some(why), Some(rule)) => format!("{why}; {rule}"),
        (Some(text), None) | (None, Some(text)) => text,
        (None, None) => "the request".to_owned(),
    }
}
