// @ts-check
/** Lists, on the page that is shown offline, the pages that this browser has. */

const ROOT = new URL("../../../", import.meta.url);

/** @param {Element} section */
async function list(section) {
  const names = (await caches.keys()).filter((name) => name.startsWith(`fahem ${ROOT.pathname} pages`));
  const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).matchAll()));
  for (const response of kept.flat()) {
    if (!response.headers.get("content-type")?.startsWith("text/html")) continue;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (page.documentElement.lang !== document.documentElement.lang) continue;
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = response.url;
    link.textContent = page.title.split(" · ")[0];
    item.append(link);
    section.querySelector("ul")?.append(item);
    /** @type {HTMLElement} */ (section).hidden = false;
  }
}

const section = document.querySelector("[data-kept]");
if (section) list(section).catch(() => {});
