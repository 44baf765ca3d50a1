#!/usr/bin/env bash
# `check` side by side with yaml-language-server on the same manifests: throughput, memory, and growth up to 10,000
# manifests. Needs a release build; another binary can be named: benches/check.sh target/release/copilot-manifest-ls
set -euo pipefail
source "$(dirname "$0")/../scripts/lib.sh"
cd "$root"

exec python3 benches/check.py "${1:-$server}" "$(yaml_language_server)"
