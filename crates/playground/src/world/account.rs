//! From an account of a scenario to the account it describes, without policies.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sts::policy::AcceptedPolicy;
use sts::world::{AccessKey, Permissions, Tags};
use sts::{Seed, credentials, identifier, totp};

use super::problem::{error, once};
use super::{ScenarioError, ScenarioProblem};
use crate::scenario::{Account, Key, Resource, Role, User};

/// The most access keys one user may have, and the most MFA devices.
/// [IAM quotas](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html)
const MAX_KEYS: usize = 2;
const MAX_DEVICES: usize = 8;

/// Builds an account without its policies, which name principals of other accounts.
pub(super) fn account(
    place: &str,
    account: &Account,
    seed: &Seed,
    arns: &mut BTreeSet<Arc<str>>,
) -> Result<sts::Account, ScenarioError> {
    let id: Arc<str> = account.id.as_str().into();
    if id.len() != 12 || !id.bytes().all(|b| b.is_ascii_digit()) {
        return Err(error(
            format!("{place}.id"),
            ScenarioProblem::NotAnAccountId(id),
        ));
    }
    let root_arn = identifier::root_arn(&id);
    let mut built = sts::Account {
        alias: account.alias.as_str().into(),
        root_keys: keys(
            &format!("{place}.rootKeys"),
            account.root_keys as usize,
            |number| credentials::long_term_key(seed, &root_arn, number),
        )?,
        id,
        ..Default::default()
    };
    for (index, user) in account.users.iter().enumerate() {
        let place = format!("{place}.users[{index}]");
        add_user(&place, user, seed, &mut built)?;
    }
    for (index, role) in account.roles.iter().enumerate() {
        let place = format!("{place}.roles[{index}]");
        add_role(&place, role, seed, &mut built)?;
    }
    for (index, resource) in account.resources.iter().enumerate() {
        let place = format!("{place}.resources[{index}].arn");
        add_resource(&place, resource, arns, &mut built)?;
    }
    Ok(built)
}

fn add_resource(
    place: &str,
    resource: &Resource,
    arns: &mut BTreeSet<Arc<str>>,
    account: &mut sts::Account,
) -> Result<(), ScenarioError> {
    let arn: Arc<str> = resource.arn.as_str().into();
    if !arn.starts_with("arn:") || arn.splitn(6, ':').count() < 6 {
        return Err(error(place, ScenarioProblem::NotAnArn(arn)));
    }
    once(!arns.insert(arn.clone()), place, &arn)?;
    let resource = sts::world::Resource {
        arn: arn.clone(),
        policy: None,
        body: resource.body.as_str().into(),
    };
    account.resources.insert(arn, resource);
    Ok(())
}

fn add_user(
    place: &str,
    user: &User,
    seed: &Seed,
    account: &mut sts::Account,
) -> Result<(), ScenarioError> {
    let name = checked(&format!("{place}.name"), &user.name)?;
    let path = path(&format!("{place}.path"), &user.path)?;
    let namesake = account
        .users
        .keys()
        .any(|other| other.eq_ignore_ascii_case(&name));
    once(namesake, &format!("{place}.name"), &name)?;
    policy_names(place, &user.policies)?;

    let arn = identifier::user_arn(&account.id, &path, &name);
    let states = user.keys.as_deref().unwrap_or(&[Key::Active]);
    // Two keys at most a user: those of a later generation go on where the earlier ones ended.
    let before = user.generation.saturating_mul(MAX_KEYS as u32);
    let mut keys = keys(&format!("{place}.keys"), states.len(), |number| {
        credentials::long_term_key(seed, &arn, before.saturating_add(number))
    })?;
    for (key, state) in keys.iter_mut().zip(states) {
        key.active = *state == Key::Active;
    }
    if user.mfa.len() > MAX_DEVICES {
        let problem = ScenarioProblem::TooManyDevices { max: MAX_DEVICES };
        return Err(error(format!("{place}.mfa"), problem));
    }
    for (index, device) in user.mfa.iter().enumerate() {
        let place = format!("{place}.mfa[{index}]");
        let device = checked(&place, device)?;
        let (partition, id) = (identifier::PARTITION, &account.id);
        let serial: Arc<str> = format!("arn:{partition}:iam::{id}:mfa/{device}").into();
        let namesake = account
            .devices
            .keys()
            .any(|other| other.eq_ignore_ascii_case(&serial));
        once(namesake, &place, &device)?;
        let device = sts::world::MfaDevice {
            serial: serial.clone(),
            owner: Some(name.clone()),
            secret: totp::device_secret(seed, &serial),
            last_step: None,
        };
        account.devices.insert(serial, device);
    }
    let user = sts::world::User {
        name: name.clone(),
        path,
        unique_id: identifier::unique_id(seed, "AIDA", &arn, user.generation),
        keys,
        groups: Vec::new(),
        permissions: Permissions::default(),
        tags: tags(&user.tags),
    };
    account.users.insert(name, user);
    Ok(())
}

fn add_role(
    place: &str,
    role: &Role,
    seed: &Seed,
    account: &mut sts::Account,
) -> Result<(), ScenarioError> {
    let name = checked(&format!("{place}.name"), &role.name)?;
    let path = path(&format!("{place}.path"), &role.path)?;
    let namesake = account
        .roles
        .keys()
        .any(|other| other.eq_ignore_ascii_case(&name));
    once(namesake, &format!("{place}.name"), &name)?;
    policy_names(place, &role.policies)?;

    let max_session_duration = role.max_session_duration.unwrap_or(3600);
    if !(3600..=43200).contains(&max_session_duration) {
        let place = format!("{place}.maxSessionDuration");
        return Err(error(
            place,
            ScenarioProblem::MaxSessionDuration(max_session_duration),
        ));
    }
    let arn = identifier::role_arn(&account.id, &path, &name);
    let role = sts::world::Role {
        name: name.clone(),
        path,
        unique_id: identifier::unique_id(seed, "AROA", &arn, role.generation),
        // Trusts nobody until its own is accepted, which needs all principals.
        trust: AcceptedPolicy {
            text: "".into(),
            policy: Arc::new(iam::Policy::compile(iam::Document::default())),
        },
        permissions: Permissions::default(),
        max_session_duration,
        tags: tags(&role.tags),
    };
    account.roles.insert(name, role);
    Ok(())
}

/// Whether IAM takes it for a name of at most `max` characters.
pub(crate) fn is_name(name: &str, max: usize) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "+=,.@-_".contains(c);
    (1..=max).contains(&name.len()) && name.chars().all(allowed)
}

fn keys(
    place: &str,
    count: usize,
    key: impl Fn(u32) -> AccessKey,
) -> Result<Vec<AccessKey>, ScenarioError> {
    if count > MAX_KEYS {
        return Err(error(place, ScenarioProblem::TooManyKeys { max: MAX_KEYS }));
    }
    Ok((1..).map(key).take(count).collect())
}

fn checked(place: &str, name: &str) -> Result<Arc<str>, ScenarioError> {
    checked_name(place, name, 64).map(|()| name.into())
}

fn policy_names<T>(place: &str, policies: &BTreeMap<String, T>) -> Result<(), ScenarioError> {
    policies
        .keys()
        .try_for_each(|name| checked_name(&format!("{place}.policies"), name, 128))
}

fn checked_name(place: &str, name: &str, max: usize) -> Result<(), ScenarioError> {
    if is_name(name, max) {
        return Ok(());
    }
    let name = name.into();
    Err(error(place, ScenarioProblem::NotAName { name, max }))
}

fn path(place: &str, path: &str) -> Result<Arc<str>, ScenarioError> {
    if path.is_empty() {
        return Ok("/".into());
    }
    let fits = path.len() <= 512
        && path.starts_with('/')
        && path.ends_with('/')
        && path.bytes().all(|b| b.is_ascii_graphic());
    fits.then(|| path.into())
        .ok_or_else(|| error(place, ScenarioProblem::NotAPath(path.into())))
}

fn tags(tags: &BTreeMap<String, String>) -> Tags {
    tags.iter()
        .map(|(key, value)| (key.as_str().into(), value.as_str().into()))
        .collect()
}
