//! A field of several values: rows of one or more columns.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::icon::{Glyph, view_icon};

/// Rows of texts, each as long as there are columns.
pub type Rows = Vec<Vec<String>>;

/// What a field of several values shows.
pub struct RowsField {
    /// Id of the group.
    pub id: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// What is wrong with what is typed.
    pub problem: Option<AttrValue>,
    /// Names of the columns.
    pub columns: Vec<&'static str>,
    /// The rows.
    pub rows: Rows,
}

impl RowsField {
    /// Draws the field; `onchange` gets all rows whenever one changes.
    pub fn view(&self, onchange: &Callback<Rows>) -> Html {
        let Self {
            id,
            label,
            problem,
            columns,
            rows,
        } = self;
        let width = columns.len();
        let add = self.press(onchange, move |rows| rows.push(vec![String::new(); width]));
        let row = |(at, row): (usize, &Vec<String>)| {
            let number = at + 1;
            let remove = self.press(onchange, move |rows| {
                if at < rows.len() {
                    rows.remove(at);
                }
            });
            html! {
                <div class="row" key={at}>
                    { for row.iter().enumerate().map(|(column, text)| self.view_cell(at, column, text, onchange)) }
                    <button type="button" class="icon-button quiet" onclick={remove} aria-label={format!("Remove {label} {number}")}>
                        { view_icon(Glyph::Close) }
                    </button>
                </div>
            }
        };
        html! {
            <fieldset class="rows-field" {id} data-invalid={problem.is_some().then_some("true")}
                aria-describedby={problem.is_some().then(|| format!("{id}-problem"))}>
                <legend>{ label }</legend>
                { for rows.iter().enumerate().map(row) }
                <button type="button" class="quiet" onclick={add}>
                    { view_icon(Glyph::Plus) }{ format!("Add to {label}") }
                </button>
                if let Some(problem) = problem {
                    <p class="problem" id={format!("{id}-problem")}>{ problem }</p>
                }
            </fieldset>
        }
    }

    fn press(
        &self,
        onchange: &Callback<Rows>,
        change: impl Fn(&mut Rows) + 'static,
    ) -> Callback<MouseEvent> {
        let rows = self.rows.clone();
        onchange.reform(move |_| {
            let mut rows = rows.clone();
            change(&mut rows);
            rows
        })
    }

    fn view_cell(&self, at: usize, column: usize, text: &str, onchange: &Callback<Rows>) -> Html {
        let rows = self.rows.clone();
        let name = self.columns.get(column).copied().unwrap_or_default();
        let oninput = onchange.reform(move |event: InputEvent| {
            let mut rows = rows.clone();
            if let Some(cell) = rows.get_mut(at).and_then(|row| row.get_mut(column)) {
                *cell = event.target_unchecked_into::<HtmlInputElement>().value();
            }
            rows
        });
        html! {
            <input type="text" value={text.to_owned()} {oninput} placeholder={name} spellcheck="false" autocomplete="off"
                autocapitalize="off" aria-label={format!("{} {}, {name}", self.label, at + 1)} />
        }
    }
}
