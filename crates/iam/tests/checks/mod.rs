//! What must hold for any bytes: shared by the fuzz targets (../../fuzz) and the test that replays their corpus.
#![expect(clippy::expect_used, reason = "a check that fails is to panic")]

use std::sync::Arc;

use iam::{
    Attached, Context, Document, Evaluation, Layer, NoTrace, Policy, PolicyKind, PolicySet,
    Principal, Request, ResourcePolicy, Trace,
    arn::Arn,
    condition::{self, Condition},
    date, evaluate,
    evaluate::Decision,
    pattern::{action_matches, resource_matches},
    policy::Version,
    print, read, trace,
    variable::{self, Part},
};

const KINDS: [PolicyKind; 7] = [
    PolicyKind::Trust,
    PolicyKind::Identity,
    PolicyKind::Session,
    PolicyKind::Boundary,
    PolicyKind::ServiceControl,
    PolicyKind::ResourceControl,
    PolicyKind::Resource,
];

/// Any text is read as any kind of policy: places lie in it, and what is accepted prints and reads as itself.
pub(crate) fn reader(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    for kind in KINDS {
        let reading = read(text, kind);
        assert_eq!(reading.is_accepted(), reading.refusal().is_none());
        for diagnostic in &reading.diagnostics {
            assert!(diagnostic.span.of(text).is_some(), "{diagnostic:?}");
        }
        for statement in &reading.document.statements {
            assert!(statement.span.of(text).is_some(), "{statement:?}");
        }
        if reading.is_accepted() {
            let printed = print::print(&reading.document);
            let again = read(&printed, kind).document;
            assert_eq!(print::print(&again), printed);
        }
        let _ = Policy::compile(reading.document);
    }
}

/// Lines: the action, the resource, a condition key and its value, and then policies, the first of them a trust policy.
///
/// A trace changes no decision and tells of every statement; neither does it matter whether a long policy is taken apart,
/// so that it needs no index.
pub(crate) fn evaluator(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let mut lines = text.lines();
    let mut line = || lines.next().unwrap_or_default();
    let (action, resource) = (line(), line());
    let mut context = Context::default();
    context.set(line(), line());
    context.set("aws:username", "anna");
    context.set_all("aws:TagKeys", ["team", resource]);
    let trust = attached(read(line(), PolicyKind::Trust).document);
    let documents: Vec<Document> = lines
        .map(|text| read(text, PolicyKind::Identity).document)
        .collect();
    let parts = documents.iter().flat_map(|document| {
        let chunks = document.statements.chunks(Policy::SHORT);
        chunks.map(|statements| Document {
            statements: statements.to_vec(),
            ..document.clone()
        })
    });
    let parts: Vec<Attached> = parts.map(attached).collect();
    let whole: Vec<Attached> = documents.into_iter().map(attached).collect();
    for principal in callers() {
        let request = Request {
            principal: &principal,
            action,
            resource,
            resource_account: None,
            context: &context,
        };
        for policy in [
            ResourcePolicy::None,
            ResourcePolicy::Grants(&trust),
            ResourcePolicy::MustAllow(&trust),
        ] {
            let one = decide(&request, &whole, policy);
            let other = decide(&request, &parts, policy);
            assert_eq!((one.decision, one.layer), (other.decision, other.layer));
        }
    }
}

/// Decides bare and traced, and holds each traced statement against what is told of it on demand.
fn decide(
    request: &Request<'_>,
    identity: &[Attached],
    resource: ResourcePolicy<'_>,
) -> Evaluation {
    let policies = PolicySet {
        identity,
        resource,
        boundary: match resource {
            ResourcePolicy::Grants(attached) => Some(attached),
            _ => None,
        },
        ..PolicySet::default()
    };
    let bare = evaluate(request, &policies, &mut NoTrace);
    let mut traced = Trace::default();
    assert_eq!(bare, evaluate(request, &policies, &mut traced));
    let boundary = policies.boundary.is_some();
    let layers = traced.layers.iter();
    let identities = layers.filter(|layer| layer.layer == Layer::Identity);
    for (told, attached) in identities.flat_map(|l| &l.policies).zip(identity) {
        let all = attached.policy.document().statements.len();
        assert_eq!(told.statements.len() + told.skipped, all);
        let mut statements = told.statements.iter().peekable();
        for index in 0..all {
            let it = trace::statement(request, Layer::Identity, boundary, &attached.policy, index);
            let it = it.expect("a statement of the policy");
            match statements.next_if(|statement| statement.index == index) {
                Some(statement) => assert_eq!(*statement, it),
                None => assert!(!it.applies, "{it:?}"),
            }
            let denies = it.applies && it.effect == iam::Effect::Deny;
            assert!(!denies || bare.decision == Decision::ExplicitDeny);
        }
    }
    bare
}

/// A value splits into parts, and those that are text stand in it in their order; a variable in a resource matches its value.
pub(crate) fn variables(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let (value, resource) = text.split_once('\n').unwrap_or((text, ""));
    assert_eq!(variable::split(value, Version::V2008), [Part::Text(value)]);
    let mut context = Context::default();
    let mut rest = value;
    for part in variable::split(value, Version::V2012) {
        let written = match &part {
            Part::Text(text) => text,
            Part::Literal(character) => character,
            Part::Variable(variable) => {
                context.set(&variable.key, resource);
                assert_eq!(variable.resolve(&context), Some(resource));
                context.remove(&variable.key);
                assert_eq!(variable.resolve(&context), variable.default.as_deref());
                &*variable.key
            }
        };
        let at = rest.find(written).expect("the part stands in the value");
        rest = &rest[at + written.len()..];
    }
    let _ = resource_matches(value, resource, Version::V2012, &context);
    // A value in which nothing is special covers itself and nothing else.
    if !value.contains(['*', '?', '$']) && value.split(':').count() >= 6 {
        let covers = resource_matches(value, resource, Version::V2012, &context);
        assert_eq!(covers, value == resource);
    }
}

/// A pattern and a text: the ARN comes apart as it stands, a star covers more, and a match does not hang on the case of actions.
pub(crate) fn arn(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let (pattern, arn) = text.split_once('\n').unwrap_or((text, text));
    if let Some(parts) = Arn::parse(arn) {
        let Arn {
            partition,
            service,
            region,
            account,
            resource,
        } = parts;
        assert_eq!(
            format!("arn:{partition}:{service}:{region}:{account}:{resource}"),
            arn
        );
    }
    let covers = |pattern: &str| resource_matches(pattern, arn, Version::V2012, &Context::EMPTY);
    assert!(covers("*"));
    if covers(pattern) && pattern.split(':').count() >= 6 {
        assert!(covers(&format!("{pattern}*")), "{pattern} {arn}");
    }
    let folded = arn.to_ascii_uppercase();
    assert_eq!(
        action_matches(pattern, arn),
        action_matches(pattern, &folded)
    );
}

/// A `Condition` element, and after a line of its own the value of the key `k`: a condition and its negation disagree where the key
/// has one value that can be compared.
pub(crate) fn conditions(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let (element, value) = text.rsplit_once('\n').unwrap_or((text, ""));
    let mut context = Context::default();
    context.set("k", value);
    context.set_all("many", value.split(','));
    if let Some(moment) = date::parse(value) {
        let printed = date::format_rfc3339(moment.seconds);
        if (0..=253_402_300_799).contains(&moment.seconds) {
            assert_eq!(date::parse_rfc3339(&printed), Some(moment.seconds));
        }
    }
    for version in [Version::V2008, Version::V2012] {
        let Some(conditions) = condition::read(element) else {
            return;
        };
        let holds =
            |one: &Condition| condition::matches(version, std::slice::from_ref(one), &context);
        let all = condition::matches(version, &conditions, &context);
        assert_eq!(all, conditions.iter().all(holds));
        for one in &conditions {
            let Some(rest) = one.operator.strip_prefix("StringNot") else {
                continue;
            };
            let mut opposite = one.clone();
            opposite.operator = format!("String{rest}").into();
            let single = context
                .lookup(&one.key)
                .is_some_and(|entry| !entry.multivalued);
            let known = condition::Operator::parse(&opposite.operator).is_some();
            if single && known {
                assert_ne!(holds(one), holds(&opposite), "{one:?}");
            }
        }
    }
}

fn attached(document: Document) -> Attached {
    Attached {
        id: "policy".into(),
        policy: Arc::new(Policy::compile(document)),
    }
}

fn callers() -> [Principal; 3] {
    [
        Principal::Anonymous,
        Principal::User {
            arn: "arn:aws:iam::111111111111:user/anna".into(),
            account: "111111111111".into(),
            unique_id: "AIDAUSERUSERUSERUSER1".into(),
        },
        Principal::RoleSession {
            arn: "arn:aws:sts::111111111111:assumed-role/Source/s1".into(),
            role_arn: "arn:aws:iam::111111111111:role/Source".into(),
            account: "111111111111".into(),
            role_id: "AROAROLEROLEROLEROLE1".into(),
        },
    ]
}
