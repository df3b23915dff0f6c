// @ts-check
/** Texts to and from the reader's own device: the clipboard, and files. */

/**
 * Copy what a hidden textarea holds; where that is not allowed, show it and mark it.
 * @param {HTMLTextAreaElement} area
 * @returns {Promise<boolean>} whether it is in the clipboard
 */
export async function copy(area) {
  try {
    await navigator.clipboard.writeText(area.value);
    return true;
  } catch {
    area.hidden = false;
    area.focus();
    area.select();
    return false;
  }
}

/** Hand a text to the reader as a file. @param {string} name @param {string} text */
export function save(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** @param {File} file @returns {Promise<string | null>} its text, or null if it is none */
export async function read(file) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()).replaceAll("\r\n", "\n");
  } catch {
    return null;
  }
}
