// @ts-check
/**
 * Completes names in a cell's editor, with Tab or with a button: Python says which there are (demos/cell/completion.py).
 * If several fit, a listbox below the editor shows them, and the focus stays in the editor.
 *
 * Tab leaves the editor wherever there is nothing to complete: without a name before the cursor, before a cell of the
 * page has run, if Python knows no such name, and after Esc.
 */

import { insertText } from "../../vendor/prism-code-editor-5.4.0/utils/index.js";
import { interpreter } from "../python/interpreter.js";

/** A name, or names joined by dots, that do not go on from a call, an index or a text. */
const NAME = /(?<![\p{L}\p{N}_.)\]}"'])[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}\p{N}_]*)*$/u;
const FOUND = /^[\p{L}\p{N}_.]{1,300}$/u;
/** A program that is never run: the worker reads in it which parts of Python it needs. */
const NEEDED = "import demos.cell.completion, rlcompleter";

/** @param {import("../../vendor/prism-code-editor-5.4.0/index.js").Editor} editor @param {HTMLElement} host around the editor @param {HTMLFormElement} form */
export function addCompletion(editor, host, form) {
  const field = editor.textarea;
  const list = document.createElement("div");
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector("[data-complete]")?.textContent ?? "");
  /** What Python has found. @type {string[]} */
  let found = [];
  /** What of it still fits. @type {string[]} */
  let names = [];
  let chosen = 0;
  let isWaiting = false;
  /** Where the reader has closed the list. */
  let closedAt = "";

  const word = () => (field.selectionStart === field.selectionEnd ? NAME.exec(field.value.slice(0, field.selectionStart))?.[0] ?? "" : "");
  const place = () => `${field.selectionStart} ${field.value}`;

  /** @param {boolean} isKey whether the reader has pressed Tab */
  async function complete(isKey) {
    if (isWaiting) return;
    isWaiting = true;
    const asked = place();
    if (!isKey) field.focus({ preventScroll: true });
    found = word() ? await ask(form, word()).catch(() => []) : [];
    isWaiting = false;
    if (asked !== place() || document.activeElement !== field) return;
    if (found.length > 1) show(found);
    else if (found.length === 1) accept(found[0]);
    // As Tab would have done: the button that runs the cell comes after the editor.
    else if (isKey) form.querySelector("button")?.focus();
  }

  /** @param {string[]} fitting */
  function show(fitting) {
    names = fitting;
    list.replaceChildren(...names.map((name, number) => {
      const option = document.createElement("span");
      option.id = `suggestion-${number}`;
      option.setAttribute("role", "option");
      option.textContent = name.slice(name.lastIndexOf(".") + 1);
      return option;
    }));
    host.append(list);
    field.setAttribute("aria-controls", list.id);
    choose(0);
  }

  /** @param {number} number */
  function choose(number) {
    chosen = (number + names.length) % names.length;
    for (const [at, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(at === chosen));
    field.setAttribute("aria-activedescendant", `suggestion-${chosen}`);
    const option = /** @type {HTMLElement} */ (list.children[chosen]);
    list.scrollTop = option.offsetTop - list.offsetTop - list.clientHeight / 2;
  }

  function close() {
    list.remove();
    for (const name of ["aria-controls", "aria-activedescendant"]) field.removeAttribute(name);
  }

  /** @param {string} name */
  function accept(name) {
    close();
    insertText(editor, name, field.selectionStart - word().length, field.selectionStart);
  }

  // In the capture phase: otherwise Enter would begin a new line.
  host.addEventListener("keydown", (event) => {
    const isTab = event.key === "Tab" && !event.shiftKey;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (!list.isConnected) {
      if (!isTab || !word() || !isLive() || place() === closedAt) return;
      complete(true);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    else if (isTab || (event.key === "Enter" && !event.shiftKey)) accept(names[chosen]);
    else if (event.key === "Escape") {
      closedAt = place();
      close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  // The cursor has moved, or the name has become longer or shorter.
  for (const type of ["input", "keyup", "click"]) {
    field.addEventListener(type, () => {
      if (!list.isConnected) return;
      const fitting = word() ? found.filter((name) => name.startsWith(word())) : [];
      if (fitting.length === 0) close();
      else if (fitting.length !== names.length) show(fitting);
    });
  }
  field.addEventListener("blur", close);
  // A press on the button or on a name leaves the focus in the editor, and a phone's keyboard open.
  form.addEventListener("pointerdown", (event) => {
    if (/** @type {Element} */ (event.target).closest("[data-complete], [role=listbox]")) event.preventDefault();
  });
  form.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest("[data-complete]")) complete(false);
    const number = [...list.children].indexOf(target);
    if (number >= 0) accept(names[number]);
  });
}

/** Whether a cell of this page has run, and nothing runs now. */
function isLive() {
  return document.querySelector('live-demo[name="cell"][data-status="live"]') !== null && !document.querySelector('live-demo [aria-busy="true"]');
}

/** @param {HTMLFormElement} form @param {string} text @returns {Promise<string[]>} names that begin with it */
async function ask(form, text) {
  const language = form.closest("live-demo")?.getAttribute("lang") ?? "";
  const state = { language, source: "", code: "", above: [NEEDED], own: true, first: null, result: null };
  const answer = await interpreter.call({ demo: "cell", language, state, events: [{ name: "complete", value: text }] });
  const { suggestions } = /** @type {any} */ (answer.state);
  // A program may have changed what Python answers.
  return Array.isArray(suggestions) ? suggestions.filter((name) => FOUND.test(name) && name.startsWith(text)) : [];
}
