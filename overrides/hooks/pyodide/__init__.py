"""The browser's Python: fetched by hash, staged into the site, compiled ahead."""
