#!/usr/bin/env bash
# Checks manifests for the GitHub Action: annotations in the log, and SARIF in a file. usage: check.sh SARIF
# PATHS holds files or folders, one a line; DENY_WARNINGS `true` or `false`; LOCALE `en` or `ja`. The exit status is that of
# `copilot-manifest-ls check`.
set -euo pipefail

arguments=(--format github --format sarif --output "$1" --locale "${LOCALE:-en}")
if [ "${DENY_WARNINGS:-false}" = true ]; then
  arguments+=(--deny-warnings)
fi
paths=()
while IFS= read -r path; do
  if [ -n "$path" ]; then
    paths+=("$path")
  fi
done <<<"${PATHS:-.}"
exec copilot-manifest-ls check "${arguments[@]}" -- "${paths[@]}"
