//! One part of credentials: shortened until it is asked for, always to be copied whole.

use yew::prelude::*;

use crate::components::copy_button::CopyButton;
use crate::components::icon::{Glyph, view_icon};

/// Longest text that is shown whole.
const WHOLE: usize = 20;

/// Props of [`Secret`].
#[derive(Properties, PartialEq)]
pub struct SecretProps {
    /// `SecretAccessKey`
    pub name: AttrValue,
    /// Its value.
    pub value: AttrValue,
    /// An id for the element that shows it.
    pub id: AttrValue,
}

/// Name, value, Show and Copy.
#[component]
pub fn Secret(props: &SecretProps) -> Html {
    let shown = use_state_eq(|| false);
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let long = props.value.len() > WHOLE;
    let (glyph, word) = if *shown {
        (Glyph::EyeOff, "Shorten")
    } else {
        (Glyph::Eye, "Show whole")
    };
    html! {
        <div class="secret">
            <dt>{ &props.name }</dt>
            <dd>
                <code id={&props.id}>
                    if long && !*shown { { shortened(&props.value) } } else { { &props.value } }
                </code>
            </dd>
            <dd class="buttons">
                if long {
                    <button type="button" class="quiet icon-button" onclick={toggle} aria-pressed={shown.to_string()}
                        title={word} aria-label={format!("{word}: {}", props.name)}>
                        { view_icon(glyph) }
                    </button>
                }
                <CopyButton text={&props.value} what={&props.name} source={props.id.clone()} />
            </dd>
        </div>
    }
}

/// Both ends: `wJalrXUt…EXAMPLEKEY`.
fn shortened(value: &str) -> String {
    let chars: Vec<char> = value.chars().collect();
    let head: String = chars.iter().take(8).collect();
    let tail: String = chars.iter().skip(chars.len().saturating_sub(10)).collect();
    format!("{head}…{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_shown() {
        assert_eq!(
            shortened("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
            "wJalrXUt…EXAMPLEKEY"
        );
    }
}
