// @ts-check
/**
 * A <textarea data-editor="python"> becomes an editor with colours, line numbers and an undo
 * of its own. The textarea stays, hidden, as what the form sends; should this module not
 * arrive, it does the work alone.
 */

import { createEditor } from "../../vendor/prism-code-editor-5.4.0/index.js";
import { defaultCommands, editHistory, setIgnoreTab } from "../../vendor/prism-code-editor-5.4.0/extensions/commands/index.js";
import { setSelection } from "../../vendor/prism-code-editor-5.4.0/utils/index.js";
import "../../vendor/prism-code-editor-5.4.0/languages/python.js";
import "../../vendor/prism-code-editor-5.4.0/prism/languages/python.js";
import "../../vendor/prism-code-editor-5.4.0/prism/languages/toml.js";

// Tab leads out of an editor as out of every field; Enter indents by itself, Ctrl+] by hand.
setIgnoreTab(true);

/** @type {WeakMap<HTMLTextAreaElement, ReturnType<typeof createEditor>>} */
const editors = new WeakMap();

/** @param {HTMLTextAreaElement} textarea */
export function openEditor(textarea) {
  if (editors.has(textarea)) return;
  const host = document.createElement("div");
  host.className = "code-editor";
  host.dataset.language = textarea.dataset.editor;
  host.dir = "ltr"; // code runs left to right on every page
  const editor = createEditor(
    host,
    {
      language: textarea.dataset.editor ?? "text",
      value: textarea.value,
      tabSize: 4,
      // Sentences, and more so those that begin on the right, are not to be scrolled sideways for.
      wordWrap: textarea.dataset.editor === "toml",
      onUpdate: (value) => {
        textarea.value = value;
      },
    },
    defaultCommands(),
    editHistory(),
  );
  editor.textarea.setAttribute("aria-label", textarea.getAttribute("aria-label") ?? "");
  // Who is writing already writes on.
  const place = document.activeElement === textarea ? textarea.selectionStart : null;
  textarea.after(host);
  textarea.hidden = true;
  if (place !== null) {
    editor.textarea.focus({ preventScroll: true });
    editor.textarea.setSelectionRange(place, place);
  }
  editors.set(textarea, editor);
}

/** Show another text, as a Reset does. @param {HTMLTextAreaElement} textarea @param {string} value */
export function setText(textarea, value) {
  textarea.value = value;
  const editor = editors.get(textarea);
  if (editor && editor.value !== value) editor.setOptions({ value });
}

/** Mark the line of an error, 1-based, and unmark the last. @param {HTMLTextAreaElement} textarea @param {number | null} line */
export function markLine(textarea, line) {
  const wrapper = editors.get(textarea)?.wrapper;
  if (!wrapper) return;
  for (const marked of wrapper.querySelectorAll(".error-line")) marked.classList.remove("error-line");
  const row = line && wrapper.querySelectorAll(".pce-line")[line - 1];
  if (row) row.classList.add("error-line");
}

/** Put the cursor on a line, 1-based, and bring it into view. @param {HTMLTextAreaElement} textarea @param {number} line */
export function showLine(textarea, line) {
  const editor = editors.get(textarea);
  if (!editor) return;
  const lines = editor.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  setSelection(editor, start, start + (lines[line - 1] ?? "").length);
  editor.textarea.focus({ preventScroll: true });
  editor.wrapper.querySelectorAll(".pce-line")[line - 1]?.scrollIntoView({ block: "center" });
}
