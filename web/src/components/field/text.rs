//! A field of text: one line, with suggestions if there are any, or several.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{Choice, described_by, view_field};

/// What a field of text shows.
pub struct TextField<'a> {
    /// Id of the control.
    pub id: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// What to know before typing.
    pub hint: Option<AttrValue>,
    /// What is wrong with what is typed.
    pub problem: Option<AttrValue>,
    /// What is typed.
    pub value: AttrValue,
    /// What could be typed.
    pub suggestions: &'a [Choice],
    /// Phones offer digits.
    pub numeric: bool,
    /// Several lines.
    pub multiline: bool,
}

impl TextField<'_> {
    /// Draws the field; `onchange` gets the whole text whenever it changes.
    pub fn view(self, onchange: &Callback<String>) -> Html {
        let id = &self.id;
        let list = (!self.suggestions.is_empty()).then(|| format!("{id}-list"));
        let described = described_by(id, self.hint.is_some(), self.problem.is_some());
        let invalid = self.problem.is_some().then_some("true");
        let control = if self.multiline {
            let oninput = onchange.reform(|event: InputEvent| {
                event.target_unchecked_into::<HtmlTextAreaElement>().value()
            });
            html! {
                <textarea {id} value={self.value} rows="5" {oninput} spellcheck="false" autocapitalize="off"
                    aria-describedby={described} aria-invalid={invalid} />
            }
        } else {
            let oninput = onchange.reform(|event: InputEvent| {
                event.target_unchecked_into::<HtmlInputElement>().value()
            });
            html! {
                <input {id} type="text" value={self.value} {oninput} list={list.clone()} spellcheck="false"
                    autocomplete="off" autocapitalize="off" inputmode={self.numeric.then_some("numeric")}
                    aria-describedby={described} aria-invalid={invalid} />
            }
        };
        let control = html! {
            <>
                { control }
                if list.is_some() {
                    <datalist id={list}>
                        for choice in self.suggestions {
                            <option key={&*choice.value} value={&choice.value}>{ &choice.label }</option>
                        }
                    </datalist>
                }
            </>
        };
        view_field(
            id,
            &self.label,
            self.hint.as_ref(),
            self.problem.as_ref(),
            control,
        )
    }
}
