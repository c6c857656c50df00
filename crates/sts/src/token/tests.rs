use std::sync::Arc;

use super::*;
use crate::session::SessionPrincipal;
use crate::{AccessKeyId, SecretAccessKey, Timestamp};
use proptest::collection::vec;
use proptest::prelude::*;

fn text() -> impl Strategy<Value = Arc<str>> {
    "\\PC{0,12}".prop_map(Into::into)
}

fn principal() -> impl Strategy<Value = SessionPrincipal> {
    let account = || "[0-9]{12}".prop_map(Arc::from);
    prop_oneof![
        (account(), text(), text(), text()).prop_map(
            |(account, role_arn, role_id, session_name)| SessionPrincipal::Role {
                account,
                role_arn,
                role_id,
                session_name,
            }
        ),
        (account(), text(), text()).prop_map(|(account, name, user_id)| {
            SessionPrincipal::User {
                account,
                name,
                user_id,
            }
        }),
        account().prop_map(|account| SessionPrincipal::Root { account }),
        (account(), text(), text(), text()).prop_map(|(account, name, issuer_arn, issuer_id)| {
            SessionPrincipal::FederatedUser {
                account,
                name,
                issuer_arn,
                issuer_id,
            }
        }),
    ]
}

fn session() -> impl Strategy<Value = Session> {
    let many = || vec(text(), 0..3);
    (
        (
            principal(),
            text(),
            text(),
            any::<i64>(),
            any::<i64>(),
            many(),
        ),
        (
            many(),
            vec((text(), text()), 0..3),
            many(),
            proptest::option::of(text()),
            proptest::option::of(any::<i64>()),
            many(),
        ),
    )
        .prop_map(
            |(
                (principal, key, secret, issued, expires, policies),
                (policy_arns, tags, transitive, source_identity, mfa, chain),
            )| Session {
                principal,
                access_key_id: AccessKeyId(key),
                secret: SecretAccessKey(secret),
                issued: Timestamp(issued),
                expires: Timestamp(expires),
                policies,
                policy_arns,
                tags,
                transitive,
                source_identity,
                mfa: mfa.map(Timestamp),
                chain,
            },
        )
}

fn example() -> Session {
    let account: Arc<str> = "222222222222".into();
    Session {
        principal: SessionPrincipal::Role {
            role_arn: crate::identifier::role_arn(&account, "/", "CrossAccountRole"),
            role_id: "AROA3XFRBF535PLBIFPI4".into(),
            session_name: "alice".into(),
            account,
        },
        access_key_id: AccessKeyId("ASIARTX3GSDS77777777".into()),
        secret: crate::credentials::secret_access_key(&[7; 32]),
        issued: Timestamp(1_768_469_400),
        expires: Timestamp(1_768_473_000),
        policies: Vec::new(),
        policy_arns: Vec::new(),
        tags: Vec::new(),
        transitive: Vec::new(),
        source_identity: None,
        mfa: None,
        chain: vec!["arn:aws:iam::111111111111:user/alice".into()],
    }
}

proptest! {
    #[test]
    fn what_is_sealed_opens(seed: [u8; 32], other: [u8; 32], session in session(), minimum in 0_usize..4097) {
        let seed = Seed(seed);
        let token = seal(&seed, &session, minimum);
        prop_assert!(token.0.len() >= minimum);
        prop_assert_eq!(&token, &seal(&seed, &session, minimum));
        prop_assert_eq!(open(&Seed(other), &token).is_none(), Seed(other) != seed);
        prop_assert_eq!(open(&seed, &token), Some(session));
    }

    #[test]
    fn a_changed_bit_is_refused(session in session(), at: prop::sample::Index, bit in 0_u32..8) {
        let seed = Seed([1; 32]);
        let mut bytes = Base64::decode_vec(&seal(&seed, &session, 0).0).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= 1_u8 << bit;
        let altered = SessionToken(Base64::encode_string(&bytes).into());
        prop_assert_eq!(open(&seed, &altered), None);
    }

    #[test]
    fn a_cut_token_is_refused(session in session(), at: prop::sample::Index) {
        let seed = Seed([1; 32]);
        let token = seal(&seed, &session, 0).0;
        let cut = SessionToken(token[..at.index(token.len())].into());
        prop_assert_eq!(open(&seed, &cut), None);
    }

    /// Below the seal: reading is total whatever the bytes.
    #[test]
    fn any_bytes_are_read(bytes: Vec<u8>, text in "\\PC{0,80}") {
        let _ = codec::read(&bytes);
        prop_assert_eq!(open(&Seed([1; 32]), &SessionToken(text.into())), None);
    }

    #[test]
    fn any_changed_byte_below_the_seal_is_read(session in session(), at: prop::sample::Index, to: u8) {
        let mut bytes = codec::write(&session);
        let at = at.index(bytes.len());
        bytes[at] = to;
        let _ = codec::read(&bytes);
    }
}

#[test]
fn a_token_has_the_size_of_aws_s_and_grows_with_its_session() {
    let seed = Seed::from_text("s");
    let plain = example();
    let mut tagged = plain.clone();
    tagged.tags = vec![("Department".into(), "Engineering".into())];
    let (plain, tagged) = (seal(&seed, &plain, 0), seal(&seed, &tagged, 0));
    assert!((300..=1200).contains(&plain.0.len()), "{}", plain.0.len());
    assert!(tagged.0.len() > plain.0.len());
    for minimum in [1000, 1001, 4096] {
        let padded = seal(&seed, &example(), minimum);
        assert!((minimum..minimum + 4).contains(&padded.0.len()));
    }
}

#[test]
fn an_overlong_text_is_no_token() {
    let long = SessionToken("A".repeat(MAX_LENGTH + 4).into());
    assert_eq!(open(&Seed::default(), &long), None);
}
