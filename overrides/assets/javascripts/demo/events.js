// @ts-check
/**
 * Turns what a reader does inside a demo into events for Python and into actions of the page.
 * A demo's HTML says by names and attributes alone what its controls do:
 *
 *   input, select            an event after each change
 *   <form data-send>         an event for each named field on submit; then the form is emptied,
 *                            unless it has data-keep
 *   <button name value>      an event after each click
 *   [data-tick="x"]          an event {name: "tick", value: "x"} after each drawing, for as long as it is there
 *   <a data-share href="?…">  a link to what the reader sees. Its parameters, <demo>.<name>=<value>, become
 *                            events, but only those with the names that the build allows (`shared`)
 *   <div><textarea data-editor></div>  becomes a code editor when the <details> around it opens (with
 *                            data-when-touched: when it gets the focus). Ctrl+Enter submits its form; a
 *                            button in the form that does not submit restores the original text
 *   <button data-save>       in the form: downloads the editor's text as a file; the build names it
 *   <input type="file" data-open>  in the form: puts a file's text into the editor and submits it
 *   <button data-show-line="7">  unfolds the editor and selects that line
 *   <svg data-draw>, <button data-save-picture>  see pictures.js
 *   <button data-cell="add">, "remove"  see own-cells.js
 *   <button data-complete>  see completion.js
 *   <button data-copy>       copies the text of the textarea beside it to the clipboard
 */

/**
 * `replaceable` marks an event that a later one of the same name replaces.
 * @typedef {{ name: string, value: string | boolean, replaceable?: boolean }} DemoEvent
 */

/**
 * @typedef {object} Handlers what to do, by what the reader did
 * @property {(events: DemoEvent[]) => void} send sent a form or pressed a button, and expects an answer
 * @property {(event: DemoEvent) => void} input changed a control
 * @property {(name: string) => void} action pressed a button of the status bar (start, stop, retry or tour), or one with data-cell
 * @property {(query: string) => void} share followed the link to what is shown
 * @property {(area: HTMLTextAreaElement) => void} reset asked for an editor's original text
 * @property {(file: File, area: HTMLTextAreaElement) => void} openFile chose a file for an editor
 * @property {(area: HTMLTextAreaElement) => void} saveFile asked for the text as a file
 * @property {(area: HTMLTextAreaElement) => void} copy asked for the text in the clipboard
 * @property {(line: number) => void} showLine asked for a line of the editor
 */

/** Call a handler for whatever the reader does in a demo. @param {HTMLElement} demo @param {Handlers} on */
export function listen(demo, on) {
  demo.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[data-share]"));
    if (link) {
      event.preventDefault();
      on.share(link.search);
      return;
    }
    const button = target.closest("button");
    // The second click of a double click on Start would be one on Stop, which is shown in its place.
    if (button && demo.contains(button) && !(event.detail > 1 && button.dataset.action)) press(button, on);
  });

  demo.addEventListener("input", ({ target }) => {
    const field = /** @type {HTMLInputElement} */ (target);
    if (!field.name || field.form?.hasAttribute("data-send")) return;
    on.input({ name: field.name, value: field.type === "checkbox" ? field.checked : field.value, replaceable: true });
  });

  demo.addEventListener("change", ({ target }) => {
    const field = /** @type {HTMLInputElement} */ (target);
    const file = field.files?.[0];
    const area = editorIn(field.form);
    if (!file || !area) return;
    field.value = ""; // otherwise choosing the same file again, corrected, would be no change
    on.openFile(file, area);
  });

  demo.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    event.preventDefault();
    if (!form.hasAttribute("data-send")) return;
    const events = [...new FormData(form)].map(([name, value]) => ({ name, value: String(value) }));
    if (!form.hasAttribute("data-keep")) form.reset();
    on.send(events);
  });

  // In the capture phase, before the code editor turns Ctrl+Enter into a new line.
  demo.addEventListener("keydown", (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (event.key !== "Enter" || event.isComposing) return;
    // Enter held down on Start would press Stop, which then has the focus.
    if (event.repeat && field.dataset.action) event.preventDefault();
    // Enter in a field without a form does the same as Start.
    if (field.matches("input[name]") && !field.form) on.send([]);
    if (field.matches("textarea") && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      field.closest("form")?.requestSubmit();
    }
  }, true);
}

/** @param {HTMLButtonElement} button @param {Handlers} on */
function press(button, on) {
  const { action = button.dataset.cell, showLine } = button.dataset;
  const area = /** @type {HTMLTextAreaElement} */ (button.closest("form, div")?.querySelector("textarea"));
  if (action) on.action(action);
  else if (button.matches("[data-save]")) on.saveFile(area);
  else if (showLine) on.showLine(Number(showLine));
  else if (button.matches("[data-copy]")) on.copy(area);
  else if (button.name) {
    const editor = editorIn(button.form);
    if (editor && button.type !== "submit") on.reset(editor);
    on.send([{ name: button.name, value: button.value }]);
  }
}

/** @param {HTMLFormElement | null} form */
function editorIn(form) {
  return /** @type {HTMLTextAreaElement | null} */ (form?.querySelector("textarea[data-editor]") ?? null);
}

/** Do again what the reader did in a demo before its script had arrived: early-events.js recorded it. @param {HTMLElement} demo */
export function replayEarlyEvents(demo) {
  for (const [target, type] of window.early ?? []) {
    if (!demo.contains(target)) continue;
    if (type === "click") target.click();
    else if (target instanceof HTMLFormElement) target.requestSubmit();
    else target.dispatchEvent(new Event(type, { bubbles: true }));
  }
}

/**
 * The events in a link's address.
 * @param {string} query of the address: ?attention.layer=1&…
 * @param {string | null} demo its name
 * @param {string[]} shared the names that a link may carry: one with code in it would run a stranger's program
 * @returns {DemoEvent[]}
 */
export function eventsInLink(query, demo, shared) {
  const parameters = new URLSearchParams(query);
  return shared.flatMap((name) => {
    const value = parameters.get(`${demo}.${name}`);
    return value === null ? [] : { name, value, replaceable: true };
  });
}

/** The part of an address that carries events. Spaces are %20, as Python writes them: not every program decodes "+" as a space. @param {HTMLElement} demo @param {DemoEvent[]} events */
export function queryOf(demo, events) {
  return events.map(({ name, value }) => `${demo.getAttribute("name")}.${name}=${encodeURIComponent(value)}`).join("&");
}

/**
 * Keep only the last of consecutive `replaceable` events with the same name: ten keystrokes while
 * Python was busy are one new sentence. Events that were sent all stay.
 * @param {DemoEvent[]} events
 */
export function withoutOutdated(events) {
  return events.filter((event, at) => !(event.replaceable && events[at + 1]?.replaceable && events[at + 1].name === event.name));
}

/** The events that the reader sent, such as messages to a chatbot. @param {DemoEvent[]} events */
export function sentEvents(events) {
  return events.flatMap(({ name, value, replaceable }) => (replaceable || typeof value !== "string" ? [] : { name, value }));
}
