"""How fast the attention demo answers and learns, as figures of one run on one machine.

Milliseconds depend on the machine; the ratios, both sides of which are measured here, do so less.
"""

import json
import statistics
import time

import demos
from demos.attention.model.pretrained import pretrained

SENTENCE = "the old dog did not eat the cold meat in the kitchen because it was very".split()
WARM_UP, TIMES, TICKS = 20, 60, 60

# The address of the module that calls Python.
MODULE = "() => new URL('../python/interpreter.js', document.querySelector(\"script[src*='/live-demo.js']\").src).href"
# In the page: time one call of Python, or one keystroke until it has been painted.
CALLS = """async ([module, requests]) => {
  const {interpreter} = await import(module);
  await interpreter.start();
  const times = [];
  for (const request of requests) {
    const begun = performance.now();
    await interpreter.call(request);
    times.push(performance.now() - begun);
  }
  return times;
}"""
KEYSTROKES = """async ([sentences]) => {
  const demo = document.querySelector("live-demo[name=attention]");
  const stage = demo.querySelector("[data-part=stage]");
  const times = [];
  for (const sentence of sentences) {
    const field = demo.querySelector("input[name=sentence]");
    const begun = performance.now();
    const drawn = new Promise(resolve => new MutationObserver((_, watcher) => (watcher.disconnect(), resolve()))
      .observe(stage.querySelector("table.heatmap"), {subtree: true, childList: true, characterData: true, attributes: true}));
    field.value = sentence;
    field.dispatchEvent(new InputEvent("input", {bubbles: true}));
    await drawn;
    await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
    times.push(performance.now() - begun);
  }
  return times;
}"""


def p95(times):
    return statistics.quantiles(times, n=20)[-1]


def sentences():
    """Sixteen words, of which the last grows by a letter a keystroke."""
    letters = ["t", "ti", "tir", "tire", "tired"]
    return [" ".join([*SENTENCE[:15], letters[n % 5]]) for n in range(WARM_UP + TIMES)]


def keystrokes():
    """Return the requests of those keystrokes."""
    demo = demos.load("attention")
    state = demo.start(demo.Options(), "en")
    return [
        {"demo": "attention", "language": "en", "state": state, "events": [{"name": "sentence", "value": text}]}
        for text in sentences()
    ]


def encoding():
    """Return {words: milliseconds} of one forward pass in CPython."""
    model, taken = pretrained(), {}
    for count in (8, 16, 32, 64, 128):
        tokens = model.tokenize(" ".join((SENTENCE * 10)[:count]))
        times = []
        for _ in range(30):
            begun = time.perf_counter()
            model.encode(tokens)
            times.append(1000 * (time.perf_counter() - begun))
        taken[count] = statistics.median(times)
    return taken


def lesson(language):
    """Return the requests of a lesson's first ticks, and how long each takes in CPython (milliseconds)."""
    demo = demos.load("attention")
    state = demo.update(demo.start(demo.Options(), language), {"name": "train", "value": "start"})
    requests, times = [], []
    for _ in range(TICKS):
        request = {"demo": "attention", "language": language, "state": state, "events": [{"name": "tick", "value": "train"}]}
        requests.append(request)
        begun = time.perf_counter()
        state = json.loads(demos.call(json.dumps(request)))["state"]
        times.append(1000 * (time.perf_counter() - begun))
    return requests, times


def measure(chromium, base):
    """Return {name: milliseconds} on a page of the built site, and in CPython."""
    figures = {"encode_ms": encoding()}
    figures["encode_128_to_8_words"] = figures["encode_ms"][128] / figures["encode_ms"][8]
    requests, native = lesson("ar")
    page = chromium.new_page()
    page.goto(f"{base}en/guides/generative-ai/")
    module = page.evaluate(MODULE)

    worker = page.evaluate(CALLS, [module, keystrokes()])
    figures["worker_first_ms"] = worker[0]
    figures["worker_median_ms"] = statistics.median(worker[WARM_UP:])
    figures["worker_p95_ms"] = p95(worker[WARM_UP:])

    page.locator("live-demo[name=attention] button[data-action=start]").click()
    page.wait_for_selector("live-demo[name=attention][data-status=live]")
    page.wait_for_selector("live-demo[name=attention] [data-part=stage][aria-busy=false]")
    screen = page.evaluate(KEYSTROKES, [sentences()])
    figures["screen_median_ms"] = statistics.median(screen[WARM_UP:])
    figures["screen_p95_ms"] = p95(screen[WARM_UP:])

    ticks = page.evaluate(CALLS, [module, requests])
    # The first ticks make sentences; learning itself is what comes after.
    figures["tick_browser_ms"] = statistics.median(ticks[TICKS // 2 :])
    figures["tick_cpython_ms"] = statistics.median(native[TICKS // 2 :])
    figures["tick_browser_to_cpython"] = figures["tick_browser_ms"] / figures["tick_cpython_ms"]
    page.close()
    return figures
