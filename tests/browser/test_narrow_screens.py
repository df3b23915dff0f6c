"""Large letters and narrow screens never make a page scroll sideways."""

from tests.support.screens import unfold

# Pixels of a letter, for readers who changed nothing and for those who asked for twice the size; and the screen's width.
LOOKS = [(16, 320), (32, 320), (32, 1280)]


def test_neither_a_narrow_screen_nor_letters_twice_as_large_make_a_page_scroll_sideways(visit, server, addresses):
    page = visit("")
    devtools = page.context.new_cdp_session(page)
    for address in addresses:
        page.goto(server + address)
        unfold(page)
        for letters, width in LOOKS:
            devtools.send("Page.setFontSizes", {"fontSizes": {"standard": letters}})
            page.set_viewport_size({"width": width, "height": 640})
            size, scrolled = page.evaluate("[parseFloat(getComputedStyle(document.documentElement).fontSize), document.documentElement.scrollWidth]")
            assert size >= letters, "the page follows the reader's setting"
            assert scrolled <= width, (address, letters, width)
