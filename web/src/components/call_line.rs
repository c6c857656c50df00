//! A call in one line: who, what, on what.

use playground::explain::words;
use playground::scenario::{CallSpec, CallerRef};
use playground::session::Caller;
use yew::prelude::*;

/// `alice → AssumeRole CrossAccountRole`; `callers` are those of the session.
pub fn view_call(callers: &[Caller], call: &CallSpec) -> Html {
    html! {
        <span class="call-line">
            <span class="caller">{ caller_name(callers, &call.caller) }</span>
            <span class="arrow" aria-hidden="true">{ " → " }</span>
            <span class="visually-hidden">{ " calls " }</span>
            { what(call) }
        </span>
    }
}

/// Who signs, in short.
fn caller_name(callers: &[Caller], caller: &CallerRef) -> String {
    let known = callers.iter().find(|known| known.reference == *caller);
    match (known, caller) {
        (Some(known), _) => known.label.clone(),
        (None, CallerRef::Unsigned) => "nobody".to_owned(),
        (None, CallerRef::User { name, .. }) => name.clone(),
        (None, CallerRef::Root { account }) => format!("root of {account}"),
        (None, CallerRef::Entry(id)) => format!("credentials of call {id}"),
    }
}

/// `AssumeRole CrossAccountRole`, `s3:ListBucket bucket-in-account-b`
fn what(call: &CallSpec) -> String {
    let action = call.action.strip_prefix("sts:").unwrap_or(&call.action);
    let target = ["RoleArn", "Resource"]
        .iter()
        .find_map(|name| call.params.get(*name)?.as_str());
    match target {
        Some(arn) => format!("{action} {}", words::name(arn)),
        None => action.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_named_by_operation_and_target() {
        for (action, parameter, arn, name) in [
            (
                "sts:AssumeRole",
                "RoleArn",
                "arn:aws:iam::222222222222:role/R",
                "AssumeRole R",
            ),
            (
                "s3:ListBucket",
                "Resource",
                "arn:aws:s3:::b",
                "s3:ListBucket b",
            ),
            ("sts:GetCallerIdentity", "Unused", "x", "GetCallerIdentity"),
        ] {
            let call = CallSpec {
                action: action.into(),
                params: [(parameter.to_owned(), arn.into())].into(),
                ..CallSpec::default()
            };
            assert_eq!(what(&call), name);
        }
    }
}
