use serde_json::{Value as Json, json};

use crate::fixture::{ANNA, BEN, DEVICE, NOW, ROOT, ask, code, key, told, world};
use crate::response::Member;
use crate::trace::{Failure, GateState};
use crate::{Change, token, totp};

/// [API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html), `DurationSeconds`
#[test]
fn durations() {
    let world = world();
    let check = |who, params: Json, wanted: Result<i64, &str>| {
        let exchange = ask(
            &world,
            Some(&key(&world, who)),
            "sts:GetSessionToken",
            params,
        );
        match (&exchange.result, wanted) {
            (Ok(response), Ok(seconds)) => {
                let credentials = response.credentials().unwrap();
                assert_eq!(credentials.expiration, NOW.plus(seconds));
                let session = token::open(&world.seed, &credentials.session_token).unwrap();
                assert_eq!((session.issued, session.expires), (NOW, NOW.plus(seconds)));
                assert_eq!(session.chain, [who.into()]);
            }
            (_, wanted) => assert_eq!(told(&exchange), wanted.unwrap_err()),
        }
    };
    check(ANNA, json!({}), Ok(43_200));
    check(ANNA, json!({"DurationSeconds": 900}), Ok(900));
    check(ANNA, json!({"DurationSeconds": 129_600}), Ok(129_600));
    check(
        ANNA,
        json!({"DurationSeconds": 129_601}),
        Err(
            "ValidationError: 1 validation error detected: Value '129601' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 129600",
        ),
    );
    // The root user's hour is a limit that cuts without an error.
    check(ROOT, json!({}), Ok(3600));
    check(ROOT, json!({"DurationSeconds": 43_200}), Ok(3600));
    check(ROOT, json!({"DurationSeconds": 900}), Ok(900));
}

/// Texts as STS answers them; each denial leaves the code unused, a verified one is used up.
#[test]
fn mfa() {
    let mut world = world();
    let step = totp::step(NOW);
    let invalid =
        "AccessDenied: MultiFactorAuthentication failed with invalid MFA one time pass code.";
    let not_mine = "AccessDenied: MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.";
    let pair = "AccessDenied: MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.";
    let right = code(&world);
    let not_yours = |owner: Option<&str>| Failure::MfaDeviceNotYours {
        owner: owner.map(Into::into),
    };
    for (who, params, wanted, failure) in [
        (
            ANNA,
            json!({"SerialNumber": DEVICE, "TokenCode": "000000"}),
            invalid,
            Failure::MfaCodeWrong,
        ),
        (
            ANNA,
            json!({"SerialNumber": ANNA, "TokenCode": right}),
            not_mine,
            not_yours(None),
        ),
        (
            BEN,
            json!({"SerialNumber": DEVICE, "TokenCode": right}),
            not_mine,
            not_yours(Some("anna")),
        ),
        (
            ROOT,
            json!({"SerialNumber": DEVICE, "TokenCode": right}),
            not_mine,
            not_yours(Some("anna")),
        ),
        (
            ANNA,
            json!({"SerialNumber": DEVICE}),
            pair,
            Failure::MfaPairIncomplete,
        ),
        (
            ANNA,
            json!({"TokenCode": right}),
            pair,
            Failure::MfaPairIncomplete,
        ),
    ] {
        let exchange = ask(
            &world,
            Some(&key(&world, who)),
            "sts:GetSessionToken",
            params,
        );
        assert_eq!(told(&exchange), wanted);
        assert_eq!(exchange.trace.gates[2].state, GateState::Failed(failure));
        assert_eq!(exchange.changes, []);
    }
    let params = json!({"SerialNumber": DEVICE, "TokenCode": right});
    let exchange = ask(
        &world,
        Some(&key(&world, ANNA)),
        "sts:GetSessionToken",
        params.clone(),
    );
    let credentials = exchange.result.unwrap().credentials().cloned().unwrap();
    let session = token::open(&world.seed, &credentials.session_token).unwrap();
    assert_eq!(session.mfa, Some(NOW));
    assert_eq!(exchange.trace.gates[2].state, GateState::Passed);
    let consume = Change::ConsumeMfaCode {
        serial: DEVICE.into(),
        step,
    };
    assert_eq!(exchange.changes, std::slice::from_ref(&consume));

    world.apply(&consume);
    let exchange = ask(
        &world,
        Some(&key(&world, ANNA)),
        "sts:GetSessionToken",
        params,
    );
    assert_eq!(told(&exchange), invalid);
    assert_eq!(
        exchange.trace.gates[2].state,
        GateState::Failed(Failure::MfaCodeUsed)
    );
}

/// "The size, in bytes, of the session token" and how much of the limit it takes: members of the 2026 model.
#[test]
fn the_answer_tells_the_tokens_size() {
    let world = world();
    let params = json!({"MinimumSessionTokenSize": 2048});
    let exchange = ask(
        &world,
        Some(&key(&world, ANNA)),
        "sts:GetSessionToken",
        params,
    );
    let members = exchange.result.unwrap().members();
    let names: Vec<_> = members.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names,
        ["Credentials", "SessionTokenUtilization", "SessionTokenSize"]
    );
    assert_eq!(members[1].1, Member::Text("50".into()));
    assert_eq!(members[2].1, Member::Text("2048".into()));
}
