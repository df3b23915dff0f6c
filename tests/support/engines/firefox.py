"""Firefox, over WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), which it speaks itself."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path

from websockets.sync.client import connect

from tests.support.engines.page import PATIENCE, Engine, Page, ScriptError, UnavailableError

NAMES = ("firefox-esr", "firefox")
# What would open pages of its own or ask hosts of its own, and waiting for a window before the first picture.
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.aboutwelcome.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.region.network.url": "",
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.disable_open_during_load": False,
    "dom.ipc.processPrelaunch.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "",
    "toolkit.telemetry.enabled": False,
}
# WebDriver's numbers of keys without a letter (https://www.w3.org/TR/webdriver2/#keyboard-actions)
KEYS = {"Control": "\ue009", "Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004", "ArrowDown": "\ue015"}


class FirefoxPage(Page):
    def __init__(self, browser, user_context):
        self._browser = browser
        self._user_context = user_context
        self._context = browser.send("browsingContext.create", type="tab", userContext=user_context)["context"]
        self.resize(1280, 800)

    def _send(self, method, **parameters):
        """Send a command for this tab, which comes to the front: in a tab behind others nothing is drawn."""
        if self._browser.front != self._context:
            self._browser.front = self._context
            self._browser.send("browsingContext.activate", context=self._context)
        return self._browser.send(method, **parameters)

    def goto(self, address):
        self._send("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def evaluate_json(self, function, arguments):
        reply = self._send(
            "script.callFunction",
            functionDeclaration=function,
            awaitPromise=True,
            target={"context": self._context},
            arguments=[{"type": "string", "value": arguments}],
            userActivation=True,
        )
        if reply["type"] == "exception":
            raise ScriptError(reply["exceptionDetails"]["text"])
        return reply["result"]["value"]

    def drag(self, *places):
        first, *others = [{"type": "pointerMove", "x": x, "y": y} for x, y in places]
        steps = [first, {"type": "pointerDown", "button": 0}, *others, {"type": "pointerUp", "button": 0}]
        self._act({"type": "pointer", "id": "mouse", "actions": steps})

    def press(self, key):
        names = key.split("+") if len(key) > 1 else [key]
        values = [KEYS.get(name, name) for name in names]
        down = [{"type": "keyDown", "value": value} for value in values]
        up = [{"type": "keyUp", "value": value} for value in reversed(values)]
        self._act({"type": "key", "id": "keyboard", "actions": down + up})

    def _act(self, source):
        self._send("input.performActions", context=self._context, actions=[source])

    def resize(self, width, height):
        self._send("browsingContext.setViewport", context=self._context, viewport={"width": width, "height": height})

    def close(self):
        self._browser.send("browser.removeUserContext", userContext=self._user_context)

    @property
    def errors(self):
        self._browser.send("session.status")  # Events come in order: after this reply all earlier ones are here.
        return [entry["text"] or "" for entry in self._browser.log if entry["source"].get("context") == self._context]


class Firefox(Engine):
    def __init__(self):
        self.log = []
        self.front = None  # the tab that is seen
        self._last = 0
        self._exits = ExitStack()
        self._profile = Path(tempfile.mkdtemp(prefix="firefox-"))
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()]
        (self._profile / "user.js").write_text("".join(lines), "utf-8")
        command = [find(), "--headless", "--no-remote", "--profile", self._profile, "--remote-debugging-port=0"]
        environment = {**os.environ, "HOME": str(self._profile), "MOZ_CRASHREPORTER_DISABLE": "1"}
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
        self.process = self._process.pid
        try:
            self._socket = self._exits.enter_context(connect(self._address() + "/session", max_size=None))
            self.send("session.new", capabilities={})
            self.send("session.subscribe", events=["log.entryAdded"])
        except BaseException:
            self.close()
            raise

    def _address(self):
        """Return where it listens, which it writes once it does. Raises UnavailableError."""
        given_up = threading.Timer(PATIENCE, self._process.kill)
        given_up.start()
        try:
            for line in self._process.stderr:
                if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line.decode("utf-8", "replace")):
                    # Firefox would stop at a full pipe, so read on.
                    threading.Thread(target=self._process.stderr.read, daemon=True).start()
                    return found[1]
        finally:
            given_up.cancel()
        raise UnavailableError("Firefox does not start")

    def send(self, method, **parameters):
        """Send a command, note the events that come before its reply, and return the reply's result."""
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv(timeout=2 * PATIENCE))
            if message["type"] == "event":
                if message["method"] == "log.entryAdded" and message["params"]["level"] == "error":
                    self.log.append(message["params"])
            elif message["id"] == self._last:
                if message["type"] == "error":
                    raise RuntimeError(f"{method}: {message['error']}: {message['message']}")
                return message["result"]

    def open(self, address):
        page = FirefoxPage(self, self.send("browser.createUserContext")["userContext"])
        page.goto(address)
        return page

    def close(self):
        self._exits.close()
        self._process.terminate()
        self._process.wait()
        shutil.rmtree(self._profile, ignore_errors=True)


def find() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def available() -> bool:
    return find() is not None
