//! The readings of `condition`, `match-action` and `match-resource`: one statement against one request.

use iam::{Attached, Context, Decision, NoTrace, PolicyKind, PolicySet, Principal};
use serde_json::{Value, json};
use std::sync::Arc;

use super::fields::{Fields, one_or_many, scalar};
use super::{Comparison, Reading};

const ACCOUNT: &str = "111122223333";

/// `version` and `condition` against `context`.
pub(crate) fn condition(given: &Value, expect: &Value) -> Reading {
    let mut given = Fields::of("given", given)?;
    let mut statement = statement(&json!("*"), &json!("*"));
    statement["Condition"] = given.need("condition")?.clone();
    let version = given.need_text("version")?;
    let context = context(given.take("context"))?;
    given.finish()?;
    matches(version, &statement, "*", "*", &context, expect)
}

/// `pattern` against `action`.
pub(crate) fn action(given: &Value, expect: &Value) -> Reading {
    let mut given = Fields::of("given", given)?;
    let statement = statement(given.need("pattern")?, &json!("*"));
    let action = given.need_text("action")?;
    let context = context(given.take("context"))?;
    given.finish()?;
    matches("2012-10-17", &statement, action, "*", &context, expect)
}

/// `pattern` against `resource`.
pub(crate) fn resource(given: &Value, expect: &Value) -> Reading {
    let mut given = Fields::of("given", given)?;
    let statement = statement(&json!("*"), given.need("pattern")?);
    let resource = given.need_text("resource")?;
    let context = context(given.take("context"))?;
    given.finish()?;
    matches(
        "2012-10-17",
        &statement,
        "service:Action",
        resource,
        &context,
        expect,
    )
}

/// The condition keys of a request; a list is a multivalued key.
pub(crate) fn context(value: Option<&Value>) -> Result<Context, String> {
    let mut context = Context::default();
    let Some(value) = value else {
        return Ok(context);
    };
    for (key, value) in value.as_object().ok_or("`context` is not an object")? {
        match value {
            Value::Array(_) => context.set_all(key, one_or_many(value)),
            one => context.set(key, scalar(one)),
        }
    }
    Ok(context)
}

fn statement(action: &Value, resource: &Value) -> Value {
    json!({"Effect": "Allow", "Action": action, "Resource": resource})
}

/// Whether the one statement applies, asked as an identity policy of a user on a resource of its own account.
fn matches(
    version: &str,
    statement: &Value,
    action: &str,
    resource: &str,
    context: &Context,
    expect: &Value,
) -> Reading {
    let mut expect = Fields::of("expect", expect)?;
    let wanted = expect.need("match")?.to_string();
    expect.finish()?;
    let text = json!({"Version": version, "Statement": [statement]}).to_string();
    let reading = iam::read(&text, PolicyKind::Identity);
    let policy = Attached {
        id: "identity".into(),
        policy: Arc::new(iam::Policy::compile(reading.document)),
    };
    let request = iam::Request {
        principal: &Principal::User {
            arn: format!("arn:aws:iam::{ACCOUNT}:user/anna").into(),
            account: ACCOUNT.into(),
            unique_id: "AIDACKCEVSQ6C2EXAMPLE".into(),
        },
        action,
        resource,
        resource_account: Some(ACCOUNT),
        context,
    };
    let policies = PolicySet {
        identity: &[policy],
        ..PolicySet::default()
    };
    let evaluation = iam::evaluate(&request, &policies, &mut NoTrace);
    let got = evaluation.decision == Decision::Allow;
    Ok(vec![Comparison::equal(wanted, got.to_string())])
}
