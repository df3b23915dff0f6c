"""The site serves the third-party files that are pinned."""

import hashlib

from overrides.hooks.pyodide import pins


def test_the_built_site_serves_what_is_pinned(site):
    for group in pins.read().group:
        for pin in group.files:
            data = (site / "assets" / group.folder / pin.name).read_bytes()
            assert (hashlib.sha256(data).hexdigest(), len(data)) == (pin.sha256, pin.size), pin.name
    assert not [*site.rglob("pins.toml"), *site.rglob("stage.py")]
