//! The verdict: shape, word and reason.

use playground::Explanation;
use yew::prelude::*;

use crate::components::icon::{Glyph, view_icon};

/// Verdict first, then the reason.
pub fn view_verdict(explanation: &Explanation) -> Html {
    let (verdict, glyph) = if explanation.allowed {
        ("allow", Glyph::Check)
    } else {
        ("deny", Glyph::OctagonX)
    };
    html! {
        <div class="verdict" data-verdict={verdict}>
            { view_icon(glyph) }
            <div>
                <p class="headline">{ &explanation.headline }</p>
                if !explanation.reason.is_empty() {
                    <p class="reason">{ &explanation.reason }</p>
                }
            </div>
        </div>
    }
}
