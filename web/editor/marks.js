// Marks in the text: what decided, what missed, what is wrong. Never by colour alone: each kind has its own line
// or tint in the text, a sign in the margin, and its words on hover and in the editor's description.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutter, hoverTooltip } from "@codemirror/view";

/** Sign in the margin, by kind, the most important kind first. */
const signs = {
  error: "!",
  "deciding-deny": "✕",
  "deciding-allow": "✓",
  missed: "≠",
  warning: "▲",
  note: "i",
};

/** Replaces all marks by a list of `{ from, to, kind, text }`. */
export const showMarks = StateEffect.define();

const current = StateField.define({
  create: () => Decoration.none,
  update(shown, transaction) {
    const asked = transaction.effects.findLast((effect) => effect.is(showMarks));
    return asked ? decorate(transaction.state.doc, asked.value) : shown.map(transaction.changes);
  },
  provide: (self) => [
    EditorView.decorations.from(self),
    gutter({
      class: "cm-signs",
      lineMarker: (view, line) => sign(marksIn(view.state, line.from, line.to)),
      lineMarkerChange: (update) => update.docChanged || update.startState.field(self) !== update.state.field(self),
    }),
  ],
});

/** The extension that draws them. */
export const marks = [current, tooltip()];

/** The words of the marks, one sentence each, for a screen reader. */
export function describe(doc, list) {
  return list.map((mark) => `Line ${doc.lineAt(Math.min(mark.from, doc.length)).number}: ${mark.text}`);
}

function decorate(doc, list) {
  const ranges = list.flatMap((mark) => {
    const [from, to] = visible(doc, mark);
    if (from === to) return [];
    const lines = wholeLines(doc, from, to) && mark.kind.startsWith("deciding") ? lineTints(doc, from, to, mark.kind) : [];
    const tinted = lines.length > 0;
    return [...lines, Decoration.mark({ class: tinted ? "cm-marked" : `cm-marked cm-${mark.kind}`, mark }).range(from, to)];
  });
  return Decoration.set(ranges, true);
}

/** The range within the text, at least one character wide where there is one. */
function visible(doc, { from, to }) {
  const start = Math.min(from, doc.length);
  const end = Math.min(Math.max(to, start), doc.length);
  if (end > start) return [start, end];
  return end < doc.lineAt(end).to ? [start, end + 1] : [Math.max(start - 1, 0), end];
}

function wholeLines(doc, from, to) {
  const first = doc.lineAt(from);
  const last = doc.lineAt(to);
  return !first.text.slice(0, from - first.from).trim() && /^[\s,]*$/.test(last.text.slice(to - last.from));
}

function lineTints(doc, from, to, kind) {
  const tints = [];
  for (let at = from; at <= to; at = doc.lineAt(at).to + 1) {
    tints.push(Decoration.line({ class: `cm-line-${kind}` }).range(doc.lineAt(at).from));
  }
  return tints;
}

/** The marks that touch a range, each once. */
function marksIn(state, from, to, starting = true) {
  const found = [];
  state.field(current).between(from, to, (start, _, { spec }) => {
    if (spec.mark && (!starting || start >= from)) found.push(spec.mark);
  });
  const rank = Object.keys(signs);
  return found.sort((a, b) => rank.indexOf(a.kind) - rank.indexOf(b.kind));
}

class Sign extends GutterMarker {
  constructor(kind, text) {
    super();
    this.kind = kind;
    this.text = text;
  }
  eq(other) {
    return other.kind === this.kind && other.text === this.text;
  }
  toDOM() {
    const dom = document.createElement("span");
    dom.className = `cm-sign cm-sign-${this.kind}`;
    dom.textContent = signs[this.kind];
    dom.title = this.text;
    return dom;
  }
}

function sign(found) {
  return found.length ? new Sign(found[0].kind, found.map((mark) => mark.text).join("\n")) : null;
}

function tooltip() {
  return hoverTooltip((view, at) => {
    const found = marksIn(view.state, at, at, false);
    if (!found.length) return null;
    return {
      pos: at,
      above: true,
      create() {
        const dom = document.createElement("div");
        for (const mark of found) {
          const line = document.createElement("p");
          line.className = `cm-hint cm-hint-${mark.kind}`;
          line.textContent = `${signs[mark.kind]} ${mark.text}`;
          dom.append(line);
        }
        return { dom };
      },
    };
  });
}
