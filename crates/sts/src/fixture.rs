//! The world that unit tests share.
//!
//! Account 111122223333: users anna (may do everything of STS, has an MFA device) and ben (may do nothing), roles Source and Target.
//! Account 444455556666: role Target, which trusts the first account, and bucket `vault`.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::credentials::long_term_key;
use crate::world::{MfaDevice, Permissions, Resource, Role, User};
use crate::{
    Account, Call, CallContext, Credentials, Entropy, Error, Exchange, Params, PolicyAddress,
    Presented, Proof, Request, Seed, Timestamp, Value, World, decide, identifier, totp,
};

pub(crate) const HOME: &str = "111122223333";
pub(crate) const AWAY: &str = "444455556666";
pub(crate) const ANNA: &str = "arn:aws:iam::111122223333:user/anna";
pub(crate) const BEN: &str = "arn:aws:iam::111122223333:user/ben";
pub(crate) const ROOT: &str = "arn:aws:iam::111122223333:root";
pub(crate) const SOURCE: &str = "arn:aws:iam::111122223333:role/Source";
pub(crate) const TARGET: &str = "arn:aws:iam::111122223333:role/Target";
pub(crate) const AWAY_TARGET: &str = "arn:aws:iam::444455556666:role/Target";
pub(crate) const DEVICE: &str = "arn:aws:iam::111122223333:mfa/anna";
pub(crate) const BUCKET: &str = "arn:aws:s3:::vault";

/// 2026-01-15T09:30:00Z
pub(crate) const NOW: Timestamp = Timestamp(1_768_469_400);

/// Trusts every principal of the first account.
pub(crate) const TRUSTS_HOME: &str = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
    "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity", "sts:SetContext"]}]}"#;

/// Allows everything of STS.
pub(crate) const ALLOWS_STS: &str = r#"{"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "sts:*", "Resource": "*"}]}"#;

pub(crate) fn world() -> World {
    let mut world = World {
        seed: Seed::from_text("unit tests"),
        ..World::default()
    };
    for (id, alias) in [(HOME, "home"), (AWAY, "away")] {
        let account = Account {
            id: id.into(),
            alias: alias.into(),
            ..Account::default()
        };
        world.accounts.insert(id.into(), account);
    }
    let seed = world.seed;
    let home = world.accounts.get_mut(HOME).unwrap();
    home.root_keys.push(long_term_key(&seed, ROOT, 1));
    for (name, arn) in [("anna", ANNA), ("ben", BEN)] {
        let user = User {
            name: name.into(),
            path: "/".into(),
            unique_id: identifier::unique_id(&seed, "AIDA", arn, 0),
            keys: vec![long_term_key(&seed, arn, 1)],
            ..User::default()
        };
        home.users.insert(name.into(), user);
    }
    let device = MfaDevice {
        serial: DEVICE.into(),
        owner: Some("anna".into()),
        secret: totp::device_secret(&seed, DEVICE),
        last_step: None,
    };
    home.devices.insert(DEVICE.into(), device);
    world.accounts.get_mut(AWAY).unwrap().resources.insert(
        BUCKET.into(),
        Resource {
            arn: BUCKET.into(),
            policy: None,
            body: "treasure".into(),
        },
    );
    for arn in [SOURCE, TARGET, AWAY_TARGET] {
        add_role(&mut world, arn);
    }
    put(&mut world, "111122223333/user/anna/inline/sts", ALLOWS_STS);
    put(
        &mut world,
        "111122223333/role/Source/inline/sts",
        ALLOWS_STS,
    );
    world
}

/// Adds a role that trusts [`TRUSTS_HOME`].
pub(crate) fn add_role(world: &mut World, arn: &str) {
    let account = identifier::account_of(arn).unwrap();
    let (path, name) = arn.split_once(":role").unwrap().1.rsplit_once('/').unwrap();
    let address = PolicyAddress::Trust {
        account: account.into(),
        role: name.into(),
    };
    let role = Role {
        name: name.into(),
        path: format!("{path}/").into(),
        unique_id: identifier::unique_id(&world.seed, "AROA", arn, 0),
        trust: world.accept(&address, TRUSTS_HOME).unwrap(),
        permissions: Permissions::default(),
        max_session_duration: 3600,
        tags: Vec::new(),
    };
    let account = world.accounts.get_mut(account).unwrap();
    account.roles.insert(name.into(), role);
}

pub(crate) fn role<'w>(world: &'w mut World, arn: &str) -> &'w mut Role {
    let account = world
        .accounts
        .get_mut(identifier::account_of(arn).unwrap())
        .unwrap();
    account
        .roles
        .get_mut(arn.rsplit('/').next().unwrap())
        .unwrap()
}

/// Saves a policy as IAM does.
pub(crate) fn put(world: &mut World, address: &str, text: &str) {
    let address: PolicyAddress = address.parse().unwrap();
    let policy = world.accept(&address, text).unwrap();
    world.apply(&crate::Change::PutPolicy { address, policy });
}

/// A user's or the root user's first key.
pub(crate) fn key(world: &World, arn: &str) -> Presented {
    let key = long_term_key(&world.seed, arn, 1);
    Presented {
        access_key_id: key.id,
        session_token: None,
        proof: Proof::Secret(key.secret),
    }
}

/// Temporary credentials as their owner presents them.
pub(crate) fn temporary(credentials: &Credentials) -> Presented {
    Presented {
        access_key_id: credentials.access_key_id.clone(),
        session_token: Some(credentials.session_token.clone()),
        proof: Proof::Secret(credentials.secret_access_key.clone()),
    }
}

/// Credentials of a session that a call begins at [`NOW`].
pub(crate) fn begin(world: &World, by: &Presented, action: &str, params: Json) -> Presented {
    let exchange = ask(world, Some(by), action, params);
    let response = exchange
        .result
        .unwrap_or_else(|error| panic!("{}", error.message));
    temporary(response.credentials().unwrap())
}

/// A session of Source that anna began.
pub(crate) fn source_session(world: &World, mut params: Json) -> Presented {
    params["RoleArn"] = SOURCE.into();
    params["RoleSessionName"] = "s1".into();
    begin(world, &key(world, ANNA), "sts:AssumeRole", params)
}

/// Makes a call at [`NOW`].
pub(crate) fn ask(world: &World, by: Option<&Presented>, action: &str, params: Json) -> Exchange {
    ask_at(world, by, action, params, NOW)
}

pub(crate) fn ask_at(
    world: &World,
    by: Option<&Presented>,
    action: &str,
    params: Json,
    now: Timestamp,
) -> Exchange {
    // Another call, another entry.
    let entry = Seed::from_text(&format!("{action} {params}")).0;
    let Value::Structure(params) = value(params) else {
        panic!("an object");
    };
    let call = Call {
        credentials: by.cloned(),
        request: Request::parse(action, params),
        context: CallContext::default(),
    };
    let entropy = Entropy {
        seed: world.seed,
        entry: u64::from_be_bytes(entry[..8].try_into().unwrap()),
    };
    decide(world, &call, now, &entropy)
}

/// The current code of anna's device.
pub(crate) fn code(world: &World) -> Json {
    let secret = totp::device_secret(&world.seed, DEVICE);
    json!(totp::code(&secret, totp::step(NOW)))
}

/// Parameters written as JSON; numbers become text.
pub(crate) fn value(json: Json) -> Value {
    match json {
        Json::String(text) => Value::Text(text.into()),
        Json::Array(values) => Value::List(values.into_iter().map(value).collect()),
        Json::Object(members) => {
            let member = |(name, json): (String, Json)| (Arc::from(name), value(json));
            Value::Structure(members.into_iter().map(member).collect::<Params>())
        }
        other => Value::Text(other.to_string().into()),
    }
}

/// `Code: message` of an error, `ok` for an answer: what tables of expectations hold.
pub(crate) fn told(exchange: &Exchange) -> String {
    match &exchange.result {
        Ok(_) => "ok".to_owned(),
        Err(Error { code, message, .. }) => format!("{code}: {}", message.trim_end()),
    }
}
