// @ts-check
/**
 * A part of the service worker: which cached responses may be used.
 *
 * A cache holds whatever some script of this origin once put there, so a cache proves nothing. sw.js does:
 * the browser fetches it from the host itself, past every cache of ours. It lists the files of the build with
 * their hashes, and the worker never answers with a cached file that is not listed or has other bytes.
 * (Pages are the exception, because some hosts add to them: they get the build's policy as a header.)
 */

/**
 * What overrides/hooks/delivery/service_worker.py writes into sw.js. All paths begin at the site's root.
 * @typedef {object} Site
 * @property {string} build a hash of all files
 * @property {string} version of our scripts and style sheets
 * @property {string} root the path of the site on the host that mkdocs.yml names
 * @property {string} policy the Content-Security-Policy of all pages
 * @property {string[]} framed pages that other sites may show in a frame
 * @property {{ url: string, revision: string | null, integrity: string }[]} shell what every page needs
 * @property {string[]} runtime the files of Python: path?sha256=hash
 * @property {string[]} library what is cached in advance
 * @property {Record<string, string>} hashes of the library and of scripts, styles and fonts outside the shell: the first 32 digits
 * @property {string[]} data folders that scripts fetch data from
 * @property {{ start: string, page: string, html: string }[]} offline by language; `html` is used if `page` is not cached
 */

// TypeScript takes every script for one of a page.
const worker = /** @type {any} */ (self);
const site = /** @type {Site} */ (worker.site);
const scope = new URL(worker.registration.scope);

/** @param {string} path */
function absolute(path) {
  return new URL(path, scope).href;
}

/** The hash, or the beginning of it, that a file must have, by address. @type {Map<string, string>} */
const listed = new Map([
  ...site.shell.map(({ url, integrity }) => /** @type {const} */ ([absolute(url), hexOf(integrity)])),
  ...site.runtime.map((address) => /** @type {const} */ ([absolute(address), address.split("=")[1]])),
  ...Object.entries(site.hashes).map(([path, hash]) => /** @type {const} */ ([absolute(path), hash])),
]);

/** What may be used without being listed, because it contains no program; data too, by its folder. */
const HARMLESS = /^(image|font)\/|^application\/manifest\+json/;
const SCRIPT_TYPE = /^(text|application)\/(x-)?javascript\b/;

/** The path below the site's root, or null for another site. @param {URL} url */
const pathOf = (url) => (url.href.startsWith(scope.href) ? url.pathname.slice(scope.pathname.length) : null);
const isData = (/** @type {URL} */ url) => site.data.some((start) => pathOf(url)?.startsWith(start));

/** "sha256-" and base64, in hexadecimal. @param {string} integrity */
function hexOf(integrity) {
  return hex(Uint8Array.from(atob(integrity.slice("sha256-".length)), (char) => char.charCodeAt(0)));
}

/** @param {Uint8Array} bytes */
function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {Response} response @returns {Promise<string>} the SHA-256 of its body in hexadecimal */
async function digest(response) {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer())));
}

/** Whether a file is listed and has the listed bytes. Reads the response. @param {string} address @param {Response} response */
async function isListed(address, response) {
  const hash = listed.get(address);
  return hash !== undefined && (await digest(response)).startsWith(hash);
}

/**
 * Whether a cached response may be the answer to a request that is no navigation.
 * @param {string} address without its hash part
 * @param {Response} response
 * @param {() => Promise<Response | undefined>} again finds the same response again: its body is read here, and a
 *   response whose body script has read loses the browser's compiled code
 */
async function isUsable(address, response, again) {
  // Relative imports begin at the response's own address, so a copy from another address is another program.
  if (response.url && response.url !== address) return false;
  const type = response.headers.get("content-type") ?? "";
  if (!fitsName(new URL(address).pathname, type)) return false;
  if (!listed.has(address)) return HARMLESS.test(type) || isData(new URL(address));
  const same = await again();
  return same !== undefined && (await isListed(address, same));
}

/** Whether a content type fits a file name: no page under the name of a program or of data, and the reverse. @param {string} path @param {string} type */
function fitsName(path, type) {
  const suffix = path.split(".").pop();
  if (suffix === "js" || suffix === "mjs") return SCRIPT_TYPE.test(type);
  if (suffix === "css") return type.startsWith("text/css");
  if (suffix === "html") return type.startsWith("text/html");
  return !SCRIPT_TYPE.test(type) && !/^(text|application)\/(x?html|xml|xslt)/.test(type);
}

/** Whether a response is of this build, or fits it. @param {string} address @param {Response} response */
async function isOfThisBuild(address, response) {
  if (isPage(response)) return (await response.clone().text()).includes(`-${site.version}/`);
  return !listed.has(address) || isListed(address, response.clone());
}

/** @param {Response} response */
const isPage = (response) => response.headers.get("content-type")?.startsWith("text/html") ?? false;

/** A cached page, which may run only the scripts of this build, whoever put it into the cache. @param {Response} page @param {string} address */
function withPolicy(page, address) {
  const headers = new Headers(page.headers);
  headers.set("content-security-policy", site.policy);
  headers.set("x-content-type-options", "nosniff");
  if (!site.framed.includes(pathOf(new URL(address)) ?? "")) headers.set("x-frame-options", "DENY");
  return new Response(page.body, { headers });
}
