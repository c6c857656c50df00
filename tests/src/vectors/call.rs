//! The reading of `api`, `duration`, `mfa`, `tags`, `validation` and `format`: one call through [`sts::decide()`],
//! in a small world that holds what the vector's `state` says.

use serde_json::Value;
use sts::{Call, CallContext, Entropy, Params, Presented, Request, Timestamp, World};

use super::caller::{Caller, Kind};
use super::fields::{Fields, scalar};
use super::setting::{Setting, everything};
use super::sign::{Terms, sign};
use super::{Reading, answer, functions};

/// The instant of vectors that name none: 2026-01-15T09:30:00Z.
pub(crate) const NOW: Timestamp = Timestamp(1_768_469_400);

/// One call, or a record of a single function.
pub(crate) fn run(given: &Value, expect: &Value) -> Reading {
    let mut fields = Fields::of("given", given)?;
    let expect = Fields::of("expect", expect)?;
    let names = fields.names();
    if names.contains(&"secretBase32") {
        return functions::totp(fields, expect);
    }
    if names.contains(&"accessKeyId") {
        return functions::account(fields, expect);
    }
    let operation = fields.need_text("operation")?;
    let caller = Caller::read(fields.need("caller")?)?;
    let request = request(operation, fields.take("params"))?;
    let (world, now, region) = Setting::read(fields.inner("state")?)?.build(&caller)?;
    fields.finish()?;

    let scene = Scene {
        presented: sign(&world, &caller, &session_terms(&caller, now)),
        world,
        now,
        region,
    };
    let exchange = scene.ask(scene.presented.clone(), request);
    answer::compare(&scene, &exchange, expect)
}

/// A world at an instant, with somebody to make calls.
pub(crate) struct Scene {
    pub(crate) world: World,
    pub(crate) now: Timestamp,
    pub(crate) presented: Option<Presented>,
    pub(crate) region: String,
}

impl Scene {
    /// Makes a call.
    pub(crate) fn ask(&self, credentials: Option<Presented>, request: Request) -> sts::Exchange {
        let call = Call {
            credentials,
            request,
            context: CallContext {
                region: self.region.as_str().into(),
                ..CallContext::default()
            },
        };
        let entropy = Entropy {
            seed: self.world.seed,
            entry: 1,
        };
        sts::decide(&self.world, &call, self.now, &entropy)
    }
}

/// A request by the operation's name, `AssumeRole` or `iam:ListUsers`.
pub(crate) fn request(operation: &str, params: Option<&Value>) -> Result<Request, String> {
    let params = match params {
        None => Params::new(),
        Some(value) => match value_of(value) {
            sts::Value::Structure(params) => params,
            _ => return Err("`params` is not an object".into()),
        },
    };
    if operation.contains(':') {
        return Ok(Request::parse(operation, params));
    }
    match Request::parse(&format!("sts:{operation}"), params) {
        request @ Request::Sts { .. } => Ok(request),
        Request::Access { .. } => Err(format!("the operation {operation} is not built")),
    }
}

/// A parameter's value; numbers are text, `null` counts as not given, and a policy may be written as JSON.
fn value_of(value: &Value) -> sts::Value {
    match value {
        Value::Array(values) => sts::Value::List(values.iter().map(value_of).collect()),
        Value::Object(members) => {
            let given = members.iter().filter(|(_, value)| !value.is_null());
            let params = given.map(|(name, value)| {
                let is_policy = name == "Policy" && value.is_object();
                let value = if is_policy {
                    sts::Value::Text(value.to_string().into())
                } else {
                    value_of(value)
                };
                (name.as_str().into(), value)
            });
            sts::Value::Structure(params.collect())
        }
        other => sts::Value::Text(scalar(other).into()),
    }
}

/// Federated users have no more than their session policies give; these give everything.
fn session_terms(caller: &Caller, now: Timestamp) -> Terms {
    let mut terms = Terms::at(now);
    if matches!(caller.kind, Kind::FederatedUser { .. }) {
        terms.policies = vec![everything()];
    }
    terms
}
