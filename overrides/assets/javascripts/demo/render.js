// @ts-check
/**
 * Puts Python's HTML into a demo. Idiomorph changes only the elements that differ, so that the focus,
 * the scrolling and what the reader is typing survive.
 */

import { PythonError } from "../python/interpreter.js";

/** @typedef {typeof import("../../vendor/idiomorph-0.7.4/idiomorph.esm.js").Idiomorph} Idiomorph */

const IDIOMORPH = "../../vendor/idiomorph-0.7.4/idiomorph.esm.js";
/** How long to wait for Idiomorph: Python's large files are on their way at the same time (milliseconds). */
const TIMEOUT = 60_000;
const FORBIDDEN = "base, embed, iframe, link, meta, object, script, style";

export class Renderer {
  // One for the whole page, like the browser's own list of modules.
  /** @type {Idiomorph | undefined} */
  static #idiomorph;
  static #attempts = 0;

  /** What Python returned last. The stage itself also contains the elements of the code editors. */
  html = "";
  #stage;
  #setText;

  /**
   * @param {HTMLElement} stage where the demo is drawn
   * @param {(area: HTMLTextAreaElement, text: string) => void} setText called if Python has a new text for a code editor
   */
  constructor(stage, setText) {
    this.#stage = stage;
    this.#setText = setText;
  }

  /** Fetch Idiomorph; called when Python is fetched, because nothing is drawn before. Rejects with a PythonError. */
  async load() {
    // A browser does not fetch a module again whose address failed once, so each attempt has its own address.
    const address = Renderer.#attempts++ ? `${IDIOMORPH}?${Renderer.#attempts}` : IDIOMORPH;
    try {
      Renderer.#idiomorph ??= /** @type {Idiomorph} */ ((await Promise.race([import(address), timeout()])).Idiomorph);
    } catch (error) {
      throw new PythonError("network", String(error));
    }
  }

  /** Show HTML that was saved in an earlier visit, before Idiomorph is there. @param {string} html */
  restore(html) {
    this.html = html;
    this.#stage.replaceChildren(sanitize(html));
  }

  /** @param {string} html from Python, which escapes the reader's text in it */
  render(html) {
    this.html = html;
    Renderer.#idiomorph?.morph(this.#stage, sanitize(html), {
      morphStyle: "innerHTML",
      callbacks: {
        beforeNodeMorphed: (/** @type {Node} */ old, /** @type {Node} */ fresh) => {
          // Most elements have not changed, and the browser compares them faster than Idiomorph does.
          if (old.isEqualNode(fresh)) return false;
          if (!(old instanceof HTMLElement)) return true;
          if (old.matches("textarea[data-editor]")) {
            this.#updateText(/** @type {HTMLTextAreaElement} */ (old), /** @type {HTMLTextAreaElement} */ (fresh));
          }
          return !old.matches("textarea[data-editor], .code-editor");
        },
        // What the reader unfolded stays unfolded, and the field that she is using keeps its value.
        beforeAttributeUpdated: (/** @type {string} */ name, /** @type {Element} */ node) =>
          name !== "open" && !(name === "value" && node === document.activeElement && node.matches("input")),
        // Python's HTML does not contain the editors: code-editor.js puts them after the text areas.
        beforeNodeRemoved: (/** @type {Node} */ old) => !(old instanceof HTMLElement && old.matches(".code-editor")),
      },
    });
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
    this.#setText(area, text);
  }

  /** Scroll to the last message when the demo comes near: earlier the browser would have to lay it out for that. @param {HTMLElement} demo */
  scrollToEndWhenNear(demo) {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      this.#scrollToEnd();
    });
    observer.observe(demo);
  }

  #scrollToEnd() {
    for (const box of this.#stage.querySelectorAll('[data-scroll="end"]')) box.scrollTop = box.scrollHeight;
  }
}

/**
 * Lay a demo out when the page is idle, before it comes into sight, so that the text below it does not move then.
 * @param {HTMLElement} demo
 */
export async function layOutWhenIdle(demo) {
  if (document.readyState !== "complete") await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  (window.requestIdleCallback ?? setTimeout)(() => { demo.style.contentVisibility = "visible"; });
}

/**
 * Make HTML of Python safe to insert. A reader's own Python may return any HTML, so elements that act
 * on the page outside the demo are removed. The page's Content-Security-Policy blocks event handlers and
 * images of other hosts, and CSS containment (live-demo.css) stops a box from covering the page.
 * @param {string} html
 */
function sanitize(html) {
  // Inside a template the browser loads nothing and runs nothing.
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const element of template.content.querySelectorAll(FORBIDDEN)) element.remove();
  return template.content;
}

/** A connection may break without an error. @returns {Promise<never>} */
function timeout() {
  return new Promise((_, reject) => setTimeout(() => reject(new Error(`no answer in ${TIMEOUT} ms`)), TIMEOUT));
}
