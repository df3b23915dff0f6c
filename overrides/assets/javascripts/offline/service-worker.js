// @ts-check
/**
 * The service worker: with Workbox it answers from its caches, so that pages, their pictures and the
 * search work without a network.
 *
 * It never has to decide which version of a file is right, because the address says it. Our scripts and
 * style sheets lie in folders named by their content (overrides/hooks/delivery/fingerprint.py), and Python's
 * files are requested with their hashes: these always come from the cache. Everything else, above all
 * pages, comes from the network as long as there is one, so a page is never older than the last
 * deploy. A page of any build finds the files of the same build: this worker waits until the last page of
 * the build before is closed (it does not call skipWaiting), and only then removes that build's files.
 *
 * A new build is installed completely or not at all. Its files are checked against their hashes, and
 * the cached pages are fetched again, so that no cached page needs a script of an older build.
 * `site` is the list in /sw.js that overrides/hooks/delivery/service_worker.py writes.
 *
 * Python's files are written into the cache by the worker that runs them (python/runtime-cache.js), which
 * has their bytes and has checked them. This worker only answers with them.
 */

// TypeScript takes every script for one of a page.
const worker = /** @type {any} */ (self);
const { core, precaching, routing, strategies } = worker.workbox;
const { site } = worker;
const scope = new URL(worker.registration.scope);

// One host may serve several sites, and a browser stores the caches of all of them together.
// The names are those of caches in readers' browsers: do not rename them.
const cacheName = (/** @type {string} */ kind) => `fahem ${scope.pathname} ${kind}`;
core.setCacheNameDetails({ prefix: "fahem", precache: "shell", suffix: scope.pathname });
const SHELL = core.cacheNames.precache;
const PAGES = cacheName(`pages ${site.build}`);
const RUNTIME = cacheName("runtime");

/** An empty entry in the cache of pages, which says that the reader has the library. */
const LIBRARY = absolute("?library");
/** How many cached pages and pictures are fetched again for a new build. */
const MAX_REFRESHED = 100;
/** How long to wait for the network before a cached page is shown (seconds). */
const NETWORK_TIMEOUT = 6;

const VERSIONED = /^assets\/((javascripts|stylesheets)(-[0-9a-f]{12}\/|\/.*\.[0-9a-f]{8}\.min\.)|(vendor|fonts)\/)/;
const PAGE_PARTS = new Set(["image", "font", "style", "script", "manifest"]);

/** @param {string} path */
function absolute(path) {
  return new URL(path, scope).href;
}

/** The path below the site's root, or null for another site. @param {URL} url */
const pathOf = (url) => (url.href.startsWith(scope.href) ? url.pathname.slice(scope.pathname.length) : null);
const isVersioned = (/** @type {URL} */ url) => VERSIONED.test(pathOf(url) ?? "");
const isRuntime = (/** @type {URL} */ url) => url.searchParams.has("sha256");
const isData = (/** @type {URL} */ url) => site.data.some((/** @type {string} */ start) => pathOf(url)?.startsWith(start));

/** Whether a response is complete, of this site, and not redirected from another address. @param {Response} response */
const isCacheable = (response) => response.status === 200 && response.type === "basic" && !response.redirected;

/** Workbox plugins. */
const onlyCacheable = {
  cacheWillUpdate: async (/** @type {{ response: Response }} */ { response }) => (isCacheable(response) ? response : null),
};
/** A page is the same page whatever follows the "?" in its address. */
const withoutQuery = {
  cacheKeyWillBeUsed: async (/** @type {{ request: Request }} */ { request }) => request.url.split(/[?#]/)[0],
};
/** A host may allow browsers to reuse a page for some minutes: ask it whether the page has changed. */
const revalidate = {
  requestWillFetch: async (/** @type {{ request: Request }} */ { request }) => new Request(request, { cache: "no-cache" }),
};

const matchOptions = { ignoreVary: true };
const pages = new strategies.NetworkFirst({
  cacheName: PAGES,
  networkTimeoutSeconds: NETWORK_TIMEOUT,
  plugins: [onlyCacheable, withoutQuery, revalidate],
  matchOptions,
});
const pageParts = new strategies.NetworkFirst({
  cacheName: PAGES,
  networkTimeoutSeconds: NETWORK_TIMEOUT,
  plugins: [onlyCacheable, withoutQuery],
  matchOptions,
});
// In Workbox's own cache: there a page of a new build finds what its worker has installed while it waits.
// When that worker takes over, Workbox removes the files that its build does not list.
const versioned = new strategies.CacheFirst({ cacheName: SHELL, plugins: [onlyCacheable], matchOptions });

precaching.precacheAndRoute(site.shell, { directoryIndex: "", cleanURLs: false });
/** @typedef {{ request: Request, url: URL, sameOrigin: boolean }} RouteMatch */
/** @param {(url: URL, request: Request) => boolean} fits @param {any} handler */
function route(fits, handler) {
  routing.registerRoute(
    (/** @type {RouteMatch} */ { request, url }) => pathOf(url) !== null && !request.headers.has("range") && fits(url, request),
    handler,
  );
}
route(isVersioned, versioned);
route(isRuntime, (/** @type {RouteMatch} */ { request }) => runtimeFile(request));
route((_, request) => request.mode === "navigate", pages);
route((url, request) => PAGE_PARTS.has(request.destination) || isData(url), pageParts);
// Also called if the cache itself fails; then the site works as if there were no cache.
routing.setCatchHandler((/** @type {RouteMatch} */ { request, url }) => (request.mode === "navigate" ? offlinePage(url) : fetch(request)));

/** @param {URL} url of the page that could not be fetched */
async function offlinePage(url) {
  const language = site.offline.find((/** @type {{ start: string }} */ { start }) => pathOf(url)?.startsWith(start));
  const cached = await precaching.matchPrecache(absolute(language.page));
  if (!cached) return Response.error();
  // This page is shown at any address, so its links begin at the root of the host. The build knew only
  // the root in mkdocs.yml: replace it by the root at which the site is really served.
  const html = (await cached.text()).replaceAll(/\b(href|src)="(?=\/)[^"]*/g, (/** @type {string} */ link) =>
    link.replace(`="${site.root}`, `="${scope.pathname}`),
  );
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } });
}

/** A file of Python: the cached one if its hash is still right. @param {Request} request */
async function runtimeFile(request) {
  const runtime = await caches.open(RUNTIME);
  const cached = request.cache === "reload" ? undefined : await runtime.match(request.url, matchOptions);
  if (!cached) return fetch(request);
  const bytes = await cached.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found === new URL(request.url).searchParams.get("sha256")) return new Response(bytes, { headers: cached.headers });
  await runtime.delete(request.url, matchOptions);
  return fetch(request);
}

/**
 * Fetch addresses that are not cached yet, and cache them.
 * @param {string[]} addresses @param {RequestCache} mode @param {(reason: unknown) => void} onError
 */
async function addToCache(addresses, mode, onError) {
  const cache = await caches.open(PAGES);
  for (const address of addresses) {
    if (await cache.match(address, matchOptions)) continue;
    try {
      const response = await fetch(address, { cache: mode, redirect: "manual" });
      if (isCacheable(response)) await cache.put(address, response);
    } catch (error) {
      onError(error);
    }
  }
}

// The page that sends a message (register.js) may be of another build: do not rename the kinds.
worker.addEventListener("message", (/** @type {any} */ event) => {
  const { kind, addresses = [] } = event.data;
  const ignore = () => {};
  if (kind === "seen") {
    // What the page had fetched before this worker ran and could see it.
    const urls = addresses.map((/** @type {string} */ address) => new URL(address.split(/[?#]/)[0]));
    const ours = urls.filter((/** @type {URL} */ url) => pathOf(url) !== null && !isVersioned(url) && !precaching.getCacheKeyForURL(url.href));
    event.waitUntil(addToCache(ours.map(String), "default", ignore));
  } else if (kind === "library") event.waitUntil(addLibrary(ignore));
});

/** Cache what `extra.offline` in mkdocs.yml lists. @param {(reason: unknown) => void} onError */
async function addLibrary(onError) {
  const cache = await caches.open(PAGES);
  await cache.put(LIBRARY, new Response());
  await addToCache(site.library.map(absolute), "no-cache", onError);
}

/** The caches with pages of other builds. */
async function olderPages() {
  const names = (await caches.keys()).filter((name) => name.startsWith(cacheName("pages")) && name !== PAGES);
  return Promise.all(names.map((name) => caches.open(name)));
}

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(refreshPages()));

/** Fetch the cached pages again, in this build's version. If one fails, the browser installs this build another time. */
async function refreshPages() {
  const stop = (/** @type {unknown} */ error) => {
    throw error;
  };
  for (const older of await olderPages()) {
    const addresses = (await older.keys()).map(({ url }) => url);
    await addToCache(addresses.filter((url) => url !== LIBRARY).slice(-MAX_REFRESHED), "no-cache", stop);
    if (addresses.includes(LIBRARY)) await addLibrary(stop);
  }
}

worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(takeOver()));

/** Take over the pages of this build from older caches, and remove everything else of older builds. */
async function takeOver() {
  const cache = await caches.open(PAGES);
  for (const older of await olderPages()) {
    for (const request of await older.keys()) {
      // While this worker waited, the older one may have cached pages of this build.
      const response = await older.match(request, matchOptions);
      const isHere = await cache.match(request, matchOptions);
      if (response && !isHere && (await isOfThisBuild(response.clone()))) await cache.put(request, response);
    }
  }
  for (const name of await caches.keys()) if (name.startsWith(cacheName("pages")) && name !== PAGES) await caches.delete(name);
  const runtime = await caches.open(RUNTIME);
  const listed = new Set(site.runtime.map(absolute));
  for (const request of await runtime.keys()) if (!listed.has(request.url)) await runtime.delete(request);
}

/** @param {Response} response */
async function isOfThisBuild(response) {
  if (!response.headers.get("content-type")?.startsWith("text/html")) return true;
  return (await response.text()).includes(`-${site.version}/`);
}

core.clientsClaim();
