#!/usr/bin/env bash
# Drives the server in a real Emacs by eglot, on a copy of the example with mistakes and, in Japanese, on one of
# tests/editors/japanese. usage: run.sh [SERVER]
set -euo pipefail
source "$(dirname "$0")/../../../scripts/lib.sh"

program=$(realpath "${1:-$server}")
has_eglot() {
  command -v emacs >/dev/null &&
    emacs --batch --eval "(progn (require 'package) (package-initialize) (require 'eglot) (require 'yaml-mode))" 2>/dev/null
}
if ! has_eglot && ! { on_debian emacs-nox elpa-eglot elpa-yaml-mode && has_eglot; }; then
  skip "Emacs" "there is no Emacs with eglot and yaml-mode"
  exit
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

workspace="$scratch/book shop" # as a URI, this needs escapes; eglot 1.9 can't read those of other letters than ASCII
cp -R "$root/examples/bookshop-with-mistakes" "$workspace"
cp -R "$root/tests/editors/japanese" "$scratch/japanese"
mkdir "$scratch/bin"
ln -s "$program" "$scratch/bin/copilot-manifest-ls" # the configuration finds the server on the PATH

export PATH=$scratch/bin:$PATH
if ! limit 150 emacs --batch -l "$root/tests/editors/emacs/check.el" "$root/editors/emacs/copilot-manifest-ls.el" \
  "$workspace" "$scratch/japanese" 2>"$scratch/messages"; then
  sed 's/^/# message: /' "$scratch/messages"
  exit 1
fi
