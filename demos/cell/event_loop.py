"""asyncio in a cell: an event loop that runs to its end inside one call.

Pyodide's own event loop needs JavaScript to go on between two steps. But a cell is one call, and only some
browsers can pause Python in the middle of a call (JSPI). A coroutine of a cell has no network to wait for, only
asyncio.sleep() and other coroutines. So this loop waits by sleeping, which works in every browser and in CPython.
"""

import asyncio
import time
from contextlib import contextmanager

LONGEST_SLEEP = 0.05  # seconds. Pyodide ends a program that runs too long between two sleeps.


class SleepingLoop(asyncio.BaseEventLoop):
    """An event loop without files and sockets. It is its own selector, which only sleeps."""

    def __init__(self):
        super().__init__()
        self._selector = self

    def select(self, timeout):
        """Wait for the next step. Raises RuntimeError if there is none, because nothing can wake this loop up."""
        if timeout is None:
            raise RuntimeError("this coroutine waits for something that never comes")
        time.sleep(min(timeout, LONGEST_SLEEP))
        return ()

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


@contextmanager
def installed():
    """Let asyncio.run() and asyncio.Runner() use a SleepingLoop. Afterwards the running loop is the thread's event loop again, as in Pyodide."""
    outer, new_event_loop = asyncio._get_running_loop(), asyncio.events.new_event_loop
    asyncio._set_running_loop(None)
    asyncio.events.new_event_loop = asyncio.new_event_loop = SleepingLoop
    try:
        yield
    finally:
        asyncio.events.new_event_loop = asyncio.new_event_loop = new_event_loop
        asyncio.set_event_loop(outer)
        asyncio._set_running_loop(outer)
