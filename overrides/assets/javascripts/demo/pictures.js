// @ts-check
/**
 * Drawing in a demo, and saving what it has drawn. Fetched when a demo with such a picture is started.
 *
 *   <svg data-draw="name">     a stroke by finger or mouse is an event {name, value: "x,y x,y …"} in the viewBox's units.
 *                              With the focus, the arrow keys send "left", "right", "up" and "down", Enter and Space "place"
 *   <button data-save-picture="svg">, "png"
 *                              in a <figure>: downloads its <svg>, with the figure's aria-label, if it has one, and its
 *                              <figcaption> as lines that say what it is
 */

import { download } from "./files.js";

/** @typedef {import("./events.js").DemoEvent} DemoEvent */

const KEYS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down", Enter: "place", " ": "place" };
/** A stroke is sent as fewer points than this: Python would have too much to read. */
const MAX_POINTS = 2000;
/** Pixels of a saved PNG for one unit of the picture. */
const SCALE = 4;
/** Space around a saved picture, and the height of its line of text, in the picture's units. */
const MARGIN = 8;
const LINE = 18;
const SVG = "http://www.w3.org/2000/svg";
/** What our style sheets set in pictures. */
const PROPERTIES = [
  "direction", "display", "fill", "fill-opacity", "font-family", "font-size", "font-weight", "opacity", "shape-rendering", "stroke", "stroke-dasharray",
  "stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-width", "text-anchor", "transform", "vector-effect", "visibility",
];

/**
 * Listen for strokes and for presses on the buttons that save.
 * @param {HTMLElement} demo
 * @param {(event: DemoEvent) => void} send
 */
export function listen(demo, send) {
  demo.addEventListener("pointerdown", (event) => {
    const picture = drawnIn(event);
    if (picture && event.isPrimary && event.button === 0) stroke(picture, event, send);
  });
  demo.addEventListener("keydown", (event) => {
    const picture = drawnIn(event);
    const value = KEYS[/** @type {keyof typeof KEYS} */ (event.key)];
    if (!picture || !value || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    send({ name: nameOf(picture), value });
  });
  demo.addEventListener("click", ({ target }) => {
    const button = /** @type {HTMLElement} */ (target).closest("button");
    const figure = button?.closest("figure");
    const picture = figure?.querySelector("svg");
    const kind = button?.dataset.savePicture;
    const said = [figure?.getAttribute("aria-label"), figure?.querySelector("figcaption")?.textContent].map((text) => text?.trim() ?? "").filter(Boolean);
    if (kind && picture) save(picture, said, kind, `${demo.getAttribute("name")}.${kind}`);
  });
}

/** @param {Event} event @returns {SVGSVGElement | null} */
const drawnIn = (event) => /** @type {Element} */ (event.target).closest("svg[data-draw]");

const nameOf = (/** @type {SVGSVGElement} */ picture) => picture.dataset.draw ?? "";

/**
 * Follow a pointer until it goes up. The stroke is shown over the picture meanwhile, because Python draws the picture
 * anew while it trains.
 * @param {SVGSVGElement} picture @param {PointerEvent} down @param {(event: DemoEvent) => void} send
 */
function stroke(picture, down, send) {
  down.preventDefault();
  picture.focus({ preventScroll: true });
  picture.setPointerCapture(down.pointerId);
  const line = document.createElementNS(SVG, "polyline");
  line.setAttribute("class", "stroke");
  picture.append(line);
  /** @type {string[]} */
  let points = [];
  let every = 1;
  let seen = 0;
  const add = (/** @type {PointerEvent} */ event) => {
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM()?.inverse());
    if (seen++ % every === 0) points.push(`${x.toFixed(1)},${y.toFixed(1)}`);
    // A long stroke is kept to its end: from now on with half as many of its points.
    if (points.length === MAX_POINTS) [points, every] = [points.filter((_, at) => at % 2 === 0), 2 * every];
    frame ||= requestAnimationFrame(show);
  };
  let frame = 0;
  const show = () => {
    frame = 0;
    line.setAttribute("points", points.join(" "));
    if (!line.isConnected) picture.append(line);
  };
  const stop = new AbortController();
  const end = (/** @type {PointerEvent} */ event) => {
    stop.abort();
    add(event); // a quick finger goes up at a place to which no move was reported
    cancelAnimationFrame(frame);
    line.remove();
    if (event.type === "pointerup") send({ name: nameOf(picture), value: points.join(" ") });
  };
  add(down);
  const { signal } = stop;
  picture.addEventListener("pointermove", (event) => { for (const one of event.getCoalescedEvents?.() ?? [event]) add(one); }, { signal });
  picture.addEventListener("pointerup", end, { signal });
  picture.addEventListener("pointercancel", end, { signal });
}

/** @param {SVGSVGElement} picture @param {string[]} said @param {string} kind "svg" or "png" @param {string} name of the file */
async function save(picture, said, kind, name) {
  const copy = withCaption(picture, said);
  const text = new XMLSerializer().serializeToString(copy);
  if (kind === "svg") {
    download(name, text, "image/svg+xml");
    return;
  }
  const image = new Image();
  // The page's policy allows pictures from data: only.
  image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = SCALE * copy.viewBox.baseVal.width;
  canvas.height = SCALE * copy.viewBox.baseVal.height;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && download(name, blob, "image/png"), "image/png");
}

/** Copy a picture so that it looks the same outside the page, on the page's background, with what is said of it below. @param {SVGSVGElement} picture @param {string[]} said a line each */
function withCaption(picture, said) {
  const copy = /** @type {SVGSVGElement} */ (picture.cloneNode(true));
  const copies = copy.querySelectorAll("*");
  picture.querySelectorAll("*").forEach((element, at) => {
    const style = getComputedStyle(element);
    copies[at].setAttribute("style", PROPERTIES.map((property) => `${property}:${style.getPropertyValue(property)}`).join(";"));
  });
  const { x, y, width, height } = picture.viewBox.baseVal;
  const style = getComputedStyle(picture);
  const [left, top, wide, high] = [x - MARGIN, y - MARGIN, width + 2 * MARGIN, height + 2 * MARGIN + said.length * LINE];
  copy.setAttribute("viewBox", `${left} ${top} ${wide} ${high}`);
  copy.setAttribute("width", String(SCALE * wide));
  copy.setAttribute("height", String(SCALE * high));
  if (picture.dataset.draw) {
    copy.setAttribute("aria-label", said.join(": ")); // the picture's own label says how to draw in it
    copy.querySelector(".cursor")?.remove();
  }
  for (const name of ["class", "style", "data-draw", "tabindex"]) copy.removeAttribute(name);
  copy.setAttribute("style", `color:${style.color}`);
  const background = document.createElementNS(SVG, "rect");
  const area = { x: left, y: top, width: wide, height: high, fill: getComputedStyle(document.body).backgroundColor };
  for (const [name, value] of Object.entries(area)) background.setAttribute(name, String(value));
  copy.prepend(background);
  said.forEach((words, at) => {
    const line = document.createElementNS(SVG, "text");
    // Not wider than the picture: Latin and Arabic letters are about half as wide as the face is large.
    const size = Math.min(LINE / 2, (2 * wide) / Math.max(words.length, 1));
    const place = {
      x: x + width / 2, y: y + height + (at + 1) * LINE, "text-anchor": "middle", fill: style.color, "font-family": style.fontFamily,
      direction: style.direction, "font-size": size, "font-weight": at < said.length - 1 ? "bold" : "normal",
    };
    for (const [name, value] of Object.entries(place)) line.setAttribute(name, String(value));
    line.textContent = words;
    copy.append(line);
  });
  return copy;
}
