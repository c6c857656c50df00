// The policy editor: CodeMirror 6 in a shadow root, where its styles are constructed sheets and a strict
// Content-Security-Policy (no inline styles) holds. Bundled by the pre_build hook, imported by glue.js.
import { defaultKeymap, history, historyKeymap, isolateHistory } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { Annotation, Compartment, EditorSelection, EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { describe, marks, showMarks } from "./marks.js";
import { theme } from "./theme.js";

/** Marks a change that came from the page, not from the person typing. */
const fromPage = Annotation.define();

// Ctrl/Cmd+Enter runs the request, so it is the page's. Tab is bound to nothing: it leaves the editor.
const keys = [...defaultKeymap, ...historyKeymap].filter((binding) => binding.key !== "Mod-Enter");

/**
 * Mounts an editor in `parent` (an element that can have a shadow root: div, section, …).
 *
 * Options: `doc` (text), `label` (accessible name), `describedBy` (id of an element of the page whose text describes the
 * editor), `readOnly`, and the callbacks `onChange(text)` for what the person typed, `onFocus()` and `onBlur()`.
 * Colours follow the page's custom properties (theme.js).
 */
export function mount(parent, { doc = "", label = "", describedBy, readOnly = false, onChange, onFocus, onBlur } = {}) {
  const root = parent.shadowRoot ?? parent.attachShadow({ mode: "open" });
  const description = Object.assign(document.createElement("div"), { id: "description", hidden: true });
  root.replaceChildren(description);
  const name = new Compartment();
  const named = (text) => EditorView.contentAttributes.of({ "aria-label": text, "aria-describedby": description.id });

  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc,
      extensions: [
        lineNumbers(),
        marks,
        history(),
        json(),
        bracketMatching(),
        indentOnInput(),
        indentUnit.of("  "),
        EditorState.tabSize.of(2),
        EditorState.readOnly.of(readOnly),
        EditorView.lineWrapping,
        keymap.of(keys),
        name.of(named(label)),
        theme,
        EditorView.domEventHandlers({ focus: () => onFocus?.(), blur: () => onBlur?.() }),
        EditorView.updateListener.of((update) => {
          const typed = update.transactions.some((transaction) => transaction.docChanged && !transaction.annotation(fromPage));
          if (typed) onChange?.(update.state.doc.toString());
        }),
      ],
    }),
  });

  const describeWith = (list) => {
    const text = (describedBy && document.getElementById(describedBy)?.textContent) || "";
    description.textContent = [text.trim(), ...describe(view.state.doc, list)].filter(Boolean).join(" ");
  };
  describeWith([]);

  return {
    /** Shows another text; what stays the same keeps its selection and undo history. */
    setDoc(text) {
      const changes = difference(view.state.doc.toString(), text);
      if (changes) view.dispatch({ changes, annotations: [fromPage.of(true), isolateHistory.of("full")] });
    },
    /** Replaces the marks: `[{ from, to, kind, text }]`, offsets in UTF-16 units; kinds are listed in marks.js. */
    setMarks(list) {
      view.dispatch({ effects: showMarks.of(list) });
      describeWith(list);
    },
    /** Scrolls to a range, taking no focus. */
    reveal(from, to = from) {
      const end = view.state.doc.length;
      const range = EditorSelection.range(Math.min(from, end), Math.min(to, end));
      view.dispatch({ effects: EditorView.scrollIntoView(range, { y: "nearest", yMargin: 24 }) });
    },
    setLabel(text) {
      view.dispatch({ effects: name.reconfigure(named(text)) });
    },
    focus() {
      view.focus();
    },
    destroy() {
      view.destroy();
      root.replaceChildren();
    },
  };
}

/** The one replacement that turns `old` into `text`, or nothing if they are equal. */
function difference(old, text) {
  if (old === text) return undefined;
  const most = Math.min(old.length, text.length);
  let from = 0;
  while (from < most && old[from] === text[from]) from += 1;
  let tail = 0;
  while (tail < most - from && old[old.length - 1 - tail] === text[text.length - 1 - tail]) tail += 1;
  return { from, to: old.length - tail, insert: text.slice(from, text.length - tail) };
}
