use super::*;
use crate::Change;
use crate::fixture::{
    ALLOWS_STS, ANNA, AWAY_TARGET, BUCKET, DEVICE, HOME, TARGET, add_role, world,
};

/// One address of each kind of place, and whether the fixture has a policy there.
const PLACES: [(&str, bool); 8] = [
    ("111122223333/role/Target/trust", true),
    ("111122223333/role/Source/inline/sts", true),
    ("111122223333/user/anna/inline/sts", true),
    ("111122223333/group/crew/inline/p", false),
    ("managed/arn:aws:iam::111122223333:policy/P", false),
    ("resource/arn:aws:s3:::vault", false),
    ("scp/rails", true),
    ("rcp/rails", true),
];

fn with_everything() -> World {
    let mut world = world();
    let home = world.accounts.get_mut(HOME).unwrap();
    let crew = Group {
        name: "crew".into(),
        ..Group::default()
    };
    home.groups.insert("crew".into(), crew);
    let rails = |address: &str| {
        let policy = world.accept(&address.parse().unwrap(), ALLOWS_STS);
        let policy = policy.unwrap_or_else(|_| AcceptedPolicy {
            text: "".into(),
            policy: Arc::new(iam::Policy::compile(iam::Document::default())),
        });
        let level = vec![(Arc::from("rails"), policy)];
        [(Arc::from(HOME), vec![level.clone(), level])].into()
    };
    world.organization = Some(Organization {
        id: "o-example".into(),
        management: "999988887777".into(),
        scps: rails("scp/rails"),
        rcps: rails("rcp/rails"),
    });
    world
}

#[test]
fn a_policy_put_at_a_place_is_found_there_and_a_deleted_one_is_not() {
    for (place, there) in PLACES {
        let mut world = with_everything();
        let address: PolicyAddress = place.parse().unwrap();
        assert_eq!(address.to_string(), place);
        assert_eq!(world.policy(&address).is_some(), there, "{place}");
        let policy = AcceptedPolicy {
            text: "new".into(),
            policy: Arc::new(iam::Policy::compile(iam::Document::default())),
        };
        world.apply(&Change::PutPolicy {
            address: address.clone(),
            policy: policy.clone(),
        });
        assert_eq!(world.policy(&address), Some(&policy), "{place}");
        world.apply(&Change::DeletePolicy {
            address: address.clone(),
        });
        // A role always has a trust policy.
        let stays = matches!(address, PolicyAddress::Trust { .. });
        assert_eq!(world.policy(&address).is_some(), stays, "{place}");
    }
}

#[test]
fn a_change_to_what_is_not_there_does_nothing() {
    let before = with_everything();
    let policy = before.policy(&PLACES[0].0.parse().unwrap()).unwrap();
    for place in [
        "111122223333/role/None/trust",
        "111122223333/role/None/inline/p",
        "111122223333/user/none/inline/p",
        "111122223333/group/none/inline/p",
        "999988887777/role/Target/trust",
        "managed/arn:aws:iam::999988887777:policy/P",
        "managed/nonsense",
        "resource/arn:aws:s3:::none",
        "scp/none",
        "rcp/none",
        "session/0",
    ] {
        let address: PolicyAddress = place.parse().unwrap();
        let mut world = before.clone();
        world.apply(&Change::PutPolicy {
            address: address.clone(),
            policy: policy.clone(),
        });
        world.apply(&Change::DeletePolicy {
            address: address.clone(),
        });
        assert_eq!(world, before, "{place}");
        assert_eq!(world.policy(&address), None, "{place}");
    }
    let mut world = before.clone();
    world.apply(&Change::ConsumeMfaCode {
        serial: "GAHT12345678".into(),
        step: 1,
    });
    assert_eq!(world, before);
}

#[test]
fn a_used_code_stays_used() {
    let mut world = world();
    for (step, last) in [(5, 5), (4, 5), (6, 6)] {
        world.apply(&Change::ConsumeMfaCode {
            serial: DEVICE.into(),
            step,
        });
        assert_eq!(world.accounts[HOME].devices[DEVICE].last_step, Some(last));
    }
}

#[test]
fn principals_are_found_by_their_whole_arn() {
    let mut world = world();
    let deep = "arn:aws:iam::111122223333:role/team/a/Deep";
    add_role(&mut world, deep);
    for (arn, found) in [
        (TARGET, true),
        (AWAY_TARGET, true),
        (deep, true),
        ("arn:aws:iam::111122223333:role/Deep", false),
        ("arn:aws:iam::111122223333:role/target", false),
        ("arn:aws:iam::111122223333:user/Target", false),
        ("arn:aws-cn:iam::111122223333:role/Target", false),
        ("", false),
    ] {
        assert_eq!(world.role(arn).is_some(), found, "{arn}");
    }
    assert!(world.user(ANNA).is_some());
    assert!(world.user(TARGET).is_none());
    for (arn, found) in [
        (BUCKET, true),
        ("arn:aws:s3:::vault/a/b", true),
        ("arn:aws:s3:::vaul", false),
        ("*", false),
    ] {
        assert_eq!(world.resource(arn).is_some(), found, "{arn}");
    }
}

#[test]
fn an_organization_has_its_management_account_and_those_with_levels() {
    let organization = with_everything().organization.unwrap();
    assert!(organization.has("999988887777"));
    assert!(organization.has(HOME));
    assert!(!organization.has("444455556666"));
}
