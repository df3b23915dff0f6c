"""Earlier deploys' hashed folders beside a new build: what is kept, for how long, and what is refused."""

import json
from datetime import date, timedelta

import pytest

from overrides.hooks.delivery import headers
from overrides.hooks.tools.keep_previous import MAX_DEPLOYS, Unreadable, from_folder, keep, main
from tests.support.faulty_host import serve

TODAY = date(2026, 11, 27)


def deploy(folder, number, previous=None, today=TODAY):
    """Write a small site whose every script and Python file is of this deploy, and keep what came before."""
    for path in (f"assets/javascripts-{number:012x}/a.js", f"assets/stylesheets-{number:012x}/a.css", f"assets/runtime/{number:012x}/py.wasm", "index.html"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(f"{path} of {number}", "utf-8")
    try:
        keep(folder, from_folder(previous or folder / "nowhere"), today)
    except Unreadable:
        assert previous is None
    return folder


def test_every_folder_that_hosts_cache_for_ever_is_kept(tmp_path):
    """Also the search index of a language whose code is not two letters."""
    folders = [f"{start}{7:012x}" for start in ("javascripts-", "stylesheets-", "runtime/", "demos/", "files/", "answers/", "search/ar-", "search/pt-BR-")]
    for folder in folders:
        (tmp_path / "old/assets" / folder).mkdir(parents=True)
        (tmp_path / "old/assets" / folder / "a").write_text(folder, "utf-8")
    (tmp_path / "new/assets").mkdir(parents=True)
    deploy(tmp_path / "old", 7)
    deploy(tmp_path / "new", 8, tmp_path / "old")
    rules = headers.headers(tmp_path / "new", [], [])
    for folder in folders:
        assert (tmp_path / "new/assets" / folder / "a").read_text("utf-8") == folder
        assert f"/assets/{folder}/*\n  Cache-Control: public, max-age=31536000, immutable\n" in rules


def scripts(folder):
    return {int(path.name.rpartition("-")[2], 16) for path in folder.glob("assets/javascripts-*")}


@pytest.fixture
def deploys(tmp_path):
    """Returns a function that makes so many deploys, one after the other, some days apart, and returns the last."""

    def make(count, days=0):
        last = None
        for number in range(count):
            last = deploy(tmp_path / str(number), number, last, TODAY + timedelta(days=days * number))
        return last

    return make


def test_the_deploy_before_is_there_with_every_byte(deploys):
    last = deploys(2)
    assert scripts(last) == {0, 1}
    assert (last / "assets/runtime/000000000000/py.wasm").read_text() == "assets/runtime/000000000000/py.wasm of 0"
    assert (last / "index.html").read_text() == "index.html of 1"


def test_after_many_deploys_a_bounded_number_is_there(deploys):
    assert scripts(deploys(MAX_DEPLOYS + 5)) == set(range(4, MAX_DEPLOYS + 5))


def test_what_was_replaced_long_ago_goes_but_the_deploy_before_stays(deploys):
    assert scripts(deploys(4, days=400)) == {2, 3}


def test_a_rollback_keeps_what_was_rolled_back(tmp_path, deploys):
    again = deploy(tmp_path / "again", 0, deploys(2))
    assert scripts(again) == {0, 1}
    assert (again / "index.html").read_text() == "index.html of 0"


def test_altered_and_foreign_files_are_not_taken(tmp_path, deploys):
    last = deploys(2)
    listed = json.loads((last / "deploys.json").read_text())
    (last / "assets/javascripts-000000000000/a.js").write_text("altered")
    for path in ("index.html", "../outside.js", "assets/javascripts-000000000000/../../../outside.js", "sw.js"):
        listed["deploys"][0]["files"][path] = "0" * 64
    (last / "deploys.json").write_text(json.dumps(listed))
    after = deploy(tmp_path / "after", 2, last)
    assert not (after / "assets/javascripts-000000000000/a.js").exists()
    assert (after / "assets/stylesheets-000000000000/a.css").exists()
    assert not (tmp_path / "outside.js").exists() and not (after / "sw.js").exists()


@pytest.mark.parametrize("listed", [None, "[]", "<!doctype html>", '{"deploys": 1}'])
def test_without_an_earlier_deploy_a_line_says_so_and_the_site_is_complete(tmp_path, capsys, listed):
    site = deploy(tmp_path / "site", 1)
    if listed:
        (tmp_path / "nowhere").mkdir()
        (tmp_path / "nowhere/deploys.json").write_text(listed)
    assert main([str(site), str(tmp_path / "nowhere")]) == 0
    assert "nothing of an earlier deploy is kept" in capsys.readouterr().out
    assert len(json.loads((site / "deploys.json").read_text())["deploys"]) == 1


def test_the_live_site_may_be_given_by_its_address(tmp_path, deploys):
    with serve(deploys(1), "/repo/") as host:
        site = deploy(tmp_path / "site", 1)
        assert main([str(site), host.address.rstrip("/")]) == 0
    assert scripts(site) == {0, 1}
