//! Wallet: credentials held.

use std::rc::Rc;

use playground::Session;
use yew::prelude::*;

/// Props of [`WalletPanel`].
#[derive(Properties, PartialEq)]
pub struct WalletPanelProps {
    /// World, tape and clock.
    pub session: Rc<Session>,
}

/// Credentials held.
#[component]
pub fn WalletPanel(props: &WalletPanelProps) -> Html {
    let _ = props;
    html! {
        <section class="panel wallet-panel" aria-labelledby="wallet-title">
            <h2 id="wallet-title">{ "Wallet" }</h2>
        </section>
    }
}
