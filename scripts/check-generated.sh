#!/usr/bin/env bash
# The committed schemas, pages of the rules, facts in the reference and settings are those that the sources generate.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
cd "$root"

check "schemas/, docs/ and the settings of editors/vscode are current" "$server" generate --check .
