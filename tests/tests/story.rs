//! The main job without a page: the first scenario of the gallery, from denied to expired, by [`Session`] alone.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use playground::replay::{Flip, Outcome, Played};
use playground::scenario::{CallSpec, CallerRef, Part};
use playground::session::Shown;
use playground::{Command, Session, explain, export, gallery, link};
use serde_json::{Value, json};
use sts::{PolicyAddress, Response, credentials};

const DEVICE: &str = "arn:aws:iam::111111111111:mfa/alice";
const ROLE: &str = "arn:aws:iam::222222222222:role/CrossAccountRole";
const BUCKET: &str = "arn:aws:s3:::bucket-in-account-b";
const TRUST: &str = "222222222222/role/CrossAccountRole/trust";

#[test]
fn it_opens_denied_for_want_of_an_mfa_code() {
    let session = first();
    let Shown::Preview(exchange) = session.shown() else {
        panic!("{:?}", session.shown());
    };
    assert_eq!(code(&exchange), "AccessDenied");
    let explanation = explain(&exchange);
    assert!(!explanation.allowed);
    assert!(
        explanation.reason.contains("aws:MultiFactorAuthPresent"),
        "{}",
        explanation.reason
    );
    let marks = explanation
        .marks
        .iter()
        .filter(|mark| &*mark.policy == TRUST);
    let text = session.policy_text(&trust()).unwrap();
    let lit: Vec<&str> = marks
        .map(|mark| &text[mark.span.start as usize..mark.span.end as usize])
        .collect();
    assert!(
        lit.iter()
            .any(|text| text.contains("aws:MultiFactorAuthPresent")),
        "{lit:?}"
    );
}

#[test]
fn a_code_works_once() {
    let session = with_code(&first());
    let session = session.update(Command::Run);
    assert_eq!(results(&session), ["ok"]);
    assert!(session.devices()[0].used);
    let again = session.update(Command::Run);
    assert_eq!(results(&again), ["ok", "AccessDenied"]);
    let later = again.update(Command::Advance(30));
    assert!(!later.devices()[0].used);
    assert_eq!(
        results(&later.update(Command::Run)),
        ["ok", "AccessDenied", "ok"]
    );
}

#[test]
fn a_preview_uses_no_code() {
    let session = with_code(&first());
    assert!(session.preview().unwrap().result.is_ok());
    assert!(session.preview().unwrap().result.is_ok());
    assert!(!session.devices()[0].used);
}

#[test]
fn credentials_are_of_the_roles_account_and_say_so() {
    let session = assumed();
    let held = &session.replay().wallet[0];
    let key = &held.credentials.access_key_id.0;
    assert_eq!(key.len(), 20);
    assert!(key.starts_with("ASIA"));
    assert_eq!(
        credentials::account_of(key).as_deref(),
        Some("222222222222")
    );
    assert!(held.credentials.secret_access_key.0.ends_with("EXAMPLEKEY"));
    assert_eq!(held.seconds_left(session.now()), 3600);
    assert_eq!(
        &*held.arn,
        "arn:aws:sts::222222222222:assumed-role/CrossAccountRole/MySession"
    );

    let session = call(&session, "sts:GetCallerIdentity", json!({}), &[], &[]);
    let Outcome::Answered(exchange) = &last(&session).outcome else {
        panic!("not answered");
    };
    let Ok(Response::GetCallerIdentity { account, arn, .. }) = &exchange.result else {
        panic!("{:?}", exchange.result);
    };
    assert_eq!((&**account, arn), ("222222222222", &held.arn));
}

#[test]
fn credentials_work_until_they_expire_and_stay_after() {
    let bucket = json!({ "Resource": BUCKET });
    let list = |session: &Session| call(session, "s3:ListBucket", bucket.clone(), &[], &[]);
    let session = assumed();
    assert_eq!(last(&list(&session)).result(), "ok");
    let session = session.update(Command::ToNextExpiry);
    assert_eq!(session.replay().wallet[0].seconds_left(session.now()), 1);
    assert_eq!(last(&list(&session)).result(), "ok");
    let session = session.update(Command::ToNextExpiry);
    assert_eq!(session.replay().wallet.len(), 1);
    assert_eq!(last(&list(&session)).result(), "ExpiredToken");
    let identity = call(&session, "sts:GetCallerIdentity", json!({}), &[], &[]);
    assert_eq!(last(&identity).result(), "ExpiredToken");
}

#[test]
fn credentials_incomplete_or_altered_are_refused() {
    let session = assumed();
    let check = |without: &[Part], altered: &[Part], wanted: &str| {
        let session = call(
            &session,
            "sts:GetCallerIdentity",
            json!({}),
            without,
            altered,
        );
        assert_eq!(
            last(&session).result(),
            wanted,
            "without {without:?}, altered {altered:?}"
        );
    };
    check(&[], &[], "ok");
    check(&[Part::SessionToken], &[], "InvalidClientTokenId");
    check(&[], &[Part::SessionToken], "InvalidClientTokenId");
    check(&[], &[Part::SecretAccessKey], "SignatureDoesNotMatch");
    check(&[], &[Part::AccessKeyId], "InvalidClientTokenId");
}

#[test]
fn an_edit_replays_the_tape_and_shows_what_flipped() {
    let session = first().update(Command::Run);
    assert_eq!(results(&session), ["AccessDenied"]);
    let open = json!({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::111111111111:root"},
        "Action": "sts:AssumeRole",
    }]});
    let edited = edit(&session, &open.to_string());
    assert_eq!(results(&edited), ["ok"]);
    assert_eq!(last(&edited).flip, Some(Flip::NowAllowed));
    let undone = edited.update(Command::Undo);
    assert_eq!(
        (results(&undone), last(&undone).flip),
        (vec!["AccessDenied".to_owned()], None)
    );
    assert_eq!(results(&undone.update(Command::Redo)), ["ok"]);
}

#[test]
fn a_half_typed_policy_is_kept_and_not_evaluated() {
    let session = with_code(&first());
    let text = session.policy_text(&trust()).unwrap();
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        let half = &text[..end];
        let edited = edit(&session, half);
        assert_eq!(edited.policy_text(&trust()).as_deref(), Some(half));
        assert!(edited.preview().unwrap().result.is_ok(), "{half}");
    }
    let edited = edit(&session, "{\"Version\": <script>alert(1)</script>");
    let link = link::encode(edited.scenario());
    let opened = Session::open(link::decode(&link).unwrap()).unwrap();
    assert_eq!(opened.policy_text(&trust()), edited.policy_text(&trust()));
    assert_eq!(export::digest(&opened), export::digest(&edited));
}

#[test]
fn every_scenario_of_the_gallery_survives_its_link() {
    assert_eq!(gallery::cards().len(), 4);
    for card in gallery::cards() {
        let session = Session::open(gallery::open(card.slug).unwrap()).unwrap();
        let session = session.update(Command::Run).update(Command::Advance(60));
        let link = link::encode(session.scenario());
        let opened = Session::open(link::decode(&link).unwrap()).unwrap();
        assert_eq!(opened.scenario(), session.scenario(), "{}", card.slug);
        assert_eq!(
            export::export(&opened),
            export::export(&session),
            "{}",
            card.slug
        );
        assert_eq!(export::digest(&opened).len(), 64);
    }
}

#[test]
fn a_link_cut_short_anywhere_says_so() {
    let whole = link::encode(assumed().scenario());
    for end in 0..whole.len() {
        let cut = &whole[..end];
        // What is left may be the whole link of an untouched scenario: `s/<slug>`.
        let left = link::decode(cut)
            .ok()
            .map(|scenario| link::encode(&scenario));
        assert!(
            left.is_none() || left.as_deref() == Some(cut.trim_end_matches('/')),
            "{cut}"
        );
    }
}

#[test]
fn a_link_of_ten_megabytes_is_refused() {
    let large = "A".repeat(10 << 20);
    for link in [
        large.clone(),
        format!("#w/d1.{large}.AAAAAAA"),
        format!("#s/cross-account-mfa/d1.{large}.AAAAAAA"),
        format!("#s/{large}"),
        format!("https://example.com/#w/d1.{large}"),
    ] {
        assert!(link::decode(&link).is_err());
    }
}

fn first() -> Session {
    Session::open(gallery::open("cross-account-mfa").expect("the first card")).expect("it opens")
}

/// The form sends the code that alice's device shows.
fn with_code(session: &Session) -> Session {
    let mut form = session.scenario().request.clone();
    assert_eq!(form.params.get("RoleArn"), Some(&json!(ROLE)));
    form.params.insert("SerialNumber".to_owned(), json!(DEVICE));
    form.params
        .insert("TokenCode".to_owned(), json!({ "device": DEVICE }));
    session.update(Command::EditRequest(form))
}

/// The role is assumed; the form calls with its credentials.
fn assumed() -> Session {
    let session = with_code(&first()).update(Command::Run);
    assert_eq!(results(&session), ["ok"]);
    session
}

/// Makes a call with the first credentials of the wallet.
fn call(
    session: &Session,
    action: &str,
    params: Value,
    without: &[Part],
    altered: &[Part],
) -> Session {
    let Value::Object(params) = params else {
        panic!("parameters are an object");
    };
    let form = CallSpec {
        caller: CallerRef::Entry(session.replay().wallet[0].entry),
        action: action.to_owned(),
        params: params.into_iter().collect(),
        without: without.to_vec(),
        altered: altered.to_vec(),
    };
    session
        .update(Command::EditRequest(form))
        .update(Command::Run)
}

fn edit(session: &Session, text: &str) -> Session {
    session.update(Command::EditPolicy {
        address: trust(),
        text: text.to_owned(),
    })
}

fn trust() -> PolicyAddress {
    TRUST.parse().unwrap()
}

fn last(session: &Session) -> &Played {
    session.replay().entries.last().expect("a call was made")
}

fn results(session: &Session) -> Vec<String> {
    session.replay().entries.iter().map(Told::result).collect()
}

fn code(exchange: &sts::Exchange) -> String {
    exchange
        .result
        .as_ref()
        .map_or_else(|error| error.code.to_string(), |_| "ok".to_owned())
}

trait Told {
    /// `ok`, an error code or `not run`.
    fn result(&self) -> String;
}

impl Told for Played {
    fn result(&self) -> String {
        match &self.outcome {
            Outcome::Answered(exchange) => code(exchange),
            Outcome::NotRun { .. } => "not run".to_owned(),
        }
    }
}
