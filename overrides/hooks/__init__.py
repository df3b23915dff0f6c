"""What turns docs/ and demos/ into the site."""

import os

# numpy reads this when it is imported first. On matrices as small as the demos' a second thread takes twice the CPU time and saves none.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
