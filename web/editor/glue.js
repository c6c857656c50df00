// What wasm-bindgen links into the page for the editor; the editor itself (editor.js) is fetched when it is wanted.
//
//   #[wasm_bindgen(module = "/editor/glue.js")]
//   extern "C" {
//       #[wasm_bindgen(js_name = loadEditor)]  fn load_editor() -> js_sys::Promise;
//       #[wasm_bindgen(js_name = mountEditor)] fn mount_editor(module: &JsValue, parent: &HtmlElement, options: &JsValue) -> EditorHandle;
//   }

/** The module of editor.js; rejects where it cannot be fetched, and the page keeps its <textarea>. */
export function loadEditor() {
  return import(new URL("editor.js", document.baseURI).href);
}

/** See `mount` in editor.js. */
export function mountEditor(module, parent, options) {
  return module.mount(parent, options);
}
