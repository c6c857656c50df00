//! The editor in the page: it owns the text being typed; props only ever bring it another text, marks and places.

use std::rc::Rc;

use iam::Span;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::js::editor::{Editor, TextMark};

/// The editor's module, fetched.
#[derive(Clone, PartialEq)]
pub struct Module(pub JsValue);

/// Props of [`CodeEditor`].
#[derive(Properties, PartialEq)]
pub struct CodeEditorProps {
    /// The editor's module.
    pub module: Module,
    /// What the text is, for those who hear it.
    pub label: AttrValue,
    /// Id of an element that describes it.
    pub described_by: AttrValue,
    /// The text.
    pub doc: AttrValue,
    /// What to light in it.
    pub marks: Rc<[TextMark]>,
    /// A place to scroll to.
    pub reveal: Option<Span>,
    /// It takes the focus when it is mounted.
    pub focus: bool,
    /// Gets the whole text whenever somebody types.
    pub onchange: Callback<String>,
    /// It could not be mounted.
    pub onfail: Callback<()>,
}

/// The editor.
#[component]
pub fn CodeEditor(props: &CodeEditorProps) -> Html {
    let host = use_node_ref();
    let editor = use_mut_ref(|| None::<Editor>);
    // What is typed goes to the callback of the latest drawing: the editor is mounted once.
    let onchange = use_mut_ref(|| props.onchange.clone());
    onchange.replace(props.onchange.clone());

    use_effect_with(props.module.clone(), {
        let (host, editor) = (host.clone(), editor.clone());
        let (doc, label) = (props.doc.clone(), props.label.clone());
        let (described_by, focus) = (props.described_by.clone(), props.focus);
        let onfail = props.onfail.clone();
        move |module| {
            if let Some(host) = host.cast::<HtmlElement>() {
                let typed = move |text| {
                    let onchange = onchange.borrow().clone();
                    onchange.emit(text);
                };
                match Editor::mount(&module.0, &host, &doc, &label, &described_by, typed) {
                    Ok(mounted) => {
                        if focus {
                            mounted.focus();
                        }
                        editor.replace(Some(mounted));
                    }
                    Err(_) => onfail.emit(()),
                }
            }
            let editor = editor.clone();
            move || drop(editor.take())
        }
    });
    use_effect_with((props.doc.clone(), props.marks.clone()), {
        let editor = editor.clone();
        move |(doc, marks)| {
            if let Some(editor) = &*editor.borrow() {
                editor.set_doc(doc);
                editor.set_marks(doc, marks);
            }
        }
    });
    use_effect_with((props.reveal, props.doc.clone()), move |(reveal, doc)| {
        if let (Some(editor), Some(span)) = (&*editor.borrow(), reveal) {
            editor.reveal(doc, *span);
        }
    });
    html! { <div ref={host} class="code-editor"></div> }
}
