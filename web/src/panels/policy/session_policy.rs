//! The session policy of the calling session: issued with its credentials, so it can be read and not changed.

use std::rc::Rc;

use iam::Span;
use playground::Session;
use playground::explain::Mark;
use playground::scenario::CallerRef;
use serde_json::Value;
use yew::prelude::*;

use crate::components::icon::{Glyph, view_icon};
use crate::components::policy_text::read_view::ReadView;
use crate::js::editor::TextMark;

/// The text given to the call `entry`, to read, with what is lit in it and a place to scroll to.
pub fn view_session_policy(
    entry: u64,
    text: String,
    marks: Rc<[TextMark]>,
    reveal: Option<Span>,
) -> Html {
    html! {
        <>
            <ReadView label="Session policy" described_by="policy-findings" doc={text} {marks} {reveal} />
            <div id="policy-findings" class="findings">
                <p class="note">
                    { view_icon(Glyph::Info) }
                    <span>{ format!("The session policy given to call {entry}. It lives in the session token and cannot be changed any more.") }</span>
                </p>
            </div>
        </>
    }
}

/// The session policy of who makes the call shown, and the entry that issued the session.
pub fn of_caller(session: &Session) -> Option<(u64, String)> {
    let scenario = session.scenario();
    let entries = &session.replay().entries;
    let entry = |id: u64| entries.iter().find(|played| played.id == id);
    let call = scenario
        .focus
        .entry
        .and_then(entry)
        .map_or(&scenario.request, |played| &played.call);
    let CallerRef::Entry(issuer) = call.caller else {
        return None;
    };
    match entry(issuer)?.call.params.get("Policy")? {
        Value::String(text) => Some((issuer, text.clone())),
        policy => Some((issuer, format!("{policy:#}"))),
    }
}

/// The marks of the first session policy.
pub fn marks(all: &[Mark], kind: fn(&Mark) -> &'static str) -> Rc<[TextMark]> {
    all.iter()
        .filter(|mark| &*mark.policy == "session/0")
        .map(|mark| TextMark {
            span: mark.span,
            kind: kind(mark),
            text: mark.text.clone(),
        })
        .collect()
}
