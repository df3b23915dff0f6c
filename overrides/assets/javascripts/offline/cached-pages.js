// @ts-check
/** On the page that is shown offline, lists the pages that this browser has in its cache. */

const ROOT = new URL("../../../", import.meta.url);

/** @param {HTMLElement} section contains an empty <ul> */
async function listPages(section) {
  const names = (await caches.keys()).filter((name) => name.startsWith(`fahem ${ROOT.pathname} pages`));
  const cached = await Promise.all(names.map(async (name) => (await caches.open(name)).matchAll()));
  for (const response of cached.flat()) {
    if (!response.headers.get("content-type")?.startsWith("text/html")) continue;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (page.documentElement.lang !== document.documentElement.lang) continue;
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = response.url;
    link.textContent = page.title.split(" · ")[0];
    item.append(link);
    section.querySelector("ul")?.append(item);
    section.hidden = false;
  }
}

const section = /** @type {HTMLElement | null} */ (document.querySelector("[data-kept]"));
if (section) listPages(section).catch(() => {});
