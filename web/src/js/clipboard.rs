//! Copying: the clipboard API, then the old command, then the text is selected for a copy by hand.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlDocument, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use super::dom;

/// Copies a text; `false`: the browser refused every way.
pub async fn copy(text: &str) -> bool {
    with_api(text).await || with_command(text)
}

/// Selects what an element shows, so that it can be copied by hand.
pub fn select(element: &HtmlElement) {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.select();
    } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        area.select();
    } else if let Some(Ok(Some(selection))) = web_sys::window().map(|window| window.get_selection())
    {
        let _ = selection.select_all_children(element);
    }
}

async fn with_api(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let navigator = window.navigator();
    // Absent outside secure contexts.
    let there = Reflect::get(&navigator, &JsValue::from_str("clipboard"));
    if there.is_err() || there.is_ok_and(|clipboard| clipboard.is_undefined()) {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text))
        .await
        .is_ok()
}

fn with_command(text: &str) -> bool {
    let Some(document) =
        dom::document().and_then(|document| document.dyn_into::<HtmlDocument>().ok())
    else {
        return false;
    };
    let before = document.active_element();
    // Inside an open dialog, for nothing outside of it can take the selection.
    let place = dom::all("dialog[open]").pop().or_else(|| document.body());
    let area = document
        .create_element("textarea")
        .ok()
        .and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
    let (Some(place), Some(area)) = (place, area) else {
        return false;
    };
    area.set_value(text);
    area.set_class_name("visually-hidden");
    let _ = place.append_child(&area);
    area.select();
    let copied = document.exec_command("copy").unwrap_or(false);
    area.remove();
    if let Some(before) = before.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = before.focus();
    }
    copied
}
