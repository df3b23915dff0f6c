// @ts-check
/**
 * Stores the files that Python is started from in this browser's Cache, under addresses that contain
 * their hashes, so that the next start downloads nothing. This file writes the cache after a start;
 * service-worker.js answers from it.
 */

// Taken now, because the sandbox removes them before a reader's Python runs.
const { caches } = self;
const plainFetch = self.fetch.bind(self);
const NAME = `fahem ${new URL("../../../", import.meta.url).pathname} runtime`;
/** Header of a response that comes from this cache. The name is stored in readers' browsers: do not rename it. */
export const FROM_CACHE = "x-kept";

/** @typedef {ReturnType<typeof openRuntimeCache>} RuntimeCache */

/** @param {{ addresses: Record<string, string>, sha256: Record<string, string> }} manifest by file name */
export function openRuntimeCache({ addresses, sha256: hashes }) {
  /** @type {Map<string, () => Promise<Response>>} the files that are collected and not stored yet, by name */
  const collected = new Map();

  /** The address of a file contains its hash, so no cache on the way can answer with an older version. @param {string} name */
  const address = (name) => new URL(`../../${addresses[name]}`, import.meta.url).href;

  return {
    address,

    /** Collect a response; call this before it is read. @param {string} name @param {Response} response */
    add(name, response) {
      if (response.headers.has(FROM_CACHE)) return;
      const copy = response.clone();
      collected.set(name, async () => copy);
    },

    /** Collect a module that import() has fetched. Scripts cannot read its bytes, but the browser still has them. @param {string} name */
    addModule(name) {
      collected.set(name, () => plainFetch(address(name), { cache: "force-cache" }));
    },

    /** Store the collected files that are complete. If there is no storage or no room in it, nothing is stored. */
    async store() {
      const cache = await caches?.open(NAME);
      for (const [name, getResponse] of collected) {
        // First, because store() may run twice at the same time.
        collected.delete(name);
        if (!cache || (await cache.match(address(name)))) continue;
        const response = await getResponse();
        const bytes = await response.arrayBuffer();
        if (response.ok && (await sha256(bytes)) === hashes[name]) {
          const headers = { "content-type": response.headers.get("content-type") ?? "", [FROM_CACHE]: "1" };
          await cache.put(address(name), new Response(bytes, { headers }));
        }
      }
    },
  };
}

/** The hash in hexadecimal, or "" without crypto.subtle, which browsers have only on HTTPS and localhost. @param {ArrayBuffer} bytes */
export async function sha256(bytes) {
  if (!crypto?.subtle) return "";
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
