//! The address bar, and whether this page is an embed.

use wasm_bindgen::JsValue;

use super::dom;

/// The fragment of the address, without `#`.
pub fn fragment() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    hash.unwrap_or_default().trim_start_matches('#').to_owned()
}

/// Puts another fragment into the address, with no entry in the history. Browsers may refuse (Safari counts): never mind.
pub fn replace_fragment(fragment: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{fragment}")));
    }
}

/// The whole address of the playground with that fragment.
pub fn playground(fragment: &str) -> String {
    format!("{}#{fragment}", directory())
}

/// The whole address of the embed with that fragment.
pub fn embed(fragment: &str) -> String {
    format!("{}embed.html#{fragment}", directory())
}

/// This page is `embed.html`: it leaves the address, storage and focus alone.
pub fn embedded() -> bool {
    dom::root().is_some_and(|root| root.has_attribute("data-embed"))
}

/// The address up to the last slash of its path: both pages are in one directory.
fn directory() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok());
    let href = href.unwrap_or_default();
    let page = href.split(['#', '?']).next().unwrap_or_default();
    let end = page.rfind('/').map_or(0, |slash| slash + 1);
    page.get(..end).unwrap_or_default().to_owned()
}
