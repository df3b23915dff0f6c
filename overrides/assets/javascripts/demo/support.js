// @ts-check
/** Whether this browser can run Python at all. */

/** Pyodide throws Python's exceptions through WebAssembly, and keeps JavaScript's objects in its tables. */
export function hasWebAssembly() {
  if (typeof WebAssembly !== "object" || !("Exception" in WebAssembly)) return false;
  try {
    return Boolean(new WebAssembly.Table({ element: "externref", initial: 0 }));
  } catch {
    return false;
  }
}

/** Python's files are modules, also in the worker. This starts a worker, so it is called after a failure only. */
export function hasModuleWorkers() {
  let isRead = false;
  const options = {
    // Only a browser that has module workers reads this option.
    get type() {
      isRead = true;
      return /** @type {const} */ ("module");
    },
  };
  try {
    // This file itself: as a worker it does nothing.
    new Worker(new URL(import.meta.url), options).terminate();
  } catch {
    // Workers are switched off.
  }
  return isRead;
}
