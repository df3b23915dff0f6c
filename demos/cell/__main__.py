"""python -m demos.cell LANGUAGE: run the cells of one page, in order, in a process of their own.

Reads a JSON list of texts and writes the list of their first states (see demo.start). What a
cell prints goes into its state, so nothing else is written.
"""

import json
import sys

from demos.cell.demo import Options, start

codes = json.load(sys.stdin)
states = [start(Options(code, tuple(codes[:at])), sys.argv[1]) for at, code in enumerate(codes)]
sys.stdout.write(json.dumps(states))
