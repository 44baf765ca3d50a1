#!/usr/bin/env bash
# Packages the extension with the server inside, installs it into a real VS Code (code-server) and drives that in
# Chromium, on a copy of the example with mistakes and, in Japanese, on one of tests/editors/japanese.
# usage: run.sh [SERVER]
# Leaves the pictures vscode.png and hover-ja-vscode.png in target/editor-tests; docs/images holds a copy of the second.
set -euo pipefail
source "$(dirname "$0")/../../../scripts/lib.sh"

if ! browser=$("$root/scripts/install-chromium.sh"); then
  skip "VS Code in a browser" "there is no Chromium; install one, or name it in the variable CHROMIUM"
  exit
fi
"$root/scripts/install-vscode.sh"
package=$("$root/scripts/package-vscode.sh" "${1:-$server}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

workspace="$scratch/book shop 本屋" # as a URI, this needs escapes
cp -R "$root/examples/bookshop-with-mistakes" "$workspace"
japanese=$scratch/bookshop
cp -R "$root/tests/editors/japanese" "$japanese"
pictures=$root/target/editor-tests
mkdir -p "$pictures"
rm -f "$pictures"/vscode*.png "$pictures/hover-ja-vscode.png"
limit 300 node "$root/tests/editors/vscode/check.mjs" \
  "$tools" "$browser" "$package" "$workspace" "$japanese" "$root/docs/reference/ja/sidecars.md" "$scratch" "$pictures"
