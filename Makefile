# Two commands do everything: `make serve` and `make test`. `make site` builds what you publish.

PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: serve site test bench record train lock clean

serve: .venv/ready
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:8000

site: .venv/ready
	$(BIN)/mkdocs build --strict --clean

test: .venv/ready
	$(BIN)/python -m tests.browser
	$(BIN)/python -m pytest

# How fast the attention demo answers and learns, in CPython and in the browser
bench: .venv/ready
	$(BIN)/python -m tests.browser
	$(BIN)/python -m tests.bench

# Write down anew what the demos answer, after looking at what changed: git diff tests/cases
record: .venv/ready
	$(BIN)/python -m pytest tests/test_cases.py --record

# Train the attention demo's model anew, from its seed, on sentences made here (about four minutes)
train: .venv/ready
	$(BIN)/python -m demos.attention.train

# Choose the newest versions that pyproject.toml allows, and pin them by hash.
lock: .venv/ready
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-header \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	  --extra site --extra test --output-file .ci/requirements.txt pyproject.toml

.venv/ready: pyproject.toml .ci/requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; say which: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

clean:
	rm -rf .venv site
