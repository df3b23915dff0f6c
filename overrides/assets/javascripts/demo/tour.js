// @ts-check
/**
 * The guided tour of a demo: a panel above its picture that says one thing at a time and outlines the part of which it
 * speaks. Fetched when the reader asks for it; the steps come from the demo (demos/attention/view/tour.py).
 *
 * The panel is a non-modal <dialog> in the flow of the page, with a sticky position, so it covers nothing by itself. With
 * popover and CSS anchors it would lie over the page, and in browsers without anchors it would need another place.
 * A style rule outlines the part, not an attribute, because the demo's HTML is replaced while the tour is open.
 */

/**
 * @typedef {{ selector: string, part: string, text: string }} Step
 * @typedef {{ tour: Step[], strings: Record<string, string> }} Data what the build wrote into the page
 */

/** Space around an outlined part (pixels). */
const MARGIN = 14;

/** Open the tour, or end it if it is open; a page shows one at a time. @param {HTMLElement} demo @param {Data} data */
export function toggle(demo, data) {
  const open = /** @type {HTMLDialogElement | null} */ (document.querySelector("live-demo > .tour"));
  open?.close();
  if (open?.parentElement !== demo) openTour(demo, data);
}

/** @param {HTMLElement} demo @param {Data} data */
function openTour(demo, { tour, strings }) {
  const stage = /** @type {HTMLElement} */ (demo.querySelector('[data-part="stage"]'));
  const button = /** @type {HTMLElement} */ (demo.querySelector('[data-action="tour"]'));
  const sheet = new CSSStyleSheet();
  const ended = new AbortController();
  const observer = new MutationObserver(() => unfold());
  // The page above changes its size when a font arrives, a demo is laid out, or a phone is turned. In the next frame,
  // because scrollToPart itself changes sizes.
  const resized = new ResizeObserver(() => requestAnimationFrame(() => isFollowing && !ended.signal.aborted && scrollToPart()));
  /** The folds that the tour has opened. @type {Set<HTMLDetailsElement>} */
  const unfolded = new Set();
  let at = 0;
  /** Whether the reader has gone from the panel to the part. */
  let isAway = false;
  /** Whether the page scrolls to the part again when it has moved: until the reader does something. */
  let isFollowing = true;

  const title = node("p", "");
  const text = node("p", "");
  [title.id, text.id] = ["tour-title", "tour-text"];
  const back = node("button", strings.tour_back, () => show(at - 1));
  const next = node("button", "", () => (at + 1 < tour.length ? show(at + 1) : panel.close()));
  const go = node("button", strings.tour_go, () => {
    isAway = true;
    control()?.focus({ preventScroll: true });
  });
  const end = node("button", strings.tour_end, () => panel.close());
  const panel = document.createElement("dialog");
  panel.className = "tour";
  panel.tabIndex = -1;
  panel.setAttribute("aria-labelledby", title.id);
  panel.setAttribute("aria-describedby", text.id);
  // The focus stays on the button when a step follows, so the new text has to be read out.
  for (const one of [title, text]) one.setAttribute("aria-live", "polite");
  const buttons = document.createElement("p");
  buttons.append(back, next, end, go);
  panel.append(title, text, buttons);

  const part = () => /** @type {HTMLElement | null} */ (stage.querySelector(tour[at].selector));
  const control = () => /** @type {HTMLElement | null | undefined} */ (part()?.querySelector("button, input:is(:checked, :not([type=radio])), select"));

  /** Open the folds around the part, but not those that the reader has closed since. */
  function unfold() {
    for (let fold = part()?.parentElement?.closest("details"); fold && stage.contains(fold); fold = fold.parentElement?.closest("details")) {
      if (fold.open || unfolded.has(fold)) continue;
      fold.open = true;
      unfolded.add(fold);
    }
  }

  /** @param {number} step */
  function show(step) {
    const focused = document.activeElement;
    at = step;
    isAway = false;
    isFollowing = true;
    title.textContent = strings.tour_step.replace("{step}", String(at + 1)).replace("{count}", String(tour.length)).replace("{part}", tour[at].part);
    text.textContent = tour[at].text;
    next.textContent = at + 1 < tour.length ? strings.tour_next : strings.tour_end;
    back.hidden = at === 0;
    end.hidden = at + 1 === tour.length;
    unfold();
    go.hidden = !control();
    if (focused instanceof HTMLElement && focused.hidden) next.focus({ preventScroll: true });
    scrollToPart();
  }

  /** Bring the part below the panel, and outline it. */
  function scrollToPart() {
    // On the full screen nothing of the page is above the demo.
    const header = document.fullscreenElement ? 0 : document.querySelector(".md-header")?.getBoundingClientRect().height ?? 0;
    demo.dataset.touring = String(at);
    sheet.replaceSync(`live-demo[data-touring="${at}"] {
      & > .tour { inset-block-start: ${header}px }
      & :is(${tour[at].selector}) {
        border-radius: 2px;
        outline: 3px solid var(--md-accent-fg-color);
        outline-offset: 5px;
        scroll-margin-block: ${header + panel.offsetHeight + MARGIN}px ${MARGIN}px;
      }
    }`);
    const behavior = matchMedia("(prefers-reduced-motion)").matches ? "instant" : "smooth";
    part()?.scrollIntoView({ block: "start", behavior });
  }

  document.addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.key !== "Escape" || event.defaultPrevented || !(demo.contains(target) || target === document.body)) return;
    if (isAway && !panel.contains(target)) panel.focus({ preventScroll: true });
    else panel.close();
    isAway = false;
  }, { signal: ended.signal });

  for (const type of ["wheel", "pointerdown", "keydown"]) {
    document.addEventListener(type, () => { isFollowing = false; }, { passive: true, signal: ended.signal });
  }

  panel.addEventListener("close", () => {
    ended.abort();
    for (const one of [observer, resized]) one.disconnect();
    for (const fold of unfolded) fold.open = false;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    delete demo.dataset.touring;
    panel.remove();
    button.setAttribute("aria-expanded", "false");
    button.focus();
    // close() has given the focus back without scrolling, unless it was elsewhere.
    button.scrollIntoView({ block: "nearest" });
  }, { once: true });

  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  stage.before(panel);
  button.setAttribute("aria-expanded", "true");
  next.autofocus = true;
  panel.show();
  show(0);
  for (const one of [panel, document.body]) resized.observe(one);
  observer.observe(stage, { childList: true, subtree: true });
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {string} text @param {() => void} [action] what a press does
 */
function node(tag, text, action) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (made instanceof HTMLButtonElement) made.type = "button";
  if (action) made.addEventListener("click", action);
  return made;
}
