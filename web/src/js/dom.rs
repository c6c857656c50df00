//! The document: elements by id, focus, scrolling, marks of time.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

/// The document.
pub fn document() -> Option<Document> {
    web_sys::window().and_then(|window| window.document())
}

/// `<html>`
pub fn root() -> Option<Element> {
    document().and_then(|document| document.document_element())
}

/// An element by its id.
pub fn element(id: &str) -> Option<HtmlElement> {
    document()
        .and_then(|document| document.get_element_by_id(id))
        .and_then(|element| element.dyn_into().ok())
}

/// Moves the focus to an element, which need not be one that takes it by Tab.
pub fn focus(element: &HtmlElement) {
    if element.tab_index() < 0 && !element.has_attribute("tabindex") {
        let _ = element.set_attribute("tabindex", "-1");
    }
    let _ = element.focus();
}

/// Nobody can see the page.
pub fn hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Leaves a mark in the browser's timeline, for measurements.
pub fn mark(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        let _ = performance.mark(name);
    }
}

/// The elements that a selector names, in order.
pub fn all(selector: &str) -> Vec<HtmlElement> {
    let Some(list) = document().and_then(|document| document.query_selector_all(selector).ok())
    else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.item(index)?.dyn_into().ok())
        .collect()
}
