#!/usr/bin/env bash
# Unit, fixture and protocol tests; all of them, also after a failed one.
set -euo pipefail
cd "$(dirname "$0")/.."
exec cargo test --locked --no-fail-fast
