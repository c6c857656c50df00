//! A labelled form field with its hint and what is wrong with it.

mod choice;
mod rows;
mod text;

pub use choice::{Choice, ChoiceField};
pub use rows::RowsField;
pub use text::TextField;

use yew::prelude::*;

/// Props of [`Field`].
#[derive(Properties, PartialEq)]
pub struct FieldProps {
    /// Id of the control.
    pub id: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// What to know before typing.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong with what is typed, and the remedy.
    #[prop_or_default]
    pub problem: Option<AttrValue>,
    /// The control.
    pub children: Html,
}

/// Label, control, hint, problem.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let FieldProps {
        id,
        label,
        hint,
        problem,
        children,
    } = props;
    html! {
        <div class="field" data-invalid={problem.is_some().then_some("true")}>
            <label for={id}>{ label }</label>
            { children.clone() }
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
