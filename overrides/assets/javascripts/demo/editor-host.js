// @ts-check
/** The code editors of one demo. code-editor.js is fetched when the first of them opens. */

const EDITORS = "textarea[data-editor]";
/** Text areas that do not become an editor yet. */
const WAITING = "details:not([open]) *, [data-when-touched]";

export class EditorHost {
  #stage;
  #source;
  #say;
  /** @type {Promise<typeof import("./code-editor.js") | null> | undefined} null if it could not be fetched */
  #module;

  /**
   * @param {HTMLElement} stage where the demo is drawn
   * @param {string} source the file, below assets/, whose text the editor shows if the built page leaves it out; or ""
   * @param {import("./code-editor.js").Say} say shows a message
   */
  constructor(stage, source, say) {
    this.#stage = stage;
    this.#source = source;
    this.#say = say;
    stage.addEventListener("focusin", ({ target }) => {
      const area = /** @type {HTMLTextAreaElement} */ (target);
      if (area.matches("textarea[data-when-touched]")) this.#open(area);
    });
    // `toggle` does not bubble, but the capture phase sees it.
    stage.addEventListener("toggle", () => this.openVisible(), true);
  }

  get #areas() {
    return /** @type {HTMLTextAreaElement[]} */ ([...this.#stage.querySelectorAll(EDITORS)]);
  }

  /** Turn every text area that is not folded away into an editor. */
  async openVisible() {
    await Promise.all(this.#areas.filter((area) => !area.matches(WAITING)).map((area) => this.#open(area)));
  }

  /** @param {HTMLTextAreaElement} area */
  async #open(area) {
    this.#module ??= import("./code-editor.js").catch(() => null);
    await (await this.#module)?.openEditor(area, this.#source, this.#say);
    this.markErrorLine();
  }

  /** Mark the line that Python's HTML names as wrong; if it names none, remove the mark. */
  async markErrorLine() {
    const line = Number(this.#stage.querySelector("[data-error-line]")?.getAttribute("data-error-line")) || null;
    for (const area of this.#areas) (await this.#module)?.markLine(area, line);
  }

  /** Show another text. @param {HTMLTextAreaElement} area @param {string} text */
  async setText(area, text) {
    area.value = text;
    area.disabled = false;
    (await this.#module)?.setText(area, text);
    this.openVisible();
  }

  /** Unfold the demo's first editor and select a line of it. @param {number} line 1-based */
  async showLine(line) {
    const [area] = this.#areas;
    const folded = area.closest("details");
    if (folded) folded.open = true;
    await this.#open(area);
    (await this.#module)?.showLine(area, line);
  }
}
