//! Edits of a statement's conditions.

use super::{
    Finding, FixKind, TextEdit,
    edit::{self, Node},
    source::{Source, StatementAt, Test, member, members},
};
use crate::json::Value;

/// Adds a condition. `None`: the statement has one of that operator and key already.
pub(super) fn add(
    source: &Source<'_>,
    at: &StatementAt<'_>,
    operator: &str,
    key: &str,
    value: &str,
) -> Option<Vec<TextEdit>> {
    insert(source.text, at.object, operator, key, Node::Text(value)).map(|edit| vec![edit])
}

/// Takes a condition away, with its operator or the whole element where nothing is left in it.
pub(super) fn remove(at: &StatementAt<'_>, test: &Test<'_>) -> Option<Vec<TextEdit>> {
    let condition = member(at.object, "Condition")?;
    let edit = if members(&test.group.value).len() > 1 {
        edit::remove_member(&test.group.value, test.member)
    } else if members(&condition.value).len() > 1 {
        edit::remove_member(&condition.value, test.group)
    } else {
        edit::remove_member(at.object, condition)
    };
    edit.map(|edit| vec![edit])
}

/// Gives a condition another operator, and another value where one is given. `None`: there is one of that operator and key.
pub(super) fn change(
    source: &Source<'_>,
    at: &StatementAt<'_>,
    test: &Test<'_>,
    operator: &str,
    value: Option<&str>,
) -> Option<Vec<TextEdit>> {
    let condition = member(at.object, "Condition")?;
    let alone = members(&test.group.value).len() == 1;
    if alone && member(&condition.value, operator).is_none() {
        let mut edits = vec![edit::string(test.group.key_span, operator)];
        edits.extend(value.map(|value| edit::string(test.member.value.span, value)));
        return Some(edits);
    }
    let raw = test.member.value.span.of(source.text)?;
    let node = value.map_or(Node::Raw(raw), Node::Text);
    let inserted = insert(source.text, at.object, operator, &test.condition.key, node)?;
    let removed = match alone {
        true => edit::remove_member(&condition.value, test.group)?,
        false => edit::remove_member(&test.group.value, test.member)?,
    };
    Some(vec![removed, inserted])
}

/// Writes a condition into a statement's object. `None`: the object has one of that operator and key already.
pub(super) fn insert(
    text: &str,
    statement: &Value,
    operator: &str,
    key: &str,
    node: Node<'_>,
) -> Option<TextEdit> {
    let Some(condition) = member(statement, "Condition") else {
        let node = Node::Object(operator, Box::new(Node::Object(key, Box::new(node))));
        return Some(edit::append(text, statement, "Condition", &node));
    };
    let Some(group) = member(&condition.value, operator) else {
        let node = Node::Object(key, Box::new(node));
        return Some(edit::append(text, &condition.value, operator, &node));
    };
    edit::is_free(&group.value, key).then(|| edit::append(text, &group.value, key, &node))
}

impl Finding {
    /// Adds the fix that adds a condition.
    pub(super) fn add_condition(
        self,
        (source, at): (&Source<'_>, &StatementAt<'_>),
        [operator, key, value]: [&str; 3],
        placeholder: bool,
    ) -> Self {
        let edits = add(source, at, operator, key, value);
        let kind = FixKind::AddCondition {
            operator: operator.into(),
            key: key.into(),
            value: value.into(),
            placeholder,
        };
        self.fix(kind, edits)
    }

    /// Adds the fix that changes a condition's operator.
    pub(super) fn use_operator(
        self,
        (source, at): (&Source<'_>, &StatementAt<'_>),
        test: &Test<'_>,
        operator: &str,
        value: Option<&str>,
    ) -> Self {
        let edits = change(source, at, test, operator, value);
        let kind = FixKind::UseOperator {
            key: test.condition.key.clone(),
            operator: operator.into(),
            value: value.map(Into::into),
        };
        self.fix(kind, edits)
    }

    /// Adds the fix that takes a condition away.
    pub(super) fn remove_condition(self, at: &StatementAt<'_>, test: &Test<'_>) -> Self {
        let key = test.condition.key.clone();
        self.fix(FixKind::RemoveCondition { key }, remove(at, test))
    }
}
