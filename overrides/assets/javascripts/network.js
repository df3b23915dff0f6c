// @ts-check
/** What the browser says about the connection: how much may be fetched that the reader did not ask for. */

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
