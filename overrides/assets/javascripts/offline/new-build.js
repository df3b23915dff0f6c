// @ts-check
/**
 * A part of the service worker: how a build comes into the caches and how it replaces an older one.
 * What has not changed is copied from the older build's caches; the rest is fetched, several at a time.
 */

/** An empty entry in the cache of pages, which says that the reader has the library. */
const LIBRARY = absolute("?library");
/** The library is fetched where so many bytes are free: twice what it has at most, see LIBRARY_LIMIT in service_worker.py. */
const MUCH_ROOM = 8_000_000;
/** How many cached pages and pictures that are not in the library are fetched again for a new build. */
const MAX_REFRESHED = 100;
/** How many files are fetched at the same time: as many as a browser fetches from one host. */
const AT_A_TIME = 6;

/** What every page of every build has. Where a page is gone, some hosts answer with one of their own, which has not. */
const OUR_SCRIPTS = /\/javascripts-[0-9a-f]{12}\//;

const ignore = () => {};
const fail = (/** @type {unknown} */ error) => {
  throw error;
};

/** @template T @param {Iterable<T>} items @param {(item: T) => Promise<void>} work */
async function inParallel(items, work) {
  const queue = [...items].values();
  const workOff = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, workOff));
}

/** @param {string} name @returns {Promise<Cache[]>} all caches of pages but this one */
async function pagesExcept(name) {
  const names = (await caches.keys()).filter((found) => found.startsWith(cacheName("pages")) && found !== name);
  return Promise.all(names.map((found) => caches.open(found)));
}

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(installShell().then(refreshPages)));

/** Put all files of the shell into the cache. If one fails, the browser installs this build another time. */
async function installShell() {
  const cache = await caches.open(SHELL);
  const unversioned = (/** @type {string} */ address) => withoutQuery(address).replace(/-[0-9a-f]{12}\//, "/");
  const older = new Map((await cache.keys()).map((request) => [unversioned(request.url), request]));
  await inParallel(site.shell, async ({ url, revision, integrity }) => {
    const address = absolute(url);
    const key = shell.getCacheKeyForURL(address);
    const there = await cache.match(key, matchOptions);
    if (there && (await isListed(address, there))) return;
    const copy = older.get(unversioned(address))?.url;
    const old = copy && (await cache.match(copy, matchOptions));
    if (old && (await isListed(address, old.clone()))) return put(cache, key, atNoAddress(old));
    const response = await fetch(address, { integrity, cache: revision ? "reload" : "default" });
    if (!isCacheable(response)) throw new Error(`${response.status} ${url}`);
    await put(cache, key, response);
  });
}

/** The same response without its address, which is that of an older file, or of a redirection. @param {Response} response */
const atNoAddress = (response) => new Response(response.body, { headers: response.headers });

/** Fetch the cached pages again, in this build's version. If one fails, the browser installs this build another time. */
async function refreshPages() {
  const library = new Set(site.library.map(absolute));
  for (const older of await pagesExcept(PAGES)) {
    const addresses = (await older.keys()).map(({ url }) => url);
    await addToCache(addresses.filter((url) => url !== LIBRARY && !library.has(url)).slice(-MAX_REFRESHED), "no-cache", fail);
    if (addresses.includes(LIBRARY)) await addLibrary(fail);
  }
}

/**
 * Cache addresses that are not cached yet.
 * @param {string[]} addresses @param {RequestCache} mode
 * @param {(reason: unknown) => void} onError also called for a page of another build; if it throws, all ends
 */
async function addToCache(addresses, mode, onError) {
  const cache = await caches.open(PAGES);
  const older = await pagesExcept(PAGES);
  let full = false;
  await inParallel(addresses, async (address) => {
    if (full || (await cachedAddress(cache, address))) return;
    try {
      const response = (await unchanged(older, address)) ?? (await fetch(address, { cache: mode }));
      if (!isCacheable(response) && response.type !== "default") return;
      if (response.redirected && !otherSpellings(address).includes(response.url)) return;
      const page = response.redirected ? atNoAddress(response) : response;
      if (await isOfThisBuild(address, page)) await put(cache, response.redirected ? response.url : address, page);
      else if (isPage(page) && (listed.has(address) || OUR_SCRIPTS.test(await page.text()))) onError(new Error(`${address} is of another build`));
    } catch (error) {
      full ||= /** @type {Error} */ (error).name === "QuotaExceededError";
      onError(error);
    }
  });
}

/** The response of an older cache, if this build lists the same bytes. @param {Cache[]} older @param {string} address */
async function unchanged(older, address) {
  for (const cache of listed.has(address) ? older : []) {
    const response = await cache.match(address, matchOptions);
    if (response && (await isListed(address, response.clone()))) return response;
  }
  return undefined;
}

/** Cache what `extra.offline` in mkdocs.yml lists. @param {(reason: unknown) => void} onError */
async function addLibrary(onError) {
  const cache = await caches.open(PAGES);
  await cache.put(LIBRARY, new Response());
  if (await hasMuchRoom(cache)) await addToCache(site.library.map(absolute), "no-cache", onError);
}

/** Where there is little room, it is for the pages that the reader visits. Nothing but trying tells how much there is: estimate() is rounded, or not there. @param {Cache} cache */
async function hasMuchRoom(cache) {
  const probe = absolute("?room");
  try {
    await cache.put(probe, new Response(new Uint8Array(MUCH_ROOM)));
  } catch {
    return false;
  }
  return cache.delete(probe);
}

worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(Promise.all([takeOver(), shell.activate(event)])));

/** Take over the pages of this build from older caches, and remove everything else of older builds. */
async function takeOver() {
  const cache = await caches.open(PAGES);
  for (const older of await pagesExcept(PAGES)) {
    for (const request of await older.keys()) {
      // While this worker waited, the older one may have cached pages of this build.
      const response = await older.match(request, matchOptions);
      const isHere = await cache.match(request, matchOptions);
      if (response && !isHere && (await isOfThisBuild(request.url, response))) await put(cache, request.url, response);
    }
  }
  for (const name of await caches.keys()) if (name.startsWith(cacheName("pages")) && name !== PAGES) await caches.delete(name);
  const ours = new Set(site.runtime.map(absolute));
  await empty(RUNTIME, (address) => !ours.has(address));
  // A snapshot is stored below the folder of the scripts that made it.
  await empty(SNAPSHOT, (address) => !address.includes(`-${site.version}/`));
}

// The page that sends a message (register.js) may be of another build: do not rename the kinds.
worker.addEventListener("message", (/** @type {any} */ event) => {
  const { kind, addresses = [] } = event.data;
  if (kind === "seen") {
    // What the page had fetched before this worker ran and could see it.
    const urls = addresses.map((/** @type {string} */ address) => new URL(withoutQuery(address)));
    const ours = urls.filter((/** @type {URL} */ url) => pathOf(url) !== null && !isVersioned(url) && !shell.getCacheKeyForURL(url.href));
    event.waitUntil(addToCache(ours.map(String), "default", ignore));
  } else if (kind === "library") event.waitUntil(addLibrary(ignore));
});
