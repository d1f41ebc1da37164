# `make` builds everything and runs the sample deliberation; `make test` runs everything CI runs.

CARGO ?= cargo
NPM ?= npm

.PHONY: demo build test lint check independent types bench clean

demo: build
	target/release/guanjia demo --out target/luoqisi.bundle
	target/release/guanjia audit target/luoqisi.bundle

build:
	$(CARGO) build --release --features cli

test: lint check independent types

lint:
	$(CARGO) fmt --check
	$(CARGO) clippy --all-features -- -D warnings

check:
	$(CARGO) test --all-features
	$(CARGO) bench --all-features -- --test

# The sample record, checked by other people's tools: `jose` for every signature, a second tree.
independent: build
	cd tests/independent && $(NPM) ci --no-audit --no-fund && GUANJIA=../../target/release/guanjia node --test

# The values of the samples, which `check` wrote, held to the package's types by TypeScript.
types:
	cd tests/types && $(NPM) ci --no-audit --no-fund && node --test

bench:
	$(CARGO) bench --all-features

clean:
	$(CARGO) clean
