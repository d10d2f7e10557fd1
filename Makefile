# Every target works from a fresh clone: it needs Python 3.11 or newer, and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

TRIALS ?= long

.PHONY: run test torture check bench pictures clean

# Opens the app. More words: make run ARGS="next"
run: $(READY)
	@$(BIN)/informal $(ARGS)

# Tests of the screen wait for a third of their time: half as many workers again as there are cores.
test: $(READY)
	$(BIN)/pytest --dist worksteal -n $$(($$(getconf _NPROCESSORS_ONLN) * 3 / 2))

# Kills it, cuts its power, damages its files, fills its disk, presses whatever key, and says what it did. It takes
# about half an hour; TRIALS=short takes two minutes.
torture: $(READY)
	INFORMAL_TORTURE=$(TRIALS) $(BIN)/pytest -n auto tests/torture tests/tui/test_widths.py

check: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# Measures as ratios in one run; see bench/README.md
bench: $(READY)
	@for script in $(wildcard bench/*.py); do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

pictures: $(READY)
	$(BIN)/python assets/pictures.py
	$(BIN)/python assets/film.py

clean:
	rm -rf $(VENV)

# Made anew when what is installed changes. The stamp comes last: an install that broke off counts as none.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("informal needs Python 3.11 or newer: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
