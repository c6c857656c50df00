//! The gates of a call in the order they are checked, each open to the statements it looked at.

use std::rc::Rc;
use std::sync::Arc;

use iam::Span;
use playground::Explanation;
use playground::explain::{GateStatus, GateView, Row, StatementView};
use yew::prelude::*;

use crate::components::icon::{Glyph, view_icon};
use crate::dispatch::{Dispatch, use_dispatch};
use crate::state::{Action, Selection, Tab};

/// Props of [`GateList`].
#[derive(Properties, PartialEq)]
pub struct GateListProps {
    /// The exchange, told.
    pub explanation: Rc<Explanation>,
    /// The place that is lit in the policy.
    pub selected: Option<Selection>,
}

/// The gates. The one that decided stands open.
#[component]
pub fn GateList(props: &GateListProps) -> Html {
    let dispatch = use_dispatch();
    html! {
        <ol class="gate-list">
            for gate in &props.explanation.gates {
                { view_gate(gate, props.selected.as_ref(), &dispatch) }
            }
        </ol>
    }
}

/// The gates in one line: `1 ✓ 2 ✓ 3 – 4 ✓ 5 ✕ 6 –`.
pub fn view_short_gates(explanation: &Explanation) -> Html {
    html! {
        <ol class="short-gates" aria-label="Gates">
            for gate in &explanation.gates {
                { view_short(gate) }
            }
        </ol>
    }
}

fn view_short(gate: &GateView) -> Html {
    let (state, glyph, word) = status(gate.state);
    html! {
        <li key={&*gate.title} data-state={state} title={format!("{}: {word}", gate.title)}>
            { view_icon(glyph) }<span class="visually-hidden">{ &gate.title }{ ": " }{ word }</span>
        </li>
    }
}

/// `data-state`, shape and word of a gate's state.
fn status(status: GateStatus) -> (&'static str, Glyph, &'static str) {
    match status {
        GateStatus::Passed => ("passed", Glyph::Check, "ok"),
        GateStatus::Failed => ("failed", Glyph::OctagonX, "failed"),
        GateStatus::NotReached => ("not-reached", Glyph::Dash, "not reached"),
        GateStatus::NotApplicable => ("not-applicable", Glyph::Dash, "not needed"),
    }
}

fn view_gate(gate: &GateView, selected: Option<&Selection>, dispatch: &Dispatch) -> Html {
    let (state, glyph, word) = status(gate.state);
    let line = html! {
        <>
            <span class="sign">{ view_icon(glyph) }</span>
            <span class="title">{ &gate.title }</span>
            <span class="state">{ word }</span>
            if !gate.text.is_empty() {
                <span class="text">{ &gate.text }</span>
            }
        </>
    };
    html! {
        <li key={&*gate.title} class="gate" data-state={state}>
            if gate.statements.is_empty() {
                <div class="line">{ line }</div>
            } else {
                <details open={gate.state == GateStatus::Failed}>
                    <summary class="line">{ line }{ view_icon(Glyph::ChevronRight) }</summary>
                    { view_statements(gate, selected, dispatch) }
                </details>
            }
        </li>
    }
}

/// The statements a gate looked at, element by element.
pub fn view_statements(gate: &GateView, selected: Option<&Selection>, dispatch: &Dispatch) -> Html {
    html! {
        for statement in &gate.statements {
            { view_statement(statement, selected, dispatch) }
        }
    }
}

fn view_statement(
    statement: &StatementView,
    selected: Option<&Selection>,
    dispatch: &Dispatch,
) -> Html {
    let applies = if statement.applies {
        "applies"
    } else {
        "does not apply"
    };
    html! {
        <section class="statement" data-applies={statement.applies.to_string()}>
            <h4>
                { view_place(&statement.title, &statement.policy, statement.span, dispatch) }
                <span class="muted">{ format!("{}, {applies}", statement.effect) }</span>
            </h4>
            <ul>
                for row in &statement.rows {
                    { view_row(row, &statement.policy, selected, dispatch) }
                }
            </ul>
        </section>
    }
}

fn view_row(
    row: &Row,
    policy: &Arc<str>,
    selected: Option<&Selection>,
    dispatch: &Dispatch,
) -> Html {
    let lit = selected.is_some_and(|lit| lit.policy == *policy && lit.span == row.span);
    let (glyph, word) = if row.matched {
        (Glyph::Check, "ok")
    } else {
        (Glyph::Close, "no match")
    };
    html! {
        <li class="row" data-matched={row.matched.to_string()} data-lit={lit.then_some("")}>
            { view_place(&row.element, policy, row.span, dispatch) }
            <span class="match">{ view_icon(glyph) }{ word }</span>
            <dl>
                <div><dt>{ "wanted" }</dt><dd><code>{ &row.wanted }</code></dd></div>
                <div>
                    <dt>{ "got" }</dt>
                    <dd>
                        <code>{ &row.got }</code>
                        if !row.from.is_empty() {
                            <span class="from">{ &row.from }</span>
                        }
                    </dd>
                </div>
            </dl>
        </li>
    }
}

/// A name that leads to its place in the policy's text: at the focus it is lit there, at a press a phone goes there.
fn view_place(name: &str, policy: &Arc<str>, span: Span, dispatch: &Dispatch) -> Html {
    let selection = Selection {
        policy: policy.clone(),
        span,
    };
    let onfocus = {
        let (dispatch, selection) = (dispatch.clone(), selection.clone());
        move |_: FocusEvent| {
            dispatch.send(Action::Select(selection.clone()));
            dispatch.send(Action::ShowTab(Tab::Ask));
        }
    };
    let onclick = dispatch.press(Action::Select(selection));
    html! {
        <button type="button" class="link place" title="Show in the policy" {onfocus} {onclick}>{ name.to_owned() }</button>
    }
}
