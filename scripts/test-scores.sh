#!/usr/bin/env bash
# Scores the release build on the labelled cases of ../shared, where that folder exists. The floors are in
# tests/score-floors.env.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
cd "$root"

shared=$root/../shared
if [ ! -x "$shared/score" ]; then
  echo "../shared is not here: nothing to score"
  exit
fi
source tests/score-floors.env

status=0
check "score: Copilot's verdicts" "$shared/score" --bin "$server" --min-recall "$RECALL" --min-specificity "$SPECIFICITY" \
  --min-ignored "$IGNORED" --min-place "$PLACE" || status=1
check "score: rules" "$shared/score-rules" --bin "$server" --min-bad "$RULES_BAD" --min-id "$RULES_ID" \
  --min-good "$RULES_GOOD" || status=1
check "score: real workspaces" "$shared/score-corpus" --bin "$server" ${CORPUS_STRICT:+--strict} || status=1
exit $status
