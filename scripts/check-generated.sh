#!/usr/bin/env bash
# The committed schemas, the pages of the rules and the facts in the reference are those that the model and the rules generate.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
cd "$root"

check "schemas/ and docs/ are current" "$server" generate --check .
