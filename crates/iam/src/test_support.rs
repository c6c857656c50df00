//! Policies and requests for property tests: a small world in which much matches much.

use std::sync::Arc;

use proptest::{prelude::*, sample::select};

use crate::{
    Attached, Context, Document, Effect, Policy, Principal, Span, Statement,
    condition::Condition,
    policy::{ListElement, PrincipalElement, PrincipalType, PrincipalValue, Version},
};

pub(crate) const ACCOUNT: &str = "111111111111";
pub(crate) const USER: &str = "arn:aws:iam::111111111111:user/anna";
pub(crate) const ROLE: &str = "arn:aws:iam::111111111111:role/path/Source";
pub(crate) const SESSION: &str = "arn:aws:sts::111111111111:assumed-role/Source/s1";
pub(crate) const FEDERATED_USER: &str = "arn:aws:sts::111111111111:federated-user/bob";

/// Callers of every kind.
pub(crate) fn callers() -> Vec<Principal> {
    vec![
        Principal::Anonymous,
        Principal::Root {
            arn: "arn:aws:iam::111111111111:root".into(),
            account: ACCOUNT.into(),
        },
        user(),
        role_session(),
        federated_user(),
        Principal::Service {
            name: "ec2.amazonaws.com".into(),
        },
        Principal::Federated {
            provider: "accounts.google.com".into(),
        },
    ]
}

pub(crate) fn user() -> Principal {
    Principal::User {
        arn: USER.into(),
        account: ACCOUNT.into(),
        unique_id: "AIDAUSERUSERUSERUSER1".into(),
    }
}

pub(crate) fn role_session() -> Principal {
    Principal::RoleSession {
        arn: SESSION.into(),
        role_arn: ROLE.into(),
        account: ACCOUNT.into(),
        role_id: "AROAROLEROLEROLEROLE1".into(),
    }
}

pub(crate) fn federated_user() -> Principal {
    Principal::FederatedUser {
        arn: FEDERATED_USER.into(),
        issuer_arn: USER.into(),
        account: ACCOUNT.into(),
        issuer_id: "AIDAUSERUSERUSERUSER1".into(),
    }
}

pub(crate) fn attached(id: &str, document: Document) -> Attached {
    Attached {
        id: id.into(),
        policy: Arc::new(Policy::compile(document)),
    }
}

/// A context with a few keys, some of them multivalued.
pub(crate) fn context() -> impl Strategy<Value = Context> {
    let single = prop::option::of(select(vec![
        "",
        "red",
        "Red",
        "true",
        "false",
        "5",
        "2026-01-01T00:00:00Z",
        "203.0.113.7",
        ROLE,
    ]));
    let many = prop::option::of(prop::collection::vec(select(vec!["red", "blue", ""]), 0..3));
    (single.clone(), single, many).prop_map(|(one, two, many)| {
        let mut context = Context::default();
        if let Some(value) = one {
            context.set("k:one", value);
        }
        if let Some(value) = two {
            context.set("aws:PrincipalArn", value);
        }
        if let Some(values) = many {
            context.set_all("k:many", values);
        }
        context
    })
}

fn span() -> Span {
    Span::default()
}

fn list(values: Vec<&'static str>) -> impl Strategy<Value = ListElement> {
    let values = prop::collection::vec(select(values), 1..3);
    (any::<bool>(), values).prop_map(|(negated, values)| ListElement {
        span: span(),
        negated,
        values: values
            .into_iter()
            .map(|text| (text.into(), span()))
            .collect(),
    })
}

fn principals() -> impl Strategy<Value = PrincipalElement> {
    let aws = select(vec![
        "*",
        ACCOUNT,
        "arn:aws:iam::111111111111:root",
        USER,
        ROLE,
        SESSION,
        FEDERATED_USER,
        "AIDAUSERUSERUSERUSER1",
        "222222222222",
    ]);
    let typed = (
        prop::collection::vec(aws, 0..3),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(aws, service, federated)| {
            let aws = aws.into_iter().map(|text| (PrincipalType::Aws, text));
            let service = service.then_some((PrincipalType::Service, "ec2.amazonaws.com"));
            let federated = federated.then_some((PrincipalType::Federated, "accounts.google.com"));
            aws.chain(service).chain(federated).collect::<Vec<_>>()
        });
    let values = prop_oneof![Just(vec![(PrincipalType::Star, "*")]), typed];
    (prop::bool::weighted(0.2), values).prop_map(|(negated, values)| PrincipalElement {
        span: span(),
        negated,
        values: values
            .into_iter()
            .map(|(kind, text)| PrincipalValue {
                kind,
                text: text.into(),
                span: span(),
                unique_id: None,
            })
            .collect(),
    })
}

fn conditions() -> impl Strategy<Value = Vec<Condition>> {
    let operators = vec![
        "StringEquals",
        "StringNotLikeIfExists",
        "ForAllValues:StringEqualsIgnoreCase",
        "ForAnyValue:StringNotEquals",
        "NumericLessThan",
        "DateGreaterThanEquals",
        "Bool",
        "Null",
        "NotIpAddress",
        "ArnLike",
    ];
    let keys = select(vec!["k:one", "K:Many", "aws:principalarn", "k:absent"]);
    let values = select(vec![
        "red",
        "r*",
        "${k:one}",
        "${k:absent, 'red'}",
        "true",
        "7",
        "2026",
        "203.0.113.0/24",
        "arn:aws:iam::*:role/*",
        "\n\u{e9}\"\\",
    ]);
    let values = prop::collection::vec(values, 0..3);
    prop::collection::btree_map(select(operators), (keys, values), 0..2).prop_map(|map| {
        map.into_iter()
            .map(|(operator, (key, values))| Condition {
                operator: operator.into(),
                key: key.into(),
                values: values
                    .into_iter()
                    .map(|text| (text.into(), span()))
                    .collect(),
                span: span(),
            })
            .collect()
    })
}

/// A statement, with or without `Principal`.
pub(crate) fn statement(with_principal: bool) -> impl Strategy<Value = Statement> {
    let effect = prop_oneof![Just(Effect::Allow), Just(Effect::Allow), Just(Effect::Deny)];
    let actions = list(vec![
        "*",
        "sts:*",
        "sts:AssumeRole",
        "sts:AssumeRoleWithSAML",
        "STS:assume*",
        "sts:*Role",
        "sts:\u{e4}*",
        "sts",
        "s3:Get?bject",
    ]);
    let resources = list(vec![
        "*",
        "arn:aws:iam::*:role/*",
        "arn:aws:iam::222222222222:role/Target",
        "arn:aws:iam::222222222222:role/Tar*",
        "arn:aws:iam::222222222222:role/Targets",
        "arn:aws:iam::111111111111:role/${k:one}",
        "arn:aws:i?m::111111111111:role/T*t",
        "arn:aws:iam",
        "arn:aws:*:role/Target",
        "arn:aws:i*:222222222222:role/Tar*",
        "arn:aws:sns:*:111111111111:topic",
        "arn:aws:sns:*:111111111111:top",
        "bucket",
    ]);
    let principal = if with_principal {
        principals().prop_map(Some).boxed()
    } else {
        Just(None).boxed()
    };
    (
        effect,
        actions,
        prop::option::of(resources),
        principal,
        conditions(),
    )
        .prop_map(
            |(effect, action, resource, principal, conditions)| Statement {
                span: span(),
                sid: None,
                effect,
                principal,
                action,
                resource,
                conditions,
            },
        )
}

/// A document of up to four statements.
pub(crate) fn document(with_principals: bool) -> impl Strategy<Value = Document> {
    document_of(0..4, with_principals)
}

/// A document of so many statements.
pub(crate) fn document_of(
    statements: std::ops::Range<usize>,
    with_principals: bool,
) -> impl Strategy<Value = Document> {
    let version = select(vec![Version::V2008, Version::V2012]);
    let statements = prop::collection::vec(statement(with_principals), statements);
    (version, statements).prop_map(|(version, statements)| Document {
        version,
        id: None,
        statements,
    })
}

/// The same document as if read from nowhere.
pub(crate) fn without_places(mut document: Document) -> Document {
    for statement in &mut document.statements {
        statement.span = span();
        let lists = [Some(&mut statement.action), statement.resource.as_mut()];
        for list in lists.into_iter().flatten() {
            list.span = span();
            list.values
                .iter_mut()
                .for_each(|(_, place)| *place = span());
        }
        if let Some(element) = &mut statement.principal {
            element.span = span();
            element
                .values
                .iter_mut()
                .for_each(|value| value.span = span());
        }
        for condition in &mut statement.conditions {
            condition.span = span();
            condition
                .values
                .iter_mut()
                .for_each(|(_, place)| *place = span());
        }
    }
    document
}
