# `make` alone prints what there is to make: each target says it after its `##`.

.DEFAULT_GOAL := help
.NOTPARALLEL:  # two SwiftPM commands in one build folder only wait for each other

TENURE := .build/debug/tenure
SCENARIOS ?= $(sort $(wildcard Scenarios/*.yaml Scenarios/*/*.yaml))
FORMATTED := Sources Tests Package.swift

.PHONY: help
help: ## Show this list
	@echo "Usage: make TARGET"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: bootstrap ## Run the server with sample data on http://127.0.0.1:8080 (PORT= moves it)
	swift build --product tenure
	@$(TENURE) demo

.PHONY: test
test: bootstrap ## Run the whole suite, prove every policy, run every scenario
	@Scripts/bootstrap test
	@Scripts/test
	@Scripts/clients
	@Scripts/browser
	$(TENURE) policy check
	@test -n "$(strip $(SCENARIOS))" || { echo "make test: no scenarios in Scenarios/" >&2; exit 1; }
	$(TENURE) policy test $(SCENARIOS)

.PHONY: check
check: bootstrap lint test docs ## Everything a change must pass: format, tests, documentation

.PHONY: lint
lint: ## Check the format and change nothing
	swift format lint --strict -r -p $(FORMATTED)

.PHONY: format
format: ## Put every source file into the house format
	swift format -i -r -p $(FORMATTED)

.PHONY: bench
bench: bootstrap ## Measure a release build (20 minutes) and write .build/bench.json
	@Benchmarks/run

.PHONY: bench-quick
bench-quick: bootstrap ## The same in fewer and shorter rounds (3 minutes)
	@Benchmarks/run --quick

.PHONY: soak
soak: bootstrap ## Simulate a million steps of random histories (STEPS=, SEED= move it)
	@STEPS="$(STEPS)" SEED="$(SEED)" Scripts/soak

.PHONY: browser
browser: bootstrap ## Prove the portal in Chromium and nothing else (PART= one proof)
	@Scripts/bootstrap test
	swift build --product tenure
	@Scripts/browser $(PART)

.PHONY: pictures
pictures: bootstrap ## Take the README's pictures of the portal anew
	@Scripts/bootstrap test
	swift build --product tenure
	@Scripts/browser pictures

.PHONY: docs
docs: bootstrap ## Build the documentation into .build/docs; a broken link fails
	@Scripts/docs

.PHONY: bootstrap
bootstrap: ## Install what a bare Debian or Ubuntu lacks besides the Swift toolchain
	@Scripts/bootstrap

.PHONY: clean
clean: ## Remove everything that was built
	rm -rf .build
