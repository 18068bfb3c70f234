# Everything a contributor types. `make help` lists the targets.

PREFIX ?= /usr/local
SWIFT ?= swift
BUILD := .build/release
BINARY := $(CURDIR)/$(BUILD)/dragoman
# Warnings are errors here, not in the manifest: work under way may warn, what lands may not.
STRICT := -Xswiftc -warnings-as-errors
# The checks of exclusive access cost a release binary 4 % of a request and find what debug builds,
# which keep them, find in the tests (Docs/performance.md).
RELEASE := -c release --static-swift-stdlib $(STRICT) -Xswiftc -enforce-exclusivity=unchecked \
  --experimental-lto-mode full -Xswiftc -use-ld=lld \
  --product dragoman
SECONDS_EACH ?= 60

.PHONY: help build demo test unit lint docs examples bench fuzz sanitize install clean \
  toolchain packages

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

toolchain:
	@command -v $(SWIFT) >/dev/null 2>&1 || { \
	  echo "No Swift toolchain on the PATH: install Swift 6.2 or newer from https://www.swift.org/install/linux/" >&2; \
	  exit 1; }

packages: toolchain
	@Tests/Tools/install-packages build

build: packages ## Build the release binary, .build/release/dragoman
	$(SWIFT) build $(RELEASE)

demo: build ## Start demo backends and a gateway, and send live requests through them
	@$(BINARY) demo $(if $(KEEP),--keep)

test: packages ## Lint, build the release binary, run every test; the last line is the count
	@Tests/Tools/install-packages test
	@Tests/Tools/python-packages
	$(MAKE) --no-print-directory lint
	$(SWIFT) build $(RELEASE)
	@SWIFT="$(SWIFT)" STRICT="$(STRICT)" Tests/Tools/docs
	@DRAGOMAN="$(BINARY)" SWIFT="$(SWIFT)" Tests/Tools/run-tests $(STRICT)

unit: packages ## Run the tests that need neither the release binary nor sockets of other programs
	$(SWIFT) test $(STRICT) --disable-xctest --skip BlackBoxTests

lint: toolchain ## Check the formatting and the documentation comments
	$(SWIFT) format lint --strict --parallel --recursive Sources Tests Examples Package.swift

docs: packages ## Build the documentation of the library; any broken link is an error
	@SWIFT="$(SWIFT)" Tests/Tools/docs

examples: packages ## Build the examples in Swift as packages of their own, as others would
	@for manifest in Examples/*/Package.swift; do \
	  folder=$$(dirname $$manifest); echo "== $$folder"; \
	  $(SWIFT) build --package-path $$folder --scratch-path .build-examples || exit 1; \
	done

bench: build ## Measure CPU per request beside nginx (needs wrk)
	@Tests/Tools/install-packages bench
	@DRAGOMAN="$(BINARY)" Tests/Tools/bench

fuzz: packages ## Fuzz every parser, SECONDS_EACH=60 seconds each
	@for entry in Tests/Fuzzing/*/Entry; do \
	  name=$$(basename $$(dirname $$entry)); echo "== $$name"; \
	  Tests/Fuzzing/run $$name $(SECONDS_EACH) || exit 1; \
	done

sanitize: packages ## Run the tests under the address and the thread sanitizer
	@SWIFT="$(SWIFT)" Tests/Tools/sanitize

install: build ## Install the binary under PREFIX=/usr/local
	install -D -m 755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/dragoman"

clean: ## Remove everything that was built
	rm -rf .build .build-*
