// @ts-check
/**
 * What Python drew, as nodes. A reader's own Python may draw anything, so what acts on the page
 * around its demo is left out. Handlers and strangers' pictures are refused by the page's policy,
 * and a box that would cover the page is held by the demo's containment (live-demo.css).
 */

const REFUSED = "base, embed, iframe, link, meta, object, script, style";

/** @param {string} html @returns {DocumentFragment} */
export function drawn(html) {
  // In a template nothing loads and nothing runs yet.
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const element of template.content.querySelectorAll(REFUSED)) element.remove();
  return template.content;
}
