"""What turns docs/ and demos/ into the site."""

import os
from pathlib import Path

# numpy reads this when it is imported first. On matrices as small as the demos' a second thread takes twice the CPU time and saves none.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# The folder of mkdocs.yml, demos/ and overrides/.
ROOT = Path(__file__).resolve().parents[2]
