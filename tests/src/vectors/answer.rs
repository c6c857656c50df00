//! What an answer must hold: `expect.ok` and `expect.error`.

use std::collections::BTreeMap;

use sts::response::Member;
use sts::{Exchange, Presented, Proof, Request, Response};

use super::call::Scene;
use super::fields::{Fields, one_or_many, scalar};
use super::{Comparison, Reading};

/// Compares an exchange with `expect`.
pub(crate) fn compare(scene: &Scene, exchange: &Exchange, mut expect: Fields<'_>) -> Reading {
    let ok = expect.inner("ok")?;
    let error = expect.inner("error")?;
    expect.finish()?;
    match (ok, error) {
        (Some(ok), None) => match &exchange.result {
            Ok(response) => members(scene, response, ok),
            Err(error) => Ok(vec![Comparison::equal("success", told(error))]),
        },
        (None, Some(error)) => refusal(error, exchange.result.as_ref().err()),
        _ => Err("expect: neither just `ok` nor just `error`".into()),
    }
}

/// Compares a refusal with `expect.error`: only what it names counts.
pub(crate) fn refusal(mut expect: Fields<'_>, got: Option<&sts::Error>) -> Reading {
    let code = expect.text("code")?;
    let http = expect.number("http")?;
    let message = expect.text("message")?;
    expect.finish()?;
    let wanted = [
        code.map(str::to_owned),
        http.map(|http| http.to_string()),
        message.map(|message| format!("“{}”", message.trim_end())),
    ];
    let wanted: Vec<String> = wanted.into_iter().flatten().collect();
    let holds = got.is_some_and(|got| {
        code.is_none_or(|code| code == got.code)
            && http.is_none_or(|http| http == i64::from(got.http))
            && message.is_none_or(|message| message.trim_end() == got.message.trim_end())
    });
    Ok(vec![Comparison {
        wanted: if wanted.is_empty() {
            "a refusal".into()
        } else {
            wanted.join(" ")
        },
        got: got.map_or_else(|| "success".into(), told),
        holds,
    }])
}

fn told(error: &sts::Error) -> String {
    format!(
        "{} {} “{}”",
        error.code,
        error.http,
        error.message.trim_end()
    )
}

/// Compares an answer with `expect.ok`: members by dotted path, and what follows from the credentials in it.
fn members(scene: &Scene, response: &Response, mut expect: Fields<'_>) -> Reading {
    let mut compared = Vec::new();
    let mut check = |name: &str, wanted: String, got: String| {
        compared.push(Comparison::equal(
            format!("{name} = {wanted}"),
            format!("{name} = {got}"),
        ));
    };
    let members = response.members();
    if let Some(wanted) = expect.number("durationSeconds")? {
        let lifetime = response
            .credentials()
            .map(|held| held.expiration.0 - scene.now.0);
        let got = lifetime.map_or_else(|| "no credentials".into(), |seconds| seconds.to_string());
        check("durationSeconds", wanted.to_string(), got);
    }
    if let Some(wanted) = expect.list("absent")? {
        for path in wanted.iter().map(scalar) {
            check(
                &path,
                "absent".into(),
                find(&members, &path).unwrap_or_else(|| "absent".into()),
            );
        }
    }
    if expect.names().contains(&"principalTags") {
        let wanted: BTreeMap<_, _> = expect
            .texts("principalTags")?
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect();
        let got = keys_of_next_call(scene, response, "aws:PrincipalTag/");
        check("principalTags", format!("{wanted:?}"), format!("{got:?}"));
    }
    if let Some(wanted) = expect.take("transitiveTagKeys") {
        let mut wanted = one_or_many(wanted);
        wanted.sort();
        let token = response.credentials().map(|held| &held.session_token);
        let session = token.and_then(|token| sts::token::open(&scene.world.seed, token));
        let mut got: Vec<String> = session
            .iter()
            .flat_map(|session| &session.transitive)
            .map(ToString::to_string)
            .collect();
        got.sort();
        check(
            "transitiveTagKeys",
            format!("{wanted:?}"),
            format!("{got:?}"),
        );
    }
    if let Some(wanted) = expect.take("mfaPresent") {
        let got = keys_of_next_call(scene, response, "aws:MultiFactorAuthPresent");
        let got = got.into_values().next();
        let wanted = if wanted.is_null() {
            "absent".into()
        } else {
            scalar(wanted)
        };
        check("mfaPresent", wanted, got.unwrap_or_else(|| "absent".into()));
    }
    for path in expect.names() {
        let wanted = scalar(expect.need(path)?);
        check(
            path,
            wanted,
            find(&members, path).unwrap_or_else(|| "absent".into()),
        );
    }
    expect.finish()?;
    Ok(compared)
}

/// The member at a dotted path, a structure as the names of what it holds.
fn find(members: &[(&'static str, Member)], path: &str) -> Option<String> {
    let (head, rest) = path
        .split_once('.')
        .map_or((path, None), |(head, rest)| (head, Some(rest)));
    let (_, member) = members.iter().find(|(name, _)| *name == head)?;
    match (member, rest) {
        (Member::Text(text), None) => Some(text.to_string()),
        (Member::Structure(inner), Some(rest)) => find(inner, rest),
        (Member::Structure(inner), None) => Some(format!(
            "{:?}",
            inner.iter().map(|(name, _)| name).collect::<Vec<_>>()
        )),
        (Member::Text(_), Some(_)) => None,
    }
}

/// Condition keys that begin with `prefix` in a call signed with the credentials just issued, without the prefix.
fn keys_of_next_call(scene: &Scene, response: &Response, prefix: &str) -> BTreeMap<String, String> {
    let presented = response.credentials().map(|held| Presented {
        access_key_id: held.access_key_id.clone(),
        session_token: Some(held.session_token.clone()),
        proof: Proof::Secret(held.secret_access_key.clone()),
    });
    let request = Request::parse("s3:ListAllMyBuckets", sts::Params::new());
    let exchange = scene.ask(presented, request);
    let facts = exchange
        .trace
        .authorizations
        .first()
        .map(|authorization| &authorization.facts);
    let named = |fact: &sts::facts::Fact| {
        let key = fact.key.strip_prefix(prefix)?;
        Some((key.to_owned(), fact.values.join(",")))
    };
    facts.into_iter().flatten().filter_map(named).collect()
}
