//! A call in one line: who, what, on what.

use playground::Session;
use playground::explain::words;
use playground::scenario::{CallSpec, CallerRef};
use yew::prelude::*;

/// `alice → AssumeRole CrossAccountRole`
pub fn view_call(session: &Session, call: &CallSpec) -> Html {
    html! {
        <span class="call-line">
            <span class="caller">{ caller_name(session, &call.caller) }</span>
            <span class="arrow" aria-hidden="true">{ " → " }</span>
            <span class="visually-hidden">{ " calls " }</span>
            { what(call) }
        </span>
    }
}

/// Who signs, in short.
pub fn caller_name(session: &Session, caller: &CallerRef) -> String {
    let known = session
        .callers()
        .into_iter()
        .find(|known| known.reference == *caller);
    match (known, caller) {
        (Some(known), _) => known.label,
        (None, CallerRef::Unsigned) => "nobody".to_owned(),
        (None, CallerRef::User { name, .. }) => name.clone(),
        (None, CallerRef::Root { account }) => format!("root of {account}"),
        (None, CallerRef::Entry(id)) => format!("credentials of call {id}"),
    }
}

/// `AssumeRole CrossAccountRole`, `s3:ListBucket bucket-in-account-b`
pub fn what(call: &CallSpec) -> String {
    let action = call.action.strip_prefix("sts:").unwrap_or(&call.action);
    let target = ["RoleArn", "Resource"]
        .iter()
        .find_map(|name| call.params.get(*name)?.as_str());
    match target {
        Some(arn) => format!("{action} {}", words::name(arn)),
        None => action.to_owned(),
    }
}
