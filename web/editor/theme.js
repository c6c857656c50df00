// Colours and measures of the editor, all by custom properties that it inherits from the page, so that light and
// dark follow without a remount. The fallbacks stand where the page does not name one.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const bg = "var(--code-bg, light-dark(#ffffff, #14181d))";
const fg = "var(--code-fg, light-dark(#1d2329, #e6e9ec))";
const punct = "var(--code-punct, light-dark(#57606a, #a3adb8))";
const colours = {
  allow: "var(--allow, light-dark(#086b5b, #4fd1b5))",
  deny: "var(--deny, light-dark(#b3381e, #ff9478))",
  warn: "var(--warn, light-dark(#8a5a00, #f0b95a))",
  note: "var(--note, light-dark(#1f5fa8, #82b7ff))",
};
const tint = (colour) => `color-mix(in srgb, ${colour} 14%, transparent)`;
const line = (style, colour) => ({ textDecoration: `underline ${style} ${colour}`, textDecorationThickness: "2px", textUnderlineOffset: "3px", textDecorationSkipInk: "none" });

const highlighting = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--code-key, light-dark(#1f4f8f, #9cc7ff))" },
  { tag: tags.string, color: "var(--code-string, light-dark(#0b6048, #8fdcb9))" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number, light-dark(#8a3b12, #ffb38a))" },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: punct },
]);

export const theme = [
  EditorView.theme({
    "&": { backgroundColor: bg, color: fg, fontSize: "var(--code-size, 0.8125rem)" },
    "&.cm-focused": { outline: "2px solid var(--focus, light-dark(#1f5fa8, #82b7ff))", outlineOffset: "-2px" },
    ".cm-scroller": {
      fontFamily: "var(--code-font, ui-monospace, SFMono-Regular, Menlo, Consolas, monospace)",
      lineHeight: "1.6",
      maxHeight: "var(--code-max-height, none)",
      overflow: "auto",
    },
    ".cm-content": { caretColor: fg, padding: "8px 0", minHeight: "var(--code-min-height, 0)" },
    ".cm-line": { padding: "0 12px 0 8px" },
    ".cm-content ::selection, .cm-content::selection": { backgroundColor: "var(--code-selection, light-dark(#bcd8f8, #31517a))" },
    ".cm-gutters": { backgroundColor: "transparent", color: punct, border: "none" },
    ".cm-lineNumbers .cm-gutterElement": { minWidth: "2.5ch", padding: "0 4px 0 8px" },
    ".cm-signs": { width: "2ch" },
    ".cm-sign": { display: "block", textAlign: "center", fontWeight: "700", cursor: "help" },
    "&.cm-focused .cm-matchingBracket": { backgroundColor: tint(colours.note), outline: `1px solid ${colours.note}` },
    "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: tint(colours.deny), outline: `1px dashed ${colours.deny}` },

    ".cm-line-deciding-allow": { backgroundColor: tint(colours.allow), boxShadow: `inset 3px 0 ${colours.allow}` },
    ".cm-line-deciding-deny": { backgroundColor: tint(colours.deny), boxShadow: `inset 3px 0 ${colours.deny}` },
    ".cm-deciding-allow": { backgroundColor: tint(colours.allow), ...line("solid", colours.allow) },
    ".cm-deciding-deny": { backgroundColor: tint(colours.deny), ...line("solid", colours.deny) },
    ".cm-missed": { backgroundColor: tint(colours.deny), ...line("dashed", colours.deny) },
    ".cm-error": line("wavy", colours.deny),
    ".cm-warning": line("wavy", colours.warn),
    ".cm-note": line("dotted", colours.note),
    ".cm-sign-deciding-allow, .cm-hint-deciding-allow": { color: colours.allow },
    ".cm-sign-deciding-deny, .cm-hint-deciding-deny, .cm-sign-missed, .cm-hint-missed, .cm-sign-error, .cm-hint-error": { color: colours.deny },
    ".cm-sign-warning, .cm-hint-warning": { color: colours.warn },
    ".cm-sign-note, .cm-hint-note": { color: colours.note },

    ".cm-tooltip": { backgroundColor: bg, color: fg, border: `1px solid ${punct}`, borderRadius: "6px", maxWidth: "min(48ch, 90vw)" },
    ".cm-hint": { margin: "0", padding: "4px 8px", fontFamily: "system-ui, sans-serif" },
  }),
  syntaxHighlighting(highlighting),
];
