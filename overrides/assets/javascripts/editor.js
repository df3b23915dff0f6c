// @ts-check
/**
 * A <textarea data-editor="python"> becomes an editor with colours, line numbers and an undo
 * of its own. The textarea stays, hidden, as what the form sends; should this module not
 * arrive, it does the work alone.
 */

import { createEditor } from "../vendor/prism-code-editor/index.js";
import { defaultCommands, editHistory, setIgnoreTab } from "../vendor/prism-code-editor/extensions/commands/index.js";
import "../vendor/prism-code-editor/languages/python.js";
import "../vendor/prism-code-editor/prism/languages/python.js";
import "../vendor/prism-code-editor/prism/languages/toml.js";

// Tab leads out of an editor as out of every field; Enter indents by itself, Ctrl+] by hand.
setIgnoreTab(true);

/** @type {WeakMap<HTMLTextAreaElement, ReturnType<typeof createEditor>>} */
const editors = new WeakMap();

/** @param {HTMLTextAreaElement} textarea */
export function openEditor(textarea) {
  if (editors.has(textarea)) return;
  const host = document.createElement("div");
  host.className = "code-editor";
  host.dir = "ltr"; // code runs left to right on every page
  const editor = createEditor(
    host,
    {
      language: textarea.dataset.editor ?? "text",
      value: textarea.value,
      tabSize: 4,
      onUpdate: (value) => {
        textarea.value = value;
      },
    },
    defaultCommands(),
    editHistory(),
  );
  editor.textarea.setAttribute("aria-label", textarea.getAttribute("aria-label") ?? "");
  textarea.hidden = true;
  textarea.after(host);
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
