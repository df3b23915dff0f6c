// @ts-check
/**
 * <live-demo name="…" data-status="idle|loading|live|error">
 *
 * The build puts a finished picture inside. Start makes it live: what the reader does becomes
 * events (events.js), Python turns the state and the events into a new state and new HTML
 * (interpreter.js), and the new HTML replaces the old (render.js). This file says what happens when.
 */

import { interpreter, PythonError } from "../python/interpreter.js";
// Not imported on demand: some browsers allow writing to the clipboard only at the moment of the click.
import { copyOrSelect, copyText, downloadText, readText } from "./clipboard-and-files.js";
import { EditorHost } from "./editor-host.js";
import { earlyEvents, listen, replayEarlyEvents, sentEvents, sharedEvents, withoutOutdated } from "./events.js";
import { layOutWhenIdle, Renderer } from "./render.js";
import { loadState, restoreDrafts, saveState } from "./saved-state.js";
import { StatusBar } from "./status-bar.js";

/** @typedef {import("./events.js").DemoEvent} DemoEvent */

/** A call that takes longer shows the Stop button; most calls take a few milliseconds. */
const NOTICEABLE = 300;

class LiveDemo extends HTMLElement {
  // Module scripts run after the page is parsed, so the content is already there.
  #stage = /** @type {HTMLElement} */ (this.querySelector('[data-part="stage"]'));
  #data = JSON.parse(this.querySelector(':scope > script[type="application/json"]')?.textContent ?? "{}");
  #bar = new StatusBar(this, this.#data.strings);
  #editors = new EditorHost(this.#stage);
  #renderer = new Renderer(this.#stage, (area, text) => this.#editors.setText(area, text));
  #state = /** @type {unknown} */ (this.#data.state);
  /** The last state that was made by this version of the demos; a saved one may be older. */
  #validState = this.#state;
  /** Events that Python has not seen yet. @type {DemoEvent[]} */
  #waiting = [];
  #running = false;

  connectedCallback() {
    listen(this, {
      send: (events) => this.#send(events),
      input: (event) => this.#input(event),
      action: (name) => this.#action(name),
      share: (address) => this.#share(address),
      reset: (area) => this.#setText(area, area.defaultValue),
      openFile: (file, area) => this.#openFile(file, area),
      saveFile: (name, area) => downloadText(name, area.value),
      copy: async (area) => this.#bar.say((await copyOrSelect(area)) ? "copied" : "copy_shown"),
      showLine: (line) => this.#editors.showLine(line),
    });
    this.#restore();
    this.#openSharedLink();
    this.#editors.openVisible();
    this.#renderer.scrollToEndWhenNear(this);
    replayEarlyEvents(this);
    layOutWhenIdle(this);
  }

  /** Show what the last visit left, before Python is there. */
  #restore() {
    // The last moment at which text that was not run can be saved.
    window.addEventListener("pagehide", () => this.#save());
    const saved = loadState(this);
    if (!saved) return;
    const isCurrent = saved.version === this.#data.version;
    this.#state = saved.state;
    this.#waiting.push(...saved.sent);
    // If the reader is typing already, do not replace the field: then Python draws the last visit after Start.
    if (saved.html && isCurrent && earlyEvents(this).length === 0) this.#renderer.restore(saved.html);
    restoreDrafts(this, saved.drafts);
    this.#bar.say(saved.sent.length > 0 ? "recalled_sent" : isCurrent ? "recalled" : "recalled_older");
  }

  #save() {
    const sent = sentEvents(this.#waiting);
    saveState(this, { version: this.#data.version, state: this.#state, html: this.#renderer.html, sent });
  }

  /** A link to what somebody else saw waits for Start, too. */
  #openSharedLink() {
    const events = sharedEvents(this);
    if (events.length === 0) return;
    this.#waiting.push(...events);
    this.#bar.say("shared");
    this.scrollIntoView();
  }

  /** @param {string} name */
  #action(name) {
    if (name === "start") this.#start();
    else if (name === "retry") this.#retry();
    else if (name === "stop") interpreter.stop();
  }

  /** @param {DemoEvent} event */
  #input(event) {
    this.#waiting.push(event);
    // Before Python is there, typing starts nothing: it waits for Start or Enter.
    if (this.#bar.status === "live") this.#play();
  }

  /** @param {DemoEvent[]} events */
  #send(events) {
    this.#waiting.push(...events);
    // While Python loads, a phone may discard the page without any event.
    if (this.#bar.status !== "live") this.#save();
    if (this.#bar.status === "live") this.#play();
    else if (this.#bar.status === "loading") this.#bar.say("waiting");
    else this.#start();
  }

  /** Put a link to what is shown into the address bar and the clipboard. @param {string} address */
  async #share(address) {
    history.replaceState(null, "", address);
    this.#bar.say((await copyText(address)) ? "link_copied" : "link_shown");
  }

  /** @param {HTMLTextAreaElement} area @param {string} text */
  async #setText(area, text) {
    area.value = text;
    await this.#editors.setText(area, text);
  }

  /** @param {File} file @param {HTMLTextAreaElement} area */
  async #openFile(file, area) {
    const text = await readText(file);
    if (text === null) this.#bar.say("not_text", { name: file.name });
    // Too long for the editor: send it alone, because Python's answer says so in the demo's own words.
    else if (text.length > area.maxLength) this.#send([{ name: area.name, value: text }]);
    else {
      await this.#setText(area, text);
      area.form?.requestSubmit();
    }
  }

  /** @param {string} [then] which of the strings to show when the demo is live */
  async #start(then = "live") {
    if (this.#bar.status === "loading") return;
    this.#bar.show("loading", "stage_download");
    const onProgress = (/** @type {Event} */ event) => this.#showProgress(/** @type {CustomEvent} */ (event).detail);
    interpreter.addEventListener("progress", onProgress);
    try {
      await Promise.all([interpreter.start(this.getAttribute("name")), this.#renderer.load()]);
      this.#bar.show("live", "stage_replay");
      await this.#run(then);
    } catch (error) {
      this.#fail(error);
    } finally {
      interpreter.removeEventListener("progress", onProgress);
    }
  }

  /** @param {import("../python/interpreter.js").Progress} progress */
  #showProgress({ stage, loaded = 0, total = 0 }) {
    if (this.#bar.status !== "loading") return;
    // If events wait, the bar goes on saying so.
    if (this.#waiting.length === 0) this.#bar.say(`stage_${stage}`);
    if (total) this.#bar.showBytes(loaded, total);
  }

  /** After a deploy the host no longer has the files of this page: then only a reload helps. */
  async #retry() {
    const manifest = new URL("../manifest.json", import.meta.url);
    const answer = await fetch(manifest, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(5000) }).catch(() => null);
    if (answer?.status === 404) location.reload();
    else this.#start();
  }

  /** Stop in another demo ends the Python of this demo, too: then start it again. */
  #play() {
    if (interpreter.isStarted) this.#run();
    else this.#start();
  }

  /** Play the waiting events until none is left. @param {string} [then] which of the strings to show afterwards */
  async #run(then = "live") {
    if (this.#running) return;
    this.#running = true;
    this.#stage.ariaBusy = "true";
    const failure = await this.#playAll(then).catch((error) => error);
    this.#running = false;
    this.#stage.ariaBusy = "false";
    if (failure) this.#fail(failure);
  }

  /** @param {string} then */
  async #playAll(then) {
    do {
      const events = withoutOutdated(this.#waiting.splice(0));
      const noticed = setTimeout(() => this.#bar.setBusy(true), NOTICEABLE);
      try {
        const request = { demo: this.getAttribute("name"), language: this.lang, state: this.#state, events };
        const { state, html } = await interpreter.call(request);
        this.#state = this.#validState = state;
        this.#renderer.render(html);
        this.#editors.markErrorLine();
      } finally {
        clearTimeout(noticed);
        this.#bar.setBusy(false);
      }
      this.#save();
      if (this.#bar.status === "live") this.#bar.say(then);
      const tick = this.#stage.querySelector("[data-tick]");
      if (tick) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        this.#waiting.push({ name: "tick", value: tick.getAttribute("data-tick") ?? "", typed: true });
      }
    } while (this.#waiting.length > 0);
  }

  /** @param {unknown} error */
  #fail(error) {
    const reason = error instanceof PythonError ? error.reason : "crash";
    const message = error instanceof Error ? error.message : String(error);
    const wasLive = this.#bar.status === "live";
    if (reason === "python" && this.#state !== this.#validState) {
      // The state of an earlier visit does not fit today's Python, so begin anew.
      this.#state = this.#validState;
      this.#run();
    } else if (reason === "python") this.#bar.show("live", "error_python", message);
    // The call that was running is lost; a new worker continues with the waiting events.
    else if (wasLive && reason === "stopped") this.#start("stopped_run");
    else if (wasLive && reason === "replaced") this.#start("replaced");
    else if (reason === "stopped") this.#bar.show("idle", "stopped");
    else this.#bar.show("error", `error_${reason}`, message);
  }
}

customElements.define("live-demo", LiveDemo);
