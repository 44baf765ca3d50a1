#!/usr/bin/env bash
# Drives the server in a real Neovim, on copies of the example with mistakes and, in Japanese, on one of
# tests/editors/japanese. usage: run.sh [SERVER]
# Leaves a screen in target/editor-tests/hover-ja-neovim.txt, to look at.
set -euo pipefail
source "$(dirname "$0")/../../../scripts/lib.sh"

program=$(realpath "${1:-$server}")
nvim=$("$root/scripts/install-neovim.sh")
here=$root/tests/editors/neovim
configuration=$root/editors/neovim
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

japanese=$scratch/bookshop
cp -R "$root/tests/editors/japanese" "$japanese"
mkdir -p "$root/target/editor-tests"
screen=$root/target/editor-tests/hover-ja-neovim.txt
rm -f "$screen"
mkdir "$scratch/bin"
ln -s "$program" "$scratch/bin/copilot-manifest-ls" # the editor's configuration finds the server on the PATH

export XDG_CONFIG_HOME=$scratch XDG_DATA_HOME=$scratch XDG_STATE_HOME=$scratch XDG_CACHE_HOME=$scratch
export PATH=$scratch/bin:$PATH
status=0

# A new copy of the example. As a URI, its path needs escapes.
fresh_workspace() {
  rm -rf "$scratch/book shop 本屋"
  cp -R "$root/examples/bookshop-with-mistakes" "$scratch/book shop 本屋"
  echo "$scratch/book shop 本屋"
}

# script NAME ARGUMENT...: runs a script of this folder in Neovim.
script() {
  local name=$1
  shift
  if ! limit 150 "$nvim" --clean --headless -l "$here/$name" "$@"; then
    status=1
    find "$scratch/nvim" -name lsp.log -exec sed 's/^/# log: /' {} +
  fi
}

script check.lua "$configuration" "$(fresh_workspace)" "$japanese" "$root/docs/reference/ja/sidecars.md" "$screen"
script life.lua "$configuration" "$(fresh_workspace)"
cp -R "$configuration" "$scratch/configuration"
script help.lua "$scratch/configuration"
if command -v tmux >/dev/null || on_debian tmux; then
  limit 300 python3 "$here/person.py" "$nvim" "$root/examples/bookshop-with-mistakes" "$root/tests/editors/japanese" \
    "$configuration" "$scratch" || status=1
else
  skip "Neovim in a terminal" "there is no tmux" || status=1
fi
exit $status
