"""Chromium, over Playwright, which launches it (tests/conftest.py)."""

import os

from playwright.sync_api import Error

from tests.support.engines.page import Engine, Page, ScriptError


class ChromiumPage(Page):
    def __init__(self, page):
        self._page = page
        self._errors = []
        page.on("console", lambda message: message.type == "error" and self._errors.append(message.text))
        page.on("pageerror", lambda error: self._errors.append(str(error)))

    def goto(self, address):
        self._page.goto(address)

    def evaluate_json(self, function, arguments):
        try:
            return self._page.evaluate(function, arguments)
        except Error as error:
            raise ScriptError(str(error)) from error

    def drag(self, *places):
        mouse = self._page.mouse
        mouse.move(*places[0])
        mouse.down()
        for place in places[1:]:
            mouse.move(*place)
        mouse.up()

    def press(self, key):
        # Playwright's press() knows the letters of an American keyboard only.
        (self._page.keyboard.type if len(key) == 1 else self._page.keyboard.press)(key)

    def resize(self, width, height):
        self._page.set_viewport_size({"width": width, "height": height})

    def close(self):
        self._page.context.close()

    @property
    def errors(self):
        return self._errors


class Chromium(Engine):
    def __init__(self, browser):
        self._browser = browser
        self.process = os.getpid()  # Playwright's driver is a child of it, and the browser one of the driver

    def open(self, address):
        page = ChromiumPage(self._browser.new_context(viewport={"width": 1280, "height": 800}).new_page())
        page.goto(address)
        return page

    def close(self):
        self._browser.close()
