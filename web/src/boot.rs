//! What the page opens on.

use playground::world::ScenarioError;
use playground::{Session, explain, gallery, link};
use yew::AttrValue;

use crate::js::address;
use crate::state::{Dialog, State};

/// Longest broken link that is put into the paste box again.
const LONGEST_SHOWN: usize = 20_000;

/// The state that the address names; where it names none, the first scenario of the gallery.
///
/// # Errors
/// Only if the gallery's own scenario cannot be used.
pub fn boot() -> Result<State, ScenarioError> {
    let fragment = address::fragment();
    let mut state = match opened(&fragment) {
        Some(Ok(session)) => State::new(session),
        Some(Err(error)) => {
            let mut state = State::new(first()?);
            state.view.dialog = Some(broken(&fragment, error));
            state
        }
        None => State::new(first()?),
    };
    state.view.theme = crate::hooks::use_theme::remembered();
    Ok(state)
}

/// The session that a fragment or URL holds; `None` for an empty one.
pub fn opened(text: &str) -> Option<Result<Session, String>> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let session = link::decode(text)
        .and_then(|scenario| Session::open(scenario).map_err(link::LinkError::Scenario));
    Some(session.map_err(|error| explain::words::link_error(&error)))
}

/// The dialog that says what is wrong with a link and lets it be pasted again.
pub fn broken(text: &str, error: String) -> Dialog {
    let shown = if text.len() > LONGEST_SHOWN { "" } else { text };
    Dialog::OpenLink {
        text: AttrValue::from(shown.to_owned()),
        problem: Some(error.into()),
    }
}

fn first() -> Result<Session, ScenarioError> {
    Session::open(gallery::open(gallery::DEFAULT).unwrap_or_default())
}
