use iam::{Decision, Evaluation, Layer};

use super::*;

const CALLER: &str = "arn:aws:iam::111122223333:user/anna";
const ROLE: &str = "arn:aws:iam::111122223333:role/Target";

/// [Troubleshoot access denied](https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html);
/// the forms of sts:TagSession and of S3 are observed.
#[test]
fn texts() {
    let check = |action, layer, decision, same_account, statement: Option<&str>, rest: &str| {
        let evaluation = Evaluation {
            decision,
            layer,
            statement: statement.map(|id| (id.into(), 0)),
            same_account,
        };
        let denied = Denied {
            caller: CALLER,
            action,
            resource: ROLE,
            same_organization: false,
        };
        let error = access_denied(&denied, &evaluation);
        let wanted = format!("User: {CALLER} is not authorized to perform: {action}{rest}");
        assert_eq!(
            (error.code, error.http, &*error.message),
            ("AccessDenied", 403, &*wanted)
        );
    };
    let on = |rest: &str| format!(" on resource: {ROLE}{rest}");
    let assume = "sts:AssumeRole";
    for (layer, implicit, explicit) in [
        (
            Layer::Identity,
            "identity-based policy",
            "an identity-based policy",
        ),
        (
            Layer::Boundary,
            "permissions boundary",
            "a permissions boundary",
        ),
        (Layer::Session, "session policy", "a sessions policy"),
        (
            Layer::ServiceControl,
            "service control policy",
            "a service control policy",
        ),
        (
            Layer::ResourceControl,
            "resource control policy",
            "a resource control policy",
        ),
    ] {
        let rest = on(&format!(
            " because no {implicit} allows the sts:AssumeRole action"
        ));
        check(assume, layer, Decision::ImplicitDeny, true, None, &rest);
        let rest = on(&format!(" with an explicit deny in {explicit}"));
        check(assume, layer, Decision::ExplicitDeny, true, None, &rest);
        check(assume, layer, Decision::ExplicitDeny, false, None, &on(""));
        check(
            "sts:TagSession",
            layer,
            Decision::ImplicitDeny,
            true,
            None,
            &on(""),
        );
    }
    let trust = " because no role trust policy allows the sts:AssumeRole action";
    check(
        assume,
        Layer::Trust,
        Decision::ImplicitDeny,
        true,
        None,
        trust,
    );
    check(
        assume,
        Layer::Trust,
        Decision::ImplicitDeny,
        false,
        None,
        &on(""),
    );
    let trust = " with an explicit deny in the role trust policy";
    check(
        assume,
        Layer::Trust,
        Decision::ExplicitDeny,
        true,
        None,
        trust,
    );
    let managed = "arn:aws:iam::111122223333:policy/NoRoles";
    let rest = on(&format!(
        " with an explicit deny in an identity-based policy: {managed}"
    ));
    let id = format!("managed/{managed}");
    check(
        assume,
        Layer::Identity,
        Decision::ExplicitDeny,
        true,
        Some(&id),
        &rest,
    );
    let s3 = format!(" on resource: \"{ROLE}\" with an explicit deny in a resource-based policy");
    check(
        "s3:GetObject",
        Layer::Resource,
        Decision::ExplicitDeny,
        true,
        None,
        &s3,
    );
}

#[test]
fn an_organisation_is_told_what_an_account_is_told() {
    let evaluation = Evaluation {
        decision: Decision::ImplicitDeny,
        layer: Layer::Identity,
        statement: None,
        same_account: false,
    };
    for (same_organization, told) in [(true, true), (false, false)] {
        let denied = Denied {
            caller: CALLER,
            action: "sts:AssumeRole",
            resource: ROLE,
            same_organization,
        };
        let error = access_denied(&denied, &evaluation);
        assert_eq!(
            error.message.contains("because no identity-based policy"),
            told
        );
    }
}
