"""python -m overrides.hooks.serve.port 8000: print the first port from this one on that no program listens at."""

import socket
import sys

from overrides.hooks.content.messages import say

_TRIED = 20


def free(first: int) -> int:
    """Return the port. Raises OSError if none of the next ones is free."""
    for port in range(first, first + _TRIED):
        with socket.socket() as tried:
            # As the server does it: a port that was closed a moment ago is free.
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError(say("serve.no_port", first=first, last=first + _TRIED - 1))


if __name__ == "__main__":
    wanted = int(sys.argv[1])
    try:
        port = free(wanted)
    except OSError as error:
        sys.exit(str(error))
    if port != wanted:
        print(say("serve.port", taken=wanted, port=port), file=sys.stderr)
    print(port)
