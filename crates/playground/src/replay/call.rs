//! From a call as the form or the tape holds it to the call itself.

use std::sync::Arc;

use serde_json::Value;
use sts::world::MfaDevice;
use sts::{
    AccessKeyId, Call, CallContext, Params, Presented, Proof, Request, SecretAccessKey,
    SessionToken, Timestamp, World, totp,
};

use crate::policy_text::PolicyText;
use crate::scenario::{CallSpec, CallerRef, Part};
use crate::wallet::Held;
use crate::world::named;

/// Why the call that a form or an entry describes cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CannotCall {
    /// It names no action.
    NoAction,
    /// No such user, account or key.
    NoSuchCaller,
    /// The entry whose credentials it uses issued none.
    NotIssued {
        /// That entry.
        entry: u64,
    },
    /// It takes the code of a device that is not there.
    NoSuchDevice {
        /// Its serial number.
        serial: Arc<str>,
    },
    /// The tape holds as many calls as it may.
    TapeFull,
}

/// The call that a form or an entry describes, made at an instant by somebody of this world or with credentials of this wallet.
///
/// A caller without its key id or its secret cannot sign, so that its call goes out unsigned.
///
/// # Errors
/// What is missing for it.
pub fn call_of(
    spec: &CallSpec,
    world: &World,
    wallet: &[Held],
    at: Timestamp,
) -> Result<Call, CannotCall> {
    if spec.action.trim().is_empty() {
        return Err(CannotCall::NoAction);
    }
    let mut params = Params::new();
    let code = device_code(spec);
    for (name, value) in &spec.params {
        let value = match (&code, name.as_str()) {
            (Some(code), TOKEN_CODE) => Some(sts::Value::Text(code.at(world, at)?.into())),
            (_, "Policy") if value.is_object() => Some(sts::Value::Text(
                PolicyText::Json(value.clone()).text().into(),
            )),
            _ => param(value),
        };
        params.extend(value.map(|value| (name.as_str().into(), value)));
    }
    Ok(Call {
        credentials: presented(spec, world, wallet)?,
        request: Request::parse(spec.action.trim(), params),
        context: CallContext::default(),
    })
}

/// Wire name of the parameter that holds a one-time code.
pub(crate) const TOKEN_CODE: &str = "TokenCode";

/// A one-time code as a call names it: what a device shows at the time of the call, or a few steps before or after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DeviceCode<'a> {
    /// Serial number of the device.
    pub(crate) serial: &'a str,
    /// Steps of 30 seconds away from the time of the call.
    pub(crate) step: i64,
}

impl DeviceCode<'_> {
    fn at(&self, world: &World, at: Timestamp) -> Result<String, CannotCall> {
        let device = device(world, self.serial).ok_or_else(|| CannotCall::NoSuchDevice {
            serial: self.serial.into(),
        })?;
        let step = totp::step(at).saturating_add_signed(self.step);
        Ok(totp::code(&device.secret, step))
    }
}

/// The device whose code a call sends, where it names one instead of a code.
pub(crate) fn device_code(spec: &CallSpec) -> Option<DeviceCode<'_>> {
    let members = spec.params.get(TOKEN_CODE)?.as_object()?;
    let serial = members.get("device")?.as_str()?;
    let step = match members.get("step") {
        None => 0,
        Some(step) => step.as_i64()?,
    };
    Some(DeviceCode { serial, step })
}

/// The device of a serial number, whosever it is.
pub(crate) fn device<'a>(world: &'a World, serial: &str) -> Option<&'a MfaDevice> {
    let mut accounts = world.accounts.values();
    accounts.find_map(|account| account.devices.get(serial))
}

/// A parameter of the document as a parameter of the request; numbers as they are written, `null` as if it were not there.
fn param(value: &Value) -> Option<sts::Value> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(flag) => sts::Value::Text(flag.to_string().into()),
        Value::Number(number) => sts::Value::Text(number.to_string().into()),
        Value::String(text) => sts::Value::Text(text.as_str().into()),
        Value::Array(members) => sts::Value::List(members.iter().filter_map(param).collect()),
        Value::Object(members) => {
            let mut structure = Params::new();
            let given =
                |(name, value): (&String, &Value)| Some((name.as_str().into(), param(value)?));
            structure.extend(members.iter().filter_map(given));
            sts::Value::Structure(structure)
        }
    })
}

/// The caller's credentials, with parts left out or altered on purpose; `None`: the call is not signed.
fn presented(
    spec: &CallSpec,
    world: &World,
    wallet: &[Held],
) -> Result<Option<Presented>, CannotCall> {
    let (id, secret, token) = match &spec.caller {
        CallerRef::Unsigned => return Ok(None),
        CallerRef::Entry(entry) => {
            let held = wallet
                .iter()
                .find(|held| held.entry == *entry)
                .ok_or(CannotCall::NotIssued { entry: *entry })?;
            let credentials = &held.credentials;
            (
                &credentials.access_key_id,
                &credentials.secret_access_key,
                Some(&credentials.session_token),
            )
        }
        reference @ (CallerRef::User { .. } | CallerRef::Root { .. }) => {
            let key = named(reference, world).ok_or(CannotCall::NoSuchCaller)?;
            (&key.id, &key.secret, None)
        }
    };
    let without = |part| spec.without.contains(&part);
    if without(Part::AccessKeyId) || without(Part::SecretAccessKey) {
        return Ok(None);
    }
    let shown = |part, text: &Arc<str>| {
        if spec.altered.contains(&part) {
            altered(text)
        } else {
            text.clone()
        }
    };
    Ok(Some(Presented {
        access_key_id: AccessKeyId(shown(Part::AccessKeyId, &id.0)),
        session_token: token
            .filter(|_| !without(Part::SessionToken))
            .map(|token| SessionToken(shown(Part::SessionToken, &token.0))),
        proof: Proof::Secret(SecretAccessKey(shown(Part::SecretAccessKey, &secret.0))),
    }))
}

/// The same text with one character changed, in the middle: `A` and `B` are letters of every alphabet used here.
fn altered(text: &str) -> Arc<str> {
    let middle = text.chars().count() / 2;
    let change = |(at, c)| match c {
        _ if at != middle => c,
        'A' => 'B',
        _ => 'A',
    };
    text.chars()
        .enumerate()
        .map(change)
        .collect::<String>()
        .into()
}
