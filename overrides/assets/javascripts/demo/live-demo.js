// @ts-check
/**
 * <live-demo name="…" data-status="idle|loading|live|error">
 *
 * The build puts a finished picture inside. Start makes it live: what the reader does becomes events (events.js), Python
 * turns the state and the events into a new state and new HTML (interpreter.js), which replaces the old (render.js).
 */

import { isGone } from "../network.js";
import { interpreter, PythonError } from "../python/interpreter.js";
// Not imported on demand: some browsers allow writing to the clipboard only at the moment of the click.
import { copyOrSelect, copyText } from "./clipboard.js";
import { EditorHost } from "./editor-host.js";
import { eventsInLink, listen, queryOf, replayEarlyEvents, sentEvents, withoutOutdated } from "./events.js";
import { layOutWhenIdle, Renderer } from "./render.js";
import { OWN_CELLS, read, SavedState } from "./saved-state.js";
import { StatusBar } from "./status-bar.js";
import { hasModuleWorkers, hasWebAssembly } from "./support.js";

/** @typedef {import("./events.js").DemoEvent} DemoEvent */

/** A call that takes longer shows the Stop button; most calls take a few milliseconds. */
const NOTICEABLE = 300;
/** After this time without a byte of Python the reader is told that it takes long (milliseconds). */
const SLOW = 3500;
/** How many times in a row Python is started again for one demo. */
const MAX_RESTARTS = 2;
/** Why Python ended while it ran, and what the bar says when a new one is there. */
const RESTART = { stopped: "stopped_run", replaced: "replaced", memory: "error_memory", deadline: "error_deadline" };

class LiveDemo extends HTMLElement {
  // Module scripts run after the page is parsed, so the content is already there.
  #stage = /** @type {HTMLElement} */ (this.querySelector('[data-part="stage"]'));
  #data = JSON.parse(this.dataset.data ?? this.querySelector(':scope > script[type="application/json"]')?.textContent ?? "{}");
  #bar = new StatusBar(this, this.#data.strings);
  #editors = new EditorHost(this.#stage, this.#data.source, (key, values) => this.#bar.say(key, values));
  #renderer = new Renderer(this.#stage, (area, text) => this.#editors.setText(area, text));
  #saved = new SavedState(this);
  /** Which answers need no Python in this state. @type {import("./ready-answers.js").Ready | undefined} */
  #ready = this.#data.ready;
  /** @type {Promise<void> | undefined} */
  #pictures;
  #state = /** @type {unknown} */ (this.#data.state);
  /** The last state that was made by the demos of this page; a saved one may be of an earlier build. */
  #validState = this.#state;
  /** Whether the stage shows #state without a call of Python. A program of the reader has to run all the same. */
  #isDrawn = typeof this.#data.state?.code !== "string";
  #waiting = /** @type {DemoEvent[]} */ ([]); // Events that Python has not seen yet.
  #calling = /** @type {DemoEvent[]} */ ([]); // Those that it is playing.
  #running = false;
  #restarts = 0;

  connectedCallback() {
    listen(this, {
      send: (events) => this.#send(events),
      input: (event) => this.#input(event),
      action: (name) => this.#action(name),
      share: (query) => this.#share(query),
      reset: (area) => this.#editors.setText(area, area.defaultValue),
      openFile: (file, area) => this.#fetched(import("./files.js").then(({ open }) => open(file, area, this.#bar, this.#editors, (events) => this.#send(events)))),
      saveFile: (area) => this.#data.file && this.#fetched(import("./files.js").then(({ download }) => download(this.#data.file, area.value))),
      copy: async (area) => this.#bar.say((await copyOrSelect(area)) ? "copied" : "copy_shown"),
      showLine: (line) => this.#editors.showLine(line),
    });
    this.#restore();
    this.#openSharedLink();
    this.#editors.openVisible();
    this.#renderer.whenNear(this, () => {
      if (this.#ready) import("./ready-answers.js").then(({ prefetch }) => this.#ready && prefetch(this.#ready, this.#renderer), () => {});
      if (this.#data.page) import("./embed.js").catch(() => {});
    });
    // early-events.js leaves the demo alone from now on.
    this.dataset.ready = "";
    replayEarlyEvents(this);
  }

  /** Take up what the last visit left. Its picture comes from Python: HTML that was stored is not trusted. */
  #restore() {
    // The last moment at which text that was not run can be saved.
    window.addEventListener("pagehide", () => this.#save());
    const saved = this.#saved.load();
    if (!saved) return;
    const drafts = this.#saved.restoreDrafts(saved.drafts);
    for (const area of drafts) this.#renderer.keepText(area);
    this.#isDrawn &&= !drafts[0] && !saved.state;
    if (!this.#data.remembered) return;
    if (saved.state) [this.#state, this.#ready] = [saved.state, undefined];
    this.#waiting.push(...saved.sent);
    if (saved.sent.length > 0) this.#bar.say("recalled_sent");
    else if (saved.state) this.#bar.say("recalled");
  }

  #save() {
    if (!this.isConnected) return; // a cell that the reader has removed
    const { remembered, state } = this.#data;
    // After Reset, Python's state is another object, but equal.
    const isChanged = remembered && JSON.stringify(this.#state) !== JSON.stringify(state);
    this.#saved.save({
      state: isChanged ? this.#state : undefined,
      sent: remembered ? sentEvents([...this.#calling, ...this.#waiting]) : [],
    });
  }

  /** A link to what somebody else saw waits for Start, too. */
  #openSharedLink() {
    const events = eventsInLink(location.search, this.getAttribute("name"), this.#data.shared);
    if (events.length === 0) return;
    this.#waiting.push(...events);
    this.#bar.say("shared");
    if (window === parent) this.scrollIntoView(); // in a frame it would scroll the page around it
  }

  /** @param {string} name */
  #action(name) {
    if (name === "start") this.#start();
    else if (name === "retry") this.#retry();
    else if (name === "stop") interpreter.stop();
    else this.#fetched(name === "tour" ? import("./tour.js").then((tour) => tour.toggle(this, this.#data))
      : this.getAttribute("name") === "cell" ? import("./own-cells.js").then((cells) => cells.change(this, name))
      : import("./embed.js").then(({ press }) => press(this, this.#data, name)));
  }

  /** Say so if what is fetched only now does not arrive. @param {Promise<void>} done */
  #fetched(done) {
    done.catch(() => this.#bar.say("error_network"));
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
    // While Python is busy, a phone may discard the page without any event.
    this.#save();
    if (this.#bar.status === "live") this.#play();
    else if (this.#bar.status === "loading") this.#bar.say("waiting");
    else if (this.#ready) this.#run();
    else this.#start();
  }

  /** Put a link to what is shown into the address bar and the clipboard. @param {string} query of the link that Python drew */
  async #share(query) {
    const events = eventsInLink(query, this.getAttribute("name"), this.#data.shared);
    if (events.length === 0) return;
    const address = new URL(`?${queryOf(this, events)}`, location.href);
    history.replaceState(null, "", address);
    this.#bar.say((await copyText(address.href)) ? "link_copied" : "link_shown");
  }

  /** @param {string} [then] which of the strings to show when the demo is live */
  async #start(then = "live") {
    if (this.#bar.status === "loading") return;
    this.#bar.show("loading", "stage_download");
    const slow = setTimeout(() => this.#bar.say("slow"), SLOW);
    const onProgress = (/** @type {Event} */ event) => {
      const { detail } = /** @type {CustomEvent<import("../python/interpreter.js").Progress>} */ (event);
      if (detail.loaded || detail.stage !== "download") clearTimeout(slow);
      this.#showProgress(detail);
    };
    interpreter.addEventListener("progress", onProgress);
    // Without it the demo still has ready shapes, but a demo that is live is one in which the reader can draw.
    if (this.querySelector("[data-draw], [data-save-picture]")) this.#pictures ??= import("./pictures.js").then((module) => module.listen(this, (event) => this.#input(event)), () => {});
    try {
      if (!hasWebAssembly()) throw new PythonError("unsupported");
      await Promise.all([interpreter.start(this.getAttribute("name")), this.#renderer.load(), this.#pictures]);
      clearTimeout(slow);
      const isDone = this.#isDrawn && !this.#waiting[0] && !this.#stage.querySelector("[data-tick], textarea:disabled");
      this.#bar.show("live", isDone ? then : "stage_replay");
      const [name, value] = Object.keys(this.#ready?.next ?? {})[0]?.split("\n") ?? [];
      this.#ready = undefined;
      if (!isDone) await this.#run(then);
      // Python loads what the reader's first event will need: it answers a ready button, and nothing is drawn.
      else this.#call(name ? [{ name, value }] : [], true).catch(() => {});
    } catch (error) {
      this.#fail(error);
    } finally {
      clearTimeout(slow);
      interpreter.removeEventListener("progress", onProgress);
    }
  }

  /** @param {DemoEvent[]} events @param {boolean} [unseen] */
  #call(events, unseen) {
    return interpreter.call({ demo: this.getAttribute("name"), language: this.lang, state: this.#state, events }, unseen);
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
    (await isGone(new URL("../manifest.json", import.meta.url))) ? location.reload() : this.#start();
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
    this.#stage.setAttribute("aria-busy", "true");
    const failure = await this.#playAll(then).catch((error) => error);
    this.#running = false;
    this.#stage.setAttribute("aria-busy", "false");
    if (failure) this.#fail(failure);
  }

  /** @param {string} then */
  async #playAll(then) {
    /** What moves by itself is drawn at most once a frame, and not while nobody sees the page. @type {Promise<unknown> | undefined} */
    let frame;
    do {
      this.#calling = withoutOutdated(this.#waiting.splice(0));
      const noticed = setTimeout(() => this.#ready || this.#bar.setBusy(true), NOTICEABLE);
      try {
        const { state, html, interrupted, ready } = await (this.#ready ? this.#readyAnswer(this.#ready) : this.#call(this.#calling));
        await frame;
        this.#ready &&= ready; // undefined if Python has started meanwhile
        // Another demo's call was ended before this one had its turn.
        if (interrupted) then = interrupted === "stopped" ? "stopped_run" : interrupted;
        this.#state = this.#validState = state;
        this.#restarts = 0;
        if (this.#calling[0]) delete this.dataset.halted;
        this.#renderer.render(html, this.#calling[0]?.name === "tick" && !this.#calling[1]);
        this.#editors.markErrorLine();
      } catch (error) {
        const { reason } = /** @type {PythonError} */ (error);
        // If Python was not there, these events are still to be played. What it ran when it failed is lost.
        if (reason in RESTART) this.dataset.halted = "";
        else if (reason !== "python") this.#waiting.unshift(...this.#calling);
        throw error;
      } finally {
        this.#calling = [];
        clearTimeout(noticed);
        if (this.#bar.status !== "loading") this.#bar.setBusy(false);
      }
      this.#save();
      if (this.#bar.status === "live") this.#bar.say(then);
      const tick = this.#stage.querySelector("[data-tick]");
      // A call was ended: what moves by itself would be ended again, so it waits for the reader.
      if (tick && this.dataset.halted == null) {
        // Python computes the next picture meanwhile.
        frame = new Promise((resolve) => requestAnimationFrame(resolve));
        this.#waiting.push({ name: "tick", value: tick.getAttribute("data-tick") ?? "", replaceable: true });
      }
    } while (this.#waiting.length > 0);
  }

  /** @param {import("./ready-answers.js").Ready} ready */
  #readyAnswer(ready) {
    return import("./ready-answers.js").then(({ answer }) => answer(ready, this.#calling, this.#renderer)).catch(() => { throw new PythonError("unready"); });
  }

  /** @param {unknown} error */
  #fail(error) {
    let reason = error instanceof PythonError ? error.reason : "crash";
    if (this.#bar.status === "loading" && !hasModuleWorkers()) reason = "unsupported";
    const message = error instanceof Error ? error.message : String(error);
    const wasLive = this.#bar.status === "live";
    const isHopeless = reason in RESTART && this.#restarts >= MAX_RESTARTS;
    if (reason === "unready") wasLive ? this.#play() : this.#start();
    else if ((reason === "python" || isHopeless) && this.#state !== this.#validState) {
      // The state of an earlier visit does not fit today's Python, so begin anew.
      this.#state = this.#validState;
      this.#run();
    } else if (reason === "python") this.#bar.show("live", "error_python", message);
    // A new worker continues with the waiting events.
    else if (wasLive && reason in RESTART && this.#restarts++ < MAX_RESTARTS) this.#start(RESTART[/** @type {keyof typeof RESTART} */ (reason)]);
    else if (reason === "stopped") this.#bar.show("idle", "stopped");
    else this.#bar.show("error", reason === "replaced" ? reason : `error_${reason}`, message);
  }
}

customElements.define("live-demo", LiveDemo);
layOutWhenIdle();
if (read(OWN_CELLS)) import("./own-cells.js").then(({ restore }) => restore(), () => {});
