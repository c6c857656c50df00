//! A labelled form field with its hint and what is wrong with it.

mod choice;
mod rows;
mod text;

pub use choice::{Choice, ChoiceField};
pub use rows::{Rows, RowsField};
pub use text::TextField;

use yew::prelude::*;

/// Label, control, and below it what is wrong or else what to know; `id` is the control's.
pub fn view_field(
    id: &AttrValue,
    label: &AttrValue,
    hint: Option<&AttrValue>,
    problem: Option<&AttrValue>,
    control: Html,
) -> Html {
    html! {
        <div class="field" data-invalid={problem.is_some().then_some("true")}>
            <label for={id}>{ label }</label>
            { control }
            if let Some(problem) = problem {
                <p class="problem" id={format!("{id}-problem")}>{ problem }</p>
            } else if let Some(hint) = hint {
                <p class="hint" id={format!("{id}-hint")}>{ hint }</p>
            }
        </div>
    }
}

/// `aria-describedby` of a field's control.
pub fn described_by(id: &str, hint: bool, problem: bool) -> Option<String> {
    match (hint, problem) {
        (_, true) => Some(format!("{id}-problem")),
        (true, false) => Some(format!("{id}-hint")),
        (false, false) => None,
    }
}
