use super::*;
use crate::policy::PrincipalType;

const ALLOW: &str = r#""Effect":"Allow","Action":"sts:AssumeRole""#;
const FOREIGN: &str = "333333333333";

fn trust(principal: &str) -> String {
    format!(r#"{ALLOW},"Principal":{principal}"#)
}

/// IAM User Guide, reference_policies_elements_principal, "All principals".
#[test]
fn everyone() {
    check(
        PolicyKind::Trust,
        &trust(r#"{"AWS":«"*"»}"#),
        Class::Security,
        Rule::EveryoneTrusted { conditioned: false },
        &trust(r#"{"AWS":"222222222222"}"#),
    );
    check(
        PolicyKind::Trust,
        &(trust(r#"{"AWS":["arn:aws:iam::222222222222:role/R",«"*"»]}"#)
            + r#","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}"#),
        Class::Security,
        Rule::EveryoneTrusted { conditioned: true },
        &(trust(r#"{"AWS":["arn:aws:iam::222222222222:role/R","222222222222"]}"#)
            + r#","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}"#),
    );
    let bucket = |principal: &str, condition: &str| {
        format!(
            r#""Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*","Principal":{principal}{condition}"#
        )
    };
    check(
        PolicyKind::Resource,
        &bucket(r#"«"*"»"#, ""),
        Class::Security,
        Rule::EveryoneTrusted { conditioned: false },
        &bucket(r#"{"AWS": "222222222222"}"#, ""),
    );
    check(
        PolicyKind::Resource,
        &bucket(
            r#"«"*"»"#,
            r#","Condition":{"StringEqualsIfExists":{"aws:PrincipalAccount":"222222222222"}}"#,
        ),
        Class::Security,
        Rule::EveryoneTrusted { conditioned: true },
        &bucket(
            r#"{"AWS": "222222222222"}"#,
            r#","Condition":{"StringEqualsIfExists":{"aws:PrincipalAccount":"222222222222"}}"#,
        ),
    );
    silent(
        PolicyKind::Resource,
        &bucket(
            r#""*""#,
            r#","Condition":{"StringEquals":{"aws:PrincipalAccount":"222222222222"}}"#,
        ),
    );
    let address = r#","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"#;
    silent(PolicyKind::Resource, &bucket(r#""*""#, address));
    check(
        PolicyKind::Trust,
        &(trust(r#"{"AWS":«"*"»}"#) + address),
        Class::Security,
        Rule::EveryoneTrusted { conditioned: true },
        &(trust(r#"{"AWS":"222222222222"}"#) + address),
    );
    let deny = bucket(r#""*""#, "").replace("Allow", "Deny");
    silent(PolicyKind::Resource, &deny);
}

/// IAM User Guide, id_roles_common-scenarios_third-party.
#[test]
fn foreign_accounts() {
    let rule = || Rule::NoExternalId {
        account: FOREIGN.into(),
    };
    let principal = r#"{"AWS":"arn:aws:iam::333333333333:root"}"#;
    let marked = principal
        .replace("\"arn", "«\"arn")
        .replace("root\"", "root\"»");
    let external = r#","Condition":{"StringEquals":{"sts:ExternalId":"unique-external-id"}}"#;
    check(
        PolicyKind::Trust,
        &trust(&marked),
        Class::Security,
        rule(),
        &(trust(principal) + external),
    );
    let other = r#","Condition":{"StringEquals":{"aws:PrincipalTag/team":"a"}}"#;
    check(
        PolicyKind::Trust,
        &(trust(&marked) + other),
        Class::Security,
        rule(),
        &(trust(principal)
            + r#","Condition":{"StringEquals":{"aws:PrincipalTag/team":"a","sts:ExternalId":"unique-external-id"}}"#),
    );
    // Only part of the principals are foreign: the condition would shut the others out.
    check(
        PolicyKind::Trust,
        &trust(r#"{"AWS":["arn:aws:iam::222222222222:role/R",«"333333333333"»,"333333333333"]}"#),
        Class::Security,
        rule(),
        "",
    );
    silent(PolicyKind::Trust, &(trust(principal) + external));
    for condition in [
        r#"{"Bool":{"aws:MultiFactorAuthPresent":"true"}}"#,
        r#"{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-1/*"}}"#,
    ] {
        let statement = format!(r#"{},"Condition":{condition}"#, trust(principal));
        silent(PolicyKind::Trust, &statement);
    }
    silent(
        PolicyKind::Trust,
        &trust(r#"{"AWS":"arn:aws:iam::444444444444:role/R"}"#),
    );
    let deny = trust(principal).replace("Allow", "Deny");
    silent(PolicyKind::Trust, &deny);
}

#[test]
fn an_external_id_that_any_value_satisfies_is_none() {
    let text = policy(
        &(trust(r#"{"AWS":"333333333333"}"#)
            + r#","Condition":{"StringLike":{"sts:ExternalId":"*"}}"#),
    );
    let rules: Vec<Rule> = findings(&FACTS, PolicyKind::Trust, &text)
        .into_iter()
        .map(|f| f.rule)
        .collect();
    assert!(
        rules.contains(&Rule::NoExternalId {
            account: FOREIGN.into()
        }),
        "{rules:?}"
    );
    assert!(
        rules.contains(&Rule::PresenceOnly {
            key: "sts:ExternalId".into()
        }),
        "{rules:?}"
    );
}

/// IAM User Guide, id_credentials_mfa_configure-api-require.
#[test]
fn people_without_mfa() {
    let condition = r#","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}"#;
    for principal in [
        "222222222222",
        "arn:aws:iam::222222222222:root",
        "arn:aws:iam::444444444444:user/anna",
    ] {
        let with = |text: &str| trust(&format!(r#"{{"AWS":{text}}}"#));
        let plain = with(&format!("{principal:?}"));
        let fixed = policy(&(plain.clone() + condition));
        let marked = policy(&with(&format!("«{principal:?}»")));
        let mut facts = FACTS;
        for (subject, class, sensitive) in [
            (Subject::Unknown, Class::Suggestion, false),
            (Subject::SensitiveRole, Class::Security, true),
        ] {
            facts.subject = subject;
            let rule = Rule::NoMfa { sensitive };
            check_text(&facts, PolicyKind::Trust, &marked, class, rule, &fixed);
        }
        silent(PolicyKind::Trust, &(plain + condition));
    }
    for principal in [
        r#"{"AWS":"arn:aws:iam::222222222222:role/R"}"#,
        r#"{"Service":"ec2.amazonaws.com"}"#,
    ] {
        silent(PolicyKind::Trust, &trust(principal));
    }
    // Services cannot give MFA.
    let rule = Rule::NoMfa { sensitive: false };
    let mixed = trust(r#"{"AWS":«"222222222222"»,"Service":"ec2.amazonaws.com"}"#);
    check(PolicyKind::Trust, &mixed, Class::Suggestion, rule, "");
    let denied = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{{}}},{{"Effect":"Deny","Action":"sts:*","Principal":{{"AWS":"*"}},"Condition":{{"BoolIfExists":{{"aws:MultiFactorAuthPresent":"false"}}}}}}]}}"#,
        trust(r#"{"AWS":"222222222222"}"#)
    );
    assert_eq!(findings(&FACTS, PolicyKind::Trust, &denied), []);
}

/// IAM User Guide, confused-deputy, "Cross-service confused deputy prevention".
#[test]
fn services_on_behalf_of_anybody() {
    let bucket = |principal: &str, condition: &str| {
        format!(
            r#""Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*","Principal":{{"Service":{principal}}}{condition}"#
        )
    };
    check(
        PolicyKind::Resource,
        &bucket(r#"«"cloudtrail.amazonaws.com"»"#, ""),
        Class::Security,
        Rule::NoSourceAccount {
            service: "cloudtrail.amazonaws.com".into(),
        },
        &bucket(
            r#""cloudtrail.amazonaws.com""#,
            r#","Condition":{"StringEquals":{"aws:SourceAccount":"222222222222"}}"#,
        ),
    );
    let condition =
        r#","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:cloudtrail:*:222222222222:trail/*"}}"#;
    let named = bucket(r#""cloudtrail.amazonaws.com""#, condition);
    let found = findings(&FACTS, PolicyKind::Resource, &policy(&named));
    assert!(
        !found
            .iter()
            .any(|f| matches!(f.rule, Rule::NoSourceAccount { .. })),
        "{found:?}"
    );
}

/// IAM User Guide, reference_policies_elements_notprincipal; STS API Reference, AssumeRole.
#[test]
fn principals_that_do_not_work() {
    check(
        PolicyKind::Resource,
        r#""Effect":"Deny",«"NotPrincipal":{"AWS":"222222222222"}»,"Action":"s3:GetObject","Resource":"*""#,
        Class::Warning,
        Rule::NotPrincipalWithDeny,
        "",
    );
    check(
        PolicyKind::Trust,
        &trust(r#"{"AWS":«"arn:aws:sts::222222222222:federated-user/bob"»}"#),
        Class::Warning,
        Rule::FederatedUserCannotAssume,
        "",
    );
    check(
        PolicyKind::Trust,
        &trust(r#"{"AWS":«"AIDAUSERUSERUSERUSER1"»}"#),
        Class::Warning,
        Rule::DeletedPrincipal {
            id: "AIDAUSERUSERUSERUSER1".into(),
        },
        "",
    );
}

#[test]
fn each_principal_has_its_operation() {
    let saml = r#"{"Federated":«"arn:aws:iam::222222222222:saml-provider/P"»}"#;
    let plain = saml.replace(['«', '»'], "");
    let condition = r#","Condition":{"StringEquals":{"aws:username":"a"}}"#;
    check(
        PolicyKind::Trust,
        &(trust(saml) + condition),
        Class::Error,
        Rule::ActionOfOtherPrincipal {
            kind: PrincipalType::Federated,
            action: "sts:AssumeRoleWithSAML",
        },
        &(trust(&plain).replace("AssumeRole", "AssumeRoleWithSAML") + condition),
    );
    check(
        PolicyKind::Trust,
        r#""Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity","Principal":{"AWS":«"arn:aws:iam::222222222222:role/R"»}"#,
        Class::Error,
        Rule::ActionOfOtherPrincipal {
            kind: PrincipalType::Aws,
            action: "sts:AssumeRole",
        },
        r#""Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"arn:aws:iam::222222222222:role/R"}"#,
    );
    silent(
        PolicyKind::Trust,
        r#""Effect":"Allow","Action":"sts:TagSession","Principal":{"AWS":"arn:aws:iam::222222222222:role/R"}"#,
    );
}

/// IAM User Guide, id_roles_create_for-idp_saml, id_roles_create_for-idp_oidc.
#[test]
fn identity_providers() {
    let saml = |principal: &str, condition: &str| {
        format!(
            r#""Effect":"Allow","Action":"sts:AssumeRoleWithSAML","Principal":{{"Federated":{principal}}}{condition}"#
        )
    };
    let provider = "arn:aws:iam::222222222222:saml-provider/P";
    let aud = r#","Condition":{"StringEquals":{"saml:aud":"https://signin.aws.amazon.com/saml"}}"#;
    check(
        PolicyKind::Trust,
        &saml(&format!("«{provider:?}»"), ""),
        Class::Warning,
        Rule::ClaimNotTested {
            provider: provider.into(),
            key: "saml:aud".into(),
        },
        &saml(&format!("{provider:?}"), aud),
    );
    silent(
        PolicyKind::Trust,
        &saml(
            &format!("{provider:?}"),
            &aud.replace("saml:aud", "SAML:aud"),
        ),
    );

    let oidc = |host: &str, condition: &str| {
        format!(
            r#""Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity","Principal":{{"Federated":«"arn:aws:iam::222222222222:oidc-provider/{host}"»}},"Condition":{condition}"#
        )
    };
    let plain = |text: String| text.replace(['«', '»'], "");
    let github = "token.actions.githubusercontent.com";
    let sub = format!(r#""{github}:sub":"repo:O/R:ref:refs/heads/main""#);
    let audience = format!(r#""{github}:aud":"sts.amazonaws.com""#);
    check(
        PolicyKind::Trust,
        &oidc(github, &format!(r#"{{"StringEquals":{{{sub}}}}}"#)),
        Class::Warning,
        Rule::ClaimNotTested {
            provider: github.into(),
            key: format!("{github}:aud").into(),
        },
        &plain(oidc(
            github,
            &format!(r#"{{"StringEquals":{{{sub},{audience}}}}}"#),
        )),
    );
    silent(
        PolicyKind::Trust,
        &plain(oidc(
            github,
            &format!(r#"{{"StringEquals":{{{sub},{audience}}}}}"#),
        )),
    );
    check(
        PolicyKind::Trust,
        &oidc(
            "idp.example.com/a",
            r#"{"StringEquals":{"idp.example.com/a:aud":"x"}}"#,
        ),
        Class::Security,
        Rule::ClaimNotTested {
            provider: "idp.example.com/a".into(),
            key: "idp.example.com/a:sub".into(),
        },
        &plain(oidc(
            "idp.example.com/a",
            r#"{"StringEquals":{"idp.example.com/a:aud":"x","idp.example.com/a:sub":"the-subject"}}"#,
        )),
    );
}

/// GitHub: security hardening with OpenID Connect; anybody's repository matches `repo:*`.
#[test]
fn claims_that_let_others_in() {
    let github = |sub: &str, like: &str| {
        format!(
            r#""Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity","Principal":{{"Federated":"arn:aws:iam::222222222222:oidc-provider/token.actions.githubusercontent.com"}},"Condition":{{"StringLike":{{"token.actions.githubusercontent.com:sub":{sub}{like},"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"}}}}"#
        )
    };
    for value in ["repo:*", "repo:?*/r:*", "re*"] {
        check(
            PolicyKind::Trust,
            &github(&format!("«{value:?}»"), ""),
            Class::Security,
            Rule::ClaimTooBroad {
                key: "token.actions.githubusercontent.com:sub".into(),
                value: value.into(),
            },
            "",
        );
    }
    silent(PolicyKind::Trust, &github(r#""repo:o/*""#, ""));
    check(
        PolicyKind::Trust,
        &github(
            r#""repo:o/*""#,
            r#",«"token.action.githubusercontent.com:sub"»:"x""#,
        ),
        Class::Error,
        Rule::ClaimOfOtherProvider {
            key: "token.action.githubusercontent.com:sub".into(),
            provider: "token.actions.githubusercontent.com".into(),
        },
        "",
    );
}
