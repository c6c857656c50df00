//! The readings of `policy-validation` and `trust-policy-validation`: what IAM answers when a policy is saved.

use serde_json::{Value, json};
use sts::{PolicyAddress, World};

use super::caller::unique;
use super::fields::{Fields, scalar};
use super::{Comparison, Reading, answer, state};

const ACCOUNT: &str = "111122223333";

/// An identity-based policy, saved as a managed one.
pub(crate) fn identity(given: &Value, expect: &Value) -> Reading {
    let address = PolicyAddress::Managed {
        arn: format!("arn:aws:iam::{ACCOUNT}:policy/Policy").into(),
    };
    let sized = |sid: &str| {
        json!({"Version": "2012-10-17", "Statement": {
            "Sid": sid, "Effect": "Allow", "Action": "s3:*", "Resource": "*",
        }})
    };
    save(&address, given, expect, sized)
}

/// A role's trust policy.
pub(crate) fn trust(given: &Value, expect: &Value) -> Reading {
    let address = PolicyAddress::Trust {
        account: ACCOUNT.into(),
        role: "Target".into(),
    };
    let sized = |sid: &str| {
        json!({"Version": "2012-10-17", "Statement": {
            "Sid": sid, "Effect": "Allow", "Action": "sts:AssumeRole",
            "Principal": {"AWS": format!("arn:aws:iam::{ACCOUNT}:root")},
        }})
    };
    save(&address, given, expect, sized)
}

fn save(
    address: &PolicyAddress,
    given: &Value,
    expect: &Value,
    sized: impl Fn(&str) -> Value,
) -> Reading {
    let mut given = Fields::of("given", given)?;
    let text = match (given.take("document"), given.text("text")?) {
        (Some(document), None) => text(document, sized)?,
        (None, Some(text)) => text.to_owned(),
        _ => return Err("given: neither just `document` nor just `text`".into()),
    };
    given.finish()?;
    let mut expect = Fields::of("expect", expect)?;
    let (ok, error) = (expect.inner("ok")?, expect.inner("error")?);
    expect.finish()?;
    let refusal = state::save(&world(), address, &text).err();
    match (ok, error) {
        (Some(ok), None) => {
            ok.finish()?;
            let got = refusal.map(|error| format!("{} “{}”", error.code, error.message));
            let got = got.unwrap_or_else(|| "accepted".into());
            Ok(vec![Comparison::equal("accepted", got)])
        }
        (None, Some(error)) => answer::refusal(error, refusal.as_ref()),
        _ => Err("expect: neither just `ok` nor just `error`".into()),
    }
}

/// A document as text; `{nonWhitespaceCharacters: n}` stands for a sound one of that length, white space not counted.
fn text(document: &Value, sized: impl Fn(&str) -> Value) -> Result<String, String> {
    let Some(wanted) = document.get("nonWhitespaceCharacters") else {
        return Ok(scalar(document));
    };
    let wanted = wanted
        .as_u64()
        .and_then(|wanted| usize::try_from(wanted).ok())
        .ok_or("document: `nonWhitespaceCharacters` is not a number")?;
    let least = sized("").to_string().len();
    let padding = wanted
        .checked_sub(least)
        .ok_or_else(|| format!("document: the least has {least} characters"))?;
    let text = serde_json::to_string_pretty(&sized(&"s".repeat(padding)));
    text.map_err(|error| error.to_string())
}

/// The accounts and principals that vectors name as if they existed.
fn world() -> World {
    let mut world = World::default();
    for account in [ACCOUNT, "444455556666", "777788889999"] {
        state::account(&mut world, account);
        for name in ["anna", "bob"] {
            let arn = format!("arn:aws:iam::{account}:user/{name}");
            state::user(&mut world, &arn, &unique("AIDA", &arn));
        }
        for name in ["Source", "Target"] {
            let arn = format!("arn:aws:iam::{account}:role/{name}");
            state::role(&mut world, &arn, &unique("AROA", &arn));
        }
    }
    world
}
