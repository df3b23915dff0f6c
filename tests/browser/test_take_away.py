"""A reader copies a guide as Markdown and downloads its notebook."""

from playwright.sync_api import expect

from tests.support.live_demos import PICTURES, both_languages


@both_languages
def test_a_press_copies_the_guide_as_markdown(visit, site, language):
    page = visit(PICTURES[language], permissions=["clipboard-read", "clipboard-write"])
    link = page.locator("a[data-copied]")
    link.click()
    expect(page.get_by_role("status").filter(has_text="✓")).to_have_text({"ar": "✓ اتنسخ", "en": "✓ Copied"}[language])
    assert page.evaluate("() => navigator.clipboard.readText()") == (site / PICTURES[language] / "index.md").read_text("utf-8")


def test_without_scripts_the_link_leads_to_the_markdown(visit):
    page = visit(PICTURES["en"], java_script_enabled=False)
    assert page.locator("a[data-copied]").get_attribute("href").endswith("index.md")


def test_the_notebook_is_downloaded(visit):
    page = visit(PICTURES["en"])
    with page.expect_download() as download:
        page.locator("a[download]").click()
    assert download.value.suggested_filename == "pictures.ipynb"
