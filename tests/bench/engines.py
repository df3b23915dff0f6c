"""How fast the attention demo starts, learns and answers in Firefox and WebKit, beside bare Pyodide in the same browser.

Milliseconds depend on the machine; the ratios, both sides of which are measured in turns here, do so less.
"""

import statistics

from tests.bench import demo, start
from tests.support.engines import UnavailableError, launch
from tests.support.engines.demos import wait_until_answered

NAMES = ("firefox", "webkit")
# These take a list, as Playwright's evaluate() needs it and those of demo.py do.
LOAD = """async ([wheel]) => {
  const folder = new URL("/bench/bare/", location.href).href;
  const { loadPyodide } = await import(folder + "pyodide.mjs");
  const python = await loadPyodide({ indexURL: folder, packages: ["numpy"] });
  python.unpackArchive(await (await fetch(`/${wheel}`)).arrayBuffer(), "wheel");
  globalThis.call = python.runPython("import demos; demos.call");
}"""
CALLS = """async ([requests]) => requests.map((request) => {
  const begun = performance.now();
  call(JSON.stringify(request));
  return performance.now() - begun;
})"""


def measure(base, wheel, runs):
    """Return {engine: {name: figure}}, and {engine: why it was not measured}.

    base   the address of the built site, with bare Pyodide in bench/bare/
    wheel  the path of the demos' wheel in the site
    """
    lesson, _ = demo.lesson("ar")
    figures, absent = {}, {}
    for name in NAMES:
        try:
            engine = launch(name)
        except UnavailableError as error:
            absent[name] = str(error)
            continue
        try:
            figures[name] = _measure(engine, base, wheel, lesson, runs)
        finally:
            engine.close()
    return figures, absent


def _measure(engine, base, wheel, lesson, runs):
    started = {"start_ms": [], "bare_start_ms": []}
    for _ in range(runs):
        for name, path, script in (("start_ms", start.GUIDE, start.OURS), ("bare_start_ms", "bench/bare/", start.BARE)):
            # Another user of the browser each time, so nothing is cached.
            page = engine.open(base + path)
            started[name].append(page.evaluate(script))
            page.close()
    figures = {name: statistics.median(times) for name, times in started.items()}

    page, bare = engine.open(f"{base}en/{start.GUIDE}"), engine.open(base + "bench/bare/")
    page.evaluate(start.OURS)
    wait_until_answered(page, "attention")
    bare.evaluate(LOAD, [wheel])
    ours = page.evaluate(demo.KEYSTROKES, [demo.sentences()])
    figures["keystroke_ms"] = statistics.median(ours[demo.WARM_UP :])
    figures["bare_keystroke_ms"] = statistics.median(bare.evaluate(CALLS, [demo.keystrokes()])[demo.WARM_UP :])
    ticks = page.evaluate(demo.CALLS, [page.evaluate(demo.MODULE), lesson])
    # The first ticks make sentences; learning itself is what comes after.
    figures["tick_ms"] = statistics.median(ticks[demo.TICKS // 2 :])
    figures["bare_tick_ms"] = statistics.median(bare.evaluate(CALLS, [lesson])[demo.TICKS // 2 :])
    page.close()
    bare.close()
    for part in ("start", "keystroke", "tick"):
        figures[f"{part}_to_bare"] = figures[f"{part}_ms"] / figures[f"bare_{part}_ms"]
    return figures
