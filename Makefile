# `make` lists what there is. Another Python: make run PYTHON=python3.12
PYTHON ?= python3
ARGS ?=
do = @$(PYTHON) config/bootstrap.py

.PHONY: help run test test-exports lint bench admin set-up clean

help: ## what you are reading
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name text; do printf '  make %-13s %s\n' "$$name" "$$text"; done

run: ## start Parley (sets it up the first time) and stop it with Ctrl-C; settings: .env.example
	$(do) run $(ARGS)

test: ## run the tests; one folder of them: make test ARGS=tests/house
	$(do) test $(ARGS)

test-exports: ## judge exports by packages in environments of their own; one: make test-exports ARGS=vapi
	$(do) test-exports $(ARGS)

bench: ## measure it; one part of guide, flow, exports, page, turns: make bench ARGS=page
	$(do) bench $(ARGS)

lint: ## check style, import rules, types and templates
	$(do) lint

admin: ## make a log-in for the admin site
	$(do) admin $(ARGS)

set-up: ## install and build all that `make run` needs, and start nothing
	$(do) set-up

clean: ## remove what the set-up made; data stays
	rm -rf .venv .build node_modules tests/node/node_modules
