use serde_json::json;

use std::sync::Arc;

use super::*;
use crate::fixture::{
    ANNA, BUCKET, NOW, SOURCE, TARGET, ask, ask_at, begin, key, source_session, told, world,
};
use crate::session::SessionPrincipal;
use crate::trace::{GateKind, GateState};
use crate::{AccessKeyId, SessionToken};

const INVALID: &str =
    "InvalidClientTokenId: The security token included in the request is invalid.";
const NO_KEY: &str =
    "InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.";
const MALFORMED: &str = "InvalidToken: The provided token is malformed or otherwise invalid.";

/// STS-wide and S3's own answers; in both, the credentials gate decides and nothing after it is looked at.
fn check(
    world: &World,
    presented: Option<&Presented>,
    later: i64,
    failure: &Failure,
    sts: &str,
    s3: &str,
) {
    for (action, params, wanted) in [
        ("sts:GetCallerIdentity", json!({}), sts),
        ("s3:ListBucket", json!({"Resource": BUCKET}), s3),
    ] {
        let exchange = ask_at(world, presented, action, params, NOW.plus(later));
        assert_eq!(told(&exchange), wanted);
        let states: Vec<_> = exchange
            .trace
            .gates
            .iter()
            .map(|gate| gate.state.clone())
            .collect();
        assert_eq!(states[0], GateState::Failed(failure.clone()));
        assert_eq!(states[1..], [const { GateState::NotReached }; 5]);
        assert_eq!(exchange.trace.caller, None);
    }
}

/// Order and texts: STS-wide "Common errors", S3 "Error responses"; the texts are those of real answers.
#[test]
fn credentials_are_refused_with_the_services_own_words() {
    let mut world = world();
    let anna = key(&world, ANNA);
    let session = source_session(&world, json!({}));
    let other = begin(&world, &anna, "sts:GetSessionToken", json!({}));
    let secret = |text: &str| Proof::Secret(SecretAccessKey(text.into()));
    let wrong_sts = "SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
    let wrong_s3 = "SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided. Check your key and signing method.";

    check(
        &world,
        None,
        0,
        &Failure::NotSigned,
        "MissingAuthenticationToken: Request is missing Authentication Token",
        "AccessDenied: Access Denied",
    );
    let mut unknown = anna.clone();
    unknown.access_key_id = AccessKeyId("AKIAUNKNOWN234567AAA".into());
    check(
        &world,
        Some(&unknown),
        0,
        &Failure::UnknownKey,
        INVALID,
        NO_KEY,
    );
    let mut wrong = anna.clone();
    wrong.proof = secret("wrong");
    check(
        &world,
        Some(&wrong),
        0,
        &Failure::WrongSecret,
        wrong_sts,
        wrong_s3,
    );
    let mut with_token = anna.clone();
    with_token.session_token.clone_from(&session.session_token);
    check(
        &world,
        Some(&with_token),
        0,
        &Failure::InvalidToken,
        INVALID,
        MALFORMED,
    );

    let mut bare = session.clone();
    bare.session_token = None;
    check(
        &world,
        Some(&bare),
        0,
        &Failure::MissingToken,
        INVALID,
        NO_KEY,
    );
    let mut altered = session.clone();
    let text = altered
        .session_token
        .as_ref()
        .unwrap()
        .0
        .replacen(['A', 'B'], "C", 1);
    altered.session_token = Some(SessionToken(text.into()));
    check(
        &world,
        Some(&altered),
        0,
        &Failure::InvalidToken,
        INVALID,
        MALFORMED,
    );
    let mut mixed = session.clone();
    mixed.session_token.clone_from(&other.session_token);
    check(
        &world,
        Some(&mixed),
        0,
        &Failure::InvalidToken,
        INVALID,
        MALFORMED,
    );
    let mut wrong = session.clone();
    wrong.proof = secret("wrong");
    check(
        &world,
        Some(&wrong),
        0,
        &Failure::WrongSecret,
        wrong_sts,
        wrong_s3,
    );
    // Over, from the very second of its expiration on; that the secret is wrong comes after.
    for presented in [&session, &wrong] {
        check(
            &world,
            Some(presented),
            3600,
            &Failure::Expired { at: NOW.plus(3600) },
            "ExpiredToken: The security token included in the request is expired",
            "ExpiredToken: The provided token has expired.",
        );
    }
    assert_eq!(
        told(&ask_at(
            &world,
            Some(&session),
            "sts:GetCallerIdentity",
            json!({}),
            NOW.plus(3599)
        )),
        "ok"
    );

    let home = world.accounts.get_mut(crate::fixture::HOME).unwrap();
    home.users.get_mut("anna").unwrap().keys[0].active = false;
    check(
        &world,
        Some(&anna),
        0,
        &Failure::InactiveKey,
        INVALID,
        NO_KEY,
    );
    // Sessions outlive a deactivated key, not their principal.
    assert_eq!(
        told(&ask(
            &world,
            Some(&other),
            "sts:GetCallerIdentity",
            json!({})
        )),
        "ok"
    );
    crate::fixture::role(&mut world, SOURCE).unique_id = "AROAANOTHERAAAAAAAAAA".into();
    check(
        &world,
        Some(&session),
        0,
        &Failure::PrincipalGone,
        INVALID,
        NO_KEY,
    );
}

#[test]
fn ec2_has_one_answer_for_credentials_it_does_not_take() {
    for failure in [
        &Failure::UnknownKey,
        &Failure::WrongSecret,
        &Failure::InvalidToken,
    ] {
        let error = refusal(failure, "ec2");
        assert_eq!((error.code, error.http), ("AuthFailure", 401));
    }
}

#[test]
fn another_worlds_token_is_refused() {
    let (here, mut there) = (world(), world());
    there.seed = crate::Seed::from_text("elsewhere");
    let session = source_session(&here, json!({}));
    assert_eq!(
        super::session(&there, &session, NOW),
        Err(Failure::InvalidToken)
    );
    let opened = super::session(&here, &session, NOW).unwrap();
    assert_eq!(opened.access_key_id, session.access_key_id);
    assert_eq!(
        super::session(&here, &key(&here, ANNA), NOW),
        Err(Failure::UnknownKey)
    );
}

/// [Comparing the AWS STS API operations](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html)
#[test]
fn each_kind_of_credentials_has_its_operations() {
    let world = world();
    let (anna, root) = (key(&world, ANNA), key(&world, crate::fixture::ROOT));
    let users = begin(&world, &anna, "sts:GetSessionToken", json!({}));
    let with_mfa =
        json!({"SerialNumber": crate::fixture::DEVICE, "TokenCode": crate::fixture::code(&world)});
    let users_mfa = begin(&world, &anna, "sts:GetSessionToken", with_mfa);
    let roots = begin(&world, &root, "sts:GetSessionToken", json!({}));
    let roles = source_session(&world, json!({}));
    let federated = federated(&world);
    let root_refused = "AccessDenied: Roles may not be assumed by root accounts.";
    let no_session = "AccessDenied: Cannot call GetSessionToken with session credentials";
    let no_federated = format!(
        "AccessDenied: User: arn:aws:sts::111122223333:federated-user/bob is not authorized to perform: sts:AssumeRole on resource: {TARGET}"
    );
    let no_iam = "InvalidClientTokenId: The security token included in the request is invalid";
    let denied = |arn: &str| {
        format!(
            "AccessDenied: User: {arn} is not authorized to perform: iam:ListUsers on resource: * because no identity-based policy allows the iam:ListUsers action"
        )
    };
    let source = "arn:aws:sts::111122223333:assumed-role/Source/s1";

    for (name, who, assume, session_token, iam) in [
        ("user", &anna, "ok", "ok", denied(ANNA)),
        ("root", &root, root_refused, "ok", "ok".to_owned()),
        (
            "user's session",
            &users,
            "ok",
            no_session,
            no_iam.to_owned(),
        ),
        (
            "user's session with MFA",
            &users_mfa,
            "ok",
            no_session,
            denied(ANNA),
        ),
        (
            "root's session",
            &roots,
            root_refused,
            no_session,
            no_iam.to_owned(),
        ),
        ("role session", &roles, "ok", no_session, denied(source)),
        (
            "federated user",
            &federated,
            &*no_federated,
            no_session,
            no_iam.to_owned(),
        ),
    ] {
        let role = json!({"RoleArn": TARGET, "RoleSessionName": "s1"});
        assert_eq!(
            told(&ask(&world, Some(who), "sts:GetCallerIdentity", json!({}))),
            "ok",
            "{name}"
        );
        assert_eq!(
            told(&ask(&world, Some(who), "sts:AssumeRole", role)),
            assume,
            "{name}"
        );
        assert_eq!(
            told(&ask(&world, Some(who), "sts:GetSessionToken", json!({}))),
            session_token,
            "{name}"
        );
        let exchange = ask(&world, Some(who), "iam:ListUsers", json!({}));
        assert_eq!(told(&exchange), iam, "{name}");
        assert_eq!(exchange.trace.gates[0].kind, GateKind::Credentials);
    }
}

/// Credentials of a federated user bob, whom anna let in.
fn federated(world: &World) -> Presented {
    let account: Arc<str> = crate::fixture::HOME.into();
    let session = Session {
        principal: SessionPrincipal::FederatedUser {
            name: "bob".into(),
            issuer_arn: ANNA.into(),
            issuer_id: world.accounts[&account].users["anna"].unique_id.clone(),
            account: account.clone(),
        },
        access_key_id: crate::credentials::access_key_id("ASIA", &account, &[1; 32]),
        secret: crate::credentials::secret_access_key(&[2; 32]),
        issued: NOW,
        expires: NOW.plus(3600),
        policies: Vec::new(),
        policy_arns: Vec::new(),
        tags: Vec::new(),
        transitive: Vec::new(),
        source_identity: None,
        mfa: None,
        chain: Vec::new(),
    };
    Presented {
        access_key_id: session.access_key_id.clone(),
        session_token: Some(token::seal(&world.seed, &session, 0)),
        proof: Proof::Secret(session.secret),
    }
}
