//! Policy: the text, with what decided lit in it and what is wrong with it under it.

pub mod findings;
pub mod picker;
pub mod session_policy;

use std::rc::Rc;

use playground::explain::{MarkKind, words};
use playground::{Command, Explanation, Session};
use sts::PolicyAddress;
use yew::prelude::*;

use crate::components::policy_text::PolicyText;
use crate::dispatch::use_dispatch;
use crate::js::editor::TextMark;
use crate::state::Selection;
use findings::view_findings;
use picker::Picker;
use session_policy::view_session_policy;

/// Props of [`PolicyPanel`].
#[derive(Properties, PartialEq)]
pub struct PolicyPanelProps {
    /// World, tape and clock.
    pub session: Rc<Session>,
    /// Words and marks of the exchange shown.
    pub explanation: Option<Rc<Explanation>>,
    /// The place that was asked for.
    pub selected: Option<Selection>,
    /// The editor comes only when somebody wants to type.
    #[prop_or_default]
    pub lazy: bool,
}

/// The policy shown.
#[component]
pub fn PolicyPanel(props: &PolicyPanelProps) -> Html {
    let PolicyPanelProps {
        session,
        explanation,
        selected,
        lazy,
    } = props;
    let policies = session.policies();
    let focus = session
        .scenario()
        .focus
        .policy
        .parse::<PolicyAddress>()
        .ok();
    let shown = focus
        .filter(|address| policies.contains(address))
        .or_else(|| policies.first().cloned());
    let marks = explanation
        .as_ref()
        .map_or(&[][..], |explanation| &explanation.marks[..]);
    let deciding: Vec<PolicyAddress> = marks
        .iter()
        .filter(|mark| mark.kind != MarkKind::Error)
        .filter_map(|mark| mark.policy.parse().ok())
        .collect();
    let session_policy = selected
        .as_ref()
        .filter(|selection| &*selection.policy == "session/0")
        .and_then(|_| session_policy::of_caller(session));
    html! {
        <section class="panel policy-panel" aria-labelledby="policy-title">
            <header>
                <h2 id="policy-title"><span class="number" aria-hidden="true">{ "3" }</span>{ "Policy" }</h2>
                if let Some(shown) = &shown {
                    <Picker session={session.clone()} {policies} shown={shown.clone()} {deciding}
                        covered={session_policy.is_some()} />
                }
            </header>
            <div class="body">
                if let Some((entry, text)) = session_policy {
                    { view_session_policy(
                        entry,
                        text,
                        session_policy::marks(marks, |mark| kind(mark.kind)),
                        selected.as_ref().map(|selection| selection.span),
                    ) }
                } else if let Some(address) = shown {
                    <PolicyBody {address} session={session.clone()} explanation={explanation.clone()}
                        selected={selected.clone()} {lazy} />
                } else {
                    <p class="empty">{ "This scenario has no policies." }</p>
                }
            </div>
        </section>
    }
}

/// Props of [`PolicyBody`].
#[derive(Properties, PartialEq)]
pub struct PolicyBodyProps {
    /// The policy shown.
    pub address: PolicyAddress,
    /// World, tape and clock.
    pub session: Rc<Session>,
    /// Words and marks of the exchange shown.
    pub explanation: Option<Rc<Explanation>>,
    /// The place that was asked for.
    pub selected: Option<Selection>,
    /// The editor comes only when somebody wants to type.
    pub lazy: bool,
}

/// Text and findings of one policy.
#[component]
pub fn PolicyBody(props: &PolicyBodyProps) -> Html {
    let dispatch = use_dispatch();
    let PolicyBodyProps {
        address,
        session,
        explanation,
        selected,
        lazy,
    } = props;
    let id = address.to_string();
    let doc = AttrValue::from(session.policy_text(address).unwrap_or_default());
    let draft = session.scenario().drafts.contains_key(&id);
    let found = use_memo((address.clone(), doc.clone()), |(address, doc)| {
        findings::of_text(session, address, doc)
    });
    let reveal = selected
        .as_ref()
        .filter(|selection| *selection.policy == *id)
        .map(|selection| selection.span);
    let marks = use_memo(
        (
            found.clone(),
            explanation.clone(),
            reveal,
            id.clone(),
            draft,
        ),
        |(found, explanation, reveal, id, draft)| {
            let told = explanation.as_ref().filter(|_| !draft);
            let told = told.map_or(&[][..], |explanation| &explanation.marks[..]);
            let told = told
                .iter()
                .filter(|mark| *mark.policy == **id)
                .map(|mark| TextMark {
                    span: mark.span,
                    kind: kind(mark.kind),
                    text: mark.text.clone(),
                });
            let asked = reveal.filter(|_| !draft).map(|span| TextMark {
                span,
                kind: "note",
                text: "The row chosen in Decision.".to_owned(),
            });
            let mut marks: Vec<TextMark> = told.collect();
            marks.extend(found.iter().map(|found| found.mark.clone()));
            marks.extend(asked);
            Rc::<[TextMark]>::from(marks)
        },
    );
    let edit = use_callback(
        (dispatch.clone(), address.clone()),
        |text: String, (dispatch, address)| {
            dispatch.send(Command::EditPolicy {
                address: address.clone(),
                text,
            });
        },
    );
    let label = words::policy(&id).title;
    // The marks of the decision come first; what is found in the text is listed with its fixes.
    let decided = marks.len() - found.len() - usize::from(reveal.is_some() && !draft);
    let deciding = marks.get(..decided).unwrap_or_default();
    html! {
        <>
            <PolicyText {id} {label} described_by="policy-findings" doc={doc.clone()} marks={(*marks).clone()} {reveal}
                eager={!lazy} onchange={edit} />
            { view_findings(address, session, &doc, deciding, &found, draft, &dispatch) }
        </>
    }
}

/// The editor's name for a kind of mark.
fn kind(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Allows => "deciding-allow",
        MarkKind::Denies => "deciding-deny",
        MarkKind::Missed => "missed",
        MarkKind::Error => "error",
    }
}
