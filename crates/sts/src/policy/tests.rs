use super::*;
use crate::fixture::{ALLOWS_STS, ANNA, TARGET, add_role, put, world};

fn trust(principal: &str) -> String {
    format!(
        r#"{{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", "Principal": {principal}, "Action": "sts:AssumeRole"}}]}}"#
    )
}

/// [Principal](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html):
/// users and roles must exist when a trust policy is saved, exactly as written.
#[test]
fn principals_must_exist() {
    let mut world = world();
    add_role(&mut world, "arn:aws:iam::111122223333:role/team/Deep");
    let address: PolicyAddress = "444455556666/role/Target/trust".parse().unwrap();
    for (arn, exists) in [
        ("111122223333", true),
        ("arn:aws:iam::111122223333:root", true),
        (ANNA, true),
        (TARGET, true),
        ("arn:aws:iam::111122223333:role/team/Deep", true),
        ("arn:aws:sts::111122223333:assumed-role/Deep/session", true),
        ("*", true),
        ("AIDACKCEVSQ6C2EXAMPLE", true),
        // Of an account that is not in the world nothing is known.
        ("arn:aws:iam::999988887777:user/zoe", true),
        ("999988887777", true),
        ("arn:aws:iam::111122223333:user/Anna", false),
        ("arn:aws:iam::111122223333:user/none", false),
        ("arn:aws:iam::111122223333:role/Deep", false),
        ("arn:aws:sts::111122223333:assumed-role/None/session", false),
    ] {
        let answer = world.accept(&address, &trust(&format!(r#"{{"AWS": "{arn}"}}"#)));
        let wanted = format!(r#"Invalid principal in policy: "AWS":"{arn}""#);
        let got = answer
            .err()
            .map(|error| (error.code, error.http, error.message));
        let wanted = ("MalformedPolicyDocument", 400, wanted.into());
        assert_eq!(got, (!exists).then_some(wanted), "{arn}");
    }
}

#[test]
fn principals_become_unique_ids() {
    let world = world();
    let address: PolicyAddress = "444455556666/role/Target/trust".parse().unwrap();
    let text = trust(&format!(
        r#"{{"AWS": ["{ANNA}", "{TARGET}", "111122223333", "arn:aws:iam::999988887777:user/zoe"]}}"#
    ));
    let accepted = world.accept(&address, &text).unwrap();
    assert_eq!(*accepted.text, *text);
    let ids: Vec<_> = accepted
        .policy
        .document()
        .principals()
        .map(|p| p.unique_id.clone())
        .collect();
    let home = &world.accounts["111122223333"];
    assert_eq!(
        ids,
        [
            Some(home.users["anna"].unique_id.clone()),
            Some(home.roles["Target"].unique_id.clone()),
            None,
            None,
        ]
    );
}

/// A user that is deleted and created again is another one: what was saved names the first.
#[test]
fn a_namesake_is_not_let_in() {
    use crate::fixture::{ask, key, told};
    let mut world = world();
    put(
        &mut world,
        "111122223333/role/Target/trust",
        &trust(&format!(r#"{{"AWS": "{ANNA}"}}"#)),
    );
    let params = serde_json::json!({"RoleArn": TARGET, "RoleSessionName": "s1"});
    let assume = |world: &World| {
        let exchange = ask(
            world,
            Some(&key(world, ANNA)),
            "sts:AssumeRole",
            params.clone(),
        );
        told(&exchange)
    };
    assert_eq!(assume(&world), "ok");
    let again = identifier::unique_id(&world.seed, "AIDA", ANNA, 1);
    let home = world.accounts.get_mut("111122223333").unwrap();
    home.users.get_mut("anna").unwrap().unique_id = again;
    assert_eq!(
        assume(&world),
        format!(
            "AccessDenied: User: {ANNA} is not authorized to perform: sts:AssumeRole because no role trust policy allows the sts:AssumeRole action"
        )
    );
}

#[test]
fn iam_refuses_in_its_own_words() {
    let world = world();
    for (address, text, code, message) in [
        (
            "444455556666/role/Target/trust",
            "{",
            "MalformedPolicyDocument",
            "This policy contains invalid Json",
        ),
        (
            "111122223333/user/anna/inline/p",
            &trust(r#"{"AWS": "*"}"#),
            "MalformedPolicyDocument",
            "Policy document should not specify a principal.",
        ),
        (
            "resource/arn:aws:s3:::vault",
            r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:user/none"}, "Action": "s3:*", "Resource": "arn:aws:s3:::vault"}]}"#,
            "MalformedPolicy",
            "Invalid principal in policy",
        ),
    ] {
        let error = world.accept(&address.parse().unwrap(), text).unwrap_err();
        assert_eq!((error.code, &*error.message), (code, message), "{address}");
    }
}

/// [IAM quotas](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html): 2,048, 5,120 and 10,240 characters together.
#[test]
fn inline_policies_of_one_principal_have_room_together() {
    let mut world = world();
    let crew = crate::world::Group {
        name: "crew".into(),
        ..crate::world::Group::default()
    };
    let home = world.accounts.get_mut("111122223333").unwrap();
    home.groups.insert("crew".into(), crew);
    let of_length = |length: usize| {
        let text = |fill: usize| {
            format!(
                r#"{{"Version":"2012-10-17","Statement":[{{"Sid":"{}","Effect":"Allow","Action":"sts:*","Resource":"*"}}]}}"#,
                "a".repeat(fill)
            )
        };
        text(length - text(0).len())
    };
    for (owner, limit) in [
        ("user/anna", 2048),
        ("group/crew", 5120),
        ("role/Source", 10240),
    ] {
        let place = |name: &str| -> PolicyAddress {
            format!("111122223333/{owner}/inline/{name}")
                .parse()
                .unwrap()
        };
        // What is replaced does not count, other policies do; white space never does.
        world.apply(&crate::Change::PutPolicy {
            address: place("sts"),
            policy: world.accept(&place("sts"), ALLOWS_STS).unwrap(),
        });
        let others = ALLOWS_STS.chars().filter(|c| !c.is_whitespace()).count();
        let spaced = of_length(limit).replace(',', " ,\n");
        assert!(world.accept(&place("sts"), &spaced).is_ok(), "{owner}");
        assert!(
            world
                .accept(&place("more"), &of_length(limit - others))
                .is_ok(),
            "{owner}"
        );
        let error = world
            .accept(&place("more"), &of_length(limit - others + 1))
            .unwrap_err();
        assert_eq!((error.code, error.http), ("LimitExceeded", 409));
        let owner = owner.replace('/', " ");
        assert_eq!(
            *error.message,
            *format!("Maximum policy size of {limit} bytes exceeded for {owner}")
        );
    }
}
