//! The world of a vector: built up principal by principal.

use std::sync::Arc;

use serde_json::{Value, json};
use sts::policy::AcceptedPolicy;
use sts::world::{MfaDevice, Permissions, Resource, Role, Tags, User, World};
use sts::{Account, PolicyAddress, credentials, identifier};

use super::caller::{Caller, Kind, name_of, unique};
use super::fields::scalar;

/// Makes the account, if it is not there.
pub(crate) fn account<'w>(world: &'w mut World, id: &str) -> &'w mut Account {
    world.accounts.entry(id.into()).or_insert_with(|| Account {
        id: id.into(),
        ..Account::default()
    })
}

/// Makes the caller: its account, and the user, root key or role behind its credentials.
pub(crate) fn caller(world: &mut World, caller: &Caller) {
    match &caller.kind {
        Kind::User => user(world, &caller.arn, &caller.unique_id),
        Kind::Root => root(world, &caller.account),
        Kind::RoleSession {
            role: arn, role_id, ..
        } => role(world, arn, role_id),
        Kind::FederatedUser { by } if by.ends_with(":root") => root(world, &caller.account),
        Kind::FederatedUser { by } => user(world, by, &unique("AIDA", by)),
        Kind::Service { .. } | Kind::Federated { .. } | Kind::Anonymous => {}
    }
}

/// Makes a user with one active key.
pub(crate) fn user(world: &mut World, arn: &str, unique_id: &str) {
    let (id, name, path) = parts(arn);
    let user = User {
        name: name.into(),
        path: path.into(),
        unique_id: unique_id.into(),
        keys: vec![credentials::long_term_key(&world.seed, arn, 1)],
        ..User::default()
    };
    account(world, id).users.insert(name.into(), user);
}

/// Makes a role that nobody may assume, of one hour, if it is not there.
pub(crate) fn role(world: &mut World, arn: &str, role_id: &str) {
    let (id, name, path) = parts(arn);
    let role = Role {
        name: name.into(),
        path: path.into(),
        unique_id: role_id.into(),
        trust: accepted(
            world,
            iam::PolicyKind::Trust,
            &json!({"Version": "2012-10-17", "Statement": []}),
        ),
        permissions: Permissions::default(),
        max_session_duration: 3600,
        tags: Tags::new(),
    };
    account(world, id).roles.entry(name.into()).or_insert(role);
}

/// The role of an ARN, to be changed.
pub(crate) fn role_mut<'w>(world: &'w mut World, arn: &str) -> Option<&'w mut Role> {
    let (id, name, _) = parts(arn);
    world.accounts.get_mut(id)?.roles.get_mut(name)
}

/// The policies of the user or role behind the caller, to be changed; the root user has none.
pub(crate) fn permissions<'w>(
    world: &'w mut World,
    caller: &Caller,
) -> Option<&'w mut Permissions> {
    match &caller.kind {
        Kind::RoleSession { role, .. } => Some(&mut role_mut(world, role)?.permissions),
        Kind::User => Some(&mut user_mut(world, &caller.arn)?.permissions),
        Kind::FederatedUser { by } => Some(&mut user_mut(world, by)?.permissions),
        _ => None,
    }
}

/// Makes a virtual MFA device; an `owner` that is no user is the root user.
pub(crate) fn device(world: &mut World, serial: &str, owner: &str, secret: Vec<u8>) {
    let (id, name, _) = parts(owner);
    let device = MfaDevice {
        serial: serial.into(),
        owner: owner.contains(":user/").then(|| name.into()),
        secret: secret.into(),
        last_step: None,
    };
    account(world, id).devices.insert(serial.into(), device);
}

/// Makes a resource that is no role.
pub(crate) fn resource(world: &mut World, owner: &str, arn: &str, policy: Option<AcceptedPolicy>) {
    let resource = Resource {
        arn: arn.into(),
        policy,
        body: "".into(),
    };
    account(world, owner).resources.insert(arn.into(), resource);
}

/// A policy as if it had been saved: principals that exist are resolved to their unique ids, others stand as written.
pub(crate) fn accepted(world: &World, kind: iam::PolicyKind, document: &Value) -> AcceptedPolicy {
    let text: Arc<str> = scalar(document).into();
    let mut document = iam::read(&text, kind).document;
    document.resolve_principals(|arn| unique_id_of(world, arn));
    AcceptedPolicy {
        text,
        policy: Arc::new(iam::Policy::compile(document)),
    }
}

/// A policy that is saved as IAM saves it, or IAM's refusal.
pub(crate) fn save(world: &World, address: &PolicyAddress, text: &str) -> Result<(), sts::Error> {
    world.accept(address, text).map(|_| ())
}

fn root(world: &mut World, id: &str) {
    let key = credentials::long_term_key(&world.seed, &identifier::root_arn(id), 1);
    account(world, id).root_keys = vec![key];
}

fn user_mut<'w>(world: &'w mut World, arn: &str) -> Option<&'w mut User> {
    let (id, name, _) = parts(arn);
    world.accounts.get_mut(id)?.users.get_mut(name)
}

fn unique_id_of(world: &World, arn: &str) -> Option<Arc<str>> {
    let (id, name, _) = parts(arn);
    let account = world.accounts.get(id)?;
    if arn.contains(":user/") {
        Some(account.users.get(name)?.unique_id.clone())
    } else if arn.contains(":role/") {
        Some(account.roles.get(name)?.unique_id.clone())
    } else {
        None
    }
}

/// Account, name and path (`/`, `/team/`) of a user or role.
fn parts(arn: &str) -> (&str, &str, &str) {
    let name = name_of(arn);
    let path = arn
        .find('/')
        .and_then(|start| arn.get(start..arn.len() - name.len()))
        .unwrap_or("/");
    (identifier::account_of(arn).unwrap_or_default(), name, path)
}
