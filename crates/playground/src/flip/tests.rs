use serde_json::{Value, json};

use super::*;
use crate::explain::words;
use crate::gallery;
use crate::scenario::{CallSpec, CallerRef, Part};

const SERIAL: &str = "arn:aws:iam::111111111111:mfa/alice";
const IDENTITY: &str = "111111111111/user/alice/inline/AllowAssumeCrossAccountRole";
const TRUST: &str = "222222222222/role/CrossAccountRole/trust";
const THIRD_PARTY: &str = "third-party-external-id";
const THIRD_PARTY_TRUST: &str = "222222222222/role/ThirdPartyRole/trust";

fn open(slug: &str) -> Session {
    Session::open(gallery::open(slug).unwrap()).unwrap()
}

/// The session with another form.
fn with(session: &Session, change: impl FnOnce(&mut CallSpec)) -> Session {
    let mut call = session.scenario().request.clone();
    change(&mut call);
    session.update(Command::EditRequest(call))
}

fn put(session: &Session, name: &str, value: Value) -> Session {
    with(session, |call| drop(call.params.insert(name.into(), value)))
}

/// The session with something else written in a policy.
fn edited(session: &Session, place: &str, from: &str, to: &str) -> Session {
    let address: PolicyAddress = place.parse().unwrap();
    let text = session.policy_text(&address).unwrap();
    assert!(text.contains(from), "{text}");
    let text = text.replacen(from, to, 1);
    let session = session.update(Command::EditPolicy {
        address: address.clone(),
        text,
    });
    assert_eq!(session.refusal(&address), None);
    session
}

fn applied(session: &Session, flip: &Flip) -> Session {
    let commands = flip.commands.iter().cloned();
    commands.fold(session.clone(), |session, command| session.update(command))
}

fn is_allowed(session: &Session) -> bool {
    session.preview().unwrap().result.is_ok()
}

/// What the buttons say, in their order. Each of them flips, and the safest stand first.
fn check(session: &Session, wanted: &[&str]) {
    let flips = flips(session);
    let said: Vec<String> = flips.iter().map(words::flip).collect();
    assert_eq!(said, wanted);
    assert!(flips.is_sorted_by_key(|flip| flip.side));
    for (flip, said) in flips.iter().zip(said) {
        let after = applied(session, flip);
        assert_eq!(is_allowed(&after), !is_allowed(session), "{said}");
        assert_eq!(after.scenario().drafts, session.scenario().drafts, "{said}");
        assert_eq!(said.ends_with("(unsafe)"), flip.side == Side::Unsafe);
    }
}

#[test]
fn the_default_wants_the_code() {
    let session = open(gallery::DEFAULT);
    check(
        &session,
        &[
            "Send alice's MFA code",
            "Drop the condition on aws:MultiFactorAuthPresent in the trust policy of CrossAccountRole (unsafe)",
        ],
    );
    // One of its two callers' sides is missing as well: no single change helps.
    check(
        &edited(&session, IDENTITY, "role/CrossAccountRole", "role/Other"),
        &[],
    );
}

#[test]
fn a_third_party_wants_the_external_id() {
    let session = open(THIRD_PARTY);
    let drop =
        "Drop the condition on sts:ExternalId in the trust policy of ThirdPartyRole (unsafe)";
    let send = "Send ExternalId unique-external-id-12345";
    check(&session, &[send, drop]);
    check(
        &put(&session, "ExternalId", json!("wrong")),
        &[
            send,
            "Change sts:ExternalId to wrong in the trust policy of ThirdPartyRole",
            drop,
        ],
    );
}

#[test]
fn a_key_is_exchanged_for_a_session_with_mfa() {
    let session = open("get-session-token-mfa");
    let exchange = "Get a session token with alice's MFA code and sign with it";
    let drop = "Drop the condition on aws:MultiFactorAuthPresent in policy ArchiveKeeper of alice (unsafe)";
    let add = "Allow s3:DeleteObject in policy ArchiveKeeper of alice";
    check(&session, &[exchange, add, drop]);
    // Where there is such a session, it is used.
    let flip = flips(&session).remove(0);
    let back = with(&applied(&session, &flip), |call| {
        *call = session.scenario().request.clone();
    });
    check(&back, &["Call as alice (session token, MFA)", add, drop]);
}

#[test]
fn a_code_is_good_once() {
    let coded = put(&open(gallery::DEFAULT), "SerialNumber", json!(SERIAL));
    let half = put(&coded, "TokenCode", Value::Null);
    check(&half, &["Send alice's MFA code"]);
    let wrong = put(&coded, "TokenCode", json!("000000"));
    check(&wrong, &["Send alice's MFA code"]);
    let sent = put(&coded, "TokenCode", json!({ "device": SERIAL }));
    let ran = sent.update(Command::Run).update(Command::ShowEntry(None));
    check(&ran, &["Wait 30 s and send alice's next MFA code"]);
    let later = ran.update(Command::Advance(12));
    check(&later, &["Wait 18 s and send alice's next MFA code"]);
    // The recorded call was allowed; the form's would not be.
    assert_eq!(flips(&sent.update(Command::Run)), []);
    // A call that was denied still is: the same flips as before it was made.
    let denied = open(gallery::DEFAULT).update(Command::Run);
    assert_eq!(flips(&denied).len(), 2);
}

#[test]
fn what_each_gate_lacks() {
    let session = open(gallery::DEFAULT);
    let allowed = applied(&session, &flips(&session)[0]);
    let leave = |name: &str| format!("Leave out {name}");
    check(
        &put(&allowed, "DurationSeconds", json!(60)),
        &["Ask for 15 minutes"],
    );
    check(
        &put(&allowed, "DurationSeconds", json!(7200)),
        &["Ask for 1 hour"],
    );
    check(&put(&allowed, "Policy", json!("{")), &[&leave("Policy")]);
    check(&put(&allowed, "Colour", json!("red")), &[&leave("Colour")]);
    let transitive = put(&allowed, "TransitiveTagKeys", json!(["Team"]));
    check(&transitive, &[&leave("TransitiveTagKeys")]);
    let nameless = with(&allowed, |call| drop(call.params.remove("RoleSessionName")));
    check(&nameless, &["Send RoleSessionName alice"]);
    check(
        &with(&allowed, |call| call.altered.push(Part::SecretAccessKey)),
        &["Sign with the whole, unaltered credentials"],
    );
    check(
        &with(&allowed, |call| call.caller = CallerRef::Unsigned),
        &["Call as alice"],
    );
    // The trust policy allows neither action.
    let tagged = put(&allowed, "Tags", json!([{ "Key": "Team", "Value": "Red" }]));
    let tagged = edited(&tagged, IDENTITY, "\"sts:AssumeRole\"", "\"sts:*\"");
    check(
        &tagged,
        &["Add sts:TagSession to the trust policy of CrossAccountRole"],
    );
}

#[test]
fn the_owners_of_the_policies_can_allow() {
    let session = open(THIRD_PARTY);
    let allowed = applied(&session, &flips(&session)[0]);
    let place = "333333333333/user/auditor/inline/AssumeCustomerRoles";
    check(
        &edited(&allowed, place, "sts:AssumeRole", "sts:TagSession"),
        &["Add sts:AssumeRole to policy AssumeCustomerRoles of auditor"],
    );
    check(
        &edited(&allowed, place, "sts:AssumeRole", "s3:GetObject"),
        &["Allow sts:AssumeRole in policy AssumeCustomerRoles of auditor"],
    );
    check(
        &edited(&allowed, THIRD_PARTY_TRUST, "333333333333", "444444444444"),
        &["Add auditor (333333333333) to the trust policy of ThirdPartyRole"],
    );
    let denying = "{\"Effect\": \"Deny\", \"Principal\": {\"AWS\": \"*\"}, \"Action\": \"sts:AssumeRole\", \"Condition\": {\"StringNotEquals\": {\"sts:RoleSessionName\": \"${aws:username}\"}}}, {";
    check(
        &edited(
            &allowed,
            THIRD_PARTY_TRUST,
            "{\n      \"Effect\"",
            &format!("{denying}\n      \"Effect\""),
        ),
        &[
            "Send RoleSessionName auditor",
            "Change sts:RoleSessionName to NightlyAudit in the trust policy of ThirdPartyRole",
            "Remove statement 1, which denies, from the trust policy of ThirdPartyRole (unsafe)",
        ],
    );
}

#[test]
fn several_conditions_are_met_at_once() {
    let both = edited(
        &open(gallery::DEFAULT),
        TRUST,
        "\"Bool\"",
        "\"StringLike\": { \"sts:ExternalId\": \"c-*\" }, \"Bool\"",
    );
    check(&both, &["Send ExternalId c-x and alice's MFA code"]);
}

#[test]
fn what_would_deny_an_allowed_call() {
    let session = open(gallery::DEFAULT);
    let allowed = applied(&session, &flips(&session)[0]);
    check(
        &allowed,
        &[
            "Leave out the MFA code",
            "Ask for 12 hours",
            "Require that sts:ExternalId is \"example-external-id\" in the trust policy of CrossAccountRole",
        ],
    );
    let session = open(THIRD_PARTY);
    check(
        &applied(&session, &flips(&session)[0]),
        &[
            "Send ExternalId another-external-id",
            "Leave out ExternalId",
            "Ask for 12 hours",
            "Require MFA in the trust policy of ThirdPartyRole",
        ],
    );
}

#[test]
fn credentials_end_and_are_renewed() {
    let session = open("credentials-that-expire");
    check(
        &session,
        &[
            "Wait 10 min until the session ends",
            "Call as alice",
            "Require MFA in policy ReadBucket of ReportReader",
        ],
    );
    let expired = session.update(Command::Advance(600));
    check(
        &expired,
        &["Get new credentials for ReportReader/MySession"],
    );
    // To be undone like anything else.
    let renewed = applied(&expired, &flips(&expired)[0]);
    assert_eq!(renewed.scenario().tape.len(), 2);
    assert_eq!(renewed.update(Command::Undo).scenario().tape.len(), 1);
}

#[test]
fn a_text_being_typed_is_left_alone() {
    let session = open(gallery::DEFAULT).update(Command::EditPolicy {
        address: TRUST.parse().unwrap(),
        text: "{".into(),
    });
    check(&session, &["Send alice's MFA code"]);
}

#[test]
fn a_call_that_cannot_be_made_has_none() {
    let session = with(&open(gallery::DEFAULT), |call| call.action.clear());
    assert_eq!(flips(&session), []);
}

#[test]
fn a_policy_is_made_where_there_is_none() {
    let mut scenario = gallery::open(gallery::DEFAULT).unwrap();
    scenario.accounts[0].users[0].policies.clear();
    let bare = Session::open(scenario).unwrap();
    let trusted = edited(&bare, TRUST, "\"true\"", "\"false\"");
    let ready = edited(&trusted, TRUST, "\"Bool\"", "\"BoolIfExists\"");
    check(
        &ready,
        &["Allow sts:AssumeRole in policy AllowAssumeRole of alice"],
    );
    let after = applied(&ready, &flips(&ready)[0]);
    let address = "111111111111/user/alice/inline/AllowAssumeRole";
    let text = after.policy_text(&address.parse().unwrap()).unwrap();
    let wanted = json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Resource": "arn:aws:iam::222222222222:role/CrossAccountRole"
        }]
    });
    assert_eq!(text, serde_json::to_string_pretty(&wanted).unwrap());
}

#[test]
fn a_resource_of_another_account_has_to_grant() {
    let session = with(&open(gallery::DEFAULT), |call| {
        call.action = "s3:ListBucket".into();
        call.params = [(
            "Resource".to_owned(),
            json!("arn:aws:s3:::bucket-in-account-b"),
        )]
        .into();
    });
    // Neither side allows: the caller's is asked first, and one statement is not enough.
    check(&session, &[]);
    let granted = edited(&session, IDENTITY, "\"sts:AssumeRole\"", "\"*\"");
    let granted = edited(
        &granted,
        IDENTITY,
        "\"arn:aws:iam::222222222222:role/CrossAccountRole\"",
        "\"*\"",
    );
    check(
        &granted,
        &["Allow s3:ListBucket in the policy of bucket-in-account-b"],
    );
}
