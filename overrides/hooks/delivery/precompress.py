"""`python -m overrides.hooks.delivery.precompress site`: x.br and x.gz beside every x that shrinks.

Static hosts that know how serve them to browsers that ask (nginx: gzip_static and
brotli_static; Caddy: precompressed; Apache: MultiViews). The same site gets the same bytes.
"""

import gzip
import hashlib
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import brotli

from overrides.hooks import cache

# Fonts, pictures, wheels and images of bytecode are compressed already.
KINDS = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".txt", ".xml", ".wasm", ".webmanifest"}
# Below this the headers of an answer weigh more than what is saved.
SMALLEST = 1024


def compress(site: Path) -> tuple[int, int, int]:
    """Write the siblings of a whole site; return how many bytes its files have as they are, as .gz, as .br."""
    for old in [*site.rglob("*.gz"), *site.rglob("*.br")]:
        old.unlink()
    files = sorted(path for path in site.rglob("*") if path.suffix in KINDS and path.stat().st_size >= SMALLEST)
    with ProcessPoolExecutor() as pool:
        sizes = list(pool.map(_siblings, files, chunksize=8))
    plain, gzipped, brotlied = (sum(size[kind] for size in sizes) for kind in range(3))
    return plain, gzipped, brotlied


def _siblings(path):
    data = path.read_bytes()
    # mtime=0: when it was built is nobody's business.
    packed = {".gz": gzip.compress(data, 9, mtime=0), ".br": _brotli(data)}
    for suffix, smaller in packed.items():
        if len(smaller) < len(data):
            path.with_name(path.name + suffix).write_bytes(smaller)
    return len(data), len(packed[".gz"]), len(packed[".br"])


def _brotli(data):
    # At its highest quality Brotli takes longer than the rest of a build, so its output goes into the cache.
    def make(path):
        path.write_bytes(brotli.compress(data, quality=11, lgwin=24))

    return cache.entry("compressed", f"{hashlib.sha256(data).hexdigest()}.br", make).read_bytes()


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1], "index.html").exists():
        sys.exit("say which built site: python -m overrides.hooks.delivery.precompress site")
    plain, gz, br = compress(Path(sys.argv[1]))
    print(f"{plain / 1e6:.1f} MB of text and code: {gz / 1e6:.1f} MB as .gz, {br / 1e6:.1f} MB as .br")
