"""python -m demos.cell LANGUAGE: run the cells of one page, in order.

Reads a JSON list of code texts from stdin, and writes the JSON list of their first states
(see demo.start) to stdout. What a cell prints is in its state.
"""

import json
import os
import sys

from demos.cell.demo import Options, start

# Output that does not go through sys.stdout, such as a C library's, must not mix with the
# JSON. So the JSON goes to a copy of stdout, and stdout itself is redirected to stderr.
json_output = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)
codes = json.load(sys.stdin)
states = [start(Options(code, tuple(codes[:index])), sys.argv[1]) for index, code in enumerate(codes)]
json_output.write(json.dumps(states))
json_output.close()
