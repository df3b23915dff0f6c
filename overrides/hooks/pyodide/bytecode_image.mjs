// Node's part of bytecode_image.py: Pyodide, the same files that readers get, and image_in_pyodide.py in it.
//   node bytecode_image.mjs job.json
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const job = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));

// Same inputs, same bytes: no clock and no chance in what Python sees.
Date.now = () => 0;
globalThis.crypto.getRandomValues = (array) => array.fill(1);

const { loadPyodide } = await import(pathToFileURL(path.join(job.runtime, "pyodide.mjs")).href);
const python = await loadPyodide({
  indexURL: job.runtime + path.sep,
  lockFileContents: { info: job.info, packages: {} },
  env: { PYTHONHASHSEED: "0" },
});
for (const [name, file] of Object.entries(job.wheels)) python.FS.writeFile(`/tmp/${name}.whl`, fs.readFileSync(file));
python.FS.writeFile("/tmp/job.json", JSON.stringify(job));
for (const name of ["image_in_pyodide.py", "image_importer.py"]) {
  python.FS.writeFile(`/tmp/${name}`, fs.readFileSync(new URL(name, import.meta.url)));
}
const libraries = python
  .runPython("exec(compile(open('/tmp/image_in_pyodide.py').read(), 'image_in_pyodide.py', 'exec'), scope := {}); scope['main']()")
  .toJs({ dict_converter: Object.fromEntries });
for (const name of python.FS.readdir("/tmp/made").filter((name) => !name.startsWith("."))) {
  const bytes = python.FS.readFile(`/tmp/made/${name}`);
  // Compressed here, once: many hosts compress nothing that they do not know.
  fs.writeFileSync(path.join(job.target, name), gzipSync(bytes, { level: 9 }));
}
fs.writeFileSync(path.join(job.target, "libraries.json"), JSON.stringify(libraries));
