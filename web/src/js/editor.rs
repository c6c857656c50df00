//! The policy editor (web/editor): CodeMirror in its own module, fetched when it is wanted.

use iam::Span;
use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/editor/glue.js")]
extern "C" {
    /// The editor's module; rejects where it cannot be fetched.
    #[wasm_bindgen(js_name = loadEditor)]
    pub fn load_editor() -> Promise;

    /// An editor in the page.
    pub type EditorHandle;

    #[wasm_bindgen(js_name = mountEditor, catch)]
    fn mount_editor(
        module: &JsValue,
        parent: &HtmlElement,
        options: &JsValue,
    ) -> Result<EditorHandle, JsValue>;

    #[wasm_bindgen(method, js_name = setDoc, catch)]
    fn set_doc(this: &EditorHandle, text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = setMarks, catch)]
    fn set_marks(this: &EditorHandle, marks: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn reveal(this: &EditorHandle, from: u32, to: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn focus(this: &EditorHandle) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn destroy(this: &EditorHandle) -> Result<(), JsValue>;
}

/// A mounted editor; it goes when this is dropped.
pub struct Editor {
    handle: EditorHandle,
    _on_change: Closure<dyn FnMut(String)>,
}

/// Something to light in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextMark {
    /// The place, in bytes.
    pub span: Span,
    /// How: a kind of `web/editor/marks.js`.
    pub kind: &'static str,
    /// What to say there.
    pub text: String,
}

impl Editor {
    /// Mounts an editor in `parent`; `module` is what [`load_editor`] gave.
    ///
    /// # Errors
    /// What the editor threw.
    pub fn mount(
        module: &JsValue,
        parent: &HtmlElement,
        doc: &str,
        label: &str,
        described_by: &str,
        on_change: impl FnMut(String) + 'static,
    ) -> Result<Self, JsValue> {
        let on_change = Closure::<dyn FnMut(String)>::new(on_change);
        let options = object(&[
            ("doc", doc.into()),
            ("label", label.into()),
            ("describedBy", described_by.into()),
            ("onChange", on_change.as_ref().clone()),
        ]);
        let handle = mount_editor(module, parent, &options)?;
        Ok(Self {
            handle,
            _on_change: on_change,
        })
    }

    /// Shows another text; the same text changes nothing.
    pub fn set_doc(&self, text: &str) {
        let _ = self.handle.set_doc(text);
    }

    /// Replaces the marks, whose places are in `text`.
    pub fn set_marks(&self, text: &str, marks: &[TextMark]) {
        let list: Array = marks
            .iter()
            .map(|mark| {
                object(&[
                    ("from", utf16(text, mark.span.start).into()),
                    ("to", utf16(text, mark.span.end).into()),
                    ("kind", mark.kind.into()),
                    ("text", mark.text.as_str().into()),
                ])
            })
            .collect();
        let _ = self.handle.set_marks(&list);
    }

    /// Scrolls to a place in `text`, taking no focus.
    pub fn reveal(&self, text: &str, span: Span) {
        let _ = self
            .handle
            .reveal(utf16(text, span.start), utf16(text, span.end));
    }

    /// Takes the focus.
    pub fn focus(&self) {
        let _ = self.handle.focus();
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.handle.destroy();
    }
}

/// The place in UTF-16 units, as JavaScript counts, of a place in bytes.
fn utf16(text: &str, byte: u32) -> u32 {
    let end = usize::try_from(byte).unwrap_or(usize::MAX);
    let units = text
        .char_indices()
        .take_while(|(at, _)| *at < end)
        .map(|(_, c)| c.len_utf16())
        .sum::<usize>();
    u32::try_from(units).unwrap_or(u32::MAX)
}

fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

#[cfg(test)]
mod tests {
    use super::utf16;

    #[test]
    fn places_are_counted_as_javascript_counts() {
        let text = "aé€😀z";
        let units: Vec<u32> = [0, 1, 3, 6, 10, 11, 99].map(|at| utf16(text, at)).to_vec();
        assert_eq!(units, [0, 1, 2, 3, 5, 6, 6]);
    }
}
