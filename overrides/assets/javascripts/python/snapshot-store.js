// @ts-check
/**
 * Stores one snapshot of a started Python in this browser's Cache, for the next visit. It fits one build and one
 * browser. It holds no more than a Python worker could send at any time, so it is trusted no more than that.
 */

import { LoadError, sha256 } from "./downloads.js";

const NAME = `fahem ${new URL("../../../", import.meta.url).pathname} snapshot`;
const HASH = "x-sha256";
/** The largest part of the room that the browser has left for this site that a snapshot may take. */
const SHARE = 0.1;
/** Bytes that a snapshot is expected to take. */
const EXPECTED = 50_000_000;
/** With less memory (GiB) taking one could cost the reader the tab. */
const LEAST_MEMORY = 2;

/** The cache; none in a private window that may store nothing. */
const openCache = async () => self.caches?.open(NAME).catch(() => undefined);

/** @param {string} build the hash of a build's files */
export function openSnapshotStore(build) {
  const address = new URL(`snapshot?build=${build}&browser=${encodeURIComponent(navigator.userAgent)}`, import.meta.url).href;

  return {
    async exists() {
      return Boolean(await (await openCache())?.match(address));
    },

    /**
     * Whether one should be made: there is none, and this device and its owner can spare it. Where the browser does not
     * say how much room is left, it is not made: WebKitGTK is such a browser, and there a snapshot fills the room
     * of the site, after which WebKit removes all of the site's caches.
     */
    async isWanted() {
      const { connection, deviceMemory = LEAST_MEMORY, storage } = /** @type {any} */ (navigator);
      if (connection?.saveData || deviceMemory < LEAST_MEMORY || !(await openCache()) || (await this.exists())) return false;
      const { quota = 0, usage = 0 } = (await storage?.estimate?.().catch(() => {})) ?? {};
      return EXPECTED < SHARE * (quota - usage);
    },

    /** The snapshot, unless its bytes have changed. @returns {Promise<ArrayBuffer>} rejects with a LoadError */
    async read() {
      try {
        const response = await (await openCache())?.match(address);
        const bytes = await /** @type {Response} */ (response).arrayBuffer();
        if ((await sha256(bytes)) === response?.headers.get(HASH)) return bytes;
        throw new Error("another hash");
      } catch (error) {
        throw new LoadError("files", error);
      }
    },

    /** Store a snapshot in place of all others. @param {ArrayBuffer} bytes */
    async write(bytes) {
      await this.remove();
      const response = new Response(bytes, { headers: { [HASH]: await sha256(bytes) } });
      try {
        await (await openCache())?.put(address, response);
      } finally {
        // Fetched only now, because no start needs it.
        (await import("./release.js")).release(bytes);
      }
    },

    /** Remove all snapshots. */
    async remove() {
      const cache = await openCache();
      // Not the cache as a whole: its bytes would stay for as long as somebody has it open.
      for (const request of (await cache?.keys()) ?? []) await cache?.delete(request);
    },
  };
}
