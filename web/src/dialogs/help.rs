//! What this is, and its keys.

use yew::prelude::*;

const KEYS: [(&str, &str); 7] = [
    ("Ctrl+Enter", "Run the request"),
    ("F6, Shift+F6", "Next, previous pane"),
    (
        "Ctrl+Z, Ctrl+Shift+Z",
        "Undo, redo; in a text, those of the text",
    ),
    ("Ctrl+S", "Copy the link"),
    ("Tab", "Leaves the editor"),
    ("Enter", "On the policy: edit it"),
    ("Esc", "Close a dialog"),
];

/// The dialog's content.
pub fn view_help() -> Html {
    html! {
        <div class="help">
            <p>{ "AWS Security Token Service, simulated in this tab. Edit a policy, choose who calls what, and read why it is \
                 allowed or denied. Credentials count down on the simulated clock, which you can stop and move." }</p>
            <p>{ "Nothing leaves this page. Every key, secret and token is made up and worth nothing at AWS. \
                 Simulated; not affiliated with AWS." }</p>
            <h3>{ "Keys" }</h3>
            <table>
                <thead class="visually-hidden"><tr><th>{ "Key" }</th><th>{ "What it does" }</th></tr></thead>
                <tbody>
                    for (key, does) in KEYS {
                        <tr key={key}><td><kbd>{ key }</kbd></td><td>{ does }</td></tr>
                    }
                </tbody>
            </table>
            <p class="muted">{ "On a Mac, Cmd stands for Ctrl." }</p>
        </div>
    }
}
