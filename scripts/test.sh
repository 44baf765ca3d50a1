#!/usr/bin/env bash
# Everything that can be tested, step by step. A step that fails does not keep the next ones from running. The last line
# says how many checks passed and failed; the exit status is 1 when anything failed.
set -euo pipefail
cd "$(dirname "$0")/.."

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
failed_steps=()

# step NAME COMMAND...: a command that fails without naming a failed check counts as one itself.
step() {
  local name=$1 log=$logs/$1 started=$SECONDS
  shift
  echo "== $name"
  if ! "$@" 2>&1 | tee "$log"; then
    failed_steps+=("$name")
    if ! grep -qE '^not ok |^test result: FAILED' "$log"; then
      echo "not ok - $name" | tee -a "$log"
    fi
  fi
  echo "== $name: $((SECONDS - started)) s"
}

step lint scripts/lint.sh
step build cargo build --release --locked
step rust scripts/test-rust.sh
step security scripts/test-security.sh
step generated scripts/check-generated.sh
step editors scripts/test-editors.sh
step packaging tests/packaging/run.sh
step scores scripts/test-scores.sh

if [ ${#failed_steps[@]} -gt 0 ]; then
  echo "failed: ${failed_steps[*]}"
fi
cat "$logs"/* | awk -f scripts/totals.awk
[ ${#failed_steps[@]} -eq 0 ]
