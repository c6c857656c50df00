//! A field to choose from, with free text beside where other answers are possible.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::{described_by, view_field};

/// Value of the option that stands for free text; no real value holds a control character.
const OTHER: &str = "\u{1}";

/// One of the choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is chosen.
    pub value: AttrValue,
    /// What is read.
    pub label: AttrValue,
    /// The heading it stands under; empty: none.
    pub group: AttrValue,
}

impl Choice {
    /// A choice under a heading.
    pub fn new(
        value: impl Into<AttrValue>,
        label: impl Into<AttrValue>,
        group: impl Into<AttrValue>,
    ) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            group: group.into(),
        }
    }
}

/// Props of [`ChoiceField`].
#[derive(Properties, PartialEq)]
pub struct ChoiceFieldProps {
    /// Id of the control.
    pub id: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// What is wrong with what is chosen.
    #[prop_or_default]
    pub problem: Option<AttrValue>,
    /// What is chosen; if it is none of the choices, it stands in the free text.
    pub value: AttrValue,
    /// The choices; those of one group stand together.
    pub choices: Vec<Choice>,
    /// Label of the option that opens the free text; `None`: there is no other answer.
    #[prop_or_default]
    pub other: Option<AttrValue>,
    /// Gets what is chosen or typed.
    pub onchange: Callback<String>,
}

/// The field.
#[component]
pub fn ChoiceField(props: &ChoiceFieldProps) -> Html {
    let ChoiceFieldProps {
        id,
        label,
        problem,
        value,
        choices,
        other,
        onchange,
    } = props;
    let listed = choices.iter().any(|choice| choice.value == *value);
    let typing = use_state_eq(|| !listed);
    let free = other.is_some() && (*typing || !listed);
    let select = use_node_ref();
    let chosen = if free {
        AttrValue::from(OTHER)
    } else {
        value.clone()
    };
    use_effect_with((chosen.clone(), choices.clone()), {
        let select = select.clone();
        move |(chosen, _)| {
            if let Some(select) = select.cast::<HtmlSelectElement>() {
                select.set_value(chosen);
            }
        }
    });
    let pick = {
        let (typing, onchange) = (typing.clone(), onchange.clone());
        Callback::from(move |event: Event| {
            let value = event.target_unchecked_into::<HtmlSelectElement>().value();
            typing.set(value == OTHER);
            if value != OTHER {
                onchange.emit(value);
            }
        })
    };
    let oninput = {
        let typing = typing.clone();
        onchange.reform(move |event: InputEvent| {
            typing.set(true); // even if what is typed passes through one of the choices
            event.target_unchecked_into::<HtmlInputElement>().value()
        })
    };
    let described = described_by(id, false, problem.is_some());
    let invalid = problem.is_some().then_some("true");
    let control = html! {
        <>
            <select {id} ref={select} onchange={pick} aria-describedby={described.clone()}
                aria-invalid={invalid.filter(|_| !free)}>
                { options(choices, &chosen) }
                if let Some(other) = other {
                    <option value={OTHER} selected={free}>{ other }</option>
                }
            </select>
            if free {
                <input type="text" class="other" {value} {oninput} spellcheck="false" autocomplete="off"
                    autocapitalize="off" aria-label={format!("{label}, typed")} aria-describedby={described}
                    aria-invalid={invalid} />
            }
        </>
    };
    view_field(id, label, None, problem.as_ref(), control)
}

fn options(choices: &[Choice], chosen: &AttrValue) -> Html {
    let mut groups: Vec<(&AttrValue, Vec<&Choice>)> = Vec::new();
    for choice in choices {
        match groups.last_mut() {
            Some((group, members)) if **group == choice.group => members.push(choice),
            _ => groups.push((&choice.group, vec![choice])),
        }
    }
    let option = |choice: &Choice| {
        html! {
            <option key={&*choice.value} value={&choice.value} selected={choice.value == *chosen}>
                { &choice.label }
            </option>
        }
    };
    groups
        .into_iter()
        .map(|(group, members)| {
            let members = members.into_iter().map(option).collect::<Html>();
            if group.is_empty() {
                members
            } else {
                html! { <optgroup label={group}>{ members }</optgroup> }
            }
        })
        .collect()
}
