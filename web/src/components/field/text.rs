//! A field of text: one line, with suggestions if there are any, or several.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{Choice, Field, described_by};

/// Props of [`TextField`].
#[derive(Properties, PartialEq)]
pub struct TextFieldProps {
    /// Id of the control.
    pub id: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// What to know before typing.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong with what is typed.
    #[prop_or_default]
    pub problem: Option<AttrValue>,
    /// What is typed.
    pub value: AttrValue,
    /// What could be typed.
    #[prop_or_default]
    pub suggestions: Vec<Choice>,
    /// Phones offer digits.
    #[prop_or_default]
    pub numeric: bool,
    /// Several lines.
    #[prop_or_default]
    pub multiline: bool,
    /// Gets the whole text whenever it changes.
    pub onchange: Callback<String>,
}

/// The field.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let id = &props.id;
    let list = (!props.suggestions.is_empty()).then(|| format!("{id}-list"));
    let described = described_by(id, props.hint.is_some(), props.problem.is_some());
    let invalid = props.problem.is_some().then_some("true");
    let control = if props.multiline {
        let oninput = props.onchange.reform(|event: InputEvent| {
            event.target_unchecked_into::<HtmlTextAreaElement>().value()
        });
        html! {
            <textarea {id} value={&props.value} rows="5" {oninput} spellcheck="false" autocapitalize="off"
                aria-describedby={described} aria-invalid={invalid} />
        }
    } else {
        let oninput = props
            .onchange
            .reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
        html! {
            <input {id} type="text" value={&props.value} {oninput} list={list.clone()} spellcheck="false"
                autocomplete="off" autocapitalize="off" inputmode={props.numeric.then_some("numeric")}
                aria-describedby={described} aria-invalid={invalid} />
        }
    };
    html! {
        <Field {id} label={&props.label} hint={props.hint.clone()} problem={props.problem.clone()}>
            { control }
            if list.is_some() {
                <datalist id={list}>
                    for choice in &props.suggestions {
                        <option key={&*choice.value} value={&choice.value}>{ &choice.label }</option>
                    }
                </datalist>
            }
        </Field>
    }
}
