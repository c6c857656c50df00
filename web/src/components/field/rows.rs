//! A field of several values: rows of one or more columns.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::icon::{Glyph, Icon};

/// Props of [`RowsField`].
#[derive(Properties, PartialEq)]
pub struct RowsFieldProps {
    /// Id of the group.
    pub id: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// What is wrong with what is typed.
    #[prop_or_default]
    pub problem: Option<AttrValue>,
    /// Names of the columns.
    pub columns: Vec<AttrValue>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<String>>,
    /// Gets all rows whenever one changes.
    pub onchange: Callback<Vec<Vec<String>>>,
}

/// The field.
#[component]
pub fn RowsField(props: &RowsFieldProps) -> Html {
    let RowsFieldProps {
        id,
        label,
        problem,
        columns,
        rows,
        onchange,
    } = props;
    let with = |change: Box<dyn Fn(&mut Vec<Vec<String>>)>| {
        let (rows, onchange) = (rows.clone(), onchange.clone());
        move || {
            let mut rows = rows.clone();
            change(&mut rows);
            onchange.emit(rows);
        }
    };
    let add = {
        let width = columns.len();
        let add = with(Box::new(move |rows| rows.push(vec![String::new(); width])));
        Callback::from(move |_: MouseEvent| add())
    };
    let row = |(at, row): (usize, &Vec<String>)| {
        let number = at + 1;
        let remove = with(Box::new(move |rows| {
            if at < rows.len() {
                rows.remove(at);
            }
        }));
        let remove = Callback::from(move |_: MouseEvent| remove());
        html! {
            <div class="row" key={at}>
                { for columns.iter().zip(row).enumerate().map(|(column, (name, text))| cell(props, at, column, name, text)) }
                <button type="button" class="icon-button quiet" onclick={remove} aria-label={format!("Remove {label} {number}")}>
                    <Icon glyph={Glyph::Close} />
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
                <Icon glyph={Glyph::Plus} />{ format!("Add to {label}") }
            </button>
            if let Some(problem) = problem {
                <p class="problem" id={format!("{id}-problem")}>{ problem }</p>
            }
        </fieldset>
    }
}

fn cell(props: &RowsFieldProps, at: usize, column: usize, name: &AttrValue, text: &str) -> Html {
    let (rows, onchange) = (props.rows.clone(), props.onchange.clone());
    let oninput = Callback::from(move |event: InputEvent| {
        let mut rows = rows.clone();
        if let Some(cell) = rows.get_mut(at).and_then(|row| row.get_mut(column)) {
            *cell = event.target_unchecked_into::<HtmlInputElement>().value();
        }
        onchange.emit(rows);
    });
    html! {
        <input type="text" value={text.to_owned()} {oninput} placeholder={name} spellcheck="false" autocomplete="off"
            autocapitalize="off" aria-label={format!("{} {}, {name}", props.label, at + 1)} />
    }
}
