//! The scenarios to open.

use std::rc::Rc;

use playground::explain::words;
use playground::{Scenario, Session, gallery};
use yew::prelude::*;

use crate::components::icon::{Glyph, view_icon};
use crate::dispatch::{Dispatch, use_dispatch};
use crate::state::Action;

/// Props of [`Gallery`].
#[derive(Properties, PartialEq)]
pub struct GalleryProps {
    /// Slug of the scenario that is open.
    pub open: AttrValue,
}

/// One card for each scenario, and an empty one.
#[component]
pub fn Gallery(props: &GalleryProps) -> Html {
    let dispatch = use_dispatch();
    let card = |card: &'static gallery::Card| {
        let here = *props.open == *card.slug;
        let onclick = {
            let dispatch = dispatch.clone();
            Callback::from(move |_: MouseEvent| {
                if let Some(scenario) = gallery::open(card.slug) {
                    open(scenario, &dispatch);
                }
            })
        };
        html! {
            <li key={card.slug}>
                <button type="button" class="card" {onclick} aria-current={here.then_some("true")}>
                    <strong>{ card.title }</strong>
                    <span>{ card.promise }</span>
                </button>
            </li>
        }
    };
    let new = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            let mut seed = [0; 16];
            if getrandom::fill(&mut seed).is_ok() {
                open(gallery::empty(&hex(&seed)), &dispatch);
            } else {
                dispatch.send(Action::Tell(
                    "This browser gave no random numbers for a new scenario.".into(),
                ));
            }
        })
    };
    html! {
        <ul class="gallery">
            { for gallery::cards().iter().map(card) }
            <li>
                <button type="button" class="card" onclick={new}>
                    <strong>{ view_icon(Glyph::Plus) }{ " New, empty" }</strong>
                    <span>{ "One account with a user and a role it may assume. Its keys are its own." }</span>
                </button>
            </li>
        </ul>
    }
}

fn open(scenario: Scenario, dispatch: &Dispatch) {
    match Session::open(scenario) {
        Ok(session) => dispatch.send(Action::Open(Rc::new(session))),
        Err(error) => dispatch.send(Action::Tell(words::scenario_error(&error).into())),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_seed_is_text() {
        assert_eq!(super::hex(&[0, 10, 255]), "000aff");
    }
}
