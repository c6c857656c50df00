use serde_json::json;

use super::*;
use crate::scenario::{CallSpec, CallerRef, Part};
use crate::session::Shown;
use crate::{Command, Session, link};

fn opened(slug: &str) -> Session {
    Session::open(open(slug).unwrap_or_else(|| panic!("{slug}"))).unwrap()
}

/// What the preview comes to: `ok` or the error's code and message.
fn preview(session: &Session) -> String {
    match session.preview().expect("a call").result {
        Ok(_) => "ok".into(),
        Err(error) => format!("{}: {}", error.code, error.message),
    }
}

/// The form with some parameters set; an empty value takes one away.
fn with(session: &Session, params: &[(&str, serde_json::Value)]) -> Session {
    let mut call = session.scenario().request.clone();
    for (name, value) in params {
        call.params.insert((*name).into(), value.clone());
    }
    session.update(Command::EditRequest(call))
}

fn call(caller: CallerRef, action: &str, params: &[(&str, &str)]) -> Command {
    Command::EditRequest(CallSpec {
        caller,
        action: action.into(),
        params: params
            .iter()
            .map(|(k, v)| ((*k).into(), json!(v)))
            .collect(),
        ..CallSpec::default()
    })
}

#[test]
fn every_scenario_opens_whole_and_as_its_card_says() {
    assert_eq!(cards()[0].slug, DEFAULT);
    assert_eq!(open("no-such"), None);
    for card in cards() {
        let scenario = open(card.slug).unwrap();
        let text = match card.slug {
            DEFAULT => include_str!("../../gallery/cross-account-mfa.json"),
            "third-party-external-id" => include_str!("../../gallery/third-party-external-id.json"),
            "get-session-token-mfa" => include_str!("../../gallery/get-session-token-mfa.json"),
            _ => include_str!("../../gallery/credentials-that-expire.json"),
        };
        // The files are canonical: saving one without a change gives the same bytes.
        assert_eq!(format!("{}\n", scenario.to_json_pretty()), text);
        assert_eq!(scenario.id, card.slug);
        assert_eq!(scenario.title, card.title);

        let session = Session::open(scenario.clone()).unwrap();
        assert_eq!(session.scenario(), &scenario, "nothing is refused");
        assert!(!session.is_edited());
        let focus = scenario.focus.policy.parse().unwrap();
        assert!(session.policies().contains(&focus));
        assert_eq!(session.flips(), []);
        assert_eq!(link::decode(&link::encode(&scenario)), Ok(scenario));
    }
    // No cut of a link to one names another.
    for card in cards() {
        assert!(
            cards()
                .iter()
                .all(|c| c == card || !c.slug.starts_with(card.slug))
        );
    }
}

#[test]
fn policies_of_the_gallery_can_do_what_they_say() {
    for card in cards() {
        let session = opened(card.slug);
        for address in session.policies() {
            for finding in session.findings(&address) {
                let class = finding.class;
                assert_ne!(class, iam::lint::Class::Error, "{address} {finding:?}");
                assert_ne!(card.slug, DEFAULT, "{address} {finding:?}");
            }
        }
    }
}

#[test]
fn cross_account_is_denied_until_a_code_is_sent() {
    let session = opened("cross-account-mfa");
    assert!(matches!(session.shown(), Shown::Preview(_)));
    assert_eq!(
        preview(&session),
        "AccessDenied: User: arn:aws:iam::111111111111:user/alice is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role/CrossAccountRole"
    );
    let serial = "arn:aws:iam::111111111111:mfa/alice";
    let session = with(
        &session,
        &[
            ("SerialNumber", json!(serial)),
            ("TokenCode", json!({ "device": serial })),
        ],
    );
    assert_eq!(preview(&session), "ok");
    let session = session.update(Command::Run);
    let bucket = [("Resource", "arn:aws:s3:::bucket-in-account-b")];
    let session = session.update(call(CallerRef::Entry(1), "s3:ListBucket", &bucket));
    assert_eq!(preview(&session), "ok");
    let session = session.update(Command::Advance(3600));
    assert!(preview(&session).starts_with("ExpiredToken: "));
}

#[test]
fn the_third_party_role_of_the_default_wants_its_external_id() {
    let role = json!("arn:aws:iam::222222222222:role/ThirdPartyRole");
    let session = with(&opened(DEFAULT), &[("RoleArn", role)]);
    assert!(preview(&session).starts_with("AccessDenied: "));
    let session = with(
        &session,
        &[("ExternalId", json!("unique-external-id-12345"))],
    );
    assert_eq!(preview(&session), "ok");
}

#[test]
fn a_third_party_is_denied_until_it_names_the_customer() {
    let session = opened("third-party-external-id");
    assert_eq!(
        preview(&session),
        "AccessDenied: User: arn:aws:iam::333333333333:user/auditor is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role/ThirdPartyRole"
    );
    let wrong = with(&session, &[("ExternalId", json!("another-customer"))]);
    assert!(preview(&wrong).starts_with("AccessDenied: "));
    let right = with(
        &session,
        &[("ExternalId", json!("unique-external-id-12345"))],
    );
    assert_eq!(preview(&right), "ok");
}

#[test]
fn deleting_needs_a_session_with_mfa() {
    let session = opened("get-session-token-mfa");
    assert!(preview(&session).starts_with("AccessDenied: "));
    let alice = session.scenario().request.caller.clone();
    let wanted = session.scenario().request.clone();
    let by_session = CallSpec {
        caller: CallerRef::Entry(1),
        ..wanted
    };

    let without = session
        .update(call(alice.clone(), "sts:GetSessionToken", &[]))
        .update(Command::Run)
        .update(Command::EditRequest(by_session.clone()));
    assert!(preview(&without).starts_with("AccessDenied: "));

    let code = session.devices()[0].code.clone();
    let params = [
        ("SerialNumber", "arn:aws:iam::111111111111:mfa/alice"),
        ("TokenCode", code.as_str()),
    ];
    let with = session
        .update(call(alice, "sts:GetSessionToken", &params))
        .update(Command::Run)
        .update(Command::EditRequest(by_session));
    assert_eq!(preview(&with), "ok");
}

#[test]
fn ten_minutes_before_their_end_credentials_work_and_a_quarter_of_an_hour_later_they_do_not() {
    let session = opened("credentials-that-expire");
    assert_eq!(session.replay().wallet[0].seconds_left(session.now()), 600);
    assert_eq!(preview(&session), "ok");
    let later = session.update(Command::Advance(900));
    assert!(preview(&later).starts_with("ExpiredToken: "));
    let mut bare = session.scenario().request.clone();
    bare.without = vec![Part::SessionToken];
    let bare = session.update(Command::EditRequest(bare));
    assert!(
        preview(&bare).starts_with("InvalidAccessKeyId: "),
        "{}",
        preview(&bare)
    );
}

#[test]
fn an_empty_scenario_is_ready_to_run_with_a_seed_of_its_own() {
    let text = include_str!("../../gallery/empty.json");
    assert_eq!(format!("{}\n", empty("").to_json_pretty()), text);
    let first = Session::open(empty("one")).unwrap();
    assert_eq!(preview(&first), "ok");
    assert!(first.scenario().drafts.is_empty());
    let keys = |session: &Session| {
        session.replay().world.accounts["111111111111"].users["alice"]
            .keys
            .clone()
    };
    let second = Session::open(empty("two")).unwrap();
    assert_ne!(keys(&first), keys(&second));
    assert_eq!(keys(&first), keys(&Session::open(empty("one")).unwrap()));
}
