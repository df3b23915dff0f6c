"""What the checker finds is printed by the build too, and what it leaves to the build is done there."""

from tests.support.built_pages import read
from tests.support.project import build


def test_the_strict_build_prints_warnings_and_succeeds(small, tmp_path):
    page = small / "docs/about.en.md"
    page.write_text(page.read_text("utf-8") + "\n![](assets/images/logo.svg)\n", "utf-8")
    done = build(small, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("warning: a picture without words for those who cannot see it") == 1


def test_a_build_that_stops_prints_errors_and_warnings_as_editors_read_them(small, tmp_path):
    page = small / "docs/about.en.md"
    text = page.read_text("utf-8")
    page.write_text(f"{text}\n![](assets/images/logo.svg)\n\n[lost](nowhere.md)\n", "utf-8")
    done = build(small, tmp_path / "site")
    assert done.returncode != 0 and "Traceback" not in done.stderr
    line = text.count("\n") + 2
    lines = done.stderr.splitlines()
    assert [said.split(": ")[:2] for said in lines if said.endswith("[images]")] == [[f"docs/about.en.md:{line}:1", "warning"]]
    assert [said.split(": ")[:2] for said in lines if said.endswith("[links]")] == [[f"docs/about.en.md:{line + 2}:1", "error"]]
    assert "Errors: 1. Warnings: " in done.stderr


def test_nothing_is_fetched_from_another_site(changed_site):
    article = read(changed_site / "en/about/index.html").article
    assert "x.example" not in str(article)
    assert article.select("img[alt=a]") and article.select("svg[width]")
