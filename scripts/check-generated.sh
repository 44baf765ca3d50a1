#!/usr/bin/env bash
# The committed JSON Schemas are those that the model generates.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
cd "$root"

is_current() {
  diff <("$server" schema "$(basename "$1" .json)") "$1" >&2
}

status=0
for schema in schemas/*.json; do
  check "$schema is current" is_current "$schema" || status=1
done
exit $status
