// @ts-check
/** What the browser says about the connection: how much may be fetched that the reader did not ask for. And what the host has, and when to give it up. */

/** How long to wait for the host's answer (milliseconds). */
const TIMEOUT = 5000;

/** The Network Information API, which not every browser has. @typedef {{ saveData?: boolean, effectiveType?: string, type?: string }} Connection */

const connection = () => /** @type {Connection | undefined} */ (/** @type {any} */ (navigator).connection);

/** Whether the reader asked for as little data as possible. */
export const savesData = () =>
  connection()?.saveData === true || matchMedia("(prefers-reduced-data: reduce)").matches;

/** Whether the connection is known to be slow. */
export const isSlow = () => (connection()?.effectiveType ?? "4g") !== "4g";

/** Whether the connection is known to be fast and not a cellular one, which may be paid by the byte. */
export const isFast = () =>
  connection()?.effectiveType === "4g" && connection()?.type !== "cellular" && !savesData();

/** The same as AbortSignal.timeout(), which is newer than the oldest browsers. @param {number} time in milliseconds */
export function timeout(time) {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), time);
  return abort.signal;
}

/** Whether the host no longer has a file that is no page; some hosts answer every address with a page. @param {URL} address */
export async function isGone(address) {
  const answer = await fetch(address, { method: "HEAD", cache: "no-store", signal: timeout(TIMEOUT) }).catch(() => null);
  return answer?.status === 404 || answer?.headers.get("Content-Type")?.startsWith("text/html") === true;
}
