"""How long the lessons of the language model and of the pictures demo train in the reader's browser, and how often they are drawn meanwhile.

Seconds depend on the machine. The bounds that the issue sets are for an idle one.
"""

import re

from tests.bench.memory import renderers, taken

# Presses "train" in the lesson, and waits until the training is done.
TRAIN = """demo => new Promise(resolve => {
  const progress = () => demo.querySelector(".lesson progress").value;
  let last = progress(), drawn = 0, began = performance.now(), training = false;
  new MutationObserver((_, watcher) => {
    if (progress() !== last) drawn++;
    last = progress();
    const ticking = demo.querySelector("[data-tick]") !== null;
    if (training && !ticking) resolve([performance.now() - began, drawn]), watcher.disconnect();
    training ||= ticking;
  }).observe(demo, { subtree: true, childList: true, attributes: true });
  demo.querySelector("button[name=train][value=start]").click();
})"""
# {lesson: (guide, which of its demos, the most seconds that the issue allows)}
LESSONS = {
    "names": ("language-models", "live-demo[name=language]:has(.language.names)", 8),
    "capitals": ("language-models", "live-demo[name=language]:has(.language.capitals)", 10),
    "jobs": ("language-models", "live-demo[name=language]:has(.language.jobs)", 10),
    "points": ("pictures", "live-demo[name=pictures]:has(button[name=walk]):has(button[name=shape])", 15),
    "gan": ("pictures", "live-demo[name=pictures]:has(.pictures.gan)", 15),
}


def measure(browser, base):
    """Return {"language, lesson": {"seconds", "bound", "redraws_per_second", "held_out", "memory_bytes"}}.

    held_out in nats, for names only; of "attention", the demo of another guide, only the memory; memory of the page and its workers after the training, None where Linux does not count it.
    """
    figures = {}
    for language, prefix in (("ar", ""), ("en", "en/")):
        for lesson, (guide, selector, bound) in LESSONS.items():
            others = renderers()
            page = browser.new_page()
            page.goto(f"{base}{prefix}guides/{guide}/")
            demo = page.locator(selector)
            demo.locator("button[data-action=start]").click()
            demo.locator("[data-part=stage][aria-busy=false]").wait_for()
            milliseconds, drawn = demo.evaluate(TRAIN)
            held_out = demo.locator(".chart .held_out b").first.inner_text() if lesson == "names" else None
            figures[f"{language}, {lesson}"] = {
                "seconds": milliseconds / 1000,
                "bound": bound,
                "redraws_per_second": 1000 * drawn / milliseconds,
                "memory_bytes": taken(renderers() - others) or None,
                "held_out": held_out and float(re.sub(r"[^\d.]", "", held_out)),
            }
            page.close()
        memory = _memory_of_attention(browser, f"{base}{prefix}guides/generative-ai/")
        figures[f"{language}, attention"] = dict.fromkeys(figures[f"{language}, names"]) | {"memory_bytes": memory}
    return figures


def _memory_of_attention(browser, address):
    """Return the memory of the attention demo after its own training, which a lesson is compared with."""
    others = renderers()
    page = browser.new_page()
    page.goto(address)
    demo = page.locator("live-demo[name=attention]")
    demo.locator("button[data-action=start]").click()
    demo.locator("[data-part=stage][aria-busy=false]").wait_for()
    demo.locator("button[name=train][value=start]").evaluate("button => button.click()")
    demo.locator("[data-tick]").wait_for(state="attached")
    demo.locator("[data-tick]").wait_for(state="detached", timeout=300_000)
    memory = taken(renderers() - others) or None
    page.close()
    return memory
