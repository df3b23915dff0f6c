// @ts-check
/**
 * Stores the files that Python is started from in this browser's Cache, under addresses that contain
 * their hashes, so that the next start downloads nothing. This file writes the cache after a start;
 * service-worker.js answers from it.
 */

const NAME = `fahem ${new URL("../../../", import.meta.url).pathname} runtime`;
/** Header of a response that comes from this cache. The name is stored in readers' browsers: do not rename it. */
export const FROM_CACHE = "x-kept";

/** @param {Map<string, import("./downloads.js").File>} files by name */
export function openRuntimeCache(files) {
  /** @type {Map<string, { blob: Blob, type: string }>} the files that are not stored yet, by name */
  const collected = new Map();

  /** The address of a file contains its hash, so no cache on the way can answer with an older version. @param {string} name */
  const address = (name) => {
    const { path, sha256 } = /** @type {import("./downloads.js").File} */ (files.get(name));
    return new URL(`../../${path}?sha256=${sha256}`, import.meta.url).href;
  };

  return {
    address,

    /** Collect a file, whose hash must have been checked. @param {string} name @param {Blob} blob @param {string} type its content type */
    add(name, blob, type) {
      collected.set(name, { blob, type });
    },

    /** Store the collected files. If there is no storage or no room in it, nothing is stored. */
    async store() {
      const cache = await self.caches?.open(NAME);
      for (const [name, file] of collected) {
        // First, because store() may run twice at the same time.
        collected.delete(name);
        if (!cache || (await cache.match(address(name)))) continue;
        const response = new Response(file.blob, { headers: { "content-type": file.type, [FROM_CACHE]: "1" } });
        await cache.put(address(name), response).catch((error) => {
          collected.set(name, file); // The next store() tries again.
          throw error;
        });
      }
    },
  };
}
