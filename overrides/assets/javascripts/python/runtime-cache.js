// @ts-check
/**
 * What Python is started from, kept in this browser under its hashes, so that the next start
 * fetches none of it. This puts it in, after a start; service-worker.js gives it out.
 */

// Held from the beginning: the worker that runs a reader's Python loses them before its first line.
const { caches } = self;
const plainFetch = self.fetch.bind(self);
const NAME = `fahem ${new URL("../../../", import.meta.url).pathname} runtime`;

/** @param {{ addresses: Record<string, string>, sha256: Record<string, string> }} manifest */
export function shelf({ addresses, sha256 }) {
  /** @type {Map<string, () => Promise<Response>>} */
  const arrived = new Map();

  /** It names its content: no cache between us and the host can answer with other bytes. @param {string} name */
  const address = (name) => new URL(`../../${addresses[name]}`, import.meta.url).href;

  return {
    address,

    /** Note a response that is going to be read. @param {string} name @param {Response} response */
    note(name, response) {
      if (response.headers.has("x-kept")) return;
      const copy = response.clone();
      arrived.set(name, async () => copy);
    },

    /** Note a module that import() has fetched, whose bytes nobody sees: they are still with the browser. @param {string} name */
    noteModule(name) {
      arrived.set(name, () => plainFetch(address(name), { cache: "force-cache" }));
    },

    /** Keep what has arrived whole; without storage, or room in it, nothing is kept. */
    async keep() {
      const runtime = await caches?.open(NAME);
      for (const [name, get] of arrived) {
        // Taken out first: two of these may run at once.
        arrived.delete(name);
        if (!runtime || (await runtime.match(address(name)))) continue;
        const response = await get();
        const bytes = await response.arrayBuffer();
        if (response.ok && (await hash(bytes)) === sha256[name]) {
          await runtime.put(address(name), new Response(bytes, { headers: { "content-type": response.headers.get("content-type") ?? "", "x-kept": "1" } }));
        }
      }
    },
  };
}

/** SHA-256 in hexadecimals; "" where there is no crypto.subtle, which is but over https and on localhost. @param {ArrayBuffer} bytes */
export async function hash(bytes) {
  if (!crypto?.subtle) return "";
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
