"""What the journeys do with a page, in any of three browser engines.

An engine only has to load an address, run JavaScript, move a pointer and press keys. Everything else is made of that
here, so that it means the same in each of them.
"""

import json
from abc import ABC, abstractmethod

# Seconds that a cold start may take on a busy machine.
PATIENCE = 60

# Looks again and again inside the page: a round trip to the browser for every look would slow the page down. So would
# looking all the time, hence the longer it takes the less often.
WAIT = """async (...given) => {
  const end = performance.now() + %d;
  for (let pause = 20; ; pause = Math.min(1.5 * pause, 200)) {
    const found = await (%s)(...given);
    if (found) return found;
    if (performance.now() > end) return null;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}"""
IS_VISIBLE = "(element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility === 'visible'"
# The middle of an element, once it is where a press would reach it, and stays there for a few frames.
REACH = """async (selector) => {
  const element = [...document.querySelectorAll(selector)].find(IS_VISIBLE);
  if (!element || element.disabled) return null;
  element.scrollIntoView({ block: "center", behavior: "instant" });
  const middle = () => {
    const { x, y, width, height } = element.getClientRects()[0] ?? {};
    return [Math.round(x + width / 2), Math.round(y + height / 2)];
  };
  const before = middle();
  for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  const hit = document.elementFromPoint(...before);
  return String(before) === String(middle()) && hit && (element.contains(hit) || hit.contains(element)) ? before : null;
}""".replace("IS_VISIBLE", IS_VISIBLE)
# Without a window of its own, Firefox never has the focus, and then fires no event when an element gets it.
FOCUS = """(selector) => {
  const element = [...document.querySelectorAll(selector)].find(IS_VISIBLE);
  if (!element) return false;
  element.focus();
  if (!document.hasFocus()) element.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
  return true;
}""".replace("IS_VISIBLE", IS_VISIBLE)
INSERT = """(text) => {
  document.execCommand("selectAll");
  return document.execCommand("insertText", false, text);
}"""


class UnavailableError(Exception):
    """A browser is not on this machine, or does not start."""


class ScriptError(Exception):
    """JavaScript that a test ran in a page has failed."""


class Page(ABC):
    """A tab. Selectors are CSS; where several elements fit, a method takes the first one that can be seen."""

    @abstractmethod
    def goto(self, address: str) -> None:
        """Load an address, and wait until the page has loaded."""

    @abstractmethod
    def evaluate_json(self, function: str, arguments: str) -> str:
        """Call an async JavaScript function with one text, and return the text that it returns.

        Raises ScriptError.
        """

    @abstractmethod
    def drag(self, *places: tuple[int, int]) -> None:
        """Hold the pointer's first button down from the first place to the last one: (x, y) in the window, in CSS pixels."""

    @abstractmethod
    def press(self, key: str) -> None:
        """Press a key: a letter, a name such as "Enter", or "Control+" and one of both."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Give the visible part of the page this size in CSS pixels, or the nearest that the browser's window can have."""

    @abstractmethod
    def close(self) -> None:
        """Close the tab."""

    @property
    @abstractmethod
    def errors(self) -> list[str]:
        """What the page has thrown or written to the console as an error, as far as the engine lets tests see it."""

    def evaluate(self, function: str, *arguments):
        """Call a JavaScript function with values that JSON knows, wait for its promise, and return its value."""
        wrapped = f"async (given) => JSON.stringify((await ({function})(...JSON.parse(given))) ?? null)"
        return json.loads(self.evaluate_json(wrapped, json.dumps(arguments)))

    def wait(self, condition: str, *arguments, seconds: float = PATIENCE):
        """Wait until a JavaScript function returns something true, and return that."""
        found = self.evaluate(WAIT % (seconds * 1000, condition), *arguments)
        assert found, f"not within {seconds} s: {condition} {arguments}\n{self.errors}"
        return found

    def wait_for(self, selector: str, text: str = "") -> str:
        """Wait until an element can be seen and its text contains this, and return its text."""
        condition = (
            "(selector, text) => [...document.querySelectorAll(selector)].filter(%s)"
            ".map((element) => [element.textContent.trim()]).find(([found]) => found.includes(text))"
        )
        return self.wait(condition % IS_VISIBLE, selector, text)[0]

    def wait_for_value(self, selector: str, text: str) -> None:
        """Wait until the value of a field, hidden or not, contains a text."""
        self.wait("(selector, text) => document.querySelector(selector)?.value.includes(text)", selector, text)

    def click(self, selector: str) -> None:
        """Wait until an element can be pressed, and press it."""
        self.drag(self.wait(REACH, selector))

    def focus(self, selector: str) -> None:
        """Give an element the focus."""
        self.wait(FOCUS, selector)

    def write(self, selector: str, text: str) -> None:
        """Replace the text of a field, as pasting does."""
        self.focus(selector)
        assert self.evaluate(INSERT, text)

    def type(self, text: str) -> None:
        """Press the keys of a text, one after another."""
        for letter in text:
            self.press(letter)

    def texts(self, selector: str) -> list[str]:
        """Return the texts of all elements that fit."""
        return self.evaluate("(selector) => [...document.querySelectorAll(selector)].map((element) => element.textContent.trim())", selector)

    def value(self, selector: str) -> str:
        """Return the value of a field."""
        return self.evaluate("(selector) => document.querySelector(selector).value", selector)

    def style(self, selector: str, name: str) -> str:
        """Return one computed property of an element's style."""
        return self.evaluate("(selector, name) => getComputedStyle(document.querySelector(selector))[name]", selector, name)

    def height(self, selector: str) -> float:
        """Return how high an element is drawn, in CSS pixels."""
        return self.evaluate("(selector) => document.querySelector(selector).getBoundingClientRect().height", selector)

    def reload(self) -> None:
        """Load the page again."""
        self.goto(self.evaluate("() => location.href"))


class Engine(ABC):
    """A running browser."""

    process: int  # its number; the processes that show pages descend from it

    @abstractmethod
    def open(self, address: str) -> Page:
        """Open a tab with nothing stored by earlier ones, if the address is of a host that they have not visited."""

    @abstractmethod
    def close(self) -> None:
        """End the browser."""
