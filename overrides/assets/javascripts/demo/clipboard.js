// @ts-check
/** Puts text into the clipboard. */

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
