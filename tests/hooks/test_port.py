"""`make serve` takes the next port if the wanted one is taken, and says so."""

import socket
import subprocess
import sys

from tests.support.project import ROOT, environment


def chosen(port):
    command = [sys.executable, "-m", "overrides.hooks.serve.port", str(port)]
    return subprocess.run(command, cwd=ROOT, env=environment(ROOT), capture_output=True, text=True, check=False)


def test_a_free_port_is_taken_without_a_word():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    done = chosen(port)
    assert (done.stdout, done.stderr) == (f"{port}\n", "")


def test_beside_a_taken_port_the_next_is_taken_and_named():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        done = chosen(port)
    other = int(done.stdout)
    assert port < other <= port + 20
    assert f"port {port} is taken by another program, so the site is at http://127.0.0.1:{other}/" in done.stderr
