// @ts-check
/**
 * Turns a <textarea data-editor="python"> into an editor with colours, line numbers and its own undo
 * history. The text area stays, hidden, because its form sends it. If this module does not arrive, or the
 * text is too long for a phone, the reader writes in the text area itself.
 */

import { addCompletion } from "./completion.js";
import { createEditor } from "../../vendor/prism-code-editor-5.4.0/index.js";
import { defaultCommands, editHistory, setIgnoreTab } from "../../vendor/prism-code-editor-5.4.0/extensions/commands/index.js";
import { setSelection } from "../../vendor/prism-code-editor-5.4.0/utils/index.js";
import "../../vendor/prism-code-editor-5.4.0/languages/python.js";
import "../../vendor/prism-code-editor-5.4.0/prism/languages/python.js";
import "../../vendor/prism-code-editor-5.4.0/prism/languages/toml.js";

// Tab leaves the editor, as it leaves every field, unless completion.js takes it. Enter indents by itself, and Ctrl+] indents by hand.
setIgnoreTab(true);

/** @type {WeakMap<HTMLTextAreaElement, ReturnType<typeof createEditor>>} the editor of each text area of the page */
const editors = new WeakMap();

/** The editor colours the whole text at every change, so one of 200,000 characters would stop the page for seconds. */
const MAX_INSERTED = 60_000;
/** In a longer text each letter would take a phone half a second. */
const MAX_ON_PHONE = 60_000;

/**
 * Shows one of the interface strings.
 * @typedef {(key: "text_missing" | "too_long", values?: Record<string, string>) => void} Say
 */

/** @param {HTMLTextAreaElement} textarea @param {string} source see EditorHost @param {Say} say */
export async function openEditor(textarea, source, say) {
  if (source && !textarea.defaultValue) await fillIn(textarea, source);
  if (editors.has(textarea)) return;
  if (textarea.disabled) {
    say("text_missing");
    return;
  }
  if (textarea.value.length > MAX_ON_PHONE && matchMedia("(pointer: coarse)").matches) return;
  const host = document.createElement("div");
  host.addEventListener("beforeinput", (event) => {
    if ((event.data ?? event.dataTransfer?.getData("text/plain") ?? "").length <= MAX_INSERTED) return;
    event.preventDefault();
    event.stopPropagation();
    say("too_long", { limit: String(MAX_INSERTED) });
  }, true);
  host.className = "code-editor";
  host.dataset.language = textarea.dataset.editor;
  host.dir = "ltr"; // code runs left to right on every page
  const editor = createEditor(
    host,
    {
      language: textarea.dataset.editor ?? "text",
      value: textarea.value,
      tabSize: 4,
      // A rule file contains sentences: nobody should scroll sideways to read them, least of all Arabic ones.
      wordWrap: textarea.dataset.editor === "toml",
      onUpdate: (value) => {
        textarea.value = value;
      },
    },
    defaultCommands(),
    editHistory(),
  );
  editor.textarea.setAttribute("aria-label", textarea.getAttribute("aria-label") ?? "");
  // If the reader is typing in the text area already, her cursor moves to the editor.
  const cursor = document.activeElement === textarea ? textarea.selectionStart : null;
  textarea.after(host);
  textarea.hidden = true;
  if (cursor !== null) {
    editor.textarea.focus({ preventScroll: true });
    editor.textarea.setSelectionRange(cursor, cursor);
  }
  editors.set(textarea, editor);
  if (textarea.form?.querySelector("[data-complete]")) addCompletion(editor, host, textarea.form);
}

/** Without its text a text area stays disabled: an empty one would be sent as the reader's own. @param {HTMLTextAreaElement} textarea @param {string} source */
async function fillIn(textarea, source) {
  textarea.disabled = !textarea.value;
  const text = await fetch(new URL(`../../${source}`, import.meta.url)).then((answer) => (answer.ok ? answer.text() : ""), () => "");
  // Python may have sent its text meanwhile, or nothing may have come.
  if (textarea.defaultValue || !text) return;
  textarea.defaultValue = text;
  textarea.disabled = false;
  // The reader may have written in it meanwhile.
  setText(textarea, textarea.value || text);
}

/** Show another text. @param {HTMLTextAreaElement} textarea @param {string} value */
export function setText(textarea, value) {
  textarea.value = value;
  const editor = editors.get(textarea);
  if (editor && editor.value !== value) editor.setOptions({ value });
}

/**
 * Mark the line of an error and remove the last mark.
 * @param {HTMLTextAreaElement} textarea
 * @param {number | null} line 1-based, or null if there is no error
 */
export function markLine(textarea, line) {
  const wrapper = editors.get(textarea)?.wrapper;
  if (!wrapper) return;
  for (const marked of wrapper.querySelectorAll(".error-line")) marked.classList.remove("error-line");
  const row = line && wrapper.querySelectorAll(".pce-line")[line - 1];
  if (row) row.classList.add("error-line");
}

/** Select a line and scroll to it. @param {HTMLTextAreaElement} textarea @param {number} line 1-based */
export function showLine(textarea, line) {
  const editor = editors.get(textarea);
  const lines = textarea.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  const end = start + (lines[line - 1] ?? "").length;
  if (!editor) {
    const before = /** @type {HTMLTextAreaElement} */ (textarea.cloneNode());
    before.value = textarea.value.slice(0, end);
    textarea.after(before); // its height is where the line ends
    textarea.focus({ preventScroll: true });
    textarea.setSelectionRange(start, end);
    textarea.scrollTop = before.scrollHeight - textarea.clientHeight / 2;
    before.remove();
    textarea.scrollIntoView({ block: "center" });
    return;
  }
  setSelection(editor, start, end);
  editor.textarea.focus({ preventScroll: true });
  editor.wrapper.querySelectorAll(".pce-line")[line - 1]?.scrollIntoView({ block: "center" });
}
