//! Whole scenarios through the engine: each denial names the one gate that decided, and why.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sts::trace::GateKind;

use super::super::{Explanation, GateStatus, MarkKind, explain};
use crate::scenario::CallSpec;
use crate::session::Shown;
use crate::{Command, Scenario, Session, gallery};

const READER: &str = "arn:aws:iam::222222222222:role/Reader";
const DEVICE: &str = "arn:aws:iam::111111111111:mfa/alice";
const NEEDS_MFA: &str = "Statement 1 needs aws:MultiFactorAuthPresent = true; the request carries no such key: it is signed with long-term keys and sends no MFA code.";

/// Accounts 111111111111 (alice with an MFA device, bob without policies) and 222222222222 (roles), nothing called yet.
fn open(trust: &Value, more: &[(&str, Value)]) -> Session {
    let mut scenario = json!({
        "version": 1,
        "seed": "explain",
        "clock": "2026-01-15T09:30:00Z",
        "accounts": [
            {
                "id": "111111111111",
                "rootKeys": 1,
                "users": [
                    { "name": "alice", "mfa": ["alice"], "policies": { "Assume": allow("sts:*", "*") } },
                    { "name": "bob", "mfa": ["bob"] },
                ],
            },
            {
                "id": "222222222222",
                "roles": [{
                    "name": "Reader",
                    "trust": trust,
                    "policies": { "Read": allow("s3:ListBucket", "arn:aws:s3:::reports") },
                }],
                "resources": [{ "arn": "arn:aws:s3:::reports", "body": "a.csv" }],
            },
        ],
    });
    for (pointer, value) in more {
        *scenario.pointer_mut(pointer).unwrap() = value.clone();
    }
    Session::open(Scenario::from_json(&scenario.to_string()).unwrap()).unwrap()
}

fn allow(action: &str, resource: &str) -> Value {
    json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": action, "Resource": resource }] })
}

fn trust(effect: &str, principal: &str, condition: Value) -> Value {
    let mut statement =
        json!({ "Effect": effect, "Principal": { "AWS": principal }, "Action": "sts:AssumeRole" });
    if !condition.is_null() {
        statement["Condition"] = condition;
    }
    json!({ "Version": "2012-10-17", "Statement": [statement] })
}

fn mfa() -> Value {
    json!({ "Bool": { "aws:MultiFactorAuthPresent": "true" } })
}

fn user(name: &str) -> Value {
    json!({ "user": { "name": format!("111111111111/{name}"), "key": 1 } })
}

/// A call of AssumeRole with these parameters beside, or instead of, the usual ones.
fn assume(caller: Value, more: Value) -> CallSpec {
    let mut params = json!({ "RoleArn": READER, "RoleSessionName": "MySession" });
    let more: BTreeMap<String, Value> = serde_json::from_value(more).unwrap();
    params.as_object_mut().unwrap().extend(more);
    call(caller, "sts:AssumeRole", params)
}

fn call(caller: Value, action: &str, params: Value) -> CallSpec {
    CallSpec {
        caller: serde_json::from_value(caller).unwrap(),
        action: action.to_owned(),
        params: serde_json::from_value(params).unwrap(),
        ..CallSpec::default()
    }
}

fn code() -> Value {
    json!({ "SerialNumber": DEVICE, "TokenCode": { "device": DEVICE } })
}

/// What a call would come to.
fn preview(session: &Session, spec: CallSpec) -> Explanation {
    let session = session.update(Command::EditRequest(spec));
    explain(&session.preview().unwrap())
}

/// Makes the call: what it came to, and the session after it.
fn run(session: &Session, spec: CallSpec) -> (Explanation, Session) {
    let session = session
        .update(Command::EditRequest(spec))
        .update(Command::Run);
    let Shown::Recorded(_, exchange) = session.shown() else {
        panic!("the call was not made");
    };
    (explain(&exchange), session)
}

/// Exactly one gate failed: that one.
#[track_caller]
fn decided(explanation: &Explanation, gate: GateKind, headline: &str, reason: &str) {
    assert_eq!(explanation.headline, headline);
    assert_eq!(explanation.reason, reason);
    let failed: Vec<GateKind> = explanation
        .gates
        .iter()
        .filter(|gate| gate.state == GateStatus::Failed)
        .map(|gate| gate.kind)
        .collect();
    assert_eq!(failed, [gate]);
}

#[test]
fn the_situation_the_page_opens_on() {
    let session = Session::open(gallery::open("cross-account-mfa").unwrap()).unwrap();
    let explanation = explain(&session.preview().unwrap());
    decided(
        &explanation,
        GateKind::Resource,
        "Denied by the role's trust policy",
        NEEDS_MFA,
    );
    let text = session
        .policy_text(&explanation.marks[0].policy.parse().unwrap())
        .unwrap();
    let span = explanation.marks[0].span;
    assert_eq!(explanation.marks[0].kind, MarkKind::Missed);
    assert_eq!(
        &text[span.start as usize..span.end as usize],
        "\"aws:MultiFactorAuthPresent\": \"true\""
    );
}

#[test]
fn policies_that_do_not_allow() {
    let account = "111111111111";
    for (trust, caller, gate, headline, reason) in [
        (
            trust("Allow", account, mfa()),
            user("alice"),
            GateKind::Resource,
            "Denied by the role's trust policy",
            NEEDS_MFA,
        ),
        (
            trust(
                "Allow",
                account,
                json!({ "StringEquals": { "sts:ExternalId": "c-7f3a" } }),
            ),
            user("alice"),
            GateKind::Resource,
            "Denied by the role's trust policy",
            "Statement 1 needs sts:ExternalId = \"c-7f3a\"; the request carries no such key: it sends no ExternalId.",
        ),
        (
            trust("Allow", "arn:aws:iam::111111111111:user/bob", Value::Null),
            user("alice"),
            GateKind::Resource,
            "Denied by the role's trust policy",
            "Statement 1 trusts bob (111111111111), and the caller is alice (111111111111).",
        ),
        (
            trust(
                "Allow",
                account,
                json!({ "IpAddress": { "aws:SourceIp": "10.0.0.0/8" } }),
            ),
            user("alice"),
            GateKind::Resource,
            "Denied by the role's trust policy",
            "Statement 1 needs aws:SourceIp to be in 10.0.0.0/8; the request carries 203.0.113.10, from the connection.",
        ),
        (
            trust(
                "Allow",
                account,
                json!({ "StringEquals": { "aws:PrincipalTag/team": "red" } }),
            ),
            user("alice"),
            GateKind::Resource,
            "Denied by the role's trust policy",
            "Statement 1 needs aws:PrincipalTag/team = \"red\"; the request carries no such key: neither the caller nor its session has this tag.",
        ),
        (
            trust(
                "Allow",
                account,
                json!({ "StringEquals": { "sts:ExternalID2": "x" } }),
            ),
            user("alice"),
            GateKind::Resource,
            "Denied by the role's trust policy",
            "Statement 1 needs sts:ExternalID2 = \"x\"; the request carries no such key: no such key is known here, so check its spelling.",
        ),
        (
            trust(
                "Deny",
                "*",
                json!({ "BoolIfExists": { "aws:MultiFactorAuthPresent": "false" } }),
            ),
            user("alice"),
            GateKind::Resource,
            "Denied: explicit deny in the role's trust policy",
            "Statement 1 denies sts:AssumeRole on Reader if aws:MultiFactorAuthPresent is false or absent; the request carries no such key: it is signed with long-term keys and sends no MFA code. An explicit deny outweighs every allow.",
        ),
        (
            trust("Allow", account, Value::Null),
            user("bob"),
            GateKind::Caller,
            "Denied: nothing in bob's own policies allows sts:AssumeRole",
            "bob has no policy at all, so nothing allows sts:AssumeRole on Reader.",
        ),
        (
            trust("Allow", account, Value::Null),
            json!({ "root": { "account": "111111111111" } }),
            GateKind::Credentials,
            "Refused: the root user may not make this call",
            "The root user can never assume a role; sign with a user or a role instead.",
        ),
    ] {
        let explanation = preview(&open(&trust, &[]), assume(caller, json!({})));
        decided(&explanation, gate, headline, reason);
    }
}

#[test]
fn requests_that_do_not_fit() {
    let session = open(&trust("Allow", "111111111111", Value::Null), &[]);
    for (more, gate, headline, reason) in [
        (
            json!({ "DurationSeconds": 899 }),
            GateKind::Request,
            "Invalid request: DurationSeconds",
            "DurationSeconds must be 900 (15 minutes) or more; this is 899.",
        ),
        (
            json!({ "DurationSeconds": 43201 }),
            GateKind::Request,
            "Invalid request: DurationSeconds",
            "DurationSeconds must be 900 (15 minutes) to 43200 (12 hours); this is 43201.",
        ),
        (
            json!({ "RoleSessionName": "a b", "ExternalId": "x" }),
            GateKind::Request,
            "Invalid request: RoleSessionName, ExternalId",
            "RoleSessionName may hold only letters, digits and the signs _ + = , . @ -; a space is not allowed. ExternalId must have 2 to 1224 characters; this is 1 character.",
        ),
        (
            json!({ "RoleArn": "nothing-valid-in-here" }),
            GateKind::Request,
            "Invalid request: RoleArn",
            "RoleArn is not a well-formed ARN; write the whole ARN of a role, such as arn:aws:iam::222222222222:role/CrossAccountRole.",
        ),
        (
            json!({ "RoleArn": "arn:aws:iam::222222222222:role/Nobody" }),
            GateKind::Resource,
            "Denied: there is no such role",
            "No role has this ARN; AWS words it like any other denial, so that nobody learns which roles exist.",
        ),
        (
            json!({ "SerialNumber": DEVICE }),
            GateKind::Mfa,
            "Refused: SerialNumber and TokenCode belong together",
            "Only one of the two is sent; send the device's serial number and its code, or neither.",
        ),
        (
            json!({ "SerialNumber": DEVICE, "TokenCode": "000000" }),
            GateKind::Mfa,
            "Refused: the MFA code is wrong",
            "The device does not show this code at this time; each code holds for 30 seconds.",
        ),
        (
            json!({ "SerialNumber": "arn:aws:iam::111111111111:mfa/bob", "TokenCode": "000000" }),
            GateKind::Mfa,
            "Refused: the MFA device is not alice's",
            "This device belongs to bob; a call can name only a device of the user who signs it.",
        ),
        (
            json!({ "DurationSeconds": 7200 }),
            GateKind::Limits,
            "Refused: longer than the role allows",
            "The role's MaxSessionDuration is 3600 seconds (1 hour); DurationSeconds asks for 7200 (2 hours).",
        ),
    ] {
        decided(
            &preview(&session, assume(user("alice"), more)),
            gate,
            headline,
            reason,
        );
    }
    let tags = json!({ "Tags": [{ "Key": "team", "Value": "red" }] });
    let explanation = preview(&session, assume(user("alice"), tags));
    decided(
        &explanation,
        GateKind::Resource,
        "Denied: the role's trust policy does not allow sts:TagSession",
        "Statement 1 is about sts:AssumeRole, and the action is sts:TagSession.",
    );
    assert_eq!(
        explanation.notes.last().unwrap(),
        "Passing or inheriting session tags is an action of its own: sts:TagSession must be allowed beside sts:AssumeRole, wherever that is."
    );
}

#[test]
fn a_code_works_once_and_credentials_work_until_they_expire() {
    let session = open(&trust("Allow", "111111111111", mfa()), &[]);
    let (assumed, session) = run(&session, assume(user("alice"), code()));
    assert_eq!(assumed.headline, "Allowed: alice becomes Reader for 1 hour");
    assert_eq!(
        assumed.reason,
        "Statement 1 of the trust policy of Reader trusts account 111111111111 if aws:MultiFactorAuthPresent is true, which holds; statement 1 of policy Assume of alice allows sts:AssumeRole on Reader."
    );

    decided(
        &preview(&session, assume(user("alice"), code())),
        GateKind::Mfa,
        "Refused: the MFA code was used before",
        "Each code works once; wait for the next code on the device.",
    );

    let held = json!({ "entry": session.replay().wallet[0].entry });
    let list = |caller: &Value| {
        call(
            caller.clone(),
            "s3:ListBucket",
            json!({ "Resource": "arn:aws:s3:::reports" }),
        )
    };
    let listed = preview(&session, list(&held));
    assert_eq!(
        listed.headline,
        "Allowed: Reader/MySession may call s3:ListBucket on reports"
    );
    assert_eq!(
        listed.reason,
        "Statement 1 of policy Read of Reader allows s3:ListBucket on reports."
    );
    let put = call(
        held.clone(),
        "s3:PutObject",
        json!({ "Resource": "arn:aws:s3:::reports/a" }),
    );
    decided(
        &preview(&session, put),
        GateKind::Caller,
        "Denied: nothing in Reader/MySession's own policies allows s3:PutObject",
        "Statement 1 of policy Read of Reader is about s3:ListBucket, and the action is s3:PutObject. It is also about arn:aws:s3:::reports, and the resource is arn:aws:s3:::reports/a.",
    );

    for (part, headline, reason) in [
        (
            json!({ "without": ["session_token"] }),
            "Refused: the session token is missing",
            "Temporary credentials work only with all three parts; send the session token with the access key and the secret.",
        ),
        (
            json!({ "altered": ["session_token"] }),
            "Refused: the session token is not valid",
            "It was altered, or it belongs to another access key; use the three parts exactly as they were issued together.",
        ),
        (
            json!({ "altered": ["secret_access_key"] }),
            "Refused: the secret access key is wrong",
            "The signature made with it differs from the one AWS computes; use the secret that was issued with this access key.",
        ),
    ] {
        let mut spec = serde_json::to_value(list(&held)).unwrap();
        spec.as_object_mut()
            .unwrap()
            .extend(part.as_object().unwrap().clone());
        let spec = serde_json::from_value(spec).unwrap();
        decided(
            &preview(&session, spec),
            GateKind::Credentials,
            headline,
            reason,
        );
    }

    let later = session.update(Command::Advance(3600));
    decided(
        &preview(&later, list(&held)),
        GateKind::Credentials,
        "Refused: the credentials have expired",
        "They ended at 2026-01-15T10:30:00Z, and nothing renews them; make the call that issued them again to get new ones.",
    );
}

#[test]
fn sessions_without_mfa_and_chains() {
    let session = open(&trust("Allow", "111111111111", mfa()), &[]);
    let (got, session) = run(
        &session,
        call(user("alice"), "sts:GetSessionToken", json!({})),
    );
    assert_eq!(
        got.headline,
        "Allowed: alice gets session credentials until 2026-01-15T21:30:00Z"
    );
    let held = json!({ "entry": session.replay().wallet[0].entry });
    decided(
        &preview(&session, assume(held.clone(), json!({}))),
        GateKind::Resource,
        "Denied by the role's trust policy",
        "Statement 1 needs aws:MultiFactorAuthPresent = true; the request carries false, from the session that signed.",
    );
    decided(
        &preview(
            &session,
            call(held.clone(), "sts:GetSessionToken", json!({})),
        ),
        GateKind::Credentials,
        "Refused: credentials from GetSessionToken may not make this call",
        "Of the STS operations, credentials from GetSessionToken may call only AssumeRole and GetCallerIdentity; those issued without MFA may not call IAM either.",
    );
    let whoami = preview(
        &session,
        call(held.clone(), "sts:GetCallerIdentity", json!({})),
    );
    assert_eq!(
        whoami.headline,
        "Answered: the caller is alice in account 111111111111"
    );

    let free = trust("Allow", "111111111111", Value::Null);
    let (_, session) = run(
        &open(&free, &[]),
        call(user("alice"), "sts:GetSessionToken", json!({})),
    );
    let held = json!({ "entry": session.replay().wallet[0].entry });
    decided(
        &preview(&session, assume(held, json!({ "DurationSeconds": 7200 }))),
        GateKind::Limits,
        "Refused: a chained session lasts 1 hour at most",
        "Whoever assumes a role with temporary credentials gets 3600 seconds (1 hour) at most, whatever the role allows; DurationSeconds asks for 7200 (2 hours).",
    );
}

#[test]
fn inside_one_account() {
    let trusts = |principal: &str| trust("Allow", principal, Value::Null);
    let mut accounts = json!([{ "id": "222222222222", "users": [{ "name": "carol" }] }]);
    let roles = |trust: &Value| json!([{ "name": "Reader", "trust": trust }]);
    let carol = json!({ "user": { "name": "222222222222/carol", "key": 1 } });

    accounts[0]["roles"] = roles(&trusts("222222222222"));
    let session = open(&Value::Null, &[("/accounts", accounts.clone())]);
    let delegated = preview(&session, assume(carol.clone(), json!({})));
    decided(
        &delegated,
        GateKind::Caller,
        "Denied: nothing in carol's own policies allows sts:AssumeRole",
        "carol has no policy at all, so nothing allows sts:AssumeRole on Reader.",
    );
    assert_eq!(
        delegated.notes,
        [
            "The trust policy names account 222222222222 as a whole, which only delegates: carol also needs an identity-based policy that allows sts:AssumeRole."
        ]
    );

    accounts[0]["roles"] = roles(&trusts("arn:aws:iam::222222222222:user/carol"));
    let session = open(&Value::Null, &[("/accounts", accounts)]);
    let named = preview(&session, assume(carol, json!({})));
    assert_eq!(
        named.reason,
        "Statement 1 of the trust policy of Reader trusts carol (222222222222); no policy of carol's own is needed, because that grant is to the caller directly."
    );
}
