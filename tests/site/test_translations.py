"""Readers see which translations are missing or behind."""

from tests.support.built_pages import read
from tests.support.project import append, build_or_fail


def test_readers_see_that_a_translation_is_behind(project, tmp_path):
    append(project / "docs/about.ar.md", "\n## جديد خالص\n\nكلام.\n")
    (project / "docs/notices.en.md").unlink()
    site = build_or_fail(project, tmp_path / "site")
    notice = read(site / "en/about/index.html").select_one("article .behind")
    assert "This translation is older than the original" in notice.text
    assert notice.a["href"] == "../../about/" and notice.a["hreflang"] == "ar"
    assert not read(site / "about/index.html").select(".behind")
    assert not read(site / "en/index.html").select(".behind")
    rows = read(site / "en/translations/index.html").select(".translations tbody tr")
    states = {row.a["href"]: row["data-state"] for row in rows}
    assert [row["data-state"] for row in rows[:2]] == ["missing", "behind"]
    assert states["../notices/"] == "missing" and states["../about/"] == "behind" and states["../guides/generative-ai/"] == "current"
    assert [item.text for item in rows[1].select("li")] == ["جديد خالص"]
    arabic = read(site / "translations/index.html")
    assert arabic.html["lang"] == "ar" and "لسه متترجمتش" in arabic.table.text
