// @ts-check
/** On the page that is shown offline, lists the pages that this browser has in its cache. */

const ROOT = new URL("../../../", import.meta.url);
/** Only for DOMParser: what it parses runs no script and loads nothing. */
const policy = window.trustedTypes?.createPolicy("fahem-cached-pages", { createHTML: (/** @type {string} */ html) => html });

/** @param {HTMLElement} section contains an empty <ul> */
async function listPages(section) {
  const names = (await caches.keys()).filter((name) => name.startsWith(`fahem ${ROOT.pathname} pages`));
  // The builds before and after a deploy may both have cached a page.
  const pages = new Map((await Promise.all(names.map(responsesOf))).flat().map(({ url, response }) => [url, response]));
  for (const [url, response] of pages) {
    if (!response?.headers.get("content-type")?.startsWith("text/html")) continue;
    const html = await response.text();
    const page = new DOMParser().parseFromString(policy?.createHTML(html) ?? html, "text/html");
    if (page.documentElement.lang !== document.documentElement.lang) continue;
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = url;
    link.textContent = page.title.split(" · ")[0];
    item.append(link);
    section.querySelector("ul")?.append(item);
    section.hidden = false;
  }
}

/** @param {string} name of a cache */
async function responsesOf(name) {
  const cache = await caches.open(name);
  return Promise.all((await cache.keys()).map(async ({ url }) => ({ url, response: await cache.match(url, { ignoreVary: true }) })));
}

const section = /** @type {HTMLElement | null} */ (document.querySelector("[data-kept]"));
if (section) listPages(section).catch(() => {});
