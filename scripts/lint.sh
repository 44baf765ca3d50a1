#!/usr/bin/env bash
# Form and lints of the Rust code.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
cd "$root"

status=0
check "cargo fmt" cargo fmt --all --check || status=1
check "cargo clippy" cargo clippy --quiet --locked --all-targets -- --deny warnings || status=1
exit $status
