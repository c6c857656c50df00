//! What is to be said about a policy's text, with line and column.

use iam::Span;
use iam::lint::{Class, Finding, Fix, apply, repairs};
use iam::span::LineColumn;
use playground::explain::words;
use playground::{Command, Session};
use sts::PolicyAddress;
use yew::prelude::*;

use crate::components::icon::{Glyph, view_icon};
use crate::dispatch::Dispatch;
use crate::js::editor::TextMark;
use crate::state::{Action, Selection};

/// Something wrong with a text, and what puts it right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The place and the words.
    pub mark: TextMark,
    /// `security`, `suggestion`, …; nothing where IAM refuses the text.
    pub class: Option<&'static str>,
    /// Edits of the exact text, each enough alone.
    pub fixes: Vec<Fix>,
}

/// The list under the text `doc`: what decided in it, what is wrong with it, and whether it is a draft, so that another
/// text is evaluated.
pub fn view_findings(
    address: &PolicyAddress,
    session: &Session,
    doc: &str,
    deciding: &[TextMark],
    found: &[Found],
    draft: bool,
    dispatch: &Dispatch,
) -> Html {
    let edit = |text: String| {
        let address = address.clone();
        dispatch.callback(move |_: MouseEvent| Command::EditPolicy {
            address: address.clone(),
            text: text.clone(),
        })
    };
    let accepted = draft
        .then(|| session.replay().world.policy(address))
        .flatten()
        .map(|accepted| edit(accepted.text.to_string()));
    let place = |mark: &TextMark| {
        let LineColumn { line, column } = LineColumn::of(doc, mark.span.start);
        let selection = Selection {
            policy: address.to_string().into(),
            span: mark.span,
        };
        let onclick = dispatch.callback(move |_: MouseEvent| Action::Select(selection.clone()));
        html! { <button type="button" class="link" {onclick}>{ format!("line {line}:{column}") }</button> }
    };
    let fix = |fix: &Fix| {
        let onclick = edit(apply(doc, &fix.edits));
        html! { <button type="button" class="fix" {onclick}>{ words::fix(fix) }</button> }
    };
    html! {
        <div id="policy-findings" class="findings">
            if draft {
                <p class="draft-note">
                    { view_icon(Glyph::Warning) }
                    <span>{ "IAM would not accept this text. The decision still uses your last accepted text." }</span>
                    if let Some(onclick) = accepted {
                        <button type="button" {onclick}>{ "Back to it" }</button>
                    }
                </p>
            }
            <ul>
                for mark in deciding {
                    <li data-kind={mark.kind}>
                        { view_icon(glyph(mark.kind)) }
                        <span>{ place(mark) }{ format!(" {}", mark.text) }</span>
                    </li>
                }
                for Found { mark, class, fixes } in found {
                    <li data-kind={mark.kind}>
                        { view_icon(glyph(mark.kind)) }
                        <span>
                            { place(mark) }
                            if let Some(class) = class { <strong>{ format!(" {class}:") }</strong> }
                            { format!(" {} ", mark.text) }
                            { for fixes.iter().map(fix) }
                        </span>
                    </li>
                }
            </ul>
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

/// What is wrong with the text shown: what IAM would refuse it for, each mistake at its place or else its answer to the
/// whole; in a text that IAM accepts, what is most likely not meant.
pub fn of_text(session: &Session, address: &PolicyAddress, doc: &str) -> Vec<Found> {
    let refused = |span, text, fixes| Found {
        mark: TextMark {
            span,
            kind: "error",
            text,
        },
        class: None,
        fixes,
    };
    let diagnostics = session.policy_reading(address).diagnostics;
    if !diagnostics.is_empty() {
        let told = |found: &iam::Diagnostic| {
            refused(found.span, words::diagnostic(found), repairs(doc, found))
        };
        return diagnostics.iter().map(told).collect();
    }
    if let Some(refusal) = session.refusal(address) {
        let text = format!("{}: {}", refusal.code, refusal.message);
        return vec![refused(Span::default(), text, Vec::new())];
    }
    session.findings(address).into_iter().map(likely).collect()
}

/// A text that IAM accepts and that most likely does not say what is meant.
fn likely(finding: Finding) -> Found {
    Found {
        mark: TextMark {
            span: finding.span,
            kind: match finding.class {
                Class::Error | Class::Security | Class::Warning => "warning",
                Class::Suggestion => "note",
            },
            text: words::finding(&finding),
        },
        class: Some(words::class(finding.class)),
        fixes: finding.fixes,
    }
}
