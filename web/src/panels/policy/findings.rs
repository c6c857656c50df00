//! What is to be said about a policy's text, with line and column.

use iam::Span;
use iam::span::LineColumn;
use playground::explain::words;
use playground::{Command, Session};
use sts::PolicyAddress;
use yew::prelude::*;

use crate::components::icon::{Glyph, view_icon};
use crate::dispatch::Dispatch;
use crate::js::editor::TextMark;
use crate::state::{Action, Selection};

/// The list under the text `doc`: what is lit in it, and whether it is a draft, so that another text is evaluated.
pub fn view_findings(
    address: &PolicyAddress,
    session: &Session,
    doc: &str,
    marks: &[TextMark],
    draft: bool,
    dispatch: &Dispatch,
) -> Html {
    let back = draft
        .then(|| session.replay().world.policy(address))
        .flatten()
        .map(|accepted| {
            let (address, text) = (address.clone(), accepted.text.to_string());
            dispatch.press(Command::EditPolicy { address, text })
        });
    let finding = |mark: &TextMark| {
        let LineColumn { line, column } = LineColumn::of(doc, mark.span.start);
        let selection = Selection {
            policy: address.to_string().into(),
            span: mark.span,
        };
        let onclick = dispatch.press(Action::Select(selection));
        html! {
            <li data-kind={mark.kind}>
                { view_icon(glyph(mark.kind)) }
                <span>
                    <button type="button" class="link" {onclick}>{ format!("line {line}:{column}") }</button>
                    { format!(" {}", mark.text) }
                </span>
            </li>
        }
    };
    html! {
        <div id="policy-findings" class="findings">
            if draft {
                <p class="draft-note">
                    { view_icon(Glyph::Warning) }
                    <span>{ "IAM would not accept this text. The decision still uses your last accepted text." }</span>
                    if let Some(onclick) = back {
                        <button type="button" {onclick}>{ "Back to it" }</button>
                    }
                </p>
            }
            <ul>{ for marks.iter().filter(|mark| !mark.text.is_empty() && mark.kind != "note").map(finding) }</ul>
        </div>
    }
}

fn glyph(kind: &str) -> Glyph {
    match kind {
        "deciding-allow" => Glyph::Check,
        "deciding-deny" | "missed" => Glyph::OctagonX,
        "error" | "warning" => Glyph::Warning,
        _ => Glyph::Info,
    }
}

/// What IAM would refuse the text shown for: each mistake at its place, or else its answer to the whole.
pub fn of_text(session: &Session, address: &PolicyAddress) -> Vec<TextMark> {
    let error = |span, text| TextMark {
        span,
        kind: "error",
        text,
    };
    let found = session.policy_reading(address).diagnostics;
    if !found.is_empty() {
        let told = |found: &iam::Diagnostic| error(found.span, words::diagnostic(found));
        return found.iter().map(told).collect();
    }
    session
        .refusal(address)
        .map(|refusal| format!("{}: {}", refusal.code, refusal.message))
        .map(|text| error(Span::default(), text))
        .into_iter()
        .collect()
}
