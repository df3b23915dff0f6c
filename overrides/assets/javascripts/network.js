// @ts-check
/** How much may be fetched that the reader has not asked for. */

/** @typedef {{ saveData?: boolean, effectiveType?: string, type?: string }} Connection */

const connection = () => /** @type {Connection | undefined} */ (/** @type {any} */ (navigator).connection);

/** Whether the reader wants as few bytes as can be. */
export const isSparing = () =>
  connection()?.saveData === true || matchMedia("(prefers-reduced-data: reduce)").matches;

/** Whether the connection is known to be slow. */
export const isSlow = () => (connection()?.effectiveType ?? "4g") !== "4g";

/** Whether it is known to be fast, and not one that is paid by the byte; some browsers tell nobody. */
export const isFast = () =>
  connection()?.effectiveType === "4g" && connection()?.type !== "cellular" && !isSparing();
