//! `Condition`.

use std::sync::Arc;

use super::Reader;
use crate::{
    PolicyKind, Problem, Span,
    condition::{self, Condition, Operator},
    diagnostic::{Element, Expected},
    json::{self, Data, Value},
    policy::Version,
};

/// The conditions of a `Condition` element's own text; `None`: the text is not that of a JSON object.
pub(crate) fn conditions(text: &str) -> Option<Vec<Condition>> {
    let value = json::parse(text).value?;
    matches!(value.data, Data::Object(_)).then_some(())?;
    let mut reader = Reader {
        kind: PolicyKind::Identity,
        version: Version::V2012,
        broken: false,
        diagnostics: Vec::new(),
    };
    Some(reader.condition(&value))
}

impl Reader {
    pub(super) fn condition(&mut self, value: &Value) -> Vec<Condition> {
        let mut conditions = Vec::new();
        let Data::Object(operators) = &value.data else {
            self.wrong_type(value.span, Element::Condition, Expected::Object);
            return conditions;
        };
        for member in operators {
            let Data::Object(keys) = &member.value.data else {
                self.wrong_type(member.value.span, Element::Condition, Expected::Object);
                continue;
            };
            let operator = Operator::parse(&member.key);
            // IAM does not look at the name of an operator with no keys.
            if operator.is_none() && !keys.is_empty() {
                let name = Arc::clone(&member.key);
                let nearest = Operator::nearest(&name).map(Into::into);
                self.report(member.key_span, Problem::UnknownOperator { name, nearest });
            }
            for key in keys {
                let values = self.scalars(&key.value);
                if let Some(operator) = operator {
                    self.constants(&member.key, operator, &values);
                }
                conditions.push(Condition {
                    operator: Arc::clone(&member.key),
                    key: Arc::clone(&key.key),
                    values,
                    span: key.key_span.to(key.value.span),
                });
            }
        }
        conditions
    }

    fn constants(&mut self, name: &Arc<str>, operator: Operator, values: &[(Arc<str>, Span)]) {
        for (value, span) in values {
            if !condition::is_well_formed(value, operator, self.version) {
                let problem = Problem::BadConstant {
                    operator: Arc::clone(name),
                    value: Arc::clone(value),
                };
                self.report(*span, problem);
            }
        }
    }

    fn scalars(&mut self, value: &Value) -> Vec<(Arc<str>, Span)> {
        let values = match &value.data {
            Data::Array(values) => values.as_slice(),
            _ => std::slice::from_ref(value),
        };
        let mut scalars = Vec::with_capacity(values.len());
        for value in values {
            let text = match &value.data {
                Data::String(text) | Data::Number(text) => Arc::clone(text),
                Data::Bool(truth) => truth.to_string().into(),
                Data::Null | Data::Array(_) | Data::Object(_) => {
                    self.wrong_type(value.span, Element::Condition, Expected::Scalars);
                    continue;
                }
            };
            scalars.push((text, value.span));
        }
        scalars
    }
}
