//! A native modal dialog: Esc, focus and the backdrop are the browser's.

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::components::icon::{Glyph, view_icon};
use crate::dispatch::use_dispatch;
use crate::state::Action;

/// Props of [`Dialog`].
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// Id of the heading.
    pub id: AttrValue,
    /// The heading.
    pub title: AttrValue,
    /// What is in it.
    pub children: Html,
}

/// A dialog, open for as long as it is drawn.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let dispatch = use_dispatch();
    let node = use_node_ref();
    use_effect_with(node.clone(), |node| {
        let dialog = node.cast::<HtmlDialogElement>();
        if let Some(dialog) = &dialog
            && !dialog.open()
        {
            let _ = dialog.show_modal();
        }
        // Closing gives the focus back to where it came from.
        move || {
            if let Some(dialog) = dialog {
                dialog.close();
            }
        }
    });
    let close = dispatch.callback(|()| Action::ShowDialog(None));
    let onclose = close.reform(|_: Event| ());
    let onclick = close.reform(|_: MouseEvent| ());
    // A press on the backdrop is a press on the dialog itself, not on what is in it.
    let onpointerdown = Callback::from(move |event: PointerEvent| {
        if event
            .target()
            .is_some_and(|target| target.is_instance_of::<HtmlDialogElement>())
        {
            close.emit(());
        }
    });
    html! {
        <dialog ref={node} class="dialog" aria-labelledby={&props.id} {onclose} {onpointerdown}>
            <div class="dialog-body">
                <header class="dialog-header">
                    <h2 id={&props.id}>{ &props.title }</h2>
                    <button type="button" class="icon-button" aria-label="Close" {onclick}>
                        { view_icon(Glyph::Close) }
                    </button>
                </header>
                { props.children.clone() }
            </div>
        </dialog>
    }
}
