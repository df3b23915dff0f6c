"""The process that builds for `mkdocs serve`: a SIGINT ends the build that runs, and no other work."""

import io
import json
import logging
import os
import signal

import pytest

from overrides.hooks.framework import PROGRAM
from overrides.hooks.serve import worker
from overrides.hooks.serve.session import Session

REQUEST = {"partial": [], "config_file": "mkdocs.yml", "options": {}, "site_url": ""}


@pytest.fixture(autouse=True)
def signals_as_before(monkeypatch):
    monkeypatch.setattr("sys.argv", ["worker"])
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def interrupt(*_, **__):
    os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.parametrize("stopped_by", [ValueError("why"), SystemExit("why")])
def test_after_a_build_that_failed_a_signal_does_nothing(monkeypatch, stopped_by):
    def fail(**_):
        raise stopped_by

    monkeypatch.setattr(worker, "load_config", fail)
    assert "why" in worker._build(REQUEST, Session())["error"]
    assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN


@pytest.mark.parametrize("at", ["load_config", "traceback.print_exc"])
def test_a_signal_ends_the_build_while_it_runs_and_while_it_reports(monkeypatch, at):
    monkeypatch.setattr(worker, "load_config", lambda **_: 1 / 0)
    monkeypatch.setattr(f"overrides.hooks.serve.worker.{at}", interrupt)
    assert worker._build(REQUEST, Session()) == {"interrupted": True}
    assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN


def test_the_page_says_for_which_warnings_a_strict_build_stopped(monkeypatch):
    def stop(**_):
        logging.getLogger(f"{PROGRAM}.structure.pages").warning("Doc file 'x.en.md' contains a link '#ghost'")
        raise SystemExit("Aborted with 1 warnings in strict mode!")

    monkeypatch.setattr(worker, "load_config", stop)
    monkeypatch.setattr("sys.argv", ["worker", "mkdocs.yml"])
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({**REQUEST, "log_level": logging.INFO}) + "\n"))
    monkeypatch.setattr("sys.stderr", io.StringIO())
    monkeypatch.setattr("sys.stdout", answers := io.StringIO())
    worker.main()
    assert json.loads(answers.getvalue()) == {"error": "Aborted with 1 warnings in strict mode!", "problems": ["Doc file 'x.en.md' contains a link '#ghost'"]}
