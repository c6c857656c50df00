//! A document beside the JSON it was read from, so that each part of it can be edited.

use super::facts::{Facts, Key};
use crate::{
    Document, Effect, PolicyKind, Reading, Span, Statement,
    condition::{Comparison, Condition, Operator, Quantifier},
    json::{Data, Member, Value},
    pattern::action_matches,
    policy::PrincipalType,
};

/// What rules look at.
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    pub(super) kind: PolicyKind,
    pub(super) document: &'a Document,
    pub(super) facts: &'a Facts<'a>,
    /// The whole policy.
    pub(super) root: &'a Value,
    /// The place of each statement, in the text's order.
    pub(super) statements: Vec<StatementAt<'a>>,
}

/// A statement and its JSON.
pub(super) struct StatementAt<'a> {
    pub(super) statement: &'a Statement,
    /// The object.
    pub(super) object: &'a Value,
    pub(super) tests: Vec<Test<'a>>,
}

/// One condition and its JSON.
pub(super) struct Test<'a> {
    pub(super) condition: &'a Condition,
    pub(super) operator: Operator,
    /// The operator and its keys, a member of the `Condition` object.
    pub(super) group: &'a Member,
    /// The key and its values, a member of the group.
    pub(super) member: &'a Member,
    /// What is known of the key.
    pub(super) key: Option<Key<'a>>,
}

impl<'a> Source<'a> {
    /// `text` is what was read as `reading`, `root` its JSON.
    pub(super) fn new(
        text: &'a str,
        reading: &'a Reading,
        facts: &'a Facts<'a>,
        root: &'a Value,
    ) -> Self {
        let objects = match member(root, "Statement").map(|member| &member.value) {
            Some(Value {
                data: Data::Array(values),
                ..
            }) => values.as_slice(),
            Some(value) => std::slice::from_ref(value),
            None => &[],
        };
        let pairs = reading.document.statements.iter().zip(objects);
        let statements = pairs
            .map(|(statement, object)| StatementAt {
                statement,
                object,
                tests: tests(statement, object, facts),
            })
            .collect();
        Self {
            text,
            kind: reading.kind,
            document: &reading.document,
            facts,
            root,
            statements,
        }
    }

    /// The places of the statements where they stand in an array; `None`: there is a single one, without an array.
    pub(super) fn statement_list(&self) -> Option<&'a Value> {
        let value = &member(self.root, "Statement")?.value;
        matches!(value.data, Data::Array(_)).then_some(value)
    }
}

impl StatementAt<'_> {
    pub(super) fn allows(&self) -> bool {
        self.statement.effect == Effect::Allow
    }

    /// Whether the statement covers an action.
    pub(super) fn covers(&self, action: &str) -> bool {
        let list = &self.statement.action;
        let listed = |pattern: &str| action_matches(pattern, action);
        list.values.iter().any(|(pattern, _)| listed(pattern)) != list.negated
    }

    /// Whether it names principals of this kind alone.
    pub(super) fn only(&self, kind: PrincipalType) -> bool {
        let values = self.statement.principal.iter().flat_map(|p| &p.values);
        values.clone().count() > 0 && values.clone().all(|value| value.kind == kind)
    }
}

impl Test<'_> {
    pub(super) fn is_on(&self, key: &str) -> bool {
        self.condition.key.eq_ignore_ascii_case(key)
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &str> + Clone {
        self.condition.values.iter().map(|(value, _)| &**value)
    }

    /// Whether every value is this one, case not counted, and there is one.
    pub(super) fn all_are(&self, wanted: &str) -> bool {
        !self.condition.values.is_empty() && self.values().all(|v| v.eq_ignore_ascii_case(wanted))
    }

    /// It can hold only where the key is present with a value the policy wants.
    pub(super) fn demands(&self) -> bool {
        let operator = self.operator;
        !operator.negated
            && !operator.if_exists
            && operator.quantifier != Quantifier::ForAllValues
            && operator.comparison != Comparison::Null
    }

    /// The truth a `Bool` or `Null` condition wants, where it is one.
    pub(super) fn truth(&self) -> Option<bool> {
        match () {
            () if self.all_are("true") => Some(true),
            () if self.all_are("false") => Some(false),
            () => None,
        }
    }

    /// What it comes to where the key is absent.
    pub(super) fn holds_if_absent(&self) -> bool {
        let operator = self.operator;
        if operator.comparison == Comparison::Null {
            return self
                .values()
                .any(|value| value.eq_ignore_ascii_case("true"));
        }
        match operator.quantifier {
            Quantifier::ForAllValues => true,
            _ if operator.if_exists => true,
            Quantifier::Single => operator.negated,
            Quantifier::ForAnyValue => false,
        }
    }

    pub(super) fn span(&self) -> Span {
        self.condition.span
    }

    /// The name of another operator, with this one's prefix and suffix.
    pub(super) fn renamed(&self, base: &str) -> String {
        let written = &*self.condition.operator;
        let prefix = match written.split_once(':') {
            Some((prefix, _)) => format!("{prefix}:"),
            None => String::new(),
        };
        let suffix = if self.operator.if_exists {
            "IfExists"
        } else {
            ""
        };
        format!("{prefix}{base}{suffix}")
    }

    /// The operator's name without its set operator.
    pub(super) fn without_set(&self) -> &str {
        let written = &*self.condition.operator;
        written.split_once(':').map_or(written, |(_, rest)| rest)
    }
}

/// The conditions of a statement; the reader keeps them in the text's order, one for each operator and key.
fn tests<'a>(statement: &'a Statement, object: &'a Value, facts: &Facts<'a>) -> Vec<Test<'a>> {
    let groups = member(object, "Condition").map(|condition| members(&condition.value));
    let pairs = groups
        .unwrap_or_default()
        .iter()
        .flat_map(|group| members(&group.value).iter().map(move |key| (group, key)));
    let tests = statement.conditions.iter().zip(pairs);
    tests
        .filter_map(|(condition, (group, member))| {
            Some(Test {
                condition,
                operator: Operator::parse(&condition.operator)?,
                group,
                member,
                key: facts.key(&condition.key),
            })
        })
        .collect()
}

/// The members of an object.
pub(super) fn members(value: &Value) -> &[Member] {
    match &value.data {
        Data::Object(members) => members,
        _ => &[],
    }
}

/// A member of an object by its key.
pub(super) fn member<'a>(value: &'a Value, key: &str) -> Option<&'a Member> {
    members(value).iter().find(|member| *member.key == *key)
}
