//! The `state` of a vector: what the world must hold for a call.

use serde_json::{Value, json};
use sts::{Timestamp, World, totp};

use super::call::NOW;
use super::caller::{Caller, unique};
use super::fields::{Fields, scalar};
use super::{functions, state};

/// `state`, read.
#[derive(Default)]
pub(crate) struct Setting<'a> {
    role: Option<RoleState<'a>>,
    devices: Vec<Device<'a>>,
    used: Vec<String>,
    now: Option<i64>,
    authorized: bool,
    endpoint: Option<&'a str>,
}

struct Device<'a> {
    serial: &'a str,
    /// ARN of the user, or of the root user, it belongs to.
    owner: &'a str,
    secret: Vec<u8>,
}

struct RoleState<'a> {
    arn: &'a str,
    max_session_duration: u32,
    tags: Vec<(&'a str, String)>,
}

impl<'a> Setting<'a> {
    pub(crate) fn read(fields: Option<Fields<'a>>) -> Result<Self, String> {
        let Some(mut fields) = fields else {
            return Ok(Self::default());
        };
        for unbuilt in ["saml", "outboundFederation"] {
            if fields.take(unbuilt).is_some() {
                return Err(format!("state: `{unbuilt}` is not built"));
            }
        }
        let used = fields.list("codesUsed")?.unwrap_or_default();
        let state = Self {
            role: fields.inner("role")?.map(RoleState::read).transpose()?,
            devices: devices(fields.take("mfaDevices"))?,
            used: used.iter().map(scalar).collect(),
            now: fields.number("now")?,
            authorized: fields.flag("authorized")?,
            endpoint: fields.text("endpoint")?,
        };
        fields.finish()?;
        Ok(state)
    }

    /// The world, the instant and the Region of the endpoint.
    pub(crate) fn build(self, caller: &Caller) -> Result<(World, Timestamp, String), String> {
        let mut world = World::default();
        let now = self.now.map_or(NOW, Timestamp);
        state::caller(&mut world, caller);
        for device in self.devices {
            state::device(&mut world, device.serial, device.owner, device.secret);
        }
        for code in &self.used {
            use_up(&mut world, code, now)?;
        }
        if let Some(role) = &self.role {
            state::role(&mut world, role.arn, &unique("AROA", role.arn));
            let trust = state::accepted(&world, iam::PolicyKind::Trust, &trust_everybody());
            let text = |(key, value): &(&str, String)| ((*key).into(), value.as_str().into());
            if let Some(made) = state::role_mut(&mut world, role.arn) {
                made.max_session_duration = role.max_session_duration;
                made.tags = role.tags.iter().map(text).collect();
                if self.authorized {
                    made.trust = trust;
                }
            }
        }
        if self.authorized {
            let policy = state::accepted(&world, iam::PolicyKind::Identity, &everything());
            if let Some(permissions) = state::permissions(&mut world, caller) {
                permissions.inline.insert("Everything".into(), policy);
            }
        }
        Ok((world, now, region(self.endpoint)))
    }
}

impl<'a> RoleState<'a> {
    fn read(mut fields: Fields<'a>) -> Result<Self, String> {
        let seconds = fields.number("maxSessionDuration")?.unwrap_or(3600);
        let role = Self {
            arn: fields.need_text("arn")?,
            max_session_duration: u32::try_from(seconds).map_err(|error| error.to_string())?,
            tags: fields.texts("tags")?,
        };
        fields.finish()?;
        Ok(role)
    }
}

/// A policy that allows everything.
pub(crate) fn everything() -> Value {
    json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}})
}

fn trust_everybody() -> Value {
    json!({"Version": "2012-10-17", "Statement": {
        "Effect": "Allow",
        "Principal": {"AWS": "*"},
        "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
    }})
}

fn devices(value: Option<&Value>) -> Result<Vec<Device<'_>>, String> {
    let Some(value) = value else {
        return Ok(Vec::new());
    };
    let devices = value.as_object().ok_or("`mfaDevices` is not an object")?;
    devices
        .iter()
        .map(|(serial, device)| {
            let mut fields = Fields::of("mfaDevices", device)?;
            let device = Device {
                serial,
                owner: fields.need_text("owner")?,
                secret: functions::secret(fields.need_text("secretBase32")?)?,
            };
            fields.finish()?;
            Ok(device)
        })
        .collect()
}

/// Marks the step of a code as used on every device that showed it within ten minutes of now.
fn use_up(world: &mut World, code: &str, now: Timestamp) -> Result<(), String> {
    let present = totp::step(now);
    let mut found = false;
    let devices = world
        .accounts
        .values_mut()
        .flat_map(|account| account.devices.values_mut());
    for device in devices {
        let mut steps = present.saturating_sub(20)..=present + 20;
        if let Some(step) = steps.find(|step| totp::code(&device.secret, *step) == code) {
            device.last_step = device.last_step.max(Some(step));
            found = true;
        }
    }
    if found {
        Ok(())
    } else {
        Err(format!(
            "codesUsed: no device showed {code} within ten minutes of now"
        ))
    }
}

/// The Region of an endpoint's host name; the global endpoint counts as us-east-1.
fn region(endpoint: Option<&str>) -> String {
    let host = endpoint.unwrap_or_default().trim_start_matches("https://");
    let region = host
        .strip_prefix("sts.")
        .and_then(|rest| rest.split_once(".amazonaws.com"))
        .map(|(region, _)| region);
    region.unwrap_or("us-east-1").to_owned()
}
