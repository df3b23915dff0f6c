"""The site serves the third-party files that are pinned."""

import hashlib

from overrides.hooks.pyodide import pins


def test_the_built_site_serves_what_is_pinned(site):
    for group in pins.read().group:
        for pin in group.files:
            # Python's files lie in folders that are named by their hashes.
            [path] = (site / "assets" / group.folder).rglob(pin.name)
            data = path.read_bytes()
            assert (hashlib.sha256(data).hexdigest(), len(data)) == (pin.sha256, pin.size), pin.name
    assert not [*site.rglob("pins.toml"), *site.rglob("stage.py")]
