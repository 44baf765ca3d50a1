#!/usr/bin/env bash
# Makes the pictures of docs/images anew: of the terminal, of Neovim (in tmux) and of VS Code (code-server in Chromium).
# Look at them before they are committed. usage: pictures.sh [SERVER]
set -euo pipefail
source "$(dirname "$0")/lib.sh"
cd "$root"

UPDATE=1 cargo test --quiet --locked --test picture
scripts/pictures-neovim.sh "${1:-$server}"
browser=$(scripts/install-chromium.sh)
scripts/install-vscode.sh
package=$(scripts/package-vscode.sh "${1:-$server}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

limit 600 node tests/editors/vscode/pictures.mjs "$tools" "$browser" "$package" \
  "$root/examples/bookshop-with-mistakes" "$root/tests/editors/japanese" "$scratch" "$root/docs/images"
