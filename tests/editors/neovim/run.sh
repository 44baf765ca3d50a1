#!/usr/bin/env bash
# Drives the server in a real Neovim, on a copy of the example with mistakes. usage: run.sh [SERVER]
set -euo pipefail
source "$(dirname "$0")/../../../scripts/lib.sh"

program=$(realpath "${1:-$server}")
nvim=$("$root/scripts/install-neovim.sh")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

workspace="$scratch/book shop 本屋" # as a URI, this needs escapes
cp -R "$root/examples/bookshop-with-mistakes" "$workspace"
mkdir "$scratch/bin"
ln -s "$program" "$scratch/bin/copilot-manifest-ls" # the editor's configuration finds the server on the PATH

export XDG_CONFIG_HOME=$scratch XDG_DATA_HOME=$scratch XDG_STATE_HOME=$scratch XDG_CACHE_HOME=$scratch
export PATH=$scratch/bin:$PATH
if ! limit 150 "$nvim" --clean --headless -l "$root/tests/editors/neovim/check.lua" "$root/editors/neovim" "$workspace"; then
  sed 's/^/# log: /' "$scratch/nvim/lsp.log"
  exit 1
fi
