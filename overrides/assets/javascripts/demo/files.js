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

/**
 * Put a file's text into an editor, and run it.
 * @param {File} file @param {HTMLTextAreaElement} area
 * @param {import("./status-bar.js").StatusBar} bar @param {import("./editor-host.js").EditorHost} editors
 * @param {(events: import("./events.js").DemoEvent[]) => void} send
 */
export async function open(file, area, bar, editors, send) {
  const text = await readText(file);
  if (text === null) bar.say("not_text", { name: file.name });
  // Too long for the editor: send it alone, because Python's answer says so in the demo's own words.
  else if (text.length > area.maxLength) send([{ name: area.name, value: text }]);
  else {
    await editors.setText(area, text);
    area.form?.requestSubmit();
  }
}

/** @param {File} file @returns {Promise<string | null>} its text, or null if it is not UTF-8 text */
async function readText(file) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()).replaceAll("\r\n", "\n");
  } catch {
    return null;
  }
}
