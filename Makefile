# `make` builds everything, tells the sample deliberation and opens the hall with it; `make test` runs everything CI runs.

CARGO ?= cargo
NPM ?= npm

WASM := wasm32-unknown-unknown
INSTALL := $(NPM) ci --no-audit --no-fund --loglevel=error

all: demo
	@if [ -t 1 ]; then $(MAKE) --no-print-directory open; else echo 'make open: the hall in a browser'; fi

.PHONY: all demo build program package hall open wasm test lint check independent types packed pages bench selection clean

demo: build
	target/release/guanjia demo --out target/luoqisi.bundle
	target/release/guanjia audit target/luoqisi.bundle

build: program package hall

# The hall 议事堂 as static files in `www/dist`, with the sample record and its made-up keys beside it; `make open` shows it.
hall: program package
	target/release/guanjia demo --out www/public/luoqisi.bundle --keys www/public/luoqisi.keys.json > /dev/null
	cd www && $(INSTALL) && $(NPM) run --silent build

open: hall
	cd www && $(NPM) run --silent preview -- --open

program:
	$(CARGO) build --release --features cli

# The npm package: `pkg/dist` and `pkg/miniprogram_dist`.
package: wasm
	cd pkg && $(INSTALL) && $(NPM) run --silent build

# `rust-toolchain.toml` asks for the target, but not every rustup installs what is asked for by itself.
wasm:
	@test -d "$$(rustc --print target-libdir --target $(WASM))" || rustup target add $(WASM)

test: lint check independent types packed pages

lint: wasm
	$(CARGO) fmt --all --check
	$(CARGO) clippy --all-targets --all-features --package guanjia --package guanjia-build -- -D warnings
	$(CARGO) clippy --package guanjia-wasm --package guanjia-lottery --package guanjia-plain --target $(WASM) -- -D warnings

check:
	$(CARGO) test --all-features --package guanjia --package guanjia-build
	$(CARGO) bench --all-features -- --test

# The sample record, checked by other people's tools: `jose` for every signature, a second tree.
independent: program
	cd tests/independent && $(INSTALL) && GUANJIA=../../target/release/guanjia node --test

# The values of the samples, which `check` wrote, held to the package's types by TypeScript.
types: check
	cd tests/types && $(INSTALL) && node --test

# The packed package in every environment. What needs Chromium or JavaScriptCore says that it is skipped where there is
# none, and fails there instead when GUANJIA_BROWSERS is `required`.
packed: build
	cd tests/package && $(INSTALL) && $(NPM) test --silent
	cd tests/package/miniprogram/taro && $(NPM) install --no-save --no-audit --no-fund --loglevel=error
	cd tests/package/miniprogram && $(INSTALL) && $(NPM) test --silent

# The hall in Chromium, in the same way; `GUANJIA_WRITE=1 make pages` takes the screenshots of `www/screenshots` anew.
pages: build
	cd tests/package && $(INSTALL)
	cd tests/hall && $(INSTALL) && $(NPM) test --silent

# Natively by criterion, on one core (the feature `parallel` takes all there are), then the package beside its peers in Node
# and Chromium. benches/README.md has what it came to.
bench: package
	$(CARGO) bench --features sample
	cd benches && $(INSTALL) && node peers.mjs

# Lotteries beside `sortition-algorithms`, natively and in Node's wasm: benches/selection/README.md.
REFERENCE := target/reference/bin/python
selection: program package
	@test -x $(REFERENCE) || python3 -m venv target/reference
	$(REFERENCE) -m pip install --quiet --requirement benches/selection/requirements.txt
	$(REFERENCE) benches/selection/run.py --package pkg/dist --reference $(REFERENCE)

clean:
	$(CARGO) clean
	rm -rf pkg/dist pkg/miniprogram_dist www/dist
