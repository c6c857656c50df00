mod named;
mod traces;

use super::*;
use crate::{
    NoTrace, PolicyKind, Trace, read,
    test_support::{self, FEDERATED_USER, ROLE, SESSION, USER, attached},
    trace::{self, ConditionReason},
};

const TARGET: &str = "arn:aws:iam::111111111111:role/Target";
const FOREIGN: &str = "arn:aws:iam::222222222222:role/Target";
const OBJECT: &str = "arn:aws:s3:::bucket/key";

/// Everything that bears on one question, as texts; a short form stands for a whole policy: see [`policy`].
struct Case {
    caller: Principal,
    action: &'static str,
    resource: &'static str,
    trust: Option<String>,
    bucket: Option<String>,
    identity: Vec<&'static str>,
    boundary: Option<&'static str>,
    session: Option<Vec<&'static str>>,
    scp: Option<Vec<Vec<&'static str>>>,
    rcp: Option<Vec<Vec<&'static str>>>,
    context: Context,
}

impl Case {
    /// AssumeRole on a role that trusts a principal.
    fn assume(caller: Principal, resource: &'static str, trusted: &str) -> Self {
        Self {
            action: "sts:AssumeRole",
            trust: Some(format!("Allow {trusted} sts:AssumeRole")),
            ..Self::access(caller, resource)
        }
    }

    /// GetObject with no policies at all.
    fn access(caller: Principal, resource: &'static str) -> Self {
        let mut context = Context::default();
        if let Some(arn) = caller.principal_arn() {
            context.set("aws:PrincipalArn", arn);
        }
        Self {
            caller,
            action: "s3:GetObject",
            resource,
            trust: None,
            bucket: None,
            identity: Vec::new(),
            boundary: None,
            session: None,
            scp: None,
            rcp: None,
            context,
        }
    }

    fn evaluate(&self) -> (Evaluation, Trace) {
        let list = |texts: &[&str], kind, name: &str| -> Vec<Attached> {
            let texts = texts.iter().enumerate();
            texts
                .map(|(at, text)| policy(&format!("{name}{at}"), text, kind))
                .collect()
        };
        let levels = |levels: &Option<Vec<Vec<&str>>>, kind, name: &str| {
            let all =
                |levels: &Vec<Vec<&str>>| levels.iter().map(|l| list(l, kind, name)).collect();
            levels.as_ref().map(all)
        };
        let trust = self
            .trust
            .as_ref()
            .map(|t| policy("trust", t, PolicyKind::Trust));
        let bucket = self
            .bucket
            .as_ref()
            .map(|t| policy("bucket", t, PolicyKind::Resource));
        let identity = list(&self.identity, PolicyKind::Identity, "identity");
        let boundary = self
            .boundary
            .map(|t| policy("boundary", t, PolicyKind::Boundary));
        let session = self
            .session
            .as_ref()
            .map(|s| list(s, PolicyKind::Session, "session"));
        let scp: Option<Vec<_>> = levels(&self.scp, PolicyKind::ServiceControl, "scp");
        let rcp: Option<Vec<_>> = levels(&self.rcp, PolicyKind::ResourceControl, "rcp");
        let set = PolicySet {
            identity: &identity,
            resource: match (&trust, &bucket) {
                (Some(trust), _) => ResourcePolicy::MustAllow(trust),
                (None, Some(bucket)) => ResourcePolicy::Grants(bucket),
                (None, None) => ResourcePolicy::None,
            },
            boundary: boundary.as_ref(),
            session: session.as_deref(),
            scp: scp.as_deref(),
            rcp: rcp.as_deref(),
        };
        let request = Request {
            principal: &self.caller,
            action: self.action,
            resource: self.resource,
            resource_account: None,
            context: &self.context,
        };
        let mut trace = Trace::default();
        let evaluation = evaluate(&request, &set, &mut trace);
        assert_eq!(evaluation, evaluate(&request, &set, &mut NoTrace));
        (evaluation, trace)
    }

    fn allowed(&self, layer: Layer) {
        self.comes_to(Decision::Allow, layer);
    }

    fn lacks(&self, layer: Layer) {
        let evaluation = self.comes_to(Decision::ImplicitDeny, layer);
        assert_eq!(evaluation.statement, None);
    }

    fn denied(&self, layer: Layer, policy: &str, statement: usize) {
        let evaluation = self.comes_to(Decision::ExplicitDeny, layer);
        assert_eq!(evaluation.statement, Some((policy.into(), statement)));
    }

    #[track_caller]
    fn comes_to(&self, decision: Decision, layer: Layer) -> Evaluation {
        let (evaluation, _) = self.evaluate();
        assert_eq!((evaluation.decision, evaluation.layer), (decision, layer));
        evaluation
    }

    fn outcomes(&self) -> Vec<(Layer, LayerOutcome)> {
        let layers = self.evaluate().1.layers;
        layers
            .iter()
            .map(|layer| (layer.layer, layer.outcome))
            .collect()
    }
}

/// A policy from JSON, or from lines `Effect [principal] action [condition JSON]`; a principal is what follows `"AWS":`,
/// or begins with a type, `Service=ec2.amazonaws.com`; `!` before it is `NotPrincipal`.
fn policy(id: &str, text: &str, kind: PolicyKind) -> Attached {
    let of_resource = matches!(
        kind,
        PolicyKind::Trust | PolicyKind::Resource | PolicyKind::ResourceControl
    );
    let statements = text.lines().map(|line| {
        let mut words = line.splitn(if of_resource { 4 } else { 3 }, ' ');
        let effect = words.next().unwrap();
        let principal = of_resource.then(|| {
            let word = words.next().unwrap();
            let (element, word) = match word.strip_prefix('!') {
                Some(word) => ("NotPrincipal", word),
                None => ("Principal", word),
            };
            if word == "*" {
                return format!(r#""{element}":"*","#);
            }
            let (kind, names) = word.split_once('=').unwrap_or(("AWS", word));
            let names: Vec<_> = names.split(',').map(|name| format!("{name:?}")).collect();
            format!(r#""{element}":{{"{kind}":[{}]}},"#, names.join(","))
        });
        let action = words.next().unwrap();
        let resource = if kind == PolicyKind::Trust {
            ""
        } else {
            r#","Resource":"*""#
        };
        let condition = words.next().map(|c| format!(r#","Condition":{c}"#));
        format!(
            r#"{{"Effect":"{effect}",{}"Action":"{action}"{resource}{}}}"#,
            principal.unwrap_or_default(),
            condition.unwrap_or_default()
        )
    });
    let statements: Vec<_> = statements.collect();
    let text = format!(
        r#"{{"Version":"2012-10-17","Statement":[{}]}}"#,
        statements.join(",")
    );
    attached(id, read(&text, kind).document)
}

const ASSUME: &str = "Allow sts:AssumeRole";
const OTHER: &str = "Allow s3:ListBucket";
const MFA: &str = r#" {"Bool":{"aws:MultiFactorAuthPresent":"true"}}"#;

/// The table of IAM User Guide, …policy-eval-denyallow: what a grant in the same account makes unnecessary.
#[test]
fn what_a_same_account_grant_replaces() {
    let user = test_support::user;
    let role = test_support::role_session;
    let federated = test_support::federated_user;
    // Who, as trusted by, without identity policy, with a silent boundary, with a silent session policy.
    let table: [(Principal, &str, [Option<Layer>; 3]); 13] = [
        (user(), USER, [None, None, None]),
        (user(), "AIDAUSERUSERUSERUSER1", [None, None, None]),
        (user(), "*", [None, None, None]),
        (
            user(),
            "111111111111",
            [Some(Layer::Identity), Some(Layer::Boundary), None],
        ),
        (
            role(),
            ROLE,
            [None, Some(Layer::Boundary), Some(Layer::Session)],
        ),
        (
            role(),
            "AROAROLEROLEROLEROLE1",
            [None, Some(Layer::Boundary), Some(Layer::Session)],
        ),
        (role(), SESSION, [None, None, None]),
        (role(), "AWS=*", [None, None, None]),
        (
            role(),
            "arn:aws:iam::111111111111:root",
            [
                Some(Layer::Identity),
                Some(Layer::Boundary),
                Some(Layer::Session),
            ],
        ),
        (federated(), FEDERATED_USER, [None, None, None]),
        (
            federated(),
            USER,
            [None, Some(Layer::Boundary), Some(Layer::Session)],
        ),
        (
            federated(),
            "AIDAUSERUSERUSERUSER1",
            [None, Some(Layer::Boundary), Some(Layer::Session)],
        ),
        (
            federated(),
            "111111111111",
            [
                Some(Layer::Identity),
                Some(Layer::Boundary),
                Some(Layer::Session),
            ],
        ),
    ];
    for (caller, trusted, [no_identity, boundary, session]) in table {
        let check = |case: &Case, lacking: Option<Layer>| match lacking {
            Some(layer) => case.lacks(layer),
            None => case.allowed(Layer::Trust),
        };
        let case = |trusted: &str| {
            let mut case = Case::assume(caller.clone(), TARGET, trusted);
            if matches!(caller, Principal::FederatedUser { .. }) {
                case.session = Some(vec![ASSUME]);
            }
            case
        };
        check(&case(trusted), no_identity);
        let mut with_boundary = case(trusted);
        with_boundary.identity = vec![ASSUME];
        with_boundary.boundary = Some(OTHER);
        check(&with_boundary, boundary);
        if !matches!(caller, Principal::User { .. }) {
            let mut with_session = case(trusted);
            with_session.identity = vec![ASSUME];
            with_session.session = Some(vec![OTHER]);
            check(&with_session, session);
        }
    }
}

/// IAM User Guide, …cross-account: both accounts must allow, however directly the role names the caller.
#[test]
fn between_accounts_both_sides_must_allow() {
    let both = |trusted: &str, identity: Vec<&'static str>| Case {
        identity,
        ..Case::assume(test_support::role_session(), FOREIGN, trusted)
    };
    both("111111111111", vec![ASSUME]).allowed(Layer::Trust);
    both("333333333333", vec![ASSUME]).lacks(Layer::Trust);
    for trusted in ["111111111111", ROLE, SESSION, "*"] {
        both(trusted, vec![OTHER]).lacks(Layer::Identity);
        let boundary = Some(OTHER);
        Case {
            boundary,
            ..both(trusted, vec![ASSUME])
        }
        .lacks(Layer::Boundary);
        let session = Some(vec![OTHER]);
        Case {
            session,
            ..both(trusted, vec![ASSUME])
        }
        .lacks(Layer::Session);
    }
    both("333333333333", vec![]).lacks(Layer::Identity);
    assert!(!both(ROLE, vec![ASSUME]).evaluate().0.same_account);
}

#[test]
fn a_trust_policy_that_lacks_only_its_condition_is_what_is_named() {
    let named = |trusted: &str, identity: Vec<&'static str>| Case {
        trust: Some(format!("Allow {trusted} sts:AssumeRole{MFA}")),
        identity,
        ..Case::assume(test_support::user(), TARGET, trusted)
    };
    named(USER, vec![]).lacks(Layer::Trust);
    named("111111111111", vec![ASSUME]).lacks(Layer::Trust);
    named("111111111111", vec![]).lacks(Layer::Identity);
    let mut with_mfa = named(USER, vec![]);
    with_mfa.context.set("aws:MultiFactorAuthPresent", "true");
    with_mfa.allowed(Layer::Trust);
}

#[test]
fn an_explicit_deny_wins_wherever_it_stands() {
    let case = || Case {
        identity: vec![ASSUME],
        ..Case::assume(test_support::user(), TARGET, USER)
    };
    const DENY: &str = "Allow *\nDeny sts:*";
    Case {
        identity: vec![ASSUME, DENY],
        ..case()
    }
    .denied(Layer::Identity, "identity1", 1);
    Case {
        boundary: Some(DENY),
        ..case()
    }
    .denied(Layer::Boundary, "boundary", 1);
    Case {
        session: Some(vec![ASSUME, DENY]),
        ..case()
    }
    .denied(Layer::Session, "session1", 1);
    Case {
        scp: Some(vec![vec!["Allow *"], vec![DENY]]),
        ..case()
    }
    .denied(Layer::ServiceControl, "scp0", 1);
    Case {
        rcp: Some(vec![vec!["Deny * sts:AssumeRole"]]),
        ..case()
    }
    .denied(Layer::ResourceControl, "rcp0", 0);
    let trust = Some(format!(
        "Allow {USER} sts:AssumeRole\nDeny {USER} sts:AssumeRole"
    ));
    Case { trust, ..case() }.denied(Layer::Trust, "trust", 1);
    // Of several the first in the documented order is named.
    let all = Case {
        boundary: Some(DENY),
        scp: Some(vec![vec![DENY]]),
        identity: vec![DENY],
        ..case()
    };
    all.denied(Layer::ServiceControl, "scp0", 1);
}

#[test]
fn every_level_of_service_control_policies_must_allow() {
    let scp = |levels: Vec<Vec<&'static str>>| Case {
        scp: Some(levels),
        identity: vec![ASSUME],
        ..Case::assume(test_support::user(), TARGET, USER)
    };
    scp(vec![]).allowed(Layer::Trust);
    scp(vec![vec!["Allow *"], vec!["Allow s3:*", "Allow sts:*"]]).allowed(Layer::Trust);
    scp(vec![vec!["Allow *"], vec![OTHER]]).lacks(Layer::ServiceControl);
    scp(vec![vec![OTHER], vec!["Allow *"]]).lacks(Layer::ServiceControl);
    scp(vec![vec!["Allow *"], vec![]]).lacks(Layer::ServiceControl);
    // Resource control policies allow by themselves.
    let rcp = Some(vec![vec![], vec!["Deny * s3:*"]]);
    Case { rcp, ..scp(vec![]) }.allowed(Layer::Trust);
}

#[test]
fn ordinary_resource_policies() {
    const GET: &str = "Allow s3:GetObject";
    let bucket = |caller: Principal, granted: &str| Case {
        bucket: Some(format!("Allow {granted} s3:GetObject")),
        ..Case::access(caller, OBJECT)
    };
    let user = test_support::user;
    Case::access(user(), OBJECT).lacks(Layer::Identity);
    Case {
        identity: vec![GET],
        ..Case::access(user(), OBJECT)
    }
    .allowed(Layer::Identity);
    bucket(user(), USER).allowed(Layer::Resource);
    bucket(user(), "111111111111").lacks(Layer::Identity);
    bucket(user(), "333333333333").lacks(Layer::Identity);
    Case {
        identity: vec![GET],
        ..bucket(user(), "333333333333")
    }
    .allowed(Layer::Identity);
    // A grant that lacks its condition replaces nothing here.
    let conditional = Some(format!("Allow {USER} s3:GetObject{MFA}"));
    Case {
        bucket: conditional,
        ..bucket(user(), USER)
    }
    .lacks(Layer::Identity);
    // In another account.
    let foreign = "arn:aws:sqs:us-east-1:222222222222:queue";
    Case {
        identity: vec![GET],
        ..Case::access(user(), foreign)
    }
    .lacks(Layer::Resource);
    let case = Case {
        identity: vec![GET],
        resource: foreign,
        ..bucket(user(), "111111111111")
    };
    case.allowed(Layer::Identity);
    Case {
        resource: foreign,
        ..bucket(user(), USER)
    }
    .lacks(Layer::Identity);
}

#[test]
fn callers_without_policies_of_their_own() {
    let root = || Principal::Root {
        arn: "arn:aws:iam::111111111111:root".into(),
        account: "111111111111".into(),
    };
    Case::access(root(), OBJECT).allowed(Layer::Identity);
    Case {
        scp: Some(vec![vec!["Allow *\nDeny s3:*"]]),
        ..Case::access(root(), OBJECT)
    }
    .denied(Layer::ServiceControl, "scp0", 1);
    let bucket = Some("Deny * s3:*".to_owned());
    Case {
        bucket,
        ..Case::access(root(), OBJECT)
    }
    .denied(Layer::Resource, "bucket", 0);

    let service = || Principal::Service {
        name: "ec2.amazonaws.com".into(),
    };
    Case::assume(service(), TARGET, "Service=ec2.amazonaws.com").allowed(Layer::Trust);
    Case::assume(service(), TARGET, "Service=lambda.amazonaws.com").lacks(Layer::Trust);
    Case::assume(service(), TARGET, "AWS=*").lacks(Layer::Trust);
    Case::access(service(), OBJECT).lacks(Layer::Resource);

    let federated = || Principal::Federated {
        provider: "accounts.google.com".into(),
    };
    Case::assume(federated(), TARGET, "Federated=accounts.google.com").allowed(Layer::Trust);
    Case::assume(federated(), TARGET, "Federated=www.amazon.com").lacks(Layer::Trust);
    let rcp = Some(vec![vec!["Deny AWS=* sts:*"]]);
    Case {
        rcp,
        ..Case::assume(federated(), TARGET, "Federated=accounts.google.com")
    }
    .denied(Layer::ResourceControl, "rcp0", 0);

    let bucket = |granted: &str| Some(format!("Allow {granted} s3:GetObject"));
    Case {
        bucket: bucket("*"),
        ..Case::access(Principal::Anonymous, OBJECT)
    }
    .allowed(Layer::Resource);
    Case {
        bucket: bucket(USER),
        ..Case::access(Principal::Anonymous, OBJECT)
    }
    .lacks(Layer::Resource);
    Case::access(Principal::Anonymous, OBJECT).lacks(Layer::Resource);
}

/// IAM User Guide, GetFederationToken: no permissions but those a session policy or a resource's policy names.
#[test]
fn federated_users() {
    let bob = || Case {
        identity: vec!["Allow s3:*"],
        ..Case::access(test_support::federated_user(), OBJECT)
    };
    bob().lacks(Layer::Session);
    Case {
        session: Some(vec![]),
        ..bob()
    }
    .lacks(Layer::Session);
    Case {
        session: Some(vec!["Allow s3:Get*"]),
        ..bob()
    }
    .allowed(Layer::Identity);
    let bucket = Some(format!("Allow {FEDERATED_USER} s3:GetObject"));
    Case { bucket, ..bob() }.allowed(Layer::Resource);
    // A role session, by contrast, is not limited by an empty list.
    let mut role = Case::access(test_support::role_session(), OBJECT);
    role.identity = vec!["Allow s3:*"];
    role.session = Some(vec![]);
    role.allowed(Layer::Identity);
}

/// IAM User Guide, reference_policies_elements_notprincipal.
#[test]
fn not_principal_spares_only_who_is_listed_whole() {
    let case = |caller: Principal, spared: &str| Case {
        bucket: Some(format!("Deny !{spared} s3:*")),
        identity: vec!["Allow s3:*"],
        ..Case::access(caller, OBJECT)
    };
    let user = test_support::user;
    let role = test_support::role_session;
    let denied = |case: Case| case.denied(Layer::Resource, "bucket", 0);
    case(user(), &format!("111111111111,{USER}")).allowed(Layer::Identity);
    denied(case(user(), USER));
    denied(case(user(), "111111111111"));
    case(role(), &format!("111111111111,{ROLE},{SESSION}")).allowed(Layer::Identity);
    denied(case(role(), &format!("111111111111,{ROLE}")));
    denied(case(role(), &format!("{ROLE},{SESSION}")));
    let mut bound = case(user(), &format!("111111111111,{USER}"));
    bound.boundary = Some("Allow *");
    denied(bound);
}

/// IAM User Guide, reference_policies_elements_principal: deleted users and roles.
#[test]
fn a_stored_unique_id_matches_no_namesake() {
    let document = || {
        read(
        &format!(r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Principal":{{"AWS":"{USER}"}},"Action":"sts:AssumeRole"}}}}"#),
        PolicyKind::Trust,
    ).document
    };
    let caller = test_support::user();
    let context = Context::default();
    let request = Request {
        principal: &caller,
        action: "sts:AssumeRole",
        resource: TARGET,
        resource_account: None,
        context: &context,
    };
    for (id, expected) in [
        (Some("AIDAUSERUSERUSERUSER1"), Decision::Allow),
        (Some("AIDAOLDOLDOLDOLDOLD12"), Decision::ImplicitDeny),
        (None, Decision::Allow),
    ] {
        let mut document = document();
        document.resolve_principals(|_| id.map(Into::into));
        let trust = attached("trust", document);
        let set = PolicySet {
            resource: ResourcePolicy::MustAllow(&trust),
            ..PolicySet::default()
        };
        assert_eq!(evaluate(&request, &set, &mut NoTrace).decision, expected);
    }
}
