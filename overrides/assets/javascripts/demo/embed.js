// @ts-check
/**
 * A demo outside its page: in a frame of somebody else's, and on the full screen. Fetched when the demo comes into sight: at the
 * press it has to be there, because some browsers allow the clipboard and the full screen only at that moment.
 */

import { copyOrSelect } from "./clipboard.js";
import { eventsInLink, queryOf } from "./events.js";

/**
 * What the build wrote into the page. `page.address` begins at the site's root; `shared` names the events that a link may carry.
 * @typedef {{ page: { address: string, title: string }, shared: string[], strings: Record<string, string> }} Data
 */

const ROOT = new URL("../../../", import.meta.url);
/** The height of the frame besides the demo: the title, the margins and the line that says what was copied (pixels). */
const AROUND = 120;
/** A frame is not lower and not higher than this; a higher demo scrolls in it (pixels). */
const [LOWEST, HIGHEST] = [420, 900];

/** Where a demo's own page shows what is on the screen. @param {HTMLElement} demo @param {Data} data */
function addressOf(demo, { page, shared }) {
  const url = new URL(page.address, ROOT);
  const link = /** @type {HTMLAnchorElement | null} */ (demo.querySelector("a[data-share]"));
  const eventsIn = (/** @type {string} */ query) => eventsInLink(query, demo.getAttribute("name"), shared);
  // What somebody else's link holds is not shown before Start.
  const waiting = demo.dataset.status === "live" ? [] : eventsIn(location.search);
  url.search = queryOf(demo, waiting.length > 0 ? waiting : eventsIn(link?.search ?? ""));
  return url.href;
}

/** @param {HTMLElement} demo @param {Data} data @param {string} name of the pressed button */
export function press(demo, data, name) {
  if (name === "full-screen") toggleFullScreen(demo, data);
  else if (name === "embed") copyEmbedLine(demo, data);
}

/** Put the line of HTML that shows a demo in another page into the clipboard. @param {HTMLElement} demo @param {Data} data */
async function copyEmbedLine(demo, data) {
  const attributes = {
    src: addressOf(demo, data),
    title: data.page.title,
    width: "100%",
    height: Math.min(Math.max(demo.offsetHeight + AROUND, LOWEST), HIGHEST),
    style: "border: 0",
    loading: "lazy",
    allow: "fullscreen; clipboard-write",
  };
  const frame = document.createElement("iframe"); // never put into this page
  for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, String(value));
  const area = /** @type {HTMLTextAreaElement} */ (demo.querySelector(".live-demo__embedding textarea"));
  area.value = frame.outerHTML;
  /** @type {HTMLElement} */ (area.parentElement).hidden = false;
  const copied = await copyOrSelect(area);
  const told = demo.querySelector(".live-demo__embedding [role=status]");
  if (told) told.textContent = data.strings[copied ? "embed_copied" : "copy_shown"];
}

/**
 * Show a demo on the full screen, or no longer. Where there is no full screen (iPhones, frames that do not allow it),
 * the demo's own page opens.
 * @param {HTMLElement} demo @param {Data} data
 */
function toggleFullScreen(demo, data) {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (!document.fullscreenEnabled) open(addressOf(demo, data), "_blank", "noopener");
  else demo.requestFullscreen().catch(() => {});
  // Escape, too, leaves it.
  demo.onfullscreenchange = () => document.fullscreenElement || /** @type {HTMLElement | null} */ (demo.querySelector("[data-action=full-screen]"))?.focus();
}
