// The part of bytecode_image.py that runs in Node: start Pyodide from the files that readers get, and run image_in_pyodide.py in it.
//   node bytecode_image.mjs job.json
// The images are written beside job.json.
import fs from "node:fs";
import path from "node:path";
import { start } from "./node_pyodide.mjs";

const job = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const target = path.dirname(process.argv[2]);

// The same input has to give the same bytes, so Python gets a fixed clock and fixed random numbers.
Date.now = () => 0;
globalThis.crypto.getRandomValues = (array) => array.fill(1);

const python = await start(job);
python.FS.writeFile("/tmp/job.json", JSON.stringify(job));
for (const name of ["image_in_pyodide.py", "image_importer.py"]) {
  python.FS.writeFile(`/tmp/${name}`, fs.readFileSync(new URL(name, import.meta.url)));
}
const libraries = python
  .runPython("exec(compile(open('/tmp/image_in_pyodide.py').read(), 'image_in_pyodide.py', 'exec'), scope := {}); scope['main']()")
  .toJs({ dict_converter: Object.fromEntries });
for (const name of python.FS.readdir("/tmp/made").filter((name) => !name.startsWith("."))) {
  fs.writeFileSync(path.join(target, name), python.FS.readFile(`/tmp/made/${name}`));
}
fs.writeFileSync(path.join(target, "libraries.json"), JSON.stringify(libraries));
