//! The verdict: shape, word and reason.

use yew::prelude::*;

use crate::components::icon::{Glyph, Icon};

/// Props of [`Verdict`].
#[derive(Properties, PartialEq)]
pub struct VerdictProps {
    /// Allowed or not.
    pub allowed: bool,
    /// `Denied by the role's trust policy`
    pub headline: AttrValue,
    /// One sentence: what decided.
    pub reason: AttrValue,
}

/// Verdict first, then the reason.
#[component]
pub fn Verdict(props: &VerdictProps) -> Html {
    let (verdict, glyph) = if props.allowed {
        ("allow", Glyph::Check)
    } else {
        ("deny", Glyph::OctagonX)
    };
    html! {
        <div class="verdict" data-verdict={verdict}>
            <Icon {glyph} />
            <div>
                <p class="headline">{ &props.headline }</p>
                if !props.reason.is_empty() {
                    <p class="reason">{ &props.reason }</p>
                }
            </div>
        </div>
    }
}
