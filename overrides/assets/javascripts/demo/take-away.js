// @ts-check
/** What a demo is besides a part of its page: a page of its own, that page in a frame of somebody's, and a full screen. */

import { copyOrSelect } from "./clipboard.js";
import { queryOf, sharedEvents } from "./events.js";

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
  url.search = queryOf(demo, sharedEvents(demo, shared));
  return url.href;
}

/** Put the line of HTML that shows a demo in another page into the clipboard. @param {HTMLElement} demo @param {Data} data */
export async function copyEmbedLine(demo, data) {
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
  const area = /** @type {HTMLTextAreaElement} */ (demo.querySelector(".live-demo__take textarea"));
  area.value = frame.outerHTML;
  const copied = await copyOrSelect(area);
  const told = demo.querySelector(".live-demo__take [role=status]");
  if (told) told.textContent = data.strings[copied ? "embed_copied" : "copy_shown"];
}

/**
 * Show a demo on the full screen, or no longer. Where there is no full screen (iPhones, frames that do not allow it),
 * the demo's own page opens.
 * @param {HTMLElement} demo @param {Data} data
 */
export function toggleFullScreen(demo, data) {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (!document.fullscreenEnabled) open(addressOf(demo, data), "_blank", "noopener");
  else demo.requestFullscreen().catch(() => {});
  // Escape, too, leaves it.
  demo.onfullscreenchange = () => document.fullscreenElement || /** @type {HTMLElement | null} */ (demo.querySelector("[data-action=full-screen]"))?.focus();
}
