//! The page.

use yew::{Html, function_component, html};

#[function_component]
fn Page() -> Html {
    html! { <main><h1>{ "STS playground" }</h1></main> }
}

fn main() {
    yew::Renderer::<Page>::new().render();
}
