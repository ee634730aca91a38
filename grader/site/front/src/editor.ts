// The editor: Python, Ctrl-Enter checks, a line is marked where a check points.
import { indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { foldEffect, HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup } from "codemirror";

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.className], color: "var(--code-name)" },
]);

const look = EditorView.theme({
  "&": { backgroundColor: "var(--card)", color: "var(--ink)", fontSize: "14px" },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "-1px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--inner)", color: "var(--quiet)", border: "none" },
  ".cm-activeLine": { backgroundColor: "var(--line-now)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--line-now)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--selected)",
  },
  ".cm-foldPlaceholder": { backgroundColor: "var(--inner)", color: "var(--quiet)", border: "1px solid var(--edge)" },
  ".cm-tooltip, .cm-panels": { backgroundColor: "var(--card)", color: "var(--ink)", borderColor: "var(--edge)" },
  ".cm-matchingBracket": { backgroundColor: "var(--selected) !important" },
});

/** Finds the text of the exercise, at the top of its file. */
const LESSON = /^[rb]?"""[^]*?"""/;

/** Show code without the text at its top, to be read and copied. */
export function reading(text: string, label: string): HTMLElement {
  const view = new EditorView({
    doc: text.replace(LESSON, "").trim(),
    extensions: [
      basicSetup,
      python(),
      syntaxHighlighting(colours),
      look,
      EditorState.readOnly.of(true),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": label }),
    ],
  });
  view.scrollDOM.tabIndex = 0;
  return view.dom;
}

export interface Editor {
  text(): string;
  /** Show another text, without what is marked, the text of the exercise at its top folded away. */
  show(text: string): void;
  mark(line: number, message: string): void;
  unmark(): void;
  focus(): void;
  go(line: number): void;
}

export function editor(parent: HTMLElement, changed: () => void, check: () => void, run: () => void): Editor {
  let quiet = false;
  const view = new EditorView({
    parent,
    extensions: [
      Prec.highest(
        keymap.of([
          { key: "Mod-Enter", run: () => (check(), true) },
          { key: "Shift-Enter", run: () => (run(), true) },
        ]),
      ),
      basicSetup,
      keymap.of([indentWithTab]),
      indentUnit.of("    "),
      python(),
      syntaxHighlighting(colours),
      look,
      lintGutter(),
      EditorView.contentAttributes.of({ "aria-label": "Your file. Escape, then Tab leaves the editor." }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !quiet) changed();
      }),
    ],
  });
  view.scrollDOM.tabIndex = 0; // what is scrolled is reached by keyboard
  const line = (number: number): { from: number; to: number } =>
    view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines));
  return {
    text: () => view.state.doc.toString(),
    show(text) {
      quiet = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      view.dispatch(setDiagnostics(view.state, []));
      quiet = false;
      const end = LESSON.exec(text);
      const first = text.indexOf("\n");
      if (end && first > 0 && first < end[0].length - 3) {
        view.dispatch({ effects: foldEffect.of({ from: first, to: end[0].length - 3 }) });
      }
      view.scrollDOM.scrollTop = 0;
    },
    mark(number, message) {
      const { from, to } = line(number);
      view.dispatch(setDiagnostics(view.state, [{ from, to, severity: "error", message }]));
    },
    unmark: () => view.dispatch(setDiagnostics(view.state, [])),
    focus: () => view.focus(),
    go(number) {
      const { from } = line(number);
      view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
      view.focus();
    },
  };
}
