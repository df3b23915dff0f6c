"""`python -m overrides.hooks.delivery.precompress site`: write x.br and x.gz beside every file x that they make smaller.

Static hosts can serve these files to browsers that accept them (nginx: gzip_static and
brotli_static; Caddy: precompressed; Apache: MultiViews). The same site gives the same bytes.
"""

import gzip
import hashlib
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import brotli

from overrides.hooks import cache

# The suffixes to compress. Fonts, pictures, wheels and images of bytecode are compressed already.
KINDS = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".txt", ".xml", ".wasm", ".webmanifest", ".toml"}
# Bytes. For a smaller file, the headers of the response are larger than what compression saves.
SMALLEST = 1024


def compress(site: Path) -> tuple[int, int, int]:
    """Compress a whole site; return the total bytes of the files as they are, as .gz and as .br."""
    for old in [*site.rglob("*.gz"), *site.rglob("*.br")]:
        old.unlink()
    files = sorted(path for path in site.rglob("*") if path.suffix in KINDS and path.stat().st_size >= SMALLEST)
    with ProcessPoolExecutor() as pool:
        sizes = list(pool.map(_compress_file, files, chunksize=8))
    plain, gzipped, brotlied = (sum(size[kind] for size in sizes) for kind in range(3))
    return plain, gzipped, brotlied


def _compress_file(path: Path) -> tuple[int, int, int]:
    data = path.read_bytes()
    # mtime=0: no date in the file, so that every build gives the same bytes.
    packed = {".gz": gzip.compress(data, 9, mtime=0), ".br": _brotli(data)}
    for suffix, smaller in packed.items():
        if len(smaller) < len(data):
            path.with_name(path.name + suffix).write_bytes(smaller)
    return len(data), len(packed[".gz"]), len(packed[".br"])


def _brotli(data: bytes) -> bytes:
    # At its highest quality Brotli takes longer than the rest of a build, so its output is cached.
    def make(path: Path) -> None:
        path.write_bytes(brotli.compress(data, quality=11, lgwin=24))

    return cache.entry("compressed", f"{hashlib.sha256(data).hexdigest()}.br", make).read_bytes()


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1], "index.html").exists():
        sys.exit("give the folder of a built site: python -m overrides.hooks.delivery.precompress site")
    plain, gz, br = compress(Path(sys.argv[1]))
    print(f"{plain / 1e6:.1f} MB of text and code: {gz / 1e6:.1f} MB as .gz, {br / 1e6:.1f} MB as .br")
