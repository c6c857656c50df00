use proptest::prelude::*;

use super::*;
use crate::{json, policy::PrincipalType};

/// The findings in a text, with the text of their places.
fn problems(text: &str, kind: PolicyKind) -> Vec<(&str, Problem)> {
    let diagnostics = read(text, kind).diagnostics;
    diagnostics
        .into_iter()
        .map(|diagnostic| (diagnostic.span.of(text).unwrap(), diagnostic.problem))
        .collect()
}

/// A policy of one statement with these members.
fn policy(statement: &str) -> String {
    format!(r#"{{"Version":"2012-10-17","Statement":[{{{statement}}}]}}"#)
}

/// The only finding in a policy of one statement.
#[track_caller]
fn finds(kind: PolicyKind, statement: &str, place: &str, problem: Problem) {
    assert_eq!(
        problems(&policy(statement), kind),
        [(place, problem)],
        "{statement}"
    );
}

#[track_caller]
fn accepts(kind: PolicyKind, statement: &str) {
    assert_eq!(problems(&policy(statement), kind), [], "{statement}");
}

/// The refusal of a whole text: message, and whether it is approximate.
#[track_caller]
fn refuses(kind: PolicyKind, text: &str, message: &str, approximate: bool) {
    let refusal = read(text, kind).refusal().expect(text);
    assert_eq!(
        (&*refusal.message, refusal.approximate),
        (message, approximate),
        "{text}"
    );
}

const IDENTITY: &str = r#""Effect":"Allow","Action":"s3:*","Resource":"*""#;
const TRUST: &str =
    r#""Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"111122223333"}"#;
const SYNTAX: &str = "Syntax errors in policy.";
const LEGACY: &str = "The policy failed legacy parsing";

#[test]
fn a_document_is_read_with_places() {
    let text = policy(
        r#""Sid":"S1","Effect":"Deny","NotAction":["s3:Get*","s3:List*"],"NotResource":"arn:aws:s3:::b/*","Condition":{"Bool":{"aws:SecureTransport":false}}"#,
    );
    let reading = read(&text, PolicyKind::Identity);
    assert!(reading.is_accepted() && reading.refusal().is_none());
    let statement = &reading.document.statements[0];
    assert_eq!(statement.sid.as_deref(), Some("S1"));
    assert!(statement.action.negated && statement.resource.as_ref().unwrap().negated);
    let (action, span) = &statement.action.values[1];
    assert_eq!(
        (&**action, span.of(&text)),
        ("s3:List*", Some(r#""s3:List*""#))
    );
    let condition = &statement.conditions[0];
    assert_eq!(&*condition.values[0].0, "false");
    assert_eq!(
        condition.span.of(&text),
        Some(r#""aws:SecureTransport":false"#)
    );
    assert_eq!(reading.document.version, Version::V2012);
}

#[test]
fn what_each_kind_may_have() {
    use PolicyKind as K;
    for kind in [K::Identity, K::Session, K::Boundary, K::ServiceControl] {
        accepts(kind, IDENTITY);
        finds(
            kind,
            &format!(r#"{IDENTITY},"Principal":"*""#),
            r#""Principal""#,
            Problem::ProhibitedElement(Element::Principal),
        );
    }
    accepts(K::Trust, TRUST);
    finds(
        K::Trust,
        &format!(r#"{TRUST},"Resource":"x""#),
        r#""Resource""#,
        Problem::ProhibitedElement(Element::Resource),
    );
    for kind in [K::Resource, K::ResourceControl] {
        accepts(kind, &format!(r#"{IDENTITY},"Principal":"*""#));
        finds(
            kind,
            IDENTITY,
            "{",
            Problem::MissingElement(Element::Principal),
        );
    }
    accepts(
        K::Resource,
        r#""Effect":"Deny","NotPrincipal":{"AWS":"111122223333"},"Action":"s3:*","Resource":"*""#,
    );
    finds(
        K::Resource,
        r#""Effect":"Allow","NotPrincipal":{"AWS":"111122223333"},"Action":"s3:*","Resource":"*""#,
        r#""NotPrincipal":{"AWS":"111122223333"}"#,
        Problem::NotPrincipalWithAllow,
    );
    let session = r#""Effect":"Allow","Action":"s3:*","Resource":"arn:aws:sqs""#;
    accepts(K::Identity, session);
    finds(
        K::Session,
        session,
        r#""arn:aws:sqs""#,
        Problem::IncompleteArn("arn:aws:sqs".into()),
    );
}

#[test]
fn elements() {
    let unknown = |name: &str, nearest| Problem::UnknownElement {
        name: name.into(),
        nearest,
    };
    let kind = PolicyKind::Identity;
    finds(
        kind,
        &format!(r#"{IDENTITY},"Resources":[]"#),
        r#""Resources""#,
        unknown("Resources", Some(Element::Resource)),
    );
    finds(
        kind,
        &format!(r#"{IDENTITY},"Comment":"""#),
        r#""Comment""#,
        unknown("Comment", None),
    );
    finds(
        kind,
        &format!(r#"{IDENTITY},"NotAction":"a:b""#),
        r#""NotAction""#,
        Problem::BothForms(Element::Action),
    );
    finds(
        kind,
        r#""Effect":"allow","Action":"s3:*","Resource":"*""#,
        r#""allow""#,
        Problem::BadEffect("allow".into()),
    );
    finds(
        kind,
        r#""Effect":"Allow","Action":[],"Resource":"*""#,
        "[]",
        Problem::EmptyElement(Element::Action),
    );
    finds(
        kind,
        r#""Effect":"Allow","Action":["s3:*",1],"Resource":"*""#,
        "1",
        Problem::WrongType {
            element: Element::Action,
            expected: Expected::Strings,
        },
    );
    finds(
        kind,
        &format!(r#"{IDENTITY},"Effect":"Deny""#),
        r#""Effect""#,
        Problem::Json(json::Problem::DuplicateKey {
            key: "Effect".into(),
            first: Span::new(38, 46),
        }),
    );
    assert_eq!(
        problems(
            r#"{"version":"2012-10-17","Statement":[]}"#,
            PolicyKind::Trust
        ),
        [
            (r#""version""#, unknown("version", Some(Element::Version))),
            ("[]", Problem::EmptyElement(Element::Statement)),
        ]
    );
    let wrong = |element, expected| Problem::WrongType { element, expected };
    assert_eq!(
        problems("[]", kind),
        [("[]", wrong(Element::Policy, Expected::Object))]
    );
    let sids = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Sid":"a",{IDENTITY}}},{{"Sid":"a",{IDENTITY}}},{{"Sid":"",{IDENTITY}}},{{"Sid":"",{IDENTITY}}}]}}"#
    );
    let found = problems(&sids, kind);
    assert!(
        matches!(found.as_slice(), [(_, Problem::DuplicateSid { .. })]),
        "{found:?}"
    );
    finds(
        kind,
        &format!(r#""Sid":"a b",{IDENTITY}"#),
        r#""a b""#,
        Problem::BadSid("a b".into()),
    );
}

#[test]
fn principals() {
    let trust = |principal: &str| {
        format!(r#""Effect":"Allow","Action":"sts:AssumeRole","Principal":{principal}"#)
    };
    for principal in [
        r#"{"AWS":"*"}"#,
        r#"{"AWS":["111122223333","arn:aws:iam::111122223333:root"]}"#,
        r#"{"AWS":"arn:aws:iam::111122223333:user/path/anna"}"#,
        r#"{"AWS":"arn:aws-cn:iam::111122223333:role/R"}"#,
        r#"{"AWS":"arn:aws:sts::111122223333:assumed-role/R/S"}"#,
        r#"{"AWS":"arn:aws:sts::111122223333:federated-user/N"}"#,
        r#"{"AWS":"AIDAJQABLZS4A3QDU576Q"}"#,
        r#"{"Service":"ec2.amazonaws.com"}"#,
        r#"{"Service":"pods.eks.amazonaws.com"}"#,
        r#"{"Federated":"arn:aws:iam::111122223333:saml-provider/P"}"#,
        r#"{"Federated":"accounts.google.com","Service":"lambda.amazonaws.com"}"#,
    ] {
        accepts(PolicyKind::Trust, &trust(principal));
    }
    for (kind, key, text) in [
        (PrincipalType::Aws, "AWS", "arn:aws:iam::*:root"),
        (
            PrincipalType::Aws,
            "AWS",
            "arn:aws:iam::111122223333:user/*",
        ),
        (
            PrincipalType::Aws,
            "AWS",
            "arn:aws:iam::111122223333:group/G",
        ),
        (
            PrincipalType::Aws,
            "AWS",
            "arn:aws:sts::111122223333:assumed-role/R",
        ),
        (
            PrincipalType::Aws,
            "AWS",
            "arn:aws:sts::111122223333:assumed-role/R/*",
        ),
        (PrincipalType::Aws, "AWS", "1111"),
        (PrincipalType::Aws, "AWS", ""),
        (PrincipalType::Service, "Service", "*"),
        (PrincipalType::Service, "Service", "ec2"),
        (PrincipalType::Service, "Service", ".amazonaws.com"),
        (PrincipalType::Federated, "Federated", "example.com"),
        (
            PrincipalType::Federated,
            "Federated",
            "arn:aws:iam::111122223333:role/R",
        ),
        (PrincipalType::CanonicalUser, "CanonicalUser", "79a5"),
    ] {
        let problem = Problem::InvalidPrincipal {
            kind,
            text: text.into(),
        };
        finds(
            PolicyKind::Trust,
            &trust(&format!(r#"{{"{key}":"{text}"}}"#)),
            &format!("{text:?}"),
            problem,
        );
    }
    let star = Problem::InvalidPrincipal {
        kind: PrincipalType::Star,
        text: "*".into(),
    };
    finds(PolicyKind::Trust, &trust(r#""*""#), r#""*""#, star);
    finds(
        PolicyKind::Trust,
        &trust("{}"),
        "{}",
        Problem::EmptyElement(Element::Principal),
    );
    finds(
        PolicyKind::Trust,
        &trust(r#"{"Aws":"*"}"#),
        r#""Aws""#,
        Problem::UnknownPrincipalType {
            name: "Aws".into(),
            nearest: Some(PrincipalType::Aws),
        },
    );
    finds(
        PolicyKind::Trust,
        &trust(r#""111122223333""#),
        r#""111122223333""#,
        Problem::WrongType {
            element: Element::Principal,
            expected: Expected::ObjectOrStar,
        },
    );
    let document = read(&policy(TRUST), PolicyKind::Trust).document;
    assert_eq!(
        document.principals().map(|p| &*p.text).collect::<Vec<_>>(),
        ["111122223333"]
    );
}

#[test]
fn actions() {
    let identity = |action: &str| format!(r#""Effect":"Allow","Action":"{action}","Resource":"*""#);
    for action in [
        "*",
        "s3:*",
        "s3-object-lambda:Get?bject",
        "iam: odd but fine",
    ] {
        accepts(PolicyKind::Identity, &identity(action));
    }
    let finds = |action: &str, problem| {
        finds(
            PolicyKind::Identity,
            &identity(action),
            &format!("{action:?}"),
            problem,
        );
    };
    finds("", Problem::ActionWithoutVendor("".into()));
    finds(
        "ListBucket",
        Problem::ActionWithoutVendor("ListBucket".into()),
    );
    finds(
        "s3:List:Bucket",
        Problem::ActionWithTwoColons("s3:List:Bucket".into()),
    );
    finds(
        "a a:b",
        Problem::BadVendor {
            vendor: "a a".into(),
        },
    );
    finds("*:b", Problem::BadVendor { vendor: "*".into() });
}

#[test]
fn trust_policies_allow_only_the_actions_of_assuming_a_role() {
    let trust =
        |action: &str| format!(r#""Effect":"Allow","Action":"{action}","Principal":{{"AWS":"*"}}"#);
    for action in [
        "sts:AssumeRole",
        "STS:assumerole",
        "sts:*",
        "sts:Assume*",
        "sts:TagSession",
        "sts:SetSourceIdentity",
        "sts:SetContext",
    ] {
        accepts(PolicyKind::Trust, &trust(action));
    }
    for action in ["*", "s3:GetObject", "sts:GetCallerIdentity", "sts:Get*"] {
        let problem = Problem::NotAssumeRoleAction(action.into());
        finds(
            PolicyKind::Trust,
            &trust(action),
            &format!("{action:?}"),
            problem,
        );
    }
}

#[test]
fn resources() {
    let identity =
        |resource: &str| format!(r#""Effect":"Allow","Action":"*","Resource":"{resource}""#);
    for resource in [
        "*",
        "arn:aws:s3:::bucket",
        "arn:aws:iam::*:user/${aws:username}",
        "arn:aws:iam::1:*",
        "arn:aws:iam::1:r*",
        "arn:aws:iam::1:role/R",
        "arn:aws:iam::1:root",
        "arn:aws:s3:us-west-2:123456789012:accesspoint/a",
        "arn:aws:sqs:us-east-1",
        "arn:*:s3:::bucket",
    ] {
        accepts(PolicyKind::Identity, &identity(resource));
    }
    let finds = |resource: &str, problem: fn(Arc<str>) -> Problem| {
        finds(
            PolicyKind::Identity,
            &identity(resource),
            &format!("{resource:?}"),
            problem(resource.into()),
        );
    };
    finds("bucket", Problem::ResourceNotArn);
    finds("", Problem::ResourceNotArn);
    finds("arm:aws:s3:::b", Problem::ResourceNotArn);
    finds("arn:aws", Problem::ResourceVendorNotQualified);
    finds("arn:aws:s*:::b", Problem::ResourceVendorNotQualified);
    finds("arn:aws:s3::bucket", Problem::ResourceWithGaps);
    finds("arn:aws::::bucket", Problem::ResourceWithGaps);
    finds("arn:aws:iam:us-east-1::user/u", Problem::ResourceWithRegion);
    finds("arn:aws:s3:us-east-1::bucket", Problem::ResourceWithRegion);
    finds("arn:aws:iam:::bucket", Problem::BadIamResourcePath);
}

#[test]
fn conditions() {
    let with = |condition: &str| format!(r#"{IDENTITY},"Condition":{condition}"#);
    for condition in [
        "{}",
        r#"{"x":{}}"#,
        r#"{"DateLessThan":{"a":"-1","b":[]}}"#,
        r#"{"Bool":{"a":["${b}",true]}}"#,
        r#"{"NumericEquals":{"a":[1,"2.5"]}}"#,
    ] {
        accepts(PolicyKind::Identity, &with(condition));
    }
    let unknown = Problem::UnknownOperator {
        name: "StringEqual".into(),
        nearest: Some("StringEquals".into()),
    };
    finds(
        PolicyKind::Identity,
        &with(r#"{"StringEqual":{"a":"b"}}"#),
        r#""StringEqual""#,
        unknown,
    );
    for (operator, value) in [
        ("DateGreaterThan", "tomorrow"),
        ("NumericEquals", "ten"),
        ("BoolIfExists", "yes"),
        ("ForAnyValue:IpAddress", "10.0.0.0/33"),
        ("Null", "${a}"),
    ] {
        let problem = Problem::BadConstant {
            operator: operator.into(),
            value: value.into(),
        };
        let condition = with(&format!(r#"{{"{operator}":{{"a":"{value}"}}}}"#));
        finds(
            PolicyKind::Identity,
            &condition,
            &format!("{value:?}"),
            problem,
        );
    }
    let wrong = |expected| Problem::WrongType {
        element: Element::Condition,
        expected,
    };
    finds(
        PolicyKind::Identity,
        &with("[]"),
        "[]",
        wrong(Expected::Object),
    );
    finds(
        PolicyKind::Identity,
        &with(r#"{"Bool":"a"}"#),
        r#""a""#,
        wrong(Expected::Object),
    );
    finds(
        PolicyKind::Identity,
        &with(r#"{"Bool":{"a":null}}"#),
        "null",
        wrong(Expected::Scalars),
    );
}

/// IAM User Guide, id_roles_providers_oidc_secure-by-default.
#[test]
fn shared_identity_providers_need_a_test_of_their_claim() {
    let github = |condition: &str| {
        format!(
            r#""Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity","Principal":{{"Federated":"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}},"Condition":{condition}"#
        )
    };
    let sub = "token.actions.githubusercontent.com:sub";
    accepts(
        PolicyKind::Trust,
        &github(&format!(r#"{{"StringLike":{{"{sub}":"repo:o/*"}}}}"#)),
    );
    for condition in [
        "{}".to_owned(),
        format!(r#"{{"StringLike":{{"{sub}":"*"}}}}"#),
        format!(r#"{{"StringNotLike":{{"{sub}":"repo:o/*"}}}}"#),
        format!(r#"{{"StringLikeIfExists":{{"{sub}":"repo:o/*"}}}}"#),
        format!(r#"{{"Null":{{"{sub}":"false"}}}}"#),
    ] {
        let found = problems(&policy(&github(&condition)), PolicyKind::Trust).len();
        assert_eq!(found, 1, "{condition}");
    }
    let private = github("{}").replace("token.actions.githubusercontent.com", "idp.example.com");
    accepts(PolicyKind::Trust, &private);
}

#[test]
fn characters_and_length() {
    let text = policy(&format!(r#""Sid":"é",{IDENTITY}"#)).replace('é', "Ω");
    assert!(
        problems(&text, PolicyKind::Identity).contains(&("Ω", Problem::ForbiddenCharacter('Ω')))
    );
    let long = |kind| {
        let spaces = " ".repeat(5_000);
        let text = policy(&format!(r#"{TRUST},{spaces}"Sid":"{}""#, "a".repeat(2048)));
        read(&text, kind).diagnostics
    };
    let found = long(PolicyKind::Trust);
    let Problem::TooLong {
        characters,
        limit: 2048,
    } = found[0].problem
    else {
        panic!("{found:?}")
    };
    assert!((2048..5_000).contains(&characters));
    assert_eq!(PolicyKind::Identity.max_characters(), None);
}

/// Real answers of CreatePolicy, most of them as recorded by the moto project.
#[test]
fn refusals_of_identity_policies() {
    let kind = PolicyKind::Identity;
    let refuses_one =
        |statement: &str, message: &str| refuses(kind, &policy(statement), message, false);
    refuses(kind, "This is not a json document", SYNTAX, false);
    refuses(kind, r#"{"Version":"2012-10-17"}"#, SYNTAX, false);
    refuses(
        kind,
        r#"{"Version":"2012-10-17","Statement":[]}"#,
        SYNTAX,
        false,
    );
    refuses(
        kind,
        r#"{"Version":"2012-10-17","Statement":["afd"]}"#,
        SYNTAX,
        false,
    );
    refuses(
        kind,
        &policy(IDENTITY).replace("2012", "2013"),
        SYNTAX,
        false,
    );
    let old = "Policy document must be version 2012-10-17 or greater.";
    refuses(
        kind,
        &policy(IDENTITY).replace("2012-10-17", "2008-10-17"),
        old,
        false,
    );
    refuses(
        kind,
        &policy(r#""Effect":"denY","Action":"a:b","Resource":"*""#)
            .replace(r#""Version":"2012-10-17","#, ""),
        old,
        false,
    );
    refuses_one(
        r#""Effect":"invalid","Action":"a:b","Resource":"*""#,
        SYNTAX,
    );
    refuses_one(r#""Effect":"denY","Action":"a:b","Resource":"*""#, LEGACY);
    refuses_one(r#""Action":"a:b","Resource":"*""#, SYNTAX);
    refuses_one(
        r#""Effect":"Allow""#,
        "Policy statement must contain actions.",
    );
    refuses_one(
        r#""Effect":"Allow","Action":[],"Resource":"*""#,
        "Policy statement must contain actions.",
    );
    refuses_one(
        r#""Effect":"Allow","Action":"a:b""#,
        "Policy statement must contain resources.",
    );
    refuses_one(
        r#""Effect":"Allow","Action":"a:b","Resource":[]"#,
        "Policy statement must contain resources.",
    );
    refuses_one(
        r#""Effect":"Allow","Action":"invalid""#,
        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
    );
    refuses_one(
        r#""Effect":"Allow","Action":"s:3:x","Resource":"adf""#,
        r#"Resource adf must be in ARN format or "*"."#,
    );
    refuses_one(
        r#""Effect":"Allow","Action":"s:3:x","Resource":"*""#,
        "Actions/Condition can contain only one colon.",
    );
    refuses_one(
        r#""Effect":"Allow","Action":"a a:x","Resource":"*""#,
        "Vendor a a is not valid",
    );
    refuses_one(
        r#""Effect":"Allow","Action":"a:b","Resource":"arn:aws::fdsasf""#,
        LEGACY,
    );
    refuses_one(
        r#""Effect":"Allow","Action":"a:b","Resource":"arn:aws""#,
        "Resource vendor must be fully qualified and cannot contain regexes.",
    );
    for (resource, shown) in [
        ("a:bsdf", "bsdf:*:*:*:*"),
        ("a:b:cadf", "b:cadf:*:*:*"),
        ("a:b:c:d:e:f:g:h", "b:c:d:e:f:g:h"),
        ("aws:s3:::example_bucket", "s3:::example_bucket:*"),
    ] {
        let partition = shown.split(':').next().unwrap();
        refuses_one(
            &format!(r#""Effect":"Allow","Action":"a:b","Resource":"{resource}""#),
            &format!(r#"Partition "{partition}" is not valid for resource "arn:{shown}"."#),
        );
    }
    refuses_one(
        r#""Effect":"Allow","Action":"a:b","Resource":"arn:aws:iam:us-east-1::x""#,
        "IAM resource arn:aws:iam:us-east-1::x cannot contain region information.",
    );
    refuses_one(
        r#""Effect":"Allow","Action":"a:b","Resource":"arn:aws:s3:us-east-1::x""#,
        "Resource arn:aws:s3:us-east-1::x can not contain region information.",
    );
    refuses_one(
        &format!(r#"{IDENTITY},"Condition":{{"DateLessThan":{{"a":"234-13"}}}}"#),
        LEGACY,
    );
    refuses_one(
        &format!(r#"{IDENTITY},"Principal":"*""#),
        "Policy document should not specify a principal.",
    );
    let twice = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Sid":"sdf",{IDENTITY}}},{{"Sid":"sdf","Effect":"Allow"}}]}}"#
    );
    refuses(
        kind,
        &twice,
        "Statement IDs (SID) in a single policy must be unique.",
        false,
    );
}

#[test]
fn refusals_of_trust_policies() {
    let kind = PolicyKind::Trust;
    let with = |principal: &str, action: &str| {
        policy(&format!(
            r#""Effect":"Allow","Action":"{action}","Principal":{principal}"#
        ))
    };
    refuses(kind, "{", "This policy contains invalid Json", false);
    refuses(
        kind,
        &policy(&format!(r#"{TRUST},"Resource":"*""#)),
        "Has prohibited field Resource",
        false,
    );
    refuses(
        kind,
        &policy(TRUST).replace("Statement", "statement"),
        "Unknown field statement",
        false,
    );
    refuses(
        kind,
        &policy(r#""Effect":"Allow","Action":"sts:AssumeRole""#),
        "Missing required field Principal",
        true,
    );
    refuses(
        kind,
        &with(r#"{"AWS":"arn:aws:iam::*:root"}"#, "sts:AssumeRole"),
        r#"Invalid principal in policy: "AWS":"arn:aws:iam::*:root""#,
        false,
    );
    refuses(
        kind,
        &with(r#"{"Service":"nope"}"#, "sts:AssumeRole"),
        r#"Invalid principal in policy: "SERVICE":"nope""#,
        false,
    );
    refuses(
        kind,
        &with(r#""*""#, "sts:AssumeRole"),
        r#"AssumeRolepolicy contained an invalid principal: "STAR":"*"."#,
        false,
    );
    refuses(
        kind,
        &with(r#"{"AWS":"*"}"#, "s3:GetObject"),
        "AssumeRole policy may only specify STS AssumeRole actions.",
        false,
    );
    let long = policy(&format!(r#"{TRUST},"Sid":"{}""#, "a".repeat(2048)));
    let refusal = read(&long, kind).refusal().unwrap();
    assert_eq!((refusal.code, refusal.status), ("LimitExceeded", 409));
    assert_eq!(
        &*refusal.message,
        "Cannot exceed quota for ACLSizePerRole: 2048"
    );
}

#[test]
fn a_managed_policy_may_be_longer_than_a_trust_policy() {
    let long = policy(&format!(r#"{IDENTITY},"Sid":"{}""#, "a".repeat(6144)));
    let refusal = read(&long, PolicyKind::Boundary).refusal().unwrap();
    assert_eq!(
        (refusal.code, &*refusal.message),
        ("LimitExceeded", "Cannot exceed quota for PolicySize: 6144")
    );
    assert!(read(&long, PolicyKind::Identity).is_accepted());
}

#[test]
fn every_problem_of_every_kind_has_a_refusal() {
    use PolicyKind as K;
    for kind in [
        K::Trust,
        K::Identity,
        K::Session,
        K::Boundary,
        K::ServiceControl,
        K::ResourceControl,
        K::Resource,
    ] {
        let refusal = read("{", kind).refusal().unwrap();
        assert!(refusal.code.starts_with("MalformedPolicy"), "{kind:?}");
        assert_eq!(refusal.status, 400);
        let exact = matches!(kind, K::Trust | K::Identity | K::Boundary);
        assert_eq!(refusal.approximate, !exact, "{kind:?}");
    }
}

/// What is not typed yet is not reported as missing.
#[test]
fn a_half_typed_text_says_what_is_wrong_with_it_and_keeps_the_rest() {
    let text = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [{\n    \"Effect\": \"Allow\",\n    \"Action\": \"sts:Ass\n";
    let reading = read(text, PolicyKind::Trust);
    let problems: Vec<_> = reading.diagnostics.iter().map(|d| &d.problem).collect();
    assert!(problems.contains(&&Problem::Json(json::Problem::UnterminatedString)));
    assert!(
        !problems
            .iter()
            .any(|p| matches!(p, Problem::MissingElement(_))),
        "{problems:?}"
    );
    let statement = &reading.document.statements[0];
    assert_eq!(statement.effect, crate::Effect::Allow);
    assert_eq!(&*statement.action.values[0].0, "sts:Ass");
}

proptest! {
    #[test]
    fn every_cut_and_slip_is_read_without_panic(at in any::<prop::sample::Index>(), noise in "[\\[\\]{},:\"'*a0 \n\u{3a9}]{0,4}", kind in 0_usize..7) {
        use PolicyKind as K;
        let kind = [K::Trust, K::Identity, K::Session, K::Boundary, K::ServiceControl, K::ResourceControl, K::Resource][kind];
        let whole = policy(&format!(r#"{TRUST},"Sid":"a","Resource":["arn:aws:s3:::b"],"Condition":{{"DateLessThan":{{"k":["2026",1]}},"Null":{{"k":true}}}}"#));
        let at = at.index(whole.len() + 1);
        for text in [whole[..at].to_owned(), format!("{}{noise}{}", &whole[..at], &whole[at..]), format!("{noise}{}", &whole[at..])] {
            let reading = read(&text, kind);
            prop_assert_eq!(reading.is_accepted(), reading.refusal().is_none());
            for diagnostic in &reading.diagnostics {
                prop_assert!(diagnostic.span.of(&text).is_some(), "{} {:?}", text, diagnostic);
            }
            let _ = crate::Policy::compile(reading.document);
        }
    }
}
