#!/usr/bin/env bash
# Form and lints of the Rust code; licences, sources and bans of its dependencies.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
cd "$root"

status=0
check "cargo fmt" cargo fmt --all --check || status=1
check "cargo clippy" cargo clippy --quiet --locked --all-targets -- --deny warnings || status=1
check "cargo fmt of the fuzzers" cargo fmt --manifest-path fuzz/Cargo.toml --check || status=1
check "cargo clippy of the fuzzers" cargo clippy --quiet --locked --manifest-path fuzz/Cargo.toml -- --deny warnings || status=1
deny=$(scripts/install-cargo-deny.sh)
# Advisories are asked for before a release: they come from a network and fail a build that has not changed.
check "cargo deny" "$deny" --log-level error --locked check --hide-inclusion-graph licenses bans sources || status=1
exit $status
