"""A developer's console inside the workers of a page, which asks Chromium and not the worker's own eval()."""

import json


class WorkerConsole:
    """Attach before the workers start."""

    def __init__(self, page):
        self._page = page
        self._session = page.context.new_cdp_session(page)
        self._workers, self._replies = [], {}
        self._session.on("Target.attachedToTarget", lambda event: self._workers.append(event))
        self._session.on("Target.receivedMessageFromTarget", self._receive)
        self._session.send("Target.setAutoAttach", {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False})
        self._last = 0

    def _receive(self, event):
        message = json.loads(event["message"])
        self._replies[message.get("id")] = message

    def evaluate(self, expression, url="blob:"):
        """Return the value of an expression, or of its promise, in the last worker whose address begins so."""
        worker = [one for one in self._workers if one["targetInfo"]["url"].startswith(url)][-1]
        self._last += 1
        parameters = {"expression": expression, "returnByValue": True, "awaitPromise": True}
        message = json.dumps({"id": self._last, "method": "Runtime.evaluate", "params": parameters})
        self._session.send("Target.sendMessageToTarget", {"sessionId": worker["sessionId"], "message": message})
        for _ in range(1_000):
            if reply := self._replies.pop(self._last, None):
                assert "exceptionDetails" not in reply["result"], reply["result"]["exceptionDetails"]
                return reply["result"]["result"].get("value")
            self._page.wait_for_timeout(10)
        raise TimeoutError(expression)
