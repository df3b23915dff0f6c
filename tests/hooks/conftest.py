"""Fixtures of the tests of the build's hooks."""

import pytest


@pytest.fixture
def docs(tmp_path):
    """An empty docs/, with the one picture that guides need."""
    (tmp_path / "docs/assets/images").mkdir(parents=True)
    (tmp_path / "docs/assets/images/logo.svg").write_text("<svg/>", "utf-8")
    return tmp_path / "docs"
