"""The search on a host that gives the site a folder."""

import pytest

from tests.support import static_host
from tests.support.search_dialog import ask, open_search


@pytest.fixture
def server(site, tmp_path):
    (tmp_path / "below").mkdir()
    (tmp_path / "below/here").symlink_to(site)
    with static_host.serve(tmp_path) as address:
        yield address


def test_it_works_below_a_path(visit, server):
    page = open_search(visit("below/here/guides/"))
    found = ask(page, "السياق")
    assert found and all(url.startswith(server + "below/here/guides/") for url in found[:1])
