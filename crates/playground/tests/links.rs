//! Links stay readable for ever, and short.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::expect_used,
    clippy::needless_pass_by_value,
    reason = "helpers of tests"
)]

use playground::scenario::{Account, CallSpec, CallerRef, Role, Scenario, User};
use playground::{Command, Session, gallery, link, policy_text::PolicyText};
use serde_json::json;
use sha2::{Digest, Sha256};

/// SHA-256 of a scenario's document on one line.
fn digest(scenario: &Scenario) -> String {
    let bytes = Sha256::digest(scenario.to_json());
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Real links of every version, one a line: what it shows, the digest of the scenario it opens to, the link.
/// Lines are added, never changed.
const CORPUS: &str = include_str!("links/corpus.txt");

#[test]
fn every_link_ever_made_opens_to_the_same_scenario() {
    for line in CORPUS.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [name, expected, fragment] = fields[..] else {
            panic!("three fields a line: {line}")
        };
        let scenario = link::decode(fragment).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!(digest(&scenario), expected, "{name}");
        assert!(Session::open(scenario).is_ok(), "{name}");
    }
}

#[test]
fn every_cut_of_every_link_is_refused() {
    for line in CORPUS.lines().filter(|line| !line.starts_with('#')) {
        let fragment = line.rsplit('\t').next().expect("a link");
        for end in 0..fragment.len() {
            assert!(
                link::decode(&fragment[..end]).is_err(),
                "{}",
                &fragment[..end]
            );
        }
    }
}

#[test]
fn links_are_short_and_stand_in_the_corpus() {
    for (name, scenario, most) in samples() {
        let fragment = link::encode(&scenario);
        let length = fragment.len();
        assert!(
            length <= most,
            "{name}: {length} characters, at most {most}"
        );
        if fragment.starts_with("w/") {
            let digest = digest(&scenario);
            let known = CORPUS.contains(&digest);
            assert!(known, "add this line: {name}\t{digest}\t{fragment}");
        }
    }
}

/// Scenarios as people make them, and the most characters a link to each may have.
fn samples() -> Vec<(&'static str, Scenario, usize)> {
    let gallery = |slug| gallery::open(slug).expect("one of the gallery");
    vec![
        ("the default", gallery(gallery::DEFAULT), 32),
        (
            "one role, empty scenario",
            gallery::empty("7f3a9c1e5b2d4860"),
            400,
        ),
        ("one role with an external id", vendor(), 400),
        (
            "the default after two calls",
            worked(gallery(gallery::DEFAULT)),
            400,
        ),
        ("the default with a half-typed policy", half_typed(), 400),
        ("credentials past their end", expired(), 400),
        ("a chain of four roles with its log", chain(), 1300),
        ("sixteen roles", sixteen(), 2200),
    ]
}

fn policy(statement: serde_json::Value) -> PolicyText {
    PolicyText::Json(json!({ "Version": "2012-10-17", "Statement": [statement] }))
}

fn trust(principal: &str, condition: serde_json::Value) -> PolicyText {
    policy(json!({
        "Effect": "Allow",
        "Principal": { "AWS": principal },
        "Action": "sts:AssumeRole",
        "Condition": condition
    }))
}

fn assume(role: &str) -> (String, PolicyText) {
    let statement = json!({ "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": role });
    ("Assume".into(), policy(statement))
}

/// A vendor's role that nobody of the gallery has.
fn vendor() -> Scenario {
    let role_arn = "arn:aws:iam::210987654321:role/MonitoringVendor";
    Scenario {
        title: "Monitoring vendor".into(),
        about: "Acme's collector reads our metrics, with the id from its console.".into(),
        seed: "c0ffee12deadbeef".into(),
        accounts: vec![
            Account {
                id: "210987654321".into(),
                alias: "Shop".into(),
                roles: vec![Role {
                    name: "MonitoringVendor".into(),
                    trust: trust(
                        "arn:aws:iam::444455556666:role/collector",
                        json!({ "StringEquals": { "sts:ExternalId": "acme-8871" } }),
                    ),
                    ..Role::default()
                }],
                ..Account::default()
            },
            Account {
                id: "444455556666".into(),
                users: vec![User {
                    name: "collector".into(),
                    policies: [assume(role_arn)].into(),
                    ..User::default()
                }],
                ..Account::default()
            },
        ],
        request: CallSpec {
            caller: CallerRef::User {
                name: "444455556666/collector".into(),
                key: 1,
            },
            action: "sts:AssumeRole".into(),
            params: [
                ("RoleArn".into(), json!(role_arn)),
                ("RoleSessionName".into(), json!("collect")),
            ]
            .into(),
            ..CallSpec::default()
        },
        ..Scenario::default()
    }
}

/// The scenario's call with the device's code, and the bucket listed with what came of it.
fn worked(scenario: Scenario) -> Scenario {
    let serial = "arn:aws:iam::111111111111:mfa/alice";
    let session = Session::open(scenario).expect("a world");
    let mut call = session.scenario().request.clone();
    call.params.insert("SerialNumber".into(), json!(serial));
    call.params
        .insert("TokenCode".into(), json!({ "device": serial }));
    let bucket = CallSpec {
        caller: CallerRef::Entry(1),
        action: "s3:ListBucket".into(),
        params: [("Resource".into(), json!("arn:aws:s3:::bucket-in-account-b"))].into(),
        ..CallSpec::default()
    };
    let session = session
        .update(Command::EditRequest(call))
        .update(Command::Run);
    let session = session
        .update(Command::Advance(60))
        .update(Command::EditRequest(bucket));
    session.update(Command::Run).scenario().clone()
}

fn half_typed() -> Scenario {
    let session = Session::open(worked(
        gallery::open(gallery::DEFAULT).expect("the default"),
    ));
    let session = session.expect("a world");
    let address = "222222222222/role/CrossAccountRole/trust"
        .parse()
        .expect("an address");
    let text = session.policy_text(&address).expect("a text");
    let cut = text.len() - 30;
    let text = text[..cut].to_owned();
    let session = session.update(Command::EditPolicy { address, text });
    session.scenario().clone()
}

fn expired() -> Scenario {
    let scenario = gallery::open("credentials-that-expire").expect("one of the gallery");
    let session = Session::open(scenario).expect("a world");
    let session = session.update(Command::Advance(900)).update(Command::Run);
    session.scenario().clone()
}

/// alice → HubAdmin → SpokeOps → DataReader → Auditor, each step called.
fn chain() -> Scenario {
    let steps = [
        ("222222222222", "HubAdmin", "Operations hub"),
        ("333333333333", "SpokeOps", "Spoke of the shop"),
        ("444444444444", "DataReader", "Data platform"),
        ("555555555555", "Auditor", "Audit archive"),
    ];
    let arn = |at: usize| format!("arn:aws:iam::{}:role/{}", steps[at].0, steps[at].1);
    let mut accounts = vec![Account {
        id: "111111111111".into(),
        alias: "Identity".into(),
        users: vec![User {
            name: "alice".into(),
            mfa: vec!["alice-phone".into()],
            policies: [assume(&arn(0))].into(),
            ..User::default()
        }],
        ..Account::default()
    }];
    for (at, (id, name, alias)) in steps.into_iter().enumerate() {
        let (principal, condition) = match at {
            0 => (
                "arn:aws:iam::111111111111:root".to_owned(),
                json!({ "Bool": { "aws:MultiFactorAuthPresent": "true" } }),
            ),
            1 => (
                arn(0),
                json!({ "StringEquals": { "sts:ExternalId": "hub-2026" } }),
            ),
            _ => (
                arn(at - 1),
                json!({ "StringLike": { "sts:RoleSessionName": "alice-*" } }),
            ),
        };
        let policies = if at < 3 {
            [assume(&arn(at + 1))].into()
        } else {
            let statement = json!({
                "Sid": "ReadAudit",
                "Effect": "Allow",
                "Action": ["s3:GetObject", "s3:ListBucket"],
                "Resource": ["arn:aws:s3:::audit-archive", "arn:aws:s3:::audit-archive/*"]
            });
            [("ReadAudit".into(), policy(statement))].into()
        };
        accounts.push(Account {
            id: id.into(),
            alias: alias.into(),
            roles: vec![Role {
                name: name.into(),
                trust: trust(&principal, condition),
                policies,
                max_session_duration: (at == 1).then_some(14_400),
                ..Role::default()
            }],
            ..Account::default()
        });
    }
    let mut session = Session::open(Scenario {
        title: "From the identity account to the audit archive".into(),
        about: "Four hops, each with a rule of its own: MFA, an external id, and a session name that keeps the person's.".into(),
        seed: "91d0c7be5a3f2468".into(),
        accounts,
        ..Scenario::default()
    })
    .expect("a world");
    let device = "arn:aws:iam::111111111111:mfa/alice-phone";
    for at in 0..4 {
        let mut params = vec![
            ("RoleArn", json!(arn(at))),
            ("RoleSessionName", json!(format!("alice-{}", at + 1))),
            ("DurationSeconds", json!(3600)),
        ];
        match at {
            0 => params.extend([
                ("SerialNumber", json!(device)),
                ("TokenCode", json!({ "device": device })),
            ]),
            1 => params.push(("ExternalId", json!("hub-2026"))),
            _ => {}
        }
        let caller = match at {
            0 => CallerRef::User {
                name: "111111111111/alice".into(),
                key: 1,
            },
            _ => CallerRef::Entry(at as u64),
        };
        session = session
            .update(Command::EditRequest(CallSpec {
                caller,
                action: "sts:AssumeRole".into(),
                params: params.into_iter().map(|(k, v)| (k.into(), v)).collect(),
                ..CallSpec::default()
            }))
            .update(Command::Run)
            .update(Command::Advance(95));
    }
    let scenario = session.scenario().clone();
    let results: Vec<&str> = scenario
        .tape
        .iter()
        .map(|entry| entry.result.as_str())
        .collect();
    assert_eq!(results, ["ok"; 4]);
    scenario
}

/// Sixteen deployment roles over four accounts, each trusting a role of the tools account.
fn sixteen() -> Scenario {
    let teams = ["orders", "billing", "search", "media"];
    let stages = ["dev", "test", "stage", "prod"];
    let accounts = stages.iter().enumerate().map(|(at, stage)| Account {
        id: format!("44440000{at:04}"),
        alias: format!("shop-{stage}"),
        roles: teams
            .iter()
            .map(|team| Role {
                name: format!("deploy-{team}"),
                trust: trust(
                    &format!("arn:aws:iam::111111111111:role/ci-{team}"),
                    json!({ "StringEquals": { "aws:PrincipalTag/team": team } }),
                ),
                policies: [(
                    "Deploy".into(),
                    policy(json!({
                        "Effect": "Allow",
                        "Action": ["cloudformation:*", "s3:PutObject"],
                        "Resource": format!("arn:aws:s3:::shop-{stage}-{team}/*")
                    })),
                )]
                .into(),
                ..Role::default()
            })
            .collect(),
        ..Account::default()
    });
    Scenario {
        title: "Sixteen ways to deploy".into(),
        seed: "0123456789abcdef".into(),
        accounts: accounts.collect(),
        ..Scenario::default()
    }
}
