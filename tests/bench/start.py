"""How long until Python answers: ours, and what others do, interleaved in one browser."""

import statistics
from dataclasses import dataclass, field, replace
from itertools import pairwise
from tempfile import TemporaryDirectory

from tests.bench.host import Line
from tests.bench.memory import renderers, taken

GUIDE = "guides/generative-ai/"

# From pressing Start until the first picture that Python drew is there.
OURS = """async () => {
  const demo = document.querySelector("live-demo[name=attention]");
  const stage = demo.querySelector("[data-part=stage]");
  const begun = performance.now();
  demo.querySelector("button[data-action=start]").click();
  await new Promise((resolve, reject) => {
    const look = () => {
      if (demo.dataset.status === "error") reject(new Error(demo.innerText));
      if (demo.dataset.status !== "live" || stage.ariaBusy !== "false") return;
      watcher.disconnect();
      resolve();
    };
    const watcher = new MutationObserver(look);
    watcher.observe(demo, {attributes: true, subtree: true, attributeFilter: ["data-status", "aria-busy"]});
  });
  return performance.now() - begun;
}"""
# What everybody takes for the limit: no page around it, no picture after it.
BARE = """async () => {
  const begun = performance.now();
  const folder = new URL("/bench/bare/", location.href).href;
  const { loadPyodide } = await import(folder + "pyodide.mjs");
  const python = await loadPyodide({ indexURL: folder, packages: ["numpy"] });
  python.runPython("import numpy");
  return performance.now() - begun;
}"""
# Peers load as soon as their page opens: counted from there until their output holds a number.
PEER = """async (output) => {
  const done = () => /0\\.\\d\\d/.test(document.querySelector(output)?.textContent ?? "");
  while (!done()) {
    document.querySelector("[data-run]")?.click();
    await new Promise(resolve => setTimeout(resolve, 5));
  }
  return performance.now();
}"""
# Until the service worker is there, and has nothing more to fetch: a second visit comes later than that.
KEPT = """async () => {
  await navigator.serviceWorker.ready;
  const script = document.querySelector("script[src*='/live-demo.js']").src;
  const { files } = await (await fetch(new URL("../manifest.json", script))).json();
  const python = files.filter(({ when }) => when === "start").map(({ path, sha256 }) => `/assets/${path}?sha256=${sha256}`);
  const { library } = JSON.parse(/self.site = (.*?);\\nimportScripts/s.exec(await (await fetch("/sw.js")).text())[1]);
  const wanted = [location.href, ...python, ...library.map((path) => `/${path}`)];
  const missing = async () => (await Promise.all(wanted.map((url) => caches.match(url, { ignoreVary: true })))).includes(undefined);
  while (await missing()) await new Promise((resolve) => setTimeout(resolve, 20));
}"""
# Until a snapshot of Python's memory is stored, which happens when nothing has been done for a while.
STORED = """async () => {
  const stored = async () => {
    const name = (await caches.keys()).find((name) => name.endsWith(" snapshot"));
    return name && (await (await caches.open(name)).keys()).length;
  };
  while (!(await stored())) await new Promise((resolve) => setTimeout(resolve, 20));
}"""
# For a start that finds all files in the caches, but no snapshot.
REMOVE = """async () => {
  for (const name of await caches.keys()) if (name.endsWith(" snapshot")) await caches.delete(name);
}"""
LONGEST_TASK = """
  globalThis.longest = 0;
  new PerformanceObserver(list => { for (const task of list.getEntries()) longest = Math.max(longest, task.duration); })
    .observe({ type: "longtask", buffered: true });
"""


@dataclass
class Contender:
    name: str
    path: str
    script: str
    argument: str | None = None
    # visits after it with the same profile, in a browser that was started anew: {name: (what the page before it does last, whether there is a network)}
    again: dict[str, tuple[list[str], bool]] = field(default_factory=dict)
    ms: list[float] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    task: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)

    def figures(self):
        return {
            "ms": statistics.median(self.ms), "ms_all": [round(one, 1) for one in self.ms],
            "bytes": statistics.median(self.sent), "longest_task_ms": statistics.median(self.task),
            "memory_bytes": statistics.median(self.memory) if self.memory else None,
        }  # fmt: skip


OWN = [
    Contender(
        "ours, cold", GUIDE, OURS,
        again={
            "ours, warm": ([KEPT, STORED, REMOVE], True), "ours, from its snapshot": ([KEPT, STORED], True), "ours, offline": ([KEPT], False),
        },
    ),
    Contender("bare Pyodide + numpy", "bench/bare/", BARE),
]

# {Mbit/s: seconds until an answer begins}: a bad day of a phone, an ordinary one, a good line at home
LINES = {2: 0.15, 8: 0.07, 33: 0.03}


def measure(open_browser, host, contenders, runs):
    """Return {name: figures} of all contenders, each time with a profile of its own, so that no cache is warm.

    open_browser  open_browser(profile) is a context manager of a browser that keeps in this folder what one of a reader keeps
    """
    every = {one.name: one for one in contenders}
    for one in contenders:
        for name in one.again:
            every[name] = Contender(name, one.path, one.script, one.argument)
    for _ in range(runs):
        for one in contenders:
            others = renderers()
            visits = [(one.name, [], True), *((name, *how) for name, how in one.again.items())]
            with TemporaryDirectory() as profile:
                for (name, _, online), (_, next_preparation, _) in pairwise([*visits, ("", [], True)]):
                    host.online = online
                    with open_browser(profile) as context:
                        context.add_init_script(LONGEST_TASK)
                        [page] = context.pages
                        _visit(page, host, every[name], others)
                        for script in next_preparation:
                            page.evaluate(script)
            host.online = True
    return {name: one.figures() for name, one in every.items()}


def on_lines(open_browser, host, runs):
    """Return {Mbit/s: figures as of measure()} of ours and bare Pyodide, as if the host were that far away."""
    figures = {}
    for megabits, latency in LINES.items():
        host.line = Line(megabits * 1e6, latency)
        figures[megabits] = measure(open_browser, host, [replace(one, ms=[], sent=[], task=[], memory=[]) for one in OWN], runs)
    host.line = None
    return figures


def _visit(page, host, one, others):
    loads_itself = one.argument is not None
    before = host.sent
    page.goto(host.address + one.path, wait_until="commit" if loads_itself else "networkidle")
    if not loads_itself:
        before = host.sent
        page.evaluate("longest = 0")
    one.ms.append(page.evaluate(one.script, one.argument))
    one.sent.append(host.sent - before)
    # A long task is reported a moment after it ends.
    page.evaluate("new Promise(resolve => setTimeout(resolve, 100))")
    one.task.append(page.evaluate("longest"))
    if own := taken(renderers() - others):
        one.memory.append(own)
