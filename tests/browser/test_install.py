"""The site can be installed on a device."""

import json

from tests.support import chromium
from tests.support.live_demos import HOMES, both_languages
from tests.support.returning_reader import controlled, open_page


@both_languages
def test_the_site_can_be_installed(browser, host, tmp_path, language):
    # A profile of its own: nothing is installed from a private window, which the other tests' are.
    context = browser.browser_type.launch_persistent_context(tmp_path, executable_path=chromium.find(), args=chromium.TEST_FLAGS)
    page = controlled(open_page(context, host.address + HOMES[language]))
    cdp = context.new_cdp_session(page)
    found = cdp.send("Page.getAppManifest")
    assert found["errors"] == []
    assert cdp.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    manifest = json.loads(found["data"])
    assert (manifest["lang"], manifest["dir"], manifest["name"]) == {"ar": ("ar", "rtl", "فاهم"), "en": ("en", "ltr", "Fahem")}[language]
    assert found["url"] == f"{host.address}{HOMES[language]}manifest.webmanifest"
    sizes = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= sizes
    context.close()
