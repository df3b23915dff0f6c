"""python -m demos.cell LANGUAGE: run the cells of one page, in order, in a process of their own.

Reads a JSON list of texts and writes the list of their first states (see demo.start). What a
cell prints goes into its state.
"""

import json
import os
import sys

from demos.cell.demo import Options, start

# What gets past print(), such as a C library's words, must not get into the answer.
answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)
codes = json.load(sys.stdin)
states = [start(Options(code, tuple(codes[:at])), sys.argv[1]) for at, code in enumerate(codes)]
answer.write(json.dumps(states))
answer.close()
