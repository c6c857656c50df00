use serde_json::{Value as Json, json};

use super::*;
use crate::Presented;
use crate::fixture::{
    ANNA, AWAY_TARGET, BUCKET, DEVICE, NOW, ROOT, TARGET, add_role, ask, ask_at, begin, code, key,
    put, role, source_session, world,
};
use crate::world::Organization;

/// The values of some keys, as the first (or last) authorization of a call carried them; `None`: absent.
fn check(facts: &[Fact], wanted: &[(&str, Option<(&str, Origin)>)]) {
    for (key, wanted) in wanted {
        let fact = facts.iter().find(|fact| *fact.key == **key);
        let got = fact.map(|fact| (fact.values.join(","), fact.origin.clone()));
        let wanted = wanted
            .clone()
            .map(|(value, origin)| (value.to_owned(), origin));
        assert_eq!(got, wanted, "{key}");
    }
}

fn assume(world: &World, who: &Presented, params: &Json) -> Vec<Vec<Fact>> {
    let mut all = json!({"RoleArn": TARGET, "RoleSessionName": "s1"});
    all.as_object_mut()
        .unwrap()
        .extend(params.as_object().cloned().unwrap());
    let exchange = ask_at(world, Some(who), "sts:AssumeRole", all, NOW.plus(60));
    exchange
        .trace
        .authorizations
        .into_iter()
        .map(|a| a.facts)
        .collect()
}

/// [Global condition keys](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html)
#[test]
fn each_kind_of_caller_carries_its_own_keys() {
    let mut world = world();
    let home = world.accounts.get_mut("111122223333").unwrap();
    let anna = home.users.get_mut("anna").unwrap();
    anna.tags = vec![("Team".into(), "blue".into())];
    let anna_id = anna.unique_id.to_string();
    let of_caller = |value| Some((value, Origin::Caller));
    let user = key(&world, ANNA);
    check(
        &assume(&world, &user, &json!({}))[0],
        &[
            ("aws:PrincipalArn", of_caller(ANNA)),
            ("aws:PrincipalAccount", of_caller("111122223333")),
            ("aws:PrincipalType", of_caller("User")),
            ("aws:userid", of_caller(&anna_id)),
            ("aws:username", of_caller("anna")),
            ("aws:PrincipalTag/Team", Some(("blue", Origin::CallerTag))),
            ("aws:TokenIssueTime", None),
            ("aws:MultiFactorAuthPresent", None),
            ("aws:MultiFactorAuthAge", None),
            ("aws:SourceIdentity", None),
            ("aws:PrincipalOrgID", None),
            ("aws:SourceIp", Some(("203.0.113.10", Origin::Connection))),
            (
                "aws:UserAgent",
                Some(("sts-playground", Origin::Connection)),
            ),
            (
                "aws:RequestedRegion",
                Some(("us-east-1", Origin::Connection)),
            ),
            ("aws:SecureTransport", Some(("true", Origin::Connection))),
            (
                "aws:CurrentTime",
                Some(("2026-01-15T09:31:00Z", Origin::Clock)),
            ),
            ("aws:EpochTime", Some(("1768469460", Origin::Clock))),
            (
                "aws:ResourceAccount",
                Some(("111122223333", Origin::Resource)),
            ),
        ],
    );
    let plain = begin(&world, &user, "sts:GetSessionToken", json!({}));
    check(
        &assume(&world, &plain, &json!({}))[0],
        &[
            ("aws:PrincipalArn", of_caller(ANNA)),
            ("aws:username", of_caller("anna")),
            (
                "aws:TokenIssueTime",
                Some(("2026-01-15T09:30:00Z", Origin::CallerSession)),
            ),
            (
                "aws:MultiFactorAuthPresent",
                Some(("false", Origin::CallerSession)),
            ),
            ("aws:MultiFactorAuthAge", None),
        ],
    );
    let mfa = json!({"SerialNumber": DEVICE, "TokenCode": code(&world)});
    let with_mfa = begin(&world, &user, "sts:GetSessionToken", mfa.clone());
    check(
        &assume(&world, &with_mfa, &json!({}))[0],
        &[
            (
                "aws:MultiFactorAuthPresent",
                Some(("true", Origin::MfaOfSession)),
            ),
            ("aws:MultiFactorAuthAge", Some(("60", Origin::MfaOfSession))),
        ],
    );
    let later = json!({"SerialNumber": DEVICE, "TokenCode": crate::totp::code(
        &crate::totp::device_secret(&world.seed, DEVICE), crate::totp::step(NOW.plus(60)))});
    check(
        &assume(&world, &user, &later)[0],
        &[
            (
                "aws:MultiFactorAuthPresent",
                Some(("true", Origin::MfaOfCall)),
            ),
            ("aws:MultiFactorAuthAge", Some(("0", Origin::MfaOfCall))),
            ("aws:TokenIssueTime", None),
        ],
    );
    let source = source_session(&world, json!({"SourceIdentity": "Diego"}));
    let source_id = format!(
        "{}:s1",
        world.accounts["111122223333"].roles["Source"].unique_id
    );
    check(
        &assume(&world, &source, &json!({}))[0],
        &[
            (
                "aws:PrincipalArn",
                of_caller("arn:aws:iam::111122223333:role/Source"),
            ),
            ("aws:PrincipalType", of_caller("AssumedRole")),
            ("aws:userid", of_caller(&source_id)),
            ("aws:username", None),
            (
                "aws:MultiFactorAuthPresent",
                Some(("false", Origin::CallerSession)),
            ),
            ("aws:SourceIdentity", Some(("Diego", Origin::CallerSession))),
            ("sts:SourceIdentity", Some(("Diego", Origin::Inherited))),
        ],
    );
    let root = ask(
        &world,
        Some(&key(&world, ROOT)),
        "s3:ListBucket",
        json!({"Resource": BUCKET}),
    );
    check(
        &root.trace.authorizations[0].facts,
        &[
            ("aws:PrincipalArn", of_caller(ROOT)),
            ("aws:PrincipalType", of_caller("Account")),
            ("aws:userid", of_caller("111122223333")),
            (
                "aws:ResourceAccount",
                Some(("444455556666", Origin::Resource)),
            ),
        ],
    );
}

/// [Actions, resources and condition keys of STS](https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html)
#[test]
fn each_action_of_assume_role_carries_its_own_keys() {
    let mut world = world();
    role(&mut world, TARGET).tags = vec![("Env".into(), "prod".into())];
    let parameter = |value, name| Some((value, Origin::Parameter(name)));
    let all = json!({
        "ExternalId": "12345",
        "SourceIdentity": "Diego",
        "Tags": [{"Key": "Team", "Value": "blue"}, {"Key": "Unit", "Value": "u"}],
        "TransitiveTagKeys": ["Unit"],
        "ProvidedContexts": [{"ProviderArn": "arn:aws:iam::aws:contextProvider/IdentityCenter", "ContextAssertion": "assertion"}],
    });
    let found = assume(&world, &key(&world, ANNA), &all);
    let [assume_role, tag_session, set_source_identity, set_context] = found.as_slice() else {
        panic!("four actions");
    };
    let tags = [
        ("aws:RequestTag/Team", parameter("blue", "Tags")),
        ("aws:RequestTag/Unit", parameter("u", "Tags")),
        ("aws:TagKeys", parameter("Team,Unit", "Tags")),
        (
            "sts:TransitiveTagKeys",
            parameter("Unit", "TransitiveTagKeys"),
        ),
        ("sts:ExternalId", parameter("12345", "ExternalId")),
    ];
    let absent = tags.clone().map(|(key, _)| (key, None));
    let name = parameter("s1", "RoleSessionName");
    let identity = parameter("Diego", "SourceIdentity");
    let resource = Some(("prod", Origin::ResourceTag));
    let both = [
        ("aws:ResourceTag/Env", resource.clone()),
        ("iam:ResourceTag/Env", resource),
    ];
    check(assume_role, &tags);
    check(assume_role, &both);
    check(
        assume_role,
        &[
            ("sts:RoleSessionName", name),
            ("sts:SourceIdentity", identity.clone()),
        ],
    );
    check(tag_session, &tags);
    check(
        tag_session,
        &[("sts:RoleSessionName", None), ("sts:SourceIdentity", None)],
    );
    check(set_source_identity, &absent);
    check(
        set_source_identity,
        &[
            ("sts:RoleSessionName", None),
            ("sts:SourceIdentity", identity),
        ],
    );
    check(set_context, &absent);
    let provider = parameter(
        "arn:aws:iam::aws:contextProvider/IdentityCenter",
        "ProvidedContexts",
    );
    check(set_context, &[("sts:RequestContextProviders", provider)]);

    let context = context(assume_role);
    assert!(context.lookup("AWS:tagkeys").unwrap().multivalued);
    assert!(context.lookup("sts:TransitiveTagKeys").unwrap().multivalued);
    assert!(!context.lookup("sts:ExternalId").unwrap().multivalued);
}

#[test]
fn the_organisation_of_caller_and_resource() {
    let mut world = world();
    let level: crate::world::Levels = [(Arc::from("111122223333"), Vec::new())].into();
    world.organization = Some(Organization {
        id: "o-example".into(),
        management: "999988887777".into(),
        scps: level,
        ..Organization::default()
    });
    let organization = Some(("o-example", Origin::Organization));
    check(
        &assume(&world, &key(&world, ANNA), &json!({}))[0],
        &[
            ("aws:PrincipalOrgID", organization.clone()),
            ("aws:ResourceOrgID", organization.clone()),
        ],
    );
    check(
        &assume(&world, &key(&world, ANNA), &json!({"RoleArn": AWAY_TARGET}))[0],
        &[
            ("aws:PrincipalOrgID", organization),
            ("aws:ResourceOrgID", None),
        ],
    );
}

/// What a policy asks for and the request lacks, with the reason for this call and these credentials.
#[test]
fn absences() {
    use Absence as A;
    let mut world = world();
    add_role(&mut world, "arn:aws:iam::111122223333:role/Asks");
    let asks = |world: &mut World, keys: &[&str]| {
        let nulls: Vec<String> = keys
            .iter()
            .map(|key| format!(r#""{key}": "true""#))
            .collect();
        let text = format!(
            r#"{{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", "Principal": {{"AWS": "*"}}, "Action": "sts:AssumeRole",
            "Condition": {{"Null": {{{}}}}}}}]}}"#,
            nulls.join(",")
        );
        put(world, "111122223333/role/Asks/trust", &text);
    };
    let why = |world: &World, who: &Presented, wanted: &[(&str, Absence)]| {
        let params =
            json!({"RoleArn": "arn:aws:iam::111122223333:role/Asks", "RoleSessionName": "s1"});
        let exchange = ask(world, Some(who), "sts:AssumeRole", params);
        let absent = &exchange.trace.authorizations[0].absent;
        let got: Vec<_> = absent
            .iter()
            .map(|absent| (&*absent.key, absent.why.clone()))
            .collect();
        assert_eq!(got, wanted);
    };
    let cases = [
        ("aws:MultiFactorAuthPresent", A::LongTermKeyWithoutMfa),
        ("aws:multifactorauthage", A::LongTermKeyWithoutMfa),
        ("aws:TokenIssueTime", A::OnlyTemporaryCredentials),
        ("aws:SourceIdentity", A::NoSourceIdentity),
        ("aws:PrincipalTag/team", A::NotTagged),
        ("aws:ResourceTag/env", A::ResourceNotTagged),
        ("iam:ResourceTag/env", A::ResourceNotTagged),
        ("aws:RequestTag/team", A::NotSent("Tags")),
        ("aws:TagKeys", A::NotSent("Tags")),
        ("sts:ExternalId", A::NotSent("ExternalId")),
        ("sts:SourceIdentity", A::NotSent("SourceIdentity")),
        ("sts:TransitiveTagKeys", A::NotSent("TransitiveTagKeys")),
        ("sts:DurationSeconds", A::NotOfOperation),
        ("sts:RoleAuthorizedByIdp", A::NotOfOperation),
        ("aws:PrincipalOrgID", A::NoOrganization),
        ("aws:SourceVpce", A::OnlyVpcEndpoint),
        ("aws:SourceArn", A::OnlyServices),
        ("aws:FederatedProvider", A::OnlyFederated),
        ("saml:aud", A::OnlyFederated),
        ("accounts.google.com:sub", A::OnlyFederated),
        ("aws:MultiFactorAuthPressent", A::UnknownKey),
        ("sts:ExternalID2", A::UnknownKey),
        ("s3:prefix", A::NotOfOperation),
    ];
    for (key_name, reason) in cases {
        asks(&mut world, &[key_name]);
        why(&world, &key(&world, ANNA), &[(key_name, reason)]);
    }
    let source = source_session(&world, json!({}));
    asks(
        &mut world,
        &[
            "aws:username",
            "aws:MultiFactorAuthAge",
            "aws:TokenIssueTime",
            "AWS:UserName",
        ],
    );
    why(
        &world,
        &source,
        &[
            ("aws:username", A::OnlyUsers),
            ("aws:MultiFactorAuthAge", A::SessionWithoutMfa),
        ],
    );
}
