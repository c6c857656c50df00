use iam::{Diagnostic, Span};

use super::*;

#[track_caller]
fn check(problem: Problem, text: &str) {
    let span = Span::default();
    assert_eq!(diagnostic(&Diagnostic { span, problem }), text);
}

#[test]
fn elements() {
    for (problem, text) in [
        (
            Problem::ForbiddenCharacter('€'),
            "The character € (U+20AC) may not stand in a policy. Use characters up to U+00FF.",
        ),
        (
            Problem::TooLong {
                characters: 2049,
                limit: 2048,
            },
            "The policy has 2049 characters without white space; at most 2048 are allowed.",
        ),
        (
            Problem::WrongType {
                element: Element::Sid,
                expected: Expected::String,
            },
            "Sid must be a text in quotes.",
        ),
        (
            Problem::WrongType {
                element: Element::Action,
                expected: Expected::Strings,
            },
            "Action must be a text in quotes, or a list of them.",
        ),
        (
            Problem::WrongType {
                element: Element::Condition,
                expected: Expected::Object,
            },
            "Condition must be an object in braces.",
        ),
        (
            Problem::WrongType {
                element: Element::Statement,
                expected: Expected::Objects,
            },
            "Statement must be an object in braces, or a list of them.",
        ),
        (
            Problem::WrongType {
                element: Element::Condition,
                expected: Expected::Scalars,
            },
            "Condition must be a text, a number, true or false, or a list of them.",
        ),
        (
            Problem::WrongType {
                element: Element::Principal,
                expected: Expected::ObjectOrStar,
            },
            "Principal must be an object in braces, or \"*\".",
        ),
        (
            Problem::UnknownElement {
                name: "action".into(),
                nearest: Some(Element::Action),
            },
            "There is no element \"action\" here. Write \"Action\"; upper and lower case count.",
        ),
        (
            Problem::UnknownElement {
                name: "Comment".into(),
                nearest: None,
            },
            "There is no element \"Comment\" here. Remove it.",
        ),
        (
            Problem::EmptyElement(Element::Action),
            "Action lists nothing. Give it at least one value.",
        ),
        (
            Problem::BothForms(Element::NotAction),
            "A statement has either NotAction or Action, not both. Remove one.",
        ),
        (
            Problem::BothForms(Element::Resource),
            "A statement has either Resource or NotResource, not both. Remove one.",
        ),
        (
            Problem::UnknownVersion("2012".into()),
            "\"2012\" is not a version of the policy language. Write \"2012-10-17\".",
        ),
        (
            Problem::OldVersion,
            "This kind of policy needs \"Version\": \"2012-10-17\".",
        ),
        (
            Problem::BadEffect("allow".into()),
            "Effect is \"allow\". Write \"Allow\" or \"Deny\"; upper and lower case count.",
        ),
        (
            Problem::BadSid("a b".into()),
            "The Sid \"a b\" may hold only letters and digits.",
        ),
        (
            Problem::DuplicateSid {
                sid: "A".into(),
                first: Span::default(),
            },
            "Another statement has the Sid \"A\" already. Give each statement its own.",
        ),
    ] {
        check(problem, text);
    }
}

#[test]
fn missing_and_prohibited_elements() {
    for (element, missing, prohibited) in [
        (
            Element::Policy,
            "The text holds no policy. Write an object in braces.",
            "this kind of policy has none",
        ),
        (
            Element::Version,
            "Version is missing. Add \"Version\": \"2012-10-17\".",
            "this kind of policy has none",
        ),
        (
            Element::Id,
            "Id is missing. Add one.",
            "this kind of policy has none",
        ),
        (
            Element::Statement,
            "Statement is missing. Add \"Statement\": [ ] with at least one statement in it.",
            "this kind of policy has none",
        ),
        (
            Element::Sid,
            "Sid is missing. Add one.",
            "this kind of policy has none",
        ),
        (
            Element::Effect,
            "Effect is missing. Add \"Effect\": \"Allow\" or \"Deny\".",
            "this kind of policy has none",
        ),
        (
            Element::Principal,
            "Principal is missing. Add whom the statement is about, such as \"Principal\": { \"AWS\": \"111111111111\" }.",
            "this policy is about whoever it is attached to",
        ),
        (
            Element::NotPrincipal,
            "Principal is missing. Add whom the statement is about, such as \"Principal\": { \"AWS\": \"111111111111\" }.",
            "this policy is about whoever it is attached to",
        ),
        (
            Element::Action,
            "Action is missing. Add what the statement is about, such as \"Action\": \"sts:AssumeRole\".",
            "this kind of policy has none",
        ),
        (
            Element::NotAction,
            "Action is missing. Add what the statement is about, such as \"Action\": \"sts:AssumeRole\".",
            "this kind of policy has none",
        ),
        (
            Element::Resource,
            "Resource is missing. Add the ARNs the statement is about, or \"Resource\": \"*\".",
            "this policy is about what it is attached to",
        ),
        (
            Element::NotResource,
            "Resource is missing. Add the ARNs the statement is about, or \"Resource\": \"*\".",
            "this policy is about what it is attached to",
        ),
        (
            Element::Condition,
            "Condition is missing. Add one.",
            "this kind of policy has none",
        ),
    ] {
        check(Problem::MissingElement(element), missing);
        let name = element.as_str();
        let prohibited = format!("{name} may not stand here: {prohibited}. Remove it.");
        check(Problem::ProhibitedElement(element), &prohibited);
    }
}

#[test]
fn values() {
    for (problem, text) in [
        (
            Problem::ActionWithoutVendor("AssumeRole".into()),
            "The action \"AssumeRole\" names no service. Write something like \"sts:AssumeRole\".",
        ),
        (
            Problem::ActionWithTwoColons("a:b:c".into()),
            "The action \"a:b:c\" has more than one colon. Write service:Name.",
        ),
        (
            Problem::BadVendor {
                vendor: "a a".into(),
            },
            "\"a a\" is not the name of a service. Write something like \"sts\" before the colon.",
        ),
        (
            Problem::NotAssumeRoleAction("s3:GetObject".into()),
            "A trust policy decides only who may assume the role, and \"s3:GetObject\" is another action. Write \"sts:AssumeRole\" here, and other permissions into the role's own policies.",
        ),
        (
            Problem::ResourceNotArn("bucket".into()),
            "The resource \"bucket\" is not an ARN. Write a whole ARN, or \"*\".",
        ),
        (
            Problem::BadPartition {
                partition: "b".into(),
                resource: "arn:b:c".into(),
            },
            "\"b\" in \"arn:b:c\" is not a partition. Write \"arn:aws:\" at the beginning.",
        ),
        (
            Problem::ResourceVendorNotQualified("arn:aws:*".into()),
            "The resource \"arn:aws:*\" must name its service in full, without wildcards.",
        ),
        (
            Problem::ResourceWithRegion("arn:aws:iam:x::".into()),
            "ARNs of this service carry no Region, and \"arn:aws:iam:x::\" does. Leave that part empty.",
        ),
        (
            Problem::BadIamResourcePath("arn:aws:iam::1:x".into()),
            "\"arn:aws:iam::1:x\" is no kind of IAM resource. After the account, write something like role/, user/ or policy/, or \"*\".",
        ),
        (
            Problem::ResourceWithGaps("arn:aws:s3".into()),
            "Parts of the ARN \"arn:aws:s3\" are missing. Write all six: arn, partition, service, Region, account, resource.",
        ),
        (
            Problem::IncompleteArn("arn:aws:s3".into()),
            "The ARN \"arn:aws:s3\" ends too early; only identity-based policies may shorten one. Write all six parts.",
        ),
        (
            Problem::UnknownPrincipalType {
                name: "aws".into(),
                nearest: Some(PrincipalType::Aws),
            },
            "There is no kind of principal \"aws\". Write \"AWS\".",
        ),
        (
            Problem::UnknownPrincipalType {
                name: "X".into(),
                nearest: None,
            },
            "There is no kind of principal \"X\". Write \"AWS\", \"Service\" or \"Federated\".",
        ),
        (
            Problem::NotPrincipalWithAllow,
            "NotPrincipal goes only with Deny. Write Principal and list whom you allow.",
        ),
        (
            Problem::UnknownOperator {
                name: "StringEqual".into(),
                nearest: Some("StringEquals".into()),
            },
            "There is no operator \"StringEqual\". Write \"StringEquals\".",
        ),
        (
            Problem::UnknownOperator {
                name: "Foo".into(),
                nearest: None,
            },
            "There is no operator \"Foo\". Write one such as \"StringEquals\" or \"Bool\".",
        ),
        (
            Problem::MissingProviderControl {
                provider: "gitlab.com".into(),
                key: "gitlab.com:sub".into(),
            },
            "Everybody who uses gitlab.com would be trusted. Add a condition on gitlab.com:sub that names yours, not just \"*\".",
        ),
    ] {
        check(problem, text);
    }
}

#[test]
fn principals() {
    for (kind, text, words) in [
        (
            PrincipalType::Star,
            "*",
            "The bare \"*\" is not accepted here. Write { \"AWS\": \"*\" } to name everybody.",
        ),
        (
            PrincipalType::Aws,
            "arn:aws:iam::*:root",
            "A principal has no wildcards, and \"arn:aws:iam::*:root\" has one. Name an account, a user or a role in full, or write \"*\" alone.",
        ),
        (
            PrincipalType::Aws,
            "alice",
            "\"alice\" is not a principal that can be named here. Write an account's number, or the ARN of a user, a role or a session.",
        ),
        (
            PrincipalType::Service,
            "nope",
            "\"nope\" is not a service that can be named here. Write something like \"ec2.amazonaws.com\".",
        ),
        (
            PrincipalType::Federated,
            "x",
            "\"x\" is not an identity provider that can be named here. Write the provider's ARN.",
        ),
        (
            PrincipalType::CanonicalUser,
            "x",
            "Canonical users are known to S3 only. Name an account, a user or a role under \"AWS\".",
        ),
    ] {
        check(
            Problem::InvalidPrincipal {
                kind,
                text: text.into(),
            },
            words,
        );
    }
}

#[test]
fn constants() {
    for (operator, remedy) in [
        ("NumericLessThan", "Write a number, such as \"3600\"."),
        (
            "DateLessThanIfExists",
            "Write a date, such as \"2026-01-15T09:30:00Z\".",
        ),
        ("Bool", "Write \"true\" or \"false\"."),
        ("Null", "Write \"true\" or \"false\"."),
        (
            "NotIpAddress",
            "Write an address or a block, such as \"203.0.113.0/24\".",
        ),
        ("BinaryEquals", "Write base64."),
        ("ArnLike", "Write an ARN of six parts."),
        ("StringLike", "Write another value."),
        ("Other", "Write another value."),
    ] {
        let problem = Problem::BadConstant {
            operator: operator.into(),
            value: "x".into(),
        };
        check(
            problem,
            &format!("\"x\" is not a value that {operator} can compare. {remedy}"),
        );
    }
}

#[test]
fn refusals() {
    let reading = iam::read("{", iam::PolicyKind::Trust);
    let answer = reading.refusal().unwrap();
    assert_eq!(
        refusal(&answer),
        "IAM answers MalformedPolicyDocument: This policy contains invalid Json"
    );
    let inferred = Refusal {
        approximate: true,
        ..answer
    };
    assert_eq!(
        refusal(&inferred),
        "IAM answers MalformedPolicyDocument: This policy contains invalid Json (IAM's exact words for this are not known)"
    );
}
