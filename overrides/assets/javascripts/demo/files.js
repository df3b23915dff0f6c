// @ts-check
/** Files on the reader's own device. Fetched when the first is saved or opened. */

/** Let the reader download a file. @param {string} name @param {string | Blob} contents @param {string} [type] */
export function download(name, contents, type = "text/plain") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([contents], { type }));
  link.download = name;
  link.click();
  // Safari reads the file only some time after the press.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {File} file @returns {Promise<string | null>} its text, or null if it is not UTF-8 text */
export async function readText(file) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()).replaceAll("\r\n", "\n");
  } catch {
    return null;
  }
}
