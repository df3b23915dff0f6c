// @ts-check
// The build writes this script into the page itself. On a slow network a reader sees a demo long before
// its script arrives; until then, this records what she presses or types, and <live-demo> does it again
// (replayEarlyEvents in events.js). It also says so if a file of the page does not arrive, and the next
// press fetches the page anew. It is written so that browsers without modules can run it.
{
  /** After this time without the demo's script a press is answered (milliseconds). */
  const TIMEOUT = 3500;
  const CONTROLS = "live-demo button, live-demo input, live-demo select, live-demo textarea, live-demo form";
  const KEY = "early " + location.pathname;

  /** @type {Map<HTMLElement, string>} the type of the last event at each control */
  const early = (window.early = new Map());
  /** Whether a file is known to be missing. */
  let failed = false;
  /** Whether the reader has been told so. */
  let reported = false;
  const unsupported = !("noModule" in document.createElement("script")) || typeof WebAssembly !== "object" || !("Exception" in WebAssembly);

  /** @param {Event} event */
  const record = (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const control = event.type === "click" ? /** @type {HTMLElement | null} */ (target.closest("button[type=button]")) : target;
    const demo = control && /** @type {HTMLElement | null} */ (control.closest("live-demo"));
    if (!control || !demo) return;
    const isStart = control.matches("[data-action=start]");
    if ("ready" in demo.dataset && !(isStart && stylesAreMissing())) return;
    if (event.type !== "input") event.preventDefault();
    event.stopPropagation();
    early.set(control, event.type);
    if (event.type === "input") return;
    const known = reason();
    if (known) say(demo, known);
    else if (failed || reported) fetchAnew(demo);
    else if (stylesAreMissing()) say(demo, "error_page");
    else waitForScript(demo);
  };
  for (const type of ["click", "input", "submit"]) document.addEventListener(type, record, true);

  /** Why no script of this page can run, as the key of an interface string, or "". */
  const reason = () => (location.protocol === "file:" ? "error_opened_file" : self.origin === "null" ? "error_sandboxed" : unsupported ? "error_unsupported" : "");

  /** @param {HTMLElement} demo */
  const waitForScript = (demo) => {
    setTimeout(() => "ready" in demo.dataset || say(demo, "error_page"), TIMEOUT);
  };

  const stylesAreMissing = () => {
    if (location.protocol === "file:") return false; // there no script may read a style sheet
    const links = /** @type {HTMLLinkElement[]} */ ([...document.querySelectorAll("link[rel=stylesheet]")]);
    return links.some(({ sheet }) => !sheet || sheet.cssRules.length === 0);
  };

  /** @param {HTMLElement} demo @param {string} key which of the interface strings to show */
  const say = (demo, key) => {
    reported = key === "error_page" || key === "error_network";
    const data = demo.querySelector("script[type='application/json']");
    const status = demo.querySelector("[data-part=status]");
    demo.dataset.status = "error";
    if (data && status) status.textContent = JSON.parse(data.textContent || "").strings[key];
  };

  /** Fetch the page and its files past the browser's cache, then load it again. @param {HTMLElement} demo */
  const fetchAnew = async (demo) => {
    const files = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => /\/assets\/(?!fonts|images|runtime)/.test(name));
    const page = fetch(location.href, { cache: "reload" }).then(({ ok }) => ok, () => false);
    const all = Promise.all(files.map((name) => fetch(name, { cache: "reload" }).catch(() => null)));
    const timeout = new Promise((resolve) => setTimeout(resolve, TIMEOUT));
    await Promise.race([all, timeout]);
    if (!(await Promise.race([page, timeout]))) return say(demo, "error_network");
    const controls = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll(CONTROLS)]);
    const done = [...early].map(([control, type]) => {
      const { value, checked } = /** @type {HTMLInputElement} */ (control);
      return { number: controls.indexOf(/** @type {HTMLInputElement} */ (control)), type, value, checked };
    });
    try {
      sessionStorage.setItem(KEY, JSON.stringify(done));
    } catch (_) {
      // Then the reader has to press and type again.
    }
    location.reload();
  };

  // Before module scripts run.
  document.addEventListener("readystatechange", () => {
    if (document.readyState !== "interactive") return;
    try {
      const done = JSON.parse(sessionStorage.getItem(KEY) || "[]");
      sessionStorage.removeItem(KEY);
      const controls = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(CONTROLS));
      for (const { number, type, value, checked } of done) {
        const control = controls[number];
        if (type === "input") Object.assign(control, { value, checked });
        early.set(control, type);
        if (type !== "input") waitForScript(/** @type {HTMLElement} */ (control.closest("live-demo")));
      }
    } catch (_) {
      // Nothing can be stored here, or the page has changed.
    }
  });

  addEventListener("error", (event) => {
    const { target, filename = "" } = /** @type {ErrorEvent} */ (event);
    const isMissing = target instanceof HTMLScriptElement && target.src.endsWith("/live-demo.js");
    // A file that is empty or of another build has not the names that others import from it.
    if (!isMissing && !(event instanceof ErrorEvent && event.error instanceof SyntaxError && /\/javascripts/.test(filename))) return;
    failed = true;
    for (const [control, type] of early) if (type !== "input") say(/** @type {HTMLElement} */ (control.closest("live-demo")), "error_page");
  }, true);
}
