//! The page: a Yew application over the playground crate.
//!
//! One state ([`state::State`]) changed by one reducer; values go down by props, actions come up through
//! [`dispatch::Dispatch`]. Everything that knows AWS is in the core crates: here are forms, words' places and the browser.

pub mod app;
pub mod boot;
pub mod components;
pub mod dialogs;
pub mod dispatch;
pub mod embed;
pub mod hooks;
pub mod js;
pub mod page;
pub mod panels;
pub mod state;

use playground::explain::words;

/// Opens what the address names and draws it.
pub fn start() {
    match boot::boot() {
        Ok(start) => {
            yew::Renderer::<app::App>::with_props(app::AppProps { start }).render();
        }
        Err(error) => {
            let message = yew::AttrValue::from(words::scenario_error(&error));
            yew::Renderer::<app::Broken>::with_props(app::BrokenProps { message }).render();
        }
    }
}
