#!/usr/bin/env bash
# Packages the VS Code extension with a server inside, for one platform.
# usage: package-vscode.sh [SERVER [TARGET]]   SERVER: the program to put inside (default: the release build);
#        TARGET: its platform as vsce names it (default: this one). Prints the path of the .vsix.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

program=$(realpath "${1:-$server}")
target=${2:-$(node -p 'process.platform + "-" + process.arch')}
package=$root/target/copilot-manifest-ls.vsix

mkdir -p "$root/target"
cd "$root/editors/vscode"
extension_packages
rm -rf server
mkdir server
case $target in
  win32-*) name=copilot-manifest-ls.exe ;;
  *) name=copilot-manifest-ls ;;
esac
install -m 755 "$program" "server/$name"
# The walkthrough shows pictures of docs/images, which an extension must hold itself.
node -p 'JSON.stringify(require("./package.json").contributes.walkthroughs).match(/images\/[\w-]+\.png/g).join("\n")' |
  sort -u | while read -r picture; do cp "$root/docs/$picture" "$picture"; done
npm run --silent package -- --target "$target" --out "$package" >&2
echo "$package"
