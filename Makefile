# Board Assurance: `make demo` and `make test` are all a newcomer needs; the rest serves them.

SHELL := /bin/bash
BUILD := .build/debug
PACKAGES := libxml2-dev libxlsxwriter-dev libzip-dev zlib1g-dev libsqlite3-dev libssl-dev pkg-config unzip python3
SWIFT := SWIFT_BACKTRACE=enable=no swift
JOBS ?= 2
# How long `make test` lets the generator of bad input run, and what it starts from.
FUZZ_SECONDS ?= $(if $(CI),60,10)
SEED ?= 1

.PHONY: demo demo-import test setup build lint golden samples docs docc tck bench help fuzz

help:            ## this list
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

demo: setup      ## six months of an invented trust: import, decide, write the papers into out/
	@$(SWIFT) build -j $(JOBS) --product baf
	@BAF=$(BUILD)/baf bash Samples/demo.sh

demo-import: setup ## difficult exports, one a problem, with what becomes of each
	@$(SWIFT) build -j $(JOBS) --product baf
	@BAF=$(BUILD)/baf bash Samples/difficult/demo.sh

test: setup lint ## every test, with the counts last
	@$(SWIFT) build -j $(JOBS) --build-tests --explicit-target-dependency-import-check error
	@$(BUILD)/baf rules test
	@$(MAKE) --no-print-directory tck
	@$(MAKE) --no-print-directory fuzz SECONDS=$(FUZZ_SECONDS)
	@$(SWIFT) test --skip-build --disable-xctest

setup:           ## install the Debian packages that are missing, and say which
	@missing=""; for p in $(PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then echo "setup: please install the equivalents of:$$missing" >&2; exit 1; fi; \
	echo "setup: installing Debian packages:$$missing"; \
	if [ "$$(id -u)" = 0 ]; then root=""; else root="sudo"; fi; \
	$$root env DEBIAN_FRONTEND=noninteractive apt-get update -qq && \
	$$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null

build: setup     ## the optimised program, at .build/release/baf
	@$(SWIFT) build -j $(JOBS) -c release --product baf

lint:            ## format and documentation rules
	@swift format lint --strict --parallel --recursive Package.swift Sources Tests

golden: setup    ## record the expected outputs anew, and show what changed
	@RECORD_GOLDEN=1 $(SWIFT) test --disable-xctest || true
	@git diff --stat -- Tests

samples:         ## write Samples/northbridge anew from its seed
	@$(SWIFT) run -j $(JOBS) make-samples Samples

docs: setup      ## write Rules/FACTS.md and Rules/FINDINGS.md anew
	@$(SWIFT) run -j $(JOBS) baf rules docs --out Rules

docc: setup      ## the pages of the libraries FEEL and DMN, into .build/docc
	@$(SWIFT) build -j $(JOBS) --target DMNXML
	@for m in FEEL DMN DMNXML; do d=.build/docc/graphs/$${m%XML}; mkdir -p $$d; \
	swift symbolgraph-extract -module-name $$m -output-dir $$d -minimum-access-level public \
	  -target $$(swiftc -print-target-info | sed -n 's/.*"triple": "\(.*\)",/\1/p' | head -1) \
	  -I $(BUILD)/Modules $$(pkg-config --cflags libxml-2.0 libcrypto | sed 's/-I/-Xcc -I/g') \
	  -Xcc -fmodule-map-file=Sources/CCrypto/module.modulemap \
	  -Xcc -fmodule-map-file=Sources/CLibXML2/module.modulemap || exit; done
	@for m in FEEL DMN; do docc convert Sources/$$m/$$m.docc --warnings-as-errors \
	  --additional-symbol-graph-dir .build/docc/graphs/$$m --output-path .build/docc/$$m.doccarchive \
	  --fallback-display-name $$m --fallback-bundle-identifier board-assurance.$$m || exit; done
	@echo "written: .build/docc/FEEL.doccarchive .build/docc/DMN.doccarchive"

tck: setup       ## the public DMN test suite, when TCK names its folder
	@if [ -z "$(TCK)" ]; then echo "tck: skipped (set TCK to the suite's folder)"; \
	else $(SWIFT) build -j $(JOBS) --product dmn-tck && $(BUILD)/dmn-tck --results Tests/tck-results.json $(TCK); fi

fuzz: setup      ## bad input for SECONDS, from SEED: what crashes, hangs or is wrong is printed
	@$(SWIFT) build -j $(JOBS) --product feel-fuzz && \
	$(BUILD)/feel-fuzz --seconds $(or $(SECONDS),60) --seed $(SEED) Tests/FEELTests/Cases Rules
	@$(SWIFT) build -j $(JOBS) --build-tests && EXPORT_FUZZ_SECONDS=$(or $(SECONDS),60) EXPORT_FUZZ_SEED=$(SEED) \
	$(SWIFT) test --skip-build --disable-xctest --filter SpoiltExport

bench: setup     ## the figures of Benchmarks/README.md on this machine
	@bash Benchmarks/run.sh
