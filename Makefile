# Two commands do everything: `make serve` and `make test`. `make site` builds what you publish.

PYTHON ?= python3
BIN := .venv/bin
PORT := 8000

.PHONY: serve site new check advisories translated qti test lanes bench audit record train icons lock raise clean clean-cache

# The site, to look at while you write; if the port is taken, at the next one that is free: or make serve PORT=9000.
# Builds in /dev/shm if 1 GB is free there: a rebuild then takes a third less time.
serve: .venv/write
	@if test "$$(df --output=avail /dev/shm 2>/dev/null | tail -n 1)" -gt 1000000 2>/dev/null; then export TMPDIR=/dev/shm; fi; \
	port=$$($(BIN)/python -m overrides.hooks.serve.port $(PORT)) && $(BIN)/python -m overrides.hooks serve --dev-addr 127.0.0.1:$$port

site: .venv/site
	$(BIN)/python -m overrides.hooks build --strict --clean
	$(BIN)/python -m overrides.hooks.delivery.precompress site

# Begin a guide: asks for its title and author; or make new ARGS='--title-ar … --title-en … --author …'
new: .venv/write
	@$(BIN)/python -m overrides.hooks.tools.new_guide $(ARGS)

# Tell what is wrong with docs/, then with the code. In Arabic: make check SITE_LANG=ar
check: .venv/ready
	@$(BIN)/python -m overrides.hooks.check
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-cache > .venv/imports.log || { cat .venv/imports.log; exit 1; }
	$(BIN)/python -m overrides.hooks.tools.typecheck
	@$(BIN)/python -m overrides.hooks.tools.advisories

# Look up known advisories for what is pinned; unlike in make check, it is a failure if no registry answers
advisories: .venv/ready
	@$(BIN)/python -m overrides.hooks.tools.advisories --must-answer

# Note that a translation says what its original says now: make translated PAGE=docs/guides/x.en.md
translated: .venv/write
	@$(BIN)/python -m overrides.hooks.tools.mark_translated $(PAGE)

# The guesses of every page as QTI packages in qti/, for Moodle, Canvas and the like
qti: .venv/write
	$(BIN)/python -m pip install --quiet "mkdocs-quiz>=1.7,<2"
	@$(BIN)/python -m overrides.hooks.tools.qti

# One worker runs all tests of a file, because they share pages and built sites; how many workers: tests/conftest.py
test: .venv/ready
	$(BIN)/python -m tests.support.browsers
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

# The site built by ProperDocs, and with MaterialX on it, each in an environment of its own in the cache
lanes: .venv/ready
	$(BIN)/python -m tests.support.chromium
	$(BIN)/python -m pytest tests/lanes

# How fast a demo starts, beside others; how fast it answers; how long builds take; how soon make serve shows a change
bench: .venv/ready
	$(BIN)/python -m tests.support.chromium
	$(BIN)/python -m tests.bench $(BENCH)
	$(BIN)/python -m tests.bench.chatbot
	$(BIN)/python -m tests.bench.serve

# Whether every page is valid HTML, and what Lighthouse says; what it finds is put on record in tests/audit/record.md
audit: .venv/ready
	$(BIN)/python -m tests.support.chromium
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tests/audit/requirements.txt
	$(BIN)/python -m tests.audit

# Write down anew what the demos answer, after looking at what changed: git diff tests/cases
record: .venv/ready
	$(BIN)/python -m pytest tests/demos/test_cases.py --record

# Two BLAS threads on matrices as small as the models' only wait for each other. Memory that NumPy frees stays with the process.
train: export OPENBLAS_NUM_THREADS = 1
train: export MALLOC_TOP_PAD_ = 200000000

# Train the attention demo's model anew, from its seed, on sentences made here (between four and five minutes); and what the pages of two others show first
train: .venv/ready
	$(BIN)/python -m demos.attention.training.train
	$(BIN)/python -m demos.attention.training.measure
	$(BIN)/python -m demos.language.lessons.store
	$(BIN)/python -m demos.pictures.training.store
	$(BIN)/python -m demos.pictures.training.gan_store

# Draw the site's mark anew as the icons of an installed site
icons: .venv/ready
	$(BIN)/python -m tests.support.chromium
	$(BIN)/python -m tests.support.icons

# Choose the newest versions that pyproject.toml allows, and pin them by hash.
COMPILE := $(BIN)/python -m uv pip compile --quiet --python $(BIN)/python --generate-hashes --strip-extras --no-header
lock: .venv/ready
	$(BIN)/python -m pip install --quiet uv
	$(COMPILE) --upgrade --extra write --extra publish --extra test --extra check --extra teachers --output-file .ci/requirements.txt pyproject.toml
	$(COMPILE) --constraint .ci/requirements.txt --extra write --extra publish --output-file .ci/site.txt pyproject.toml
	$(COMPILE) --constraint .ci/requirements.txt --extra write --output-file .ci/write.txt pyproject.toml
	echo 'mkdocs-materialx>=10.2,<11' > .venv/lanes.in
	$(COMPILE) --no-annotate $$(sed -n 's/==.*/ /p' .ci/site.txt | sed 's/^/--no-emit-package /') \
	  --constraint .ci/site.txt --output-file tests/lanes/requirements.txt .venv/lanes.in

# Raise Pyodide, numpy and what pages load to the newest versions, after checking them: or make raise TO='pyodide=314.0.4'
raise: .venv/ready
	$(BIN)/python -m overrides.hooks.pyodide.upgrade $(TO)

define INSTALL
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; say which: make PYTHON=python3.12")'
$(PYTHON) -m venv .venv
$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
endef

# What is installed: .venv/write for those who write pages, .venv/site to publish, .venv/ready to change the code.
.venv/write: .ci/write.txt pyproject.toml
	$(INSTALL)
	touch $@
.venv/site: .ci/site.txt pyproject.toml
	$(INSTALL)
	touch .venv/write $@
.venv/ready: .ci/requirements.txt pyproject.toml
	$(INSTALL)
	touch .venv/write .venv/site $@

clean:
	rm -rf .venv site

# Remove what builds keep of earlier ones: fetched files, and whatever takes long to compute
clean-cache: .venv/write
	$(BIN)/python -m overrides.hooks.cache
