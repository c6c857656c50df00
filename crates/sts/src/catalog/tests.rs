use iam::lint::{Class, Rule, apply, facts::Carried};
use iam::{PolicyKind, read};

use super::*;
use crate::fixture::{self, AWAY, AWAY_TARGET, HOME};

/// The rules found in an accepted text, without the facts of a world.
fn rules(kind: PolicyKind, text: &str) -> Vec<Rule> {
    let reading = read(text, kind);
    assert_eq!(reading.diagnostics, [], "{text}");
    let facts = facts(Some("222222222222"), &["111111111111"], Subject::Role);
    let findings = iam::lint::lint(text, &reading, &facts);
    findings.into_iter().map(|finding| finding.rule).collect()
}

#[test]
fn tables_are_sorted_and_name_everything_once() {
    let sorted = |names: &[&str]| names.is_sorted_by(|a, b| a < b);
    for service in actions::SERVICES {
        assert!(sorted(service.actions), "{}", service.prefix);
        let operations: Vec<&str> = service.operations.iter().map(|(name, _)| *name).collect();
        assert!(sorted(&operations), "{}", service.prefix);
        for (operation, action) in service.operations {
            assert!(service.actions.contains(action), "{action}");
            assert!(!service.actions.contains(operation), "{operation}");
        }
    }
    let names: Vec<&str> = keys::KEYS.iter().map(|key| key.name).collect();
    assert!(sorted(&names), "{names:?}");
    let hosts: Vec<&str> = providers::PROVIDERS.iter().map(|p| p.host).collect();
    assert!(sorted(&hosts), "{hosts:?}");
}

#[test]
fn keys_are_carried_by_actions_that_exist() {
    for key in keys::KEYS {
        let (Carried::By(actions) | Carried::NotBy(actions)) = key.carried else {
            continue;
        };
        for action in actions {
            let (prefix, name) = action.split_once(':').unwrap();
            let service = actions::SERVICES.iter().find(|s| s.prefix == prefix);
            assert!(
                service.unwrap().actions.contains(&name),
                "{} {action}",
                key.name
            );
        }
    }
}

/// Texts of AWS's own pages have nothing wrong.
#[test]
fn examples_of_aws_are_in_order() {
    for (kind, text) in [
        // id_roles_create_for-idp_oidc, "Configuring a role for GitHub OIDC identity provider"
        (
            PolicyKind::Trust,
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::012345678910:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com","token.actions.githubusercontent.com:sub":"repo:GitHubOrg/GitHubRepo:ref:refs/heads/GitHubBranch"}}}]}"#,
        ),
        // id_roles_create_for-idp_saml
        (
            PolicyKind::Trust,
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRoleWithSAML","Principal":{"Federated":"arn:aws:iam::222222222222:saml-provider/PROVIDER-NAME"},"Condition":{"StringEquals":{"SAML:aud":"https://signin.aws.amazon.com/saml"}}}]}"#,
        ),
        // id_session-tags, "Permissions required to add session tags"
        (
            PolicyKind::Trust,
            r#"{"Version":"2012-10-17","Statement":[{"Sid":"AllowIamUserAssumeRole","Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"arn:aws:iam::222222222222:role/test-session-tags"},"Condition":{"StringLike":{"aws:RequestTag/Project":"*-x","aws:RequestTag/Department":"M*"},"StringEquals":{"sts:ExternalId":"Example987"}}},{"Sid":"AllowPassSessionTagsAndTransitive","Effect":"Allow","Action":"sts:TagSession","Principal":{"AWS":"arn:aws:iam::222222222222:role/test-session-tags"},"Condition":{"ForAnyValue:StringEquals":{"sts:TransitiveTagKeys":["Project","Department"]}}}]}"#,
        ),
        // id_credentials_mfa_configure-api-require
        (
            PolicyKind::Trust,
            r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"222222222222"},"Action":"sts:AssumeRole","Condition":{"NumericLessThan":{"aws:MultiFactorAuthAge":"3600"}}}}"#,
        ),
        // reference_policies_examples_aws_deny-ip
        (
            PolicyKind::Identity,
            r#"{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["192.0.2.0/24","203.0.113.0/24"]}}}}"#,
        ),
        // id_roles_use_revoke-sessions
        (
            PolicyKind::Identity,
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["*"],"Resource":["*"],"Condition":{"DateLessThan":{"aws:TokenIssueTime":"2014-05-07T23:47:00Z"}}}]}"#,
        ),
        // reference_policies_variables
        (
            PolicyKind::Identity,
            r#"{"Version":"2012-10-17","Statement":[{"Action":["s3:ListBucket"],"Effect":"Allow","Resource":["arn:aws:s3:::amzn-s3-demo-bucket"],"Condition":{"StringLike":{"s3:prefix":["${aws:username}/*"]}}},{"Action":["s3:GetObject","s3:PutObject"],"Effect":"Allow","Resource":["arn:aws:s3:::amzn-s3-demo-bucket/${aws:username}/*"]}]}"#,
        ),
    ] {
        assert_eq!(rules(kind, text), [], "{text}");
    }
}

/// Service Authorization Reference: DurationSeconds of AssumeRole is no condition key.
#[test]
fn assume_role_carries_no_duration() {
    let text = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"arn:aws:iam::222222222222:role/R"},"Condition":{"NumericLessThanEquals":{"sts:DurationSeconds":"3600"}}}}"#;
    let found = rules(PolicyKind::Trust, text);
    let [Rule::NeverCarried { key, .. }] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(&**key, "sts:DurationSeconds");
}

#[test]
fn the_world_tells_third_parties_and_sensitive_roles() {
    let mut world = fixture::world();
    let address: PolicyAddress = format!("{AWAY}/role/Target/trust").parse().unwrap();
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{{"AWS":"{HOME}"}}}}}}"#
    );
    let found = |world: &World| lint(world, &address, &text);
    let foreign = Rule::NoExternalId {
        account: HOME.into(),
    };
    let findings = found(&world);
    assert_eq!(findings[0].rule, foreign);
    let fixed = apply(&text, &findings[0].fixes[0].edits);
    assert!(lint(&world, &address, &fixed).is_empty(), "{fixed}");

    world.organization = Some(crate::world::Organization {
        management: HOME.into(),
        scps: [(AWAY.into(), Vec::new())].into(),
        ..Default::default()
    });
    let findings = found(&world);
    assert_eq!(findings[0].rule, Rule::NoMfa { sensitive: false });
    assert_eq!(findings[0].class, Class::Suggestion);

    let admin = "arn:aws:iam::aws:policy/AdministratorAccess".into();
    fixture::role(&mut world, AWAY_TARGET)
        .permissions
        .attached
        .push(admin);
    let findings = found(&world);
    assert_eq!(findings[0].rule, Rule::NoMfa { sensitive: true });
    assert_eq!(findings[0].class, Class::Security);
}
