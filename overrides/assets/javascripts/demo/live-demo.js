// @ts-check
/**
 * <live-demo name="…" data-status="idle|loading|live|error">
 *
 * The build put a finished picture inside. Start makes it live: what the reader
 * does becomes events, Python turns state and events into a new state and new
 * HTML, and the HTML is morphed into place, so that focus and typing are kept.
 *
 * Controls speak by their names alone:
 *   input, select            an event a change
 *   <form data-send>         on submit, an event for each named field, then it is emptied
 *                            (but with data-keep it is not)
 *   <button name value>      an event a click
 *   [data-tick="x"]          an event {name: "tick", value: "x"} after every drawing, for as long as it is there
 *   <a data-share="a b" href="?…">  a link to what is seen: its parameters, <demo>.<name>=<value>, are events,
 *                            but no others than those it names
 *   <div><textarea data-editor></div>  a code editor, once the <details> around it is opened (with data-when-touched, once
 *                            it is gone into); Ctrl+Enter sends it, a plain button in its form sets the text back
 *   <button data-save="name">  in its form: the editor's text as a file of that name
 *   <input type="file" data-open>  in its form: a file's text into the editor, and sent
 *   <button data-show-line="7">  that line in the editor, unfolded
 *   <button data-copy>       what the textarea beside it holds, into the clipboard
 *   [data-remember]          the state, and what is written in editors, is kept in this browser for the next visit
 */

import { copy, read, save } from "./clipboard-and-files.js";
import { interpreter, PythonError } from "../python/interpreter.js";
import { drawn } from "./sanitize.js";
import { keep, recall } from "./saved-state.js";

/**
 * `typed` marks what a later event of the same name makes out of date.
 * @typedef {{ name: string, value: string | boolean, typed?: boolean }} DemoEvent
 */

const MEGABYTE = 1_000_000;

const IDIOMORPH = "../../vendor/idiomorph-0.7.4/idiomorph.esm.js";
/** @type {any} fetched when Python is: before that nothing is drawn anew */
let idiomorph;
let tries = 0;
const SILENCE = 60_000;

/** @type {Promise<typeof import("./code-editor.js")> | undefined} fetched when the first editor is opened */
let editing;

class LiveDemo extends HTMLElement {
  /** @type {Record<string, string>} */
  #strings = {};
  /** @type {unknown} */
  #state = null;
  /** @type {DemoEvent[]} */
  #waiting = [];
  #running = false;
  /** @type {unknown} */
  #first = null;
  #version = "";
  /** What Python drew last: the stage itself also holds the editors' own elements. */
  #html = "";

  connectedCallback() {
    const data = JSON.parse(this.querySelector(':scope > script[type="application/json"]')?.textContent ?? "{}");
    this.#state = this.#first = data.state;
    this.#strings = data.strings;
    this.#version = data.version;
    this.addEventListener("click", (event) => this.#click(event));
    this.addEventListener("input", (event) => this.#input(event));
    this.addEventListener("change", (event) => this.#open(event));
    this.addEventListener("submit", (event) => this.#submit(event));
    // On its way down, or the editor would make a new line of Ctrl+Enter.
    this.addEventListener("keydown", (event) => this.#keydown(event), true);
    this.addEventListener("focusin", (event) => {
      const area = /** @type {HTMLElement} */ (event.target);
      if (area.matches("textarea[data-when-touched]")) this.#openEditor(area);
    });
    // `toggle` does not bubble, but it can be caught on its way down.
    this.addEventListener("toggle", () => this.#openEditors(), true);
    this.#recall();
    this.#openLink();
    this.#openEditors();
    this.#whenNear(() => this.#scrollToEnd());
    this.#takeUp();
    this.#layOut();
  }

  /** What is out of sight is laid out when the page is there and nobody waits, so that what follows it stays where it is. */
  async #layOut() {
    if (document.readyState !== "complete") await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
    (window.requestIdleCallback ?? setTimeout)(() => { this.style.contentVisibility = "visible"; });
  }

  /** What was done in here before this script was there, kept by early.js. */
  get #early() {
    return [...(window.early ?? [])].filter(([target]) => this.contains(target));
  }

  #takeUp() {
    for (const [target, type] of this.#early) {
      if (type === "click") target.click();
      else if (target instanceof HTMLFormElement) target.requestSubmit();
      else target.dispatchEvent(new Event(type, { bubbles: true }));
    }
  }

  /** Far down the page a demo is not laid out, and asking how tall it is would do just that. @param {() => void} work */
  #whenNear(work) {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      work();
    });
    observer.observe(this);
  }

  /** Show again what the last visit left, before any Python is there. */
  #recall() {
    if (!this.#stage.querySelector("[data-remember]")) return;
    // Leaving is the last moment at which what was written, but not run, can be kept.
    window.addEventListener("pagehide", () => this.#remember());
    const kept = recall(this);
    if (!kept) return;
    this.#state = kept.state;
    // What she is writing already is not taken from under her hands: the last visit comes with the first drawing.
    if (kept.html && kept.version === this.#version && this.#early.length === 0) {
      this.#html = kept.html;
      this.#stage.replaceChildren(drawn(kept.html));
    }
    this.#waiting.push(...kept.sent);
    this.#say(kept.sent.length > 0 ? "recalled_sent" : kept.version === this.#version ? "recalled" : "recalled_older");
    for (const area of this.#editors) area.value = kept.drafts[area.name] ?? area.value;
  }

  #remember() {
    if (!this.#stage.querySelector("[data-remember]")) return;
    const written = this.#editors.filter((area) => area.value !== area.defaultValue);
    const sent = this.#waiting.flatMap(({ name, value, typed }) => (typed || typeof value !== "string" ? [] : { name, value }));
    if (!this.#html && written.length === 0 && sent.length === 0) return; // a page that was only read leaves nothing
    const drafts = Object.fromEntries(written.map((area) => [area.name, area.value]));
    keep(this, { version: this.#version, state: this.#state, html: this.#html, drafts, sent });
  }

  get #editors() {
    return /** @type {HTMLTextAreaElement[]} */ ([...this.#stage.querySelectorAll("textarea[data-editor]")]);
  }

  /** Somebody was sent a link to what another reader saw: it waits for Start, like everything. */
  #openLink() {
    const share = /** @type {HTMLElement | null} */ (this.#stage.querySelector("a[data-share]"));
    // Only these: a link that carried code would run a stranger's program.
    for (const name of share?.dataset.share?.split(" ") ?? []) {
      const value = new URLSearchParams(location.search).get(`${this.getAttribute("name")}.${name}`);
      if (value !== null) this.#waiting.push({ name, value, typed: true });
    }
    if (!this.#waiting.some((event) => event.typed)) return;
    this.#say("shared");
    this.scrollIntoView();
  }

  async #openEditors() {
    const asleep = "details:not([open]) *, [data-when-touched]";
    await Promise.all(this.#editors.filter((area) => !area.matches(asleep)).map((area) => this.#openEditor(area)));
  }

  /** @param {HTMLElement} area */
  async #openEditor(area) {
    editing ??= import("./code-editor.js");
    (await editing).openEditor(/** @type {HTMLTextAreaElement} */ (area));
    this.#markErrors();
  }

  async #markErrors() {
    const line = Number(this.#stage.querySelector("[data-error-line]")?.getAttribute("data-error-line")) || null;
    for (const area of this.#editors) (await editing)?.markLine(area, line);
  }

  /** @param {string} name */
  #part(name) {
    return /** @type {HTMLElement} */ (this.querySelector(`[data-part="${name}"]`));
  }

  get #stage() {
    return this.#part("stage");
  }

  /** @param {Event} event */
  #click(event) {
    const link = /** @type {HTMLElement} */ (event.target).closest("a[data-share]");
    if (link) {
      event.preventDefault();
      this.#share(/** @type {HTMLAnchorElement} */ (link).href);
      return;
    }
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    if (!button || !this.contains(button)) return;
    const action = button.dataset.action;
    if (action === "start") this.#start();
    else if (action === "retry") this.#retry();
    else if (action === "stop") interpreter.stop();
    else if (button.matches("[data-save], [data-copy], [data-show-line]")) this.#handOver(button);
    else if (button.name) {
      this.#dropDraft(button);
      this.#send([{ name: button.name, value: button.value }]);
    }
  }

  /** After a deploy a page's own files are gone from the host: then only a new page helps. */
  async #retry() {
    const files = new URL("../manifest.json", import.meta.url);
    const answer = await fetch(files, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(5000) }).catch(() => null);
    if (answer?.status === 404) location.reload();
    else this.#start();
  }

  /** @param {HTMLButtonElement} button */
  async #dropDraft(button) {
    const area = /** @type {HTMLTextAreaElement | null} */ (button.form?.querySelector("textarea[data-editor]") ?? null);
    if (!area || button.type === "submit") return;
    area.value = area.defaultValue;
    if (editing) (await editing).setText(area, area.defaultValue);
  }

  /** What needs no Python. @param {HTMLButtonElement} button */
  async #handOver(button) {
    const { save: name, showLine: line } = button.dataset;
    const area = /** @type {HTMLTextAreaElement} */ (
      line ? this.#editors[0] : button.closest("form, div")?.querySelector("textarea")
    );
    if (name) save(name, area.value);
    else if (line) this.#showLine(area, Number(line));
    else this.#say((await copy(area)) ? "copied" : "copy_shown");
  }

  /** @param {HTMLTextAreaElement} area @param {number} line */
  async #showLine(area, line) {
    const folded = area.closest("details");
    if (folded) folded.open = true;
    await this.#openEditor(area);
    (await editing)?.showLine(area, line);
  }

  /** Take a file in, as if it had been written into the editor. @param {Event} event */
  async #open(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const file = field.files?.[0];
    const area = /** @type {HTMLTextAreaElement | null} */ (field.form?.querySelector("textarea[data-editor]") ?? null);
    if (!file || !area) return;
    field.value = ""; // the same file, mended, may be opened again
    const text = await read(file);
    if (text === null) {
      this.#say("not_text", { name: file.name });
      return;
    }
    // Too much for an editor: the demo says so, in its own words.
    if (text.length > area.maxLength) {
      this.#send([{ name: area.name, value: text }]);
      return;
    }
    area.value = text;
    if (editing) (await editing).setText(area, text);
    field.form?.requestSubmit();
  }

  /** Put a link to what is seen where it can be taken from: the address bar, and the clipboard. @param {string} address */
  async #share(address) {
    history.replaceState(null, "", address);
    try {
      await navigator.clipboard.writeText(address);
      this.#say("link_copied");
    } catch {
      this.#say("link_shown");
    }
  }

  /** @param {Event} event */
  #input(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (!field.name || field.form?.hasAttribute("data-send")) return;
    const value = field.type === "checkbox" ? field.checked : field.value;
    this.#waiting.push({ name: field.name, value, typed: true });
    // Before Python is there, typing asks for nothing yet: it waits for Start or Enter.
    if (this.dataset.status === "live") this.#play();
  }

  /** @param {Event} event */
  #submit(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    event.preventDefault();
    if (!form.hasAttribute("data-send")) return;
    const events = [...new FormData(form)].map(([name, value]) => ({ name, value: String(value) }));
    if (!form.hasAttribute("data-keep")) form.reset();
    this.#send(events);
  }

  /** Enter in a field outside a form asks for the same as Start; Ctrl+Enter in an editor sends it. @param {KeyboardEvent} event */
  #keydown(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (event.key !== "Enter" || event.isComposing) return;
    if (field.matches("input[name]") && !field.form) this.#send([]);
    if (field.matches("textarea") && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      field.closest("form")?.requestSubmit();
    }
  }

  /** Take events in, and see to it that they are played. @param {DemoEvent[]} events */
  #send(events) {
    this.#waiting.push(...events);
    // A phone may drop the page without a word while Python is on its way.
    if (this.dataset.status !== "live") this.#remember();
    if (this.dataset.status === "live") this.#play();
    else if (this.dataset.status === "loading") this.#say("waiting");
    else this.#start();
  }

  /** Another demo's Stop ends this one's Python too; then it has to be started again. */
  #play() {
    if (interpreter.alive) this.#run();
    else this.#start();
  }

  /** @param {string} [then] what to say once it is live: a key of the strings */
  async #start(then = "live") {
    if (this.dataset.status === "loading") return;
    this.#show("loading", "stage_download");
    const listen = (/** @type {Event} */ event) => this.#progress(/** @type {CustomEvent} */ (event).detail);
    interpreter.addEventListener("progress", listen);
    try {
      await Promise.all([interpreter.start(this.getAttribute("name")), fetchIdiomorph()]);
      this.#show("live", "stage_replay");
      await this.#run(then);
    } catch (error) {
      this.#fail(error);
    } finally {
      interpreter.removeEventListener("progress", listen);
    }
  }

  /** Play what waits, until nothing does. @param {string} [then] */
  async #run(then = "live") {
    if (this.#running) return;
    this.#running = true;
    this.#stage.ariaBusy = "true";
    const failure = await this.#drain(then).catch((error) => error);
    this.#running = false;
    this.#stage.ariaBusy = "false";
    if (failure) this.#fail(failure);
  }

  /** One call after the other, for as long as events come in. @param {string} then */
  async #drain(then) {
    do {
      const events = latest(this.#waiting.splice(0));
      // Most calls take a few milliseconds; only one that is felt needs a Stop.
      const felt = setTimeout(() => this.#busy(true), 300);
      try {
        const request = { demo: this.getAttribute("name"), language: this.lang, state: this.#state, events };
        const { state, html } = await interpreter.call(request);
        this.#state = this.#first = state;
        this.#draw(html);
      } finally {
        clearTimeout(felt);
        this.#busy(false);
      }
      this.#remember();
      if (this.dataset.status === "live") this.#say(then);
      const tick = this.#stage.querySelector("[data-tick]");
      if (tick) {
        await nextFrame();
        this.#waiting.push({ name: "tick", value: tick.getAttribute("data-tick") ?? "", typed: true });
      }
    } while (this.#waiting.length > 0);
  }

  /** @param {string} html from Python, which escapes whatever a reader typed */
  #draw(html) {
    this.#html = html;
    idiomorph.morph(this.#stage, drawn(html), {
      morphStyle: "innerHTML",
      callbacks: {
        // An editor is the reader's: it changes only when Python has another text for it.
        beforeNodeMorphed: (/** @type {Node} */ old, /** @type {Node} */ fresh) => {
          // Most of a page is as it was: the browser sees that faster than anything written here.
          if (old.isEqualNode(fresh)) return false;
          if (!(old instanceof HTMLElement)) return true;
          if (old.matches("textarea[data-editor]")) this.#newText(old, fresh);
          return !old.matches("textarea[data-editor], .code-editor");
        },
        // What a reader has unfolded stays unfolded, and what she is writing or dragging stays hers.
        beforeAttributeUpdated: (/** @type {string} */ name, /** @type {Element} */ node) =>
          name !== "open" && !(name === "value" && node === document.activeElement && node.matches("input")),
        beforeNodeRemoved: (/** @type {Node} */ old) => !(old instanceof HTMLElement && old.matches(".code-editor")),
      },
    });
    this.#markErrors();
    this.#scrollToEnd();
  }

  /** @param {Node} old @param {Node} fresh */
  async #newText(old, fresh) {
    const area = /** @type {HTMLTextAreaElement} */ (old);
    const text = /** @type {HTMLTextAreaElement} */ (fresh).defaultValue;
    if (text === area.defaultValue) return;
    area.defaultValue = text;
    if (editing) (await editing).setText(area, text);
  }

  /** @param {unknown} error */
  #fail(error) {
    const reason = error instanceof PythonError ? error.reason : "crash";
    const message = error instanceof Error ? error.message : String(error);
    const wasLive = this.dataset.status === "live";
    if (reason === "python" && this.#state !== this.#first) {
      // What an earlier visit left does not fit today's Python: begin anew.
      this.#state = this.#first;
      this.#run();
      return;
    }
    if (reason === "python") this.#show("live", "error_python", message);
    // What was running is dropped, what waits is kept: a new worker goes on from there.
    else if (wasLive && reason === "stopped") this.#start("stopped_run");
    else if (wasLive && reason === "replaced") this.#start("replaced");
    else if (reason === "stopped") this.#show("idle", "stopped");
    else this.#show("error", `error_${reason}`, message);
  }

  /** @param {import("../python/interpreter.js").Progress} progress */
  #progress({ stage, loaded = 0, total = 0 }) {
    if (this.dataset.status !== "loading") return;
    if (this.#waiting.length === 0) this.#say(`stage_${stage}`);
    if (!total) return;
    const bar = /** @type {HTMLProgressElement} */ (this.#part("progress"));
    bar.max = total;
    bar.value = loaded;
    this.#part("bytes").textContent = this.#words("bytes", {
      loaded: (loaded / MEGABYTE).toFixed(1),
      total: (total / MEGABYTE).toFixed(1),
    });
  }

  /**
   * Show one status of the four, and what belongs to it.
   * @param {"idle" | "loading" | "live" | "error"} status
   * @param {string} words a key of the strings
   * @param {string} [details] somebody else's own words, kept below ours
   */
  #show(status, words, details = "") {
    this.dataset.status = status;
    this.#hold(() => {
      this.#button("start").hidden = status !== "idle";
      this.#button("retry").hidden = status !== "error";
      this.#busy(status === "loading");
    });
    for (const part of ["progress", "bytes"]) this.#part(part).hidden = status !== "loading";
    this.#part("details").hidden = !details;
    const quoted = this.#part("details").querySelector("pre");
    if (quoted) quoted.textContent = details;
    this.#say(words);
  }

  /** @param {boolean} busy */
  #busy(busy) {
    this.#hold(() => { this.#button("stop").hidden = !busy; });
    if (busy && this.dataset.status === "live") this.#say("busy");
  }

  /** A button that goes with the focus on it leaves it to what stands there next, or the keyboard would be back at the page's top. @param {() => void} change */
  #hold(change) {
    // Before the change: an element that is hidden is not the active one any more.
    const held = /** @type {HTMLElement | null} */ (document.activeElement);
    change();
    if (!held?.hidden || !held.matches(".live-demo__bar button") || !this.contains(held)) return;
    const next = this.querySelector(".live-demo__bar > button:not([hidden])") ?? this.#part("status");
    /** @type {HTMLElement} */ (next).focus({ preventScroll: true });
  }

  /** @param {string} action */
  #button(action) {
    return /** @type {HTMLButtonElement} */ (this.querySelector(`button[data-action="${action}"]`));
  }

  /** @param {string} key @param {Record<string, string>} [values] */
  #say(key, values) {
    const status = this.#part("status");
    const text = this.#words(key, values);
    // A screen reader speaks at every change, even to the same words.
    if (status.textContent !== text) status.textContent = text;
  }

  /** @param {string} key @param {Record<string, string>} [values] */
  #words(key, values = {}) {
    return (this.#strings[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  #scrollToEnd() {
    for (const box of this.#stage.querySelectorAll('[data-scroll="end"]')) box.scrollTop = box.scrollHeight;
  }
}

/**
 * Keep only the last of a run of events with one name: ten keystrokes that came
 * while Python was busy are one new sentence. What was sent all stays.
 * @param {DemoEvent[]} events
 */
function latest(events) {
  return events.filter((event, at) => !(event.typed && events[at + 1]?.typed && events[at + 1].name === event.name));
}

async function fetchIdiomorph() {
  try {
    // An address that failed once fails for as long as the page is open.
    idiomorph ??= (await Promise.race([import(tries++ ? `${IDIOMORPH}?${tries}` : IDIOMORPH), silence()])).Idiomorph;
  } catch (error) {
    throw new PythonError("network", String(error));
  }
}

/** A connection may die without a word; beside Python's downloads even a small file may take a while. */
function silence() {
  return new Promise((_, reject) => setTimeout(() => reject(new Error(`nothing in ${SILENCE} ms`)), SILENCE));
}

function nextFrame() {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

customElements.define("live-demo", LiveDemo);
