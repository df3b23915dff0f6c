// @ts-check
/** Exchanges text with the reader's own device, through the clipboard and through files. */

/**
 * Copy the text of a hidden text area. If the browser forbids it, show the text area and select its text.
 * @param {HTMLTextAreaElement} area
 * @returns {Promise<boolean>} whether the text is in the clipboard
 */
export async function copyOrSelect(area) {
  if (await copyText(area.value)) return true;
  area.hidden = false;
  area.focus();
  area.select();
  return false;
}

/** @param {string} text @returns {Promise<boolean>} whether it is in the clipboard */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Let the reader download a text as a file. @param {string} name @param {string} text */
export function downloadText(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** @param {File} file @returns {Promise<string | null>} its text, or null if it is not UTF-8 text */
export async function readText(file) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()).replaceAll("\r\n", "\n");
  } catch {
    return null;
  }
}
