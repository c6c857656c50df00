//! An evaluation vector as a call: the world it describes, and parameters that carry the condition keys it gives.
//!
//! A call carries more keys than a vector names (`aws:SourceIp`, `sts:RoleSessionName`, …), so that only vectors
//! are run whose policies ask for keys that are known to be alike in both.

use iam::{Decision, Layer, PolicyKind};
use serde_json::Value;
use sts::world::Organization;
use sts::{Params, Request, World, identifier, totp};

use super::call::{NOW, Scene};
use super::caller::{Credentials, Kind, unique};
use super::evaluation::{Case, Told};
use super::sign::{Terms, sign};
use super::state;

/// Decides a vector's request by a call; `None`: no call carries just what it gives.
pub(crate) fn decide(case: &Case<'_>) -> Result<Option<Told>, String> {
    let Some(plan) = Plan::of(case) else {
        return Ok(None);
    };
    let mut world = World::default();
    state::caller(&mut world, &case.caller);
    attach(&mut world, case);
    let mut terms = Terms::at(NOW);
    terms.policies = case.session().unwrap_or_default().to_vec();
    let mut params = plan.params;
    if plan.mfa {
        let serial = format!("arn:aws:iam::{}:mfa/device", case.caller.account);
        let secret = vec![7; 20];
        let code = totp::code(&secret, totp::step(NOW));
        state::device(&mut world, &serial, &case.caller.arn, secret);
        params.insert("SerialNumber".into(), text(&serial));
        params.insert("TokenCode".into(), text(&code));
    }
    let scene = Scene {
        presented: sign(&world, &case.caller, &terms),
        world,
        now: NOW,
        region: "us-east-1".into(),
    };
    let request = Request::parse(&plan.action, params);
    let exchange = scene.ask(scene.presented.clone(), request);
    let last = exchange.trace.authorizations.last();
    match (last, exchange.result) {
        (Some(last), result) if result.is_ok() || last.evaluation.decision != Decision::Allow => {
            Ok(Some(Told {
                decision: last.evaluation.decision,
                layer: last.evaluation.layer,
                action: last.action.to_string(),
            }))
        }
        (None, Ok(_)) => Ok(Some(Told {
            decision: Decision::Allow,
            layer: Layer::Identity,
            action: plan.action,
        })),
        (_, Err(error)) => Err(format!("decide: {} {}", error.code, error.message)),
        (Some(_), Ok(_)) => Err("decide: a success that no policy allows".into()),
    }
}

/// The call that carries the keys of a vector.
struct Plan {
    action: String,
    params: Params,
    mfa: bool,
}

impl Plan {
    fn of(case: &Case<'_>) -> Option<Self> {
        let action = case.actions.first()?.clone();
        let mut params = Params::new();
        match (action.as_str(), &case.caller.kind) {
            ("sts:GetCallerIdentity" | "sts:GetSessionToken", _) => {}
            ("sts:AssumeRole", Kind::User | Kind::RoleSession { .. })
                if case.trust.is_some() && case.resource.contains(":role/") =>
            {
                params.insert("RoleArn".into(), text(case.resource));
                params.insert("RoleSessionName".into(), text("s1"));
            }
            (name, Kind::User | Kind::RoleSession { .. } | Kind::FederatedUser { .. })
                if !name.starts_with("sts:") && case.actions.len() == 1 && case.trust.is_none() =>
            {
                params.insert("Resource".into(), text(case.resource));
            }
            _ => return None,
        }
        let tagged = case.actions.iter().any(|action| action == "sts:TagSession");
        let mut mfa = false;
        let mut tags = Vec::new();
        for entry in case.context.entries() {
            let value = entry.values.first().map_or("", |value| value);
            match entry.key.as_ref() {
                "sts:ExternalId" => {
                    params.insert("ExternalId".into(), text(value));
                }
                "sts:RoleSessionName" => {
                    params.insert("RoleSessionName".into(), text(value));
                }
                "aws:MultiFactorAuthPresent" if value == "true" => mfa = true,
                "aws:MultiFactorAuthAge" if value == "0" => {}
                "aws:PrincipalOrgID" if case.scp.is_some() || case.rcp.is_some() => {}
                "aws:TagKeys" if tagged => {}
                key => {
                    let tag = key.strip_prefix("aws:RequestTag/")?;
                    tags.push(sts::Value::Structure(Params::from([
                        ("Key".into(), text(tag)),
                        ("Value".into(), text(value)),
                    ])));
                }
            }
        }
        let long_term =
            case.caller.kind == Kind::User && case.caller.credentials == Credentials::LongTerm;
        if tagged == tags.is_empty() || (mfa && !long_term) {
            return None;
        }
        if tagged {
            params.insert("Tags".into(), sts::Value::List(tags));
        }
        asks_only_for_given_keys(case).then_some(Self {
            action,
            params,
            mfa,
        })
    }
}

/// Every key that a policy asks for is given, or absent from the call as from the vector.
fn asks_only_for_given_keys(case: &Case<'_>) -> bool {
    let levels = [&case.scp, &case.rcp].into_iter().flatten().flatten();
    let documents = (case.identity.iter())
        .chain(case.session().unwrap_or_default())
        .chain(case.trust)
        .chain(case.resource_policy)
        .chain(case.boundary)
        .chain(levels.copied().flatten());
    let in_organization = case.scp.is_some() || case.rcp.is_some();
    let alike = |key: &str| {
        case.context.lookup(key).is_some()
            || match key {
                "aws:PrincipalArn" | "aws:PrincipalAccount" | "sts:ExternalId" => true,
                "aws:PrincipalOrgID" => !in_organization,
                // Sessions of a user carry the key, long-term keys only with a code.
                "aws:MultiFactorAuthPresent" => {
                    case.caller.kind == Kind::User
                        && case.caller.credentials == Credentials::LongTerm
                }
                "aws:MultiFactorAuthAge" => true,
                _ => key.starts_with("aws:RequestTag/"),
            }
    };
    documents
        .flat_map(keys)
        .all(|key| key.is_some_and(|key| alike(&key)))
}

/// The condition keys a document asks for; `None`: a policy variable, which may ask for anything.
fn keys(document: &Value) -> Vec<Option<String>> {
    if document.to_string().contains("${") {
        return vec![None];
    }
    let statements = match document.get("Statement") {
        Some(Value::Array(statements)) => statements.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let conditions = statements
        .into_iter()
        .filter_map(|statement| statement.get("Condition")?.as_object());
    conditions
        .flat_map(serde_json::Map::values)
        .filter_map(Value::as_object)
        .flat_map(serde_json::Map::keys)
        .map(|key| Some(key.clone()))
        .collect()
}

/// Puts every policy of the vector in its place.
fn attach(world: &mut World, case: &Case<'_>) {
    let caller = &case.caller;
    let owner = case
        .resource_account
        .or_else(|| identifier::account_of(case.resource))
        .unwrap_or(&caller.account);
    if let Some(trust) = case.trust {
        state::role(world, case.resource, &unique("AROA", case.resource));
        let trust = state::accepted(world, PolicyKind::Trust, trust);
        if let Some(role) = state::role_mut(world, case.resource) {
            role.trust = trust;
        }
    } else if case.resource != "*" {
        let policy = case.resource_policy;
        let policy = policy.map(|policy| state::accepted(world, PolicyKind::Resource, policy));
        state::resource(world, owner, case.resource, policy);
    }
    if let Some(boundary) = case.boundary {
        let arn = format!("arn:aws:iam::{}:policy/Boundary", caller.account);
        let policy = state::accepted(world, PolicyKind::Boundary, boundary);
        state::account(world, &caller.account)
            .managed
            .insert(arn.as_str().into(), policy);
        if let Some(permissions) = state::permissions(world, caller) {
            permissions.boundary = Some(arn.into());
        }
    }
    for (index, document) in case.identity.iter().enumerate() {
        let policy = state::accepted(world, PolicyKind::Identity, document);
        if let Some(permissions) = state::permissions(world, caller) {
            permissions
                .inline
                .insert(format!("Policy{index}").into(), policy);
        }
    }
    if case.scp.is_some() || case.rcp.is_some() {
        let mut organization = Organization {
            id: match case.context.lookup("aws:PrincipalOrgID") {
                Some(entry) => entry.values.first().cloned().unwrap_or_default(),
                None => "o-example".into(),
            },
            management: if case.management {
                caller.account.as_str()
            } else {
                "999999999999"
            }
            .into(),
            ..Organization::default()
        };
        let guard = |levels: &[&[Value]], kind| {
            let level = |level: &&[Value]| {
                let policy = |(index, document): (usize, &Value)| {
                    (
                        format!("Policy{index}").into(),
                        state::accepted(world, kind, document),
                    )
                };
                level.iter().enumerate().map(policy).collect()
            };
            levels.iter().map(level).collect()
        };
        if let Some(levels) = &case.scp {
            let scps = guard(levels, PolicyKind::ServiceControl);
            organization
                .scps
                .insert(caller.account.as_str().into(), scps);
        }
        if let Some(levels) = &case.rcp {
            let rcps = guard(levels, PolicyKind::ResourceControl);
            organization.rcps.insert(owner.into(), rcps);
        }
        world.organization = Some(organization);
    }
}

fn text(text: &str) -> sts::Value {
    sts::Value::Text(text.into())
}
