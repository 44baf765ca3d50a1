#!/usr/bin/env bash
# Drives the server in a real Neovim, on a copy of the example with mistakes and, in Japanese, on one of
# tests/editors/japanese. usage: run.sh [SERVER]
# Leaves a screen in target/editor-tests/hover-ja-neovim.txt, of which docs/images holds a copy.
set -euo pipefail
source "$(dirname "$0")/../../../scripts/lib.sh"

program=$(realpath "${1:-$server}")
nvim=$("$root/scripts/install-neovim.sh")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

workspace="$scratch/book shop 本屋" # as a URI, this needs escapes
cp -R "$root/examples/bookshop-with-mistakes" "$workspace"
japanese=$scratch/bookshop
cp -R "$root/tests/editors/japanese" "$japanese"
mkdir -p "$root/target/editor-tests"
screen=$root/target/editor-tests/hover-ja-neovim.txt
rm -f "$screen"
mkdir "$scratch/bin"
ln -s "$program" "$scratch/bin/copilot-manifest-ls" # the editor's configuration finds the server on the PATH

export XDG_CONFIG_HOME=$scratch XDG_DATA_HOME=$scratch XDG_STATE_HOME=$scratch XDG_CACHE_HOME=$scratch
export PATH=$scratch/bin:$PATH
if ! limit 150 "$nvim" --clean --headless -l "$root/tests/editors/neovim/check.lua" "$root/editors/neovim" "$workspace" \
  "$japanese" "$root/docs/reference/ja/sidecars.md" "$screen"; then
  find "$scratch/nvim" -name lsp.log -exec sed 's/^/# log: /' {} +
  exit 1
fi
