// @ts-check
/**
 * Puts Python's HTML into a demo. What does it is fetched when it is needed: sanitize.js, and morph.js with Idiomorph.
 */

import { PythonError } from "../python/interpreter.js";

const IDIOMORPH = "../../vendor/idiomorph-0.7.4/idiomorph.esm.js";
const MORPH = "./morph.js";
const SANITIZE = "./sanitize.js";
/** How long to wait for these (milliseconds). */
const TIMEOUT = 20_000;
/** How long a picture stays for readers who want less motion (milliseconds). */
const STILL = 1000;
const lessMotion = matchMedia("(prefers-reduced-motion)");

export class Renderer {
  // These are the same for the whole page, like the browser's own list of modules.
  /** @type {ReturnType<typeof import("./morph.js").morphBy> | undefined} */
  static #morph;
  /** @type {((html: string) => DocumentFragment) | undefined} */
  static #sanitize;
  static #attempts = 0;
  /** @type {Promise<void> | undefined} */
  static #loading;

  #stage;
  #setText;
  /** Editors with a text of the last visit, which the first picture does not replace. @type {WeakSet<HTMLTextAreaElement>} */
  #drafts = new WeakSet();
  #nextPicture = 0;

  /**
   * @param {HTMLElement} stage where the demo is drawn
   * @param {(area: HTMLTextAreaElement, text: string) => void} setText called if Python has a new text for a code editor
   */
  constructor(stage, setText) {
    this.#stage = stage;
    this.#setText = setText;
  }

  /** Fetch what draws; called when Python is fetched, because nothing is drawn before. Rejects with a PythonError. */
  load() {
    return (Renderer.#loading ??= this.#fetch().catch((error) => {
      Renderer.#loading = undefined;
      throw error;
    }));
  }

  async #fetch() {
    // A browser does not fetch a module again whose address failed once, so each attempt has its own address.
    const suffix = Renderer.#attempts++ ? `?${Renderer.#attempts}` : "";
    try {
      const all = Promise.all([import(IDIOMORPH + suffix), import(MORPH + suffix), import(SANITIZE + suffix).then(({ load }) => load(suffix))]);
      const [{ Idiomorph }, { morphBy }, makeSanitize] = await Promise.race([all, timeout()]);
      const sanitize = (Renderer.#sanitize ??= makeSanitize());
      // The browser compiles a function when it is first called: better now, while Python loads, than at the first picture.
      sanitize(this.#stage.innerHTML);
      Renderer.#morph ??= morphBy(Idiomorph);
    } catch (error) {
      throw new PythonError("network", String(error));
    }
  }

  /** Do not let the first picture replace an editor's text. @param {HTMLTextAreaElement} area */
  keepText(area) {
    this.#drafts.add(area);
  }

  /**
   * Show HTML of Python, after load(). Readers who want less motion see one picture in a second of what moves by itself, and the last.
   * @param {string} html which a reader's own Python may have changed
   * @param {boolean} movesByItself whether the reader has done nothing for it
   */
  render(html, movesByItself) {
    if (!Renderer.#sanitize) throw new Error("call load() first");
    const now = performance.now();
    if (lessMotion.matches && movesByItself && now < this.#nextPicture && html.includes("data-tick")) return;
    this.#nextPicture = now + STILL;
    Renderer.#morph?.(this.#stage, Renderer.#sanitize(html), (area, fresh) => this.#updateText(area, fresh));
    this.#drafts = new WeakSet();
    this.#scrollToEnd();
  }

  /**
   * An editor contains the reader's own text: change it only if Python has another text than before.
   * @param {HTMLTextAreaElement} area @param {HTMLTextAreaElement} fresh
   */
  #updateText(area, fresh) {
    const text = fresh.defaultValue;
    if (text === area.defaultValue) return;
    area.defaultValue = text;
    if (!this.#drafts.has(area)) this.#setText(area, text);
  }

  /**
   * When the demo comes near, call `action` and scroll to the last message: earlier the browser would have to lay out the demo for that.
   * @param {HTMLElement} demo @param {() => void} action
   */
  whenNear(demo, action) {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      this.#scrollToEnd();
      action();
    });
    observer.observe(demo);
  }

  #scrollToEnd() {
    for (const box of this.#stage.querySelectorAll('[data-scroll="end"]')) box.scrollTop = box.scrollHeight;
  }
}

/**
 * Lay the demos out before they come into sight, each in its own idle moment, so that the text below one does not move
 * then. Not those above what is in sight: it would move under the reader's finger.
 */
export async function layOutWhenIdle() {
  if (document.readyState !== "complete") await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  for (const demo of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("live-demo"))) {
    await new Promise((resolve) => (window.requestIdleCallback ?? setTimeout)(resolve));
    if (demo.getBoundingClientRect().bottom < 0) continue;
    demo.style.contentVisibility = "visible";
    demo.getBoundingClientRect(); // now, not together with the next one
  }
}

/** A connection may break without an error. @returns {Promise<never>} */
function timeout() {
  return new Promise((_, reject) => setTimeout(() => reject(new Error(`no answer in ${TIMEOUT} ms`)), TIMEOUT));
}
