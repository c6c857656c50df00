//! The statements a decision turned on, and edits of a policy as JSON.

use iam::evaluate::Layer;
use iam::trace::StatementTrace;
use iam::{Decision, Effect, PolicyId};
use serde_json::{Map, Value, json};
use sts::trace::Authorization;

/// Of the statements that came near so many are looked at.
const NEAR: usize = 4;

/// The statement that decided.
pub(super) fn deciding(authorization: &Authorization) -> Option<(&PolicyId, &StatementTrace)> {
    let (decided, index) = authorization.evaluation.statement.as_ref()?;
    let layer = authorization.evaluation.layer;
    let mut statements = statements(authorization, layer);
    statements.find(|(policy, statement)| *policy == decided && statement.index == *index)
}

/// The `Allow` statements of the layer that does not allow, the nearest to applying first.
pub(super) fn nearest(authorization: &Authorization) -> Vec<(&PolicyId, &StatementTrace)> {
    if authorization.evaluation.decision != Decision::ImplicitDeny {
        return Vec::new();
    }
    let statements = statements(authorization, authorization.evaluation.layer);
    let mut near: Vec<_> = statements
        .filter(|(_, statement)| statement.effect == Effect::Allow && !statement.applies)
        .collect();
    super::sort_by_key(&mut near, |(_, statement)| {
        (elements(statement), conditions(statement))
    });
    near.truncate(NEAR);
    near
}

/// How many of principal, action and resource do not match.
pub(super) fn elements(statement: &StatementTrace) -> usize {
    let elements = [
        statement.principal.as_ref(),
        Some(&statement.action),
        statement.resource.as_ref(),
    ];
    elements
        .into_iter()
        .flatten()
        .filter(|e| !e.matched)
        .count()
}

/// How many conditions do not hold.
pub(super) fn conditions(statement: &StatementTrace) -> usize {
    statement.conditions.iter().filter(|c| !c.matched).count()
}

fn statements(
    authorization: &Authorization,
    layer: Layer,
) -> impl Iterator<Item = (&PolicyId, &StatementTrace)> {
    let layers = authorization.trace.layers.iter();
    let policies = layers
        .filter(move |of| of.layer == layer)
        .flat_map(|of| &of.policies);
    policies.flat_map(|policy| {
        policy
            .statements
            .iter()
            .map(|statement| (&policy.policy, statement))
    })
}

/// A whole policy of one statement.
pub(super) fn policy_of(statement: &Value) -> Value {
    json!({ "Version": "2012-10-17", "Statement": [statement] })
}

/// A statement that allows one thing; `principal` where the policy names its principals, `resource` where it names those.
pub(super) fn allow(principal: Option<&str>, action: &str, resource: Option<&str>) -> Value {
    let mut statement = Map::new();
    statement.insert("Effect".into(), json!("Allow"));
    if let Some(arn) = principal {
        statement.insert("Principal".into(), json!({ "AWS": arn }));
    }
    statement.insert("Action".into(), json!(action));
    if let Some(arn) = resource {
        statement.insert("Resource".into(), json!(arn));
    }
    Value::Object(statement)
}

/// Adds a statement.
pub(super) fn add_statement(policy: &mut Value, statement: Value) -> Option<()> {
    push(policy.get_mut("Statement")?, statement);
    Some(())
}

/// Takes a statement away.
pub(super) fn remove_statement(policy: &mut Value, index: usize) -> Option<()> {
    let statements = policy.get_mut("Statement")?.as_array_mut()?;
    // IAM takes no policy without a statement.
    (index < statements.len() && statements.len() > 1).then(|| drop(statements.remove(index)))
}

/// Adds to the AWS principals of a statement.
pub(super) fn add_principal(policy: &mut Value, index: usize, arn: &str) -> Option<()> {
    let element = statement(policy, index)?.get_mut("Principal")?;
    let kinds = element.as_object_mut()?;
    match kinds.get_mut("AWS") {
        Some(listed) => push(listed, json!(arn)),
        None => drop(kinds.insert("AWS".into(), json!(arn))),
    }
    Some(())
}

/// Adds to the actions of a statement.
pub(super) fn add_action(policy: &mut Value, index: usize, action: &str) -> Option<()> {
    push(statement(policy, index)?.get_mut("Action")?, json!(action));
    Some(())
}

/// Adds a condition. `None`: there is one of that operator and key.
pub(super) fn add_condition(
    policy: &mut Value,
    index: usize,
    [operator, key, value]: [&str; 3],
) -> Option<()> {
    let elements = statement(policy, index)?;
    let operators = elements.entry("Condition").or_insert_with(|| json!({}));
    let keys = operators.as_object_mut()?;
    let keys = keys
        .entry(operator)
        .or_insert_with(|| json!({}))
        .as_object_mut()?;
    let is_free = !keys.keys().any(|known| known.eq_ignore_ascii_case(key));
    is_free.then(|| drop(keys.insert(key.into(), json!(value))))
}

/// Gives a condition another value.
pub(super) fn change_condition(
    policy: &mut Value,
    index: usize,
    [operator, key, value]: [&str; 3],
) -> Option<()> {
    let operators = statement(policy, index)?.get_mut("Condition")?;
    *operators.get_mut(operator)?.get_mut(key)? = json!(value);
    Some(())
}

/// Takes a condition away, with its operator or the whole element where nothing is left in it.
pub(super) fn drop_condition(
    policy: &mut Value,
    index: usize,
    operator: &str,
    key: &str,
) -> Option<()> {
    let elements = statement(policy, index)?;
    let operators = elements.get_mut("Condition")?.as_object_mut()?;
    let keys = operators.get_mut(operator)?.as_object_mut()?;
    keys.shift_remove(key)?;
    if keys.is_empty() {
        operators.shift_remove(operator);
    }
    if operators.is_empty() {
        elements.shift_remove("Condition");
    }
    Some(())
}

fn statement(policy: &mut Value, index: usize) -> Option<&mut Map<String, Value>> {
    match policy.get_mut("Statement")? {
        Value::Array(statements) => statements.get_mut(index)?.as_object_mut(),
        single => single.as_object_mut().filter(|_| index == 0),
    }
}

/// Adds to a list, which one value may stand for.
fn push(list: &mut Value, item: Value) {
    match list {
        Value::Array(items) => items.push(item),
        one => *one = Value::Array(vec![one.take(), item]),
    }
}
