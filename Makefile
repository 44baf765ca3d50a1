# `make test` runs everything. What it needs beside Rust, Node and Python is installed into .tools/, and as root on
# Debian Chromium is installed as a package. scripts/ holds the steps.

.PHONY: build generate pictures fuzz soak test lint test-rust generated test-editors test-packaging test-scores vsix clean

build:
	cargo build --release --locked

test:
	@scripts/test.sh

lint:
	@scripts/lint.sh

test-rust:
	@scripts/test-rust.sh

# Writes schemas/, docs/rules/ and the facts in docs/reference/ anew after a change of the model, a rule or a page.
generate: build
	target/release/copilot-manifest-ls generate .

# Makes the pictures of the README anew, in real editors: docs/images. Look at them.
pictures: build
	@scripts/pictures.sh

# Fuzzes for MINUTES (10); SEED chooses another run. See docs/reliability.md.
fuzz:
	@scripts/fuzz.sh

# Edits at random for MINUTES (60) and watches the memory of the server.
soak: build
	@COPILOT_MANIFEST_LS_SOAK=$$(( 60 * $${MINUTES:-60} )) cargo test --release --locked --test protocol soak -- --nocapture

generated: build
	@scripts/check-generated.sh

test-editors: build
	@scripts/test-editors.sh

test-packaging: build
	@tests/packaging/run.sh

test-scores: build
	@scripts/test-scores.sh

# The VS Code extension with the server of this platform inside: target/copilot-manifest-ls.vsix
vsix: build
	@scripts/package-vscode.sh

clean:
	cargo clean
	rm -rf .tools editors/vscode/dist editors/vscode/node_modules editors/vscode/server
