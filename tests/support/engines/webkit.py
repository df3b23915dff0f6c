"""WebKitGTK, the nearest thing to Safari on Linux: its MiniBrowser in a virtual display, over WebDriver."""

import os
import shutil
import subprocess
from pathlib import Path
from select import select

from selenium import webdriver
from selenium.common.exceptions import JavascriptException, WebDriverException
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.support.engines.page import PATIENCE, Engine, Page, ScriptError, UnavailableError

KEYS = {"Control": Keys.CONTROL, "Enter": Keys.ENTER, "Escape": Keys.ESCAPE, "Tab": Keys.TAB, "ArrowDown": Keys.ARROW_DOWN}
CALL = """const done = arguments[arguments.length - 1];
(%s)(arguments[0]).then((value) => done([value, null]), (error) => done([null, String(error)]));"""
# WebDriver has no access to the console. What happens before this runs is not noted.
# "ResizeObserver loop completed with undelivered notifications" is no mistake: the callback of an observer, here Material's, has
# changed a size, so the browser calls the observers again in the next frame, and the specification has it say so as an error.
NOTE_ERRORS = """if (!globalThis.notedErrors) {
  globalThis.notedErrors = [];
  addEventListener("error", ({ message }) => message && !message.startsWith("ResizeObserver loop") && notedErrors.push(message));
  addEventListener("unhandledrejection", ({ reason }) => notedErrors.push(String(reason)));
  const plain = console.error;
  console.error = (...given) => { notedErrors.push(given.join(" ")); plain.apply(console, given); };
}"""


class WebKitPage(Page):
    def __init__(self, driver, handle):
        self._plain_driver = driver
        self._handle = handle
        self._errors = []
        self.resize(1280, 800)

    @property
    def _driver(self):
        """The driver, which speaks to this tab from now on."""
        if self._plain_driver.current_window_handle != self._handle:
            self._plain_driver.switch_to.window(self._handle)
        return self._plain_driver

    def goto(self, address):
        self._take_errors()
        self._driver.get(address)
        self._driver.execute_script(NOTE_ERRORS)

    def evaluate_json(self, function, arguments):
        try:
            value, error = self._driver.execute_async_script(CALL % function, arguments)
        except JavascriptException as failure:
            raise ScriptError(failure.msg) from failure
        if error is not None:
            raise ScriptError(error)
        return value

    def drag(self, *places):
        actions = ActionBuilder(self._driver, duration=0)
        pointer = actions.pointer_action
        pointer.move_to_location(*places[0]).pointer_down()
        for place in places[1:]:
            pointer.move_to_location(*place)
        pointer.pointer_up()
        actions.perform()

    def press(self, key):
        names = key.split("+") if len(key) > 1 else [key]
        actions = ActionBuilder(self._driver, duration=0)
        for name in names:
            actions.key_action.key_down(KEYS.get(name, name))
        for name in reversed(names):
            actions.key_action.key_up(KEYS.get(name, name))
        actions.perform()

    def resize(self, width, height):
        # The window has bars around the page.
        inner = self._driver.execute_script("return [innerWidth, innerHeight]")
        outer = self._driver.get_window_size()
        self._driver.set_window_size(width + outer["width"] - inner[0], height + outer["height"] - inner[1])

    def close(self):
        self._take_errors()
        self._driver.close()
        self._plain_driver.switch_to.window(self._plain_driver.window_handles[0])

    def _take_errors(self):
        self._errors += self._driver.execute_script("return (globalThis.notedErrors ?? []).splice(0)")

    @property
    def errors(self):
        self._take_errors()
        return self._errors


class WebKit(Engine):
    def __init__(self):
        self._display, display = _virtual_display()
        options = Options()
        options.binary_location = str(find_browser())
        options.add_argument("--automation")
        # Drawing with a graphics card that is only simulated would take all of the processor.
        environment = {**os.environ, "DISPLAY": display, "WEBKIT_DISABLE_DMABUF_RENDERER": "1"}
        service = Service(shutil.which("WebKitWebDriver"), env=environment)
        try:
            self._driver = webdriver.WebKitGTK(options=options, service=service)
        except WebDriverException as error:
            self._end_display()
            raise UnavailableError(f"WebKit does not start: {error.msg}") from error
        self._driver.set_script_timeout(2 * PATIENCE)
        self.process = service.process.pid

    def open(self, address):
        # The first window stays, because without any window the session would end.
        self._driver.switch_to.window(self._driver.window_handles[0])
        self._driver.switch_to.new_window("window")
        page = WebKitPage(self._driver, self._driver.current_window_handle)
        page.goto(address)
        return page

    def close(self):
        self._driver.quit()
        self._end_display()

    def _end_display(self):
        self._display.terminate()
        self._display.wait()


def _virtual_display() -> tuple[subprocess.Popen, str]:
    """Start Xvfb, and return it with the name of its display. Raises UnavailableError."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as numbers:
        number = numbers.readline().strip() if select([read], [], [], PATIENCE)[0] else ""
    if not number:
        server.kill()
        server.wait()
        raise UnavailableError("Xvfb does not start")
    return server, f":{number}"


def find_browser() -> Path | None:
    """Return MiniBrowser, which lies beside WebKit's library and not where programs lie."""
    return next(iter(sorted(Path("/usr").glob("lib*/*/webkit2gtk-4*/MiniBrowser"))), None)


def available() -> bool:
    return all(map(shutil.which, ("WebKitWebDriver", "Xvfb"))) and find_browser() is not None
