"""The files of the search index, assets/search/."""

import gzip
import json


def unpacked(path):
    return json.loads(gzip.decompress(path.read_bytes()))
