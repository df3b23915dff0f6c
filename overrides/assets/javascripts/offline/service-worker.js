// @ts-check
/**
 * The service worker: pages, their pictures and the search without a network, by Workbox.
 *
 * It never decides between versions, for every address does: our scripts and styles lie in
 * folders named by what is in them (overrides/hooks/delivery/fingerprint.py), and the files of Python are
 * asked for with their hashes. So they come from the cache, always; everything else, pages
 * first of all, comes from the network for as long as there is one. A page is thus never older
 * than the last deploy, and whichever build it is of, it finds the files of that build and no
 * others: those of a build that is still open are kept until its last page is closed, since this
 * worker does not push itself forward (no skipWaiting).
 *
 * A new build is installed as a whole or not at all: its files are checked against their hashes
 * and the pages that were kept are fetched anew, so that no kept page asks for a script that
 * went with an older build. `site`, from /sw.js, is what overrides/hooks/delivery/service_worker.py wrote.
 *
 * The files of Python are put into the cache by the worker that runs them (kept.js), which has
 * their bytes at hand and knows them to be whole; here they are only given out.
 */

// TypeScript takes every file for a page's.
const worker = /** @type {any} */ (self);
const { core, precaching, routing, strategies } = worker.workbox;
const { site } = worker;
const scope = new URL(worker.registration.scope);

// One host may hold several sites, and one browser keeps the caches of all.
const named = (/** @type {string} */ kind) => `fahem ${scope.pathname} ${kind}`;
core.setCacheNameDetails({ prefix: "fahem", precache: "shell", suffix: scope.pathname });
const SHELL = core.cacheNames.precache;
const PAGES = named(`pages ${site.build}`);
const RUNTIME = named("runtime");

/** What says that a reader has the library, in the cache that holds it. */
const LIBRARY = here("?library");
/** How many pages and pictures are taken along into a new build. */
const MOST = 100;
/** Seconds to wait for a page that is kept before the kept one is shown. */
const PATIENCE = 6;

const VERSIONED = /^assets\/((javascripts|stylesheets)(-[0-9a-f]{12}\/|\/.*\.[0-9a-f]{8}\.min\.)|(vendor|fonts)\/)/;
const PARTS = new Set(["image", "font", "style", "script", "manifest"]);

/** @param {string} path */
function here(path) {
  return new URL(path, scope).href;
}

/** @param {URL} url */
const pathOf = (url) => (url.href.startsWith(scope.href) ? url.pathname.slice(scope.pathname.length) : null);
const isVersioned = (/** @type {URL} */ url) => VERSIONED.test(pathOf(url) ?? "");
const isRuntime = (/** @type {URL} */ url) => url.searchParams.has("sha256");
const isData = (/** @type {URL} */ url) => site.data.some((/** @type {string} */ start) => pathOf(url)?.startsWith(start));

/** Only what is whole, ours, and an answer to this very address. @param {Response} response */
const isWhole = (response) => response.status === 200 && response.type === "basic" && !response.redirected;

/** How Workbox is told the same, and that a page is one page whatever follows its "?". */
const whole = {
  cacheWillUpdate: async (/** @type {{ response: Response }} */ { response }) => (isWhole(response) ? response : null),
};
const bare = {
  cacheKeyWillBeUsed: async (/** @type {{ request: Request }} */ { request }) => request.url.split(/[?#]/)[0],
};
/** A host may let browsers keep pages for minutes: ask it whether this is still the page. */
const fresh = {
  requestWillFetch: async (/** @type {{ request: Request }} */ { request }) => new Request(request, { cache: "no-cache" }),
};

const matchOptions = { ignoreVary: true };
const pages = new strategies.NetworkFirst({
  cacheName: PAGES,
  networkTimeoutSeconds: PATIENCE,
  plugins: [whole, bare, fresh],
  matchOptions,
});
const parts = new strategies.NetworkFirst({
  cacheName: PAGES,
  networkTimeoutSeconds: PATIENCE,
  plugins: [whole, bare],
  matchOptions,
});
// In the shell's own cache: a new build's page finds what its worker, still waiting, has installed,
// and what no build names any more goes when that one takes over.
const versioned = new strategies.CacheFirst({ cacheName: SHELL, plugins: [whole], matchOptions });

precaching.precacheAndRoute(site.shell, { directoryIndex: "", cleanURLs: false });
/** @typedef {{ request: Request, url: URL, sameOrigin: boolean }} Asked */
/** @param {(url: URL, request: Request) => boolean} fits @param {any} handler */
function route(fits, handler) {
  routing.registerRoute(
    (/** @type {Asked} */ { request, url }) => pathOf(url) !== null && !request.headers.has("range") && fits(url, request),
    handler,
  );
}
route(isVersioned, versioned);
route(isRuntime, (/** @type {Asked} */ { request }) => keptRuntime(request));
route((_, request) => request.mode === "navigate", pages);
route((url, request) => PARTS.has(request.destination) || isData(url), parts);
// Also where the cache itself has failed: then it is as if there were none.
routing.setCatchHandler((/** @type {Asked} */ { request, url }) => (request.mode === "navigate" ? offlinePage(url) : fetch(request)));

/** @param {URL} url */
async function offlinePage(url) {
  const language = site.offline.find((/** @type {{ start: string }} */ { start }) => pathOf(url)?.startsWith(start));
  const kept = await precaching.matchPrecache(here(language.page));
  if (!kept) return Response.error();
  // It stands in for any page, so its links are written from the host's root, where the build
  // was told that the site would be; it may have been put elsewhere.
  const html = (await kept.text()).replaceAll(/\b(href|src)="(?=\/)[^"]*/g, (/** @type {string} */ link) =>
    link.replace(`="${site.root}`, `="${scope.pathname}`),
  );
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } });
}

/** A file of Python: what is kept, if it is still what it was. @param {Request} request */
async function keptRuntime(request) {
  const runtime = await caches.open(RUNTIME);
  const kept = request.cache === "reload" ? undefined : await runtime.match(request.url, matchOptions);
  if (!kept) return fetch(request);
  const bytes = await kept.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found === new URL(request.url).searchParams.get("sha256")) return new Response(bytes, { headers: kept.headers });
  await runtime.delete(request.url, matchOptions);
  return fetch(request);
}

/** @param {string[]} addresses @param {RequestCache} mode @param {(reason: unknown) => void} failed */
async function keep(addresses, mode, failed) {
  const cache = await caches.open(PAGES);
  for (const address of addresses) {
    if (await cache.match(address, matchOptions)) continue;
    try {
      const response = await fetch(address, { cache: mode, redirect: "manual" });
      if (isWhole(response)) await cache.put(address, response);
    } catch (error) {
      failed(error);
    }
  }
}

worker.addEventListener("message", (/** @type {any} */ event) => {
  const { kind, addresses = [] } = event.data;
  const ignore = () => {};
  if (kind === "seen") {
    // What a page was made of before this worker was there to see it.
    const unnamed = addresses.map((/** @type {string} */ address) => new URL(address.split(/[?#]/)[0]));
    const ours = unnamed.filter((/** @type {URL} */ url) => pathOf(url) !== null && !isVersioned(url) && !precaching.getCacheKeyForURL(url.href));
    event.waitUntil(keep(ours.map(String), "default", ignore));
  } else if (kind === "library") event.waitUntil(keepLibrary(ignore));
});

/** @param {(reason: unknown) => void} failed */
async function keepLibrary(failed) {
  const cache = await caches.open(PAGES);
  await cache.put(LIBRARY, new Response());
  await keep(site.library.map(here), "no-cache", failed);
}

async function olderPages() {
  const ours = (await caches.keys()).filter((name) => name.startsWith(named("pages")) && name !== PAGES);
  return Promise.all(ours.map((name) => caches.open(name)));
}

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(refresh()));

/** Fetch what was kept of the build before. Should that fail, this build waits for another day. */
async function refresh() {
  const stop = (/** @type {unknown} */ error) => {
    throw error;
  };
  for (const older of await olderPages()) {
    const addresses = (await older.keys()).map(({ url }) => url);
    await keep(addresses.filter((url) => url !== LIBRARY).slice(-MOST), "no-cache", stop);
    if (addresses.includes(LIBRARY)) await keepLibrary(stop);
  }
}

worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(takeOver()));

async function takeOver() {
  const cache = await caches.open(PAGES);
  for (const older of await olderPages()) {
    for (const request of await older.keys()) {
      // Pages of this build may have been read while this worker was waiting.
      const response = await older.match(request, matchOptions);
      const isHere = await cache.match(request, matchOptions);
      if (response && !isHere && (await belongs(response.clone()))) await cache.put(request, response);
    }
  }
  for (const name of await caches.keys()) if (name.startsWith(named("pages")) && name !== PAGES) await caches.delete(name);
  const runtime = await caches.open(RUNTIME);
  const wanted = new Set(site.runtime.map(here));
  for (const request of await runtime.keys()) if (!wanted.has(request.url)) await runtime.delete(request);
}

/** @param {Response} response */
async function belongs(response) {
  if (!response.headers.get("content-type")?.startsWith("text/html")) return true;
  return (await response.text()).includes(`-${site.version}/`);
}

core.clientsClaim();
