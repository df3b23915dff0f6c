// Starts Pyodide in Node, from the files that readers get.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

/**
 * @param {{ runtime: string, info: object, wheels: Record<string, string> }} job
 *   runtime  the folder of Pyodide's files
 *   info     of pyodide-lock.json
 *   wheels   {name: path}; each is written to /tmp/<name>.whl, not installed
 */
export async function start({ runtime, info, wheels }) {
  const { loadPyodide } = await import(pathToFileURL(path.join(runtime, "pyodide.mjs")).href);
  const python = await loadPyodide({
    indexURL: runtime + path.sep,
    lockFileContents: { info, packages: {} },
    env: { PYTHONHASHSEED: "0" },
  });
  for (const [name, file] of Object.entries(wheels)) python.FS.writeFile(`/tmp/${name}.whl`, fs.readFileSync(file));
  return python;
}
