//! The layout of `embed.html`.

use yew::prelude::*;

use crate::page::PageProps;

/// One scenario in 720×480.
#[component]
pub fn EmbedPage(props: &PageProps) -> Html {
    let _ = props;
    html! { <main class="embed"></main> }
}
