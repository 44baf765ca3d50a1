#!/usr/bin/env bash
# The committed schemas and rule pages are those that the model and the rules generate.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
cd "$root"

check "schemas/ and docs/rules/ are current" "$server" generate --check .
