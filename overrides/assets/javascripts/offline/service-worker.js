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
 * Nothing comes from a cache that listed-files.js does not accept. A page never comes from the cache of
 * Python's files: navigations are answered first, and from the cache of pages only.
 *
 * A new build is installed completely or not at all (new-build.js), and the cached pages are fetched again,
 * so that no cached page needs a script of an older build.
 *
 * Python's files are written into the cache by the worker that fetches them (python/runtime-cache.js), which
 * has their bytes and has checked them. This worker only answers with them.
 */

const { core, precaching, routing, strategies } = worker.workbox;

// One host may serve several sites, and a browser stores the caches of all of them together.
// The names are those of caches in readers' browsers: do not rename them.
const cacheName = (/** @type {string} */ kind) => `fahem ${scope.pathname} ${kind}`;
core.setCacheNameDetails({ prefix: "fahem", precache: "shell", suffix: scope.pathname });
const SHELL = core.cacheNames.precache;
const PAGES = cacheName(`pages ${site.build}`);
/** Pages of a newer build, fetched while this worker is still active: the next worker takes them over. */
const NEXT_PAGES = cacheName("pages next");
const RUNTIME = cacheName("runtime");
/** See python/snapshot-store.js. */
const SNAPSHOT = cacheName("snapshot");

/** How long to wait for the network before a cached page is shown (seconds). */
const NETWORK_TIMEOUT = 6;

const VERSIONED = /^assets\/((javascripts|stylesheets)(-[0-9a-f]{12}\/|\/.*\.[0-9a-f]{8}\.min\.)|(vendor|fonts)\/)/;
const PARTS = new Set(["image", "font", "manifest"]);

const isVersioned = (/** @type {URL} */ url) => VERSIONED.test(pathOf(url) ?? "");
const withoutQuery = (/** @type {string} */ address) => address.split(/[?#]/)[0];

/** Whether a response is complete and of this site. @param {Response} response */
const isCacheable = (response) => response.status === 200 && response.type === "basic";

const matchOptions = { ignoreVary: true };

/** Other addresses of the same page: some hosts drop the slash or the .html, some serve both. @param {string} address */
function otherSpellings(address) {
  const name = address.replace(/(\/|\/index\.html|\.html)$/, "");
  return [`${name}/`, name, `${name}/index.html`, `${name}.html`].filter((other) => other !== address && other.startsWith(scope.href));
}

/** The address under which a page is cached. @param {Cache} cache @param {string} address @returns {Promise<string | undefined>} */
async function cachedAddress(cache, address) {
  // Not match(): its response holds the file open, whose bytes are then not free at once when it is removed.
  for (const spelling of [address, ...otherSpellings(address)]) if ((await cache.keys(spelling, matchOptions)).length) return spelling;
  return undefined;
}

/** Whether a page has once found no room, since this worker began. */
let roomIsShort = false;

/** Store a response. Where there is no room, pages win over Python's files, both over the search, and all over a snapshot. @param {Cache} cache @param {string} address @param {Response} response */
async function put(cache, address, response) {
  const isSearch = isData(new URL(address));
  // Files that are fetched at the same time would take the room that was made for a page.
  if (isSearch && roomIsShort) throw new DOMException("kept for pages", "QuotaExceededError");
  // Python's files twice, because a worker that has just fetched them may be storing more of them.
  const ways = isSearch ? [removeSnapshot] : [removeSnapshot, removeRuntime, removeData, removeRuntime];
  for (const makeRoom of ways) {
    try {
      return await cache.put(address, response.clone());
    } catch (error) {
      if (/** @type {Error} */ (error).name !== "QuotaExceededError") throw error;
      roomIsShort ||= makeRoom !== removeSnapshot;
      await makeRoom();
    }
  }
  return cache.put(address, response);
}

/** Not the cache as a whole: its bytes would stay as long as a worker has it open. @param {string} name @param {(address: string) => boolean} isRemoved */
async function empty(name, isRemoved = () => true) {
  const cache = await caches.open(name);
  for (const request of await cache.keys()) if (isRemoved(request.url)) await cache.delete(request, matchOptions);
}

const removeRuntime = () => empty(RUNTIME);
const removeSnapshot = () => empty(SNAPSHOT);
const removeData = () => empty(PAGES, (address) => isData(new URL(address)));

/** Store a page or a part of one in the cache of its build. @param {string} address @param {Response} response */
async function store(address, response) {
  const name = (await isOfThisBuild(address, response)) ? PAGES : NEXT_PAGES;
  await put(await caches.open(name), address, response);
}

/** Workbox plugins. */
const cacheKey = {
  cacheKeyWillBeUsed: async (/** @type {{ request: Request }} */ { request }) => withoutQuery(request.url),
};
const storing = {
  cacheWillUpdate: async (/** @type {{ request: Request, response: Response }} */ { request, response }) => {
    if (isCacheable(response) && !response.redirected) await store(withoutQuery(request.url), response);
    return null; // Workbox has nothing to store any more.
  },
};
/** A host may allow browsers to reuse a page for some minutes: ask it whether the page has changed. */
const revalidate = {
  requestWillFetch: async (/** @type {{ request: Request }} */ { request }) => new Request(request, { cache: "no-cache" }),
};
/** @typedef {{ cacheName: string, request: Request, cachedResponse?: Response }} Cached */
const onlyUsable = {
  cachedResponseWillBeUsed: async (/** @type {Cached} */ { cacheName, request, cachedResponse }) => {
    const again = async () => (await caches.open(cacheName)).match(request, matchOptions);
    return cachedResponse && (await isUsable(withoutQuery(request.url), cachedResponse, again)) ? cachedResponse : null;
  },
};
const underPolicy = {
  cachedResponseWillBeUsed: async (/** @type {Cached} */ { request, cachedResponse }) => cachedResponse && withPolicy(cachedResponse, withoutQuery(request.url)),
};

const pages = new strategies.NetworkFirst({
  cacheName: PAGES,
  networkTimeoutSeconds: NETWORK_TIMEOUT,
  plugins: [cacheKey, storing, revalidate, underPolicy],
  matchOptions,
});
const parts = { cacheName: PAGES, plugins: [cacheKey, storing, onlyUsable], matchOptions };
const pageParts = new strategies.NetworkFirst({ ...parts, networkTimeoutSeconds: NETWORK_TIMEOUT });
const versioned = new strategies.CacheFirst(parts);
const shell = new precaching.PrecacheController({ plugins: [onlyUsable] });
shell.addToCacheList(site.shell);

/** @typedef {{ request: Request, url: URL, sameOrigin: boolean }} RouteMatch */
/** @param {(url: URL, request: Request) => boolean} fits @param {any} handler */
function route(fits, handler) {
  routing.registerRoute(
    (/** @type {RouteMatch} */ { request, url }) => pathOf(url) !== null && !request.headers.has("range") && fits(url, request),
    handler,
  );
}
const isKnown = (/** @type {URL} */ url) => listed.has(withoutQuery(url.href));
route((_, request) => request.mode === "navigate", pages);
routing.registerRoute(new precaching.PrecacheRoute(shell, { directoryIndex: "", cleanURLs: false }));
route((url) => listed.has(url.href) && url.searchParams.has("sha256"), (/** @type {RouteMatch} */ { request }) => runtimeFile(request));
route((url) => isVersioned(url) && isKnown(url), versioned);
route((url, request) => !isVersioned(url) && (isKnown(url) || isData(url) || PARTS.has(request.destination)), pageParts);
// Also called if the cache itself fails; then the site works as if there were no cache.
routing.setCatchHandler((/** @type {RouteMatch} */ { request, url }) => (request.mode === "navigate" ? offlinePage(url) : fetch(request)));

/** @param {URL} url of the page that could not be fetched */
async function offlinePage(url) {
  const { page, html } = /** @type {Site["offline"][0]} */ (site.offline.find(({ start }) => pathOf(url)?.startsWith(start)));
  try {
    const address = await cachedAddress(await caches.open(PAGES), withoutQuery(url.href));
    // The page's links are relative to the address at which it was fetched.
    if (address && address !== withoutQuery(url.href)) return Response.redirect(address + url.search);
    const cached = await shell.matchPrecache(absolute(page));
    const same = cached && (await isListed(absolute(page), cached.clone()));
    return offlineWords(same ? await cached.text() : html);
  } catch {
    return offlineWords(html);
  }
}

/** @param {string} html */
function offlineWords(html) {
  // This page is shown at any address, so its links begin at the root of the host. The build knew only
  // the root in mkdocs.yml: replace it by the root at which the site is really served.
  const moved = html.replaceAll(/\b(href|src)="(?=\/)[^"]*/g, (link) => link.replace(`="${site.root}`, `="${scope.pathname}`));
  return withPolicy(new Response(moved, { headers: { "content-type": "text/html; charset=utf-8" } }), scope.href);
}

/**
 * A file of Python. Browsers keep compiled WebAssembly together with the response that it came from, separately for
 * their own cache and for ours. The first visit's code is in their own, so that is tried first.
 * @param {Request} request
 */
async function runtimeFile(request) {
  if (request.url.includes(".wasm?") && request.cache !== "reload") {
    const compiled = await fetch(request.url, { cache: "only-if-cached", mode: "same-origin" }).catch(() => null);
    if (compiled?.ok) return compiled;
  }
  const runtime = await caches.open(RUNTIME);
  const find = () => runtime.match(request.url, matchOptions);
  const cached = request.cache === "reload" ? undefined : await find();
  if (!cached) return fetch(request);
  if (await isUsable(request.url, cached, find)) return cached;
  await runtime.delete(request.url, matchOptions);
  return fetch(request);
}

core.clientsClaim();
