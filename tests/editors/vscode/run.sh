#!/usr/bin/env bash
# Packages the extension with the server inside, installs it into a real VS Code (code-server) and drives that in
# Chromium, on a copy of the example with mistakes and, in Japanese, on one of tests/editors/japanese.
# usage: run.sh [SERVER]
# A failed check leaves a picture in target/editor-tests.
set -euo pipefail
source "$(dirname "$0")/../../../scripts/lib.sh"

if ! browser=$("$root/scripts/install-chromium.sh"); then
  skip "VS Code in a browser" "there is no Chromium; install one, or name it in the variable CHROMIUM"
  exit
fi
"$root/scripts/install-vscode.sh"
package=$("$root/scripts/package-vscode.sh" "${1:-$server}")
neighbour=$("$root/tests/editors/vscode/neighbour/package.sh")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

workspace="$scratch/book shop 本屋" # as a URI, this needs escapes
cp -R "$root/examples/bookshop-with-mistakes" "$workspace"
japanese=$scratch/bookshop
cp -R "$root/tests/editors/japanese" "$japanese"
shared=$scratch/shared
cp -R "$root/tests/editors/japanese" "$shared"
rm -r "$shared/.vscode"
pictures=$root/target/editor-tests
mkdir -p "$pictures"
rm -f "$pictures"/vscode-failed-*.png
limit 600 node "$root/tests/editors/vscode/check.mjs" "$tools" "$browser" "$package" "$neighbour" \
  "$workspace" "$japanese" "$shared" "$root/docs/reference/ja/sidecars.md" "$scratch" "$pictures"
