// The part of run_cells.py that runs in Node: start Pyodide, and run `python -m demos.cell` in it.
//   node run_cells.mjs RUNTIME DEMOS FOLDER
// RUNTIME has Pyodide's files and numpy's wheel, DEMOS the wheel of the demos, FOLDER the job.
import fs from "node:fs";
import path from "node:path";
import { start } from "./node_pyodide.mjs";

const [runtime, demos, folder] = process.argv.slice(2);
const wheels = [runtime, demos].flatMap((from) => fs.readdirSync(from).filter((name) => name.endsWith(".whl")).map((name) => path.join(from, name)));
const { info } = JSON.parse(fs.readFileSync(path.join(runtime, "pyodide-lock.json"), "utf8"));
const python = await start({ runtime, info, wheels: Object.fromEntries(wheels.entries()) });
python.FS.mkdir("/job");
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/job");
try {
  python.runPython(`
import glob, runpy, site, sys, zipfile
for path in glob.glob("/tmp/*.whl"):
    zipfile.ZipFile(path).extractall(site.getsitepackages()[0])
sys.path_importer_cache.clear()
sys.argv[1:] = ["/job"]
runpy.run_module("demos.cell", run_name="__main__")
`);
} catch (error) {
  console.error(error.message);
  process.exit(error.status ?? 1); // that of os._exit() in a cell
}
