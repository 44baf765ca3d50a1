#!/usr/bin/env bash
# Packages the stand-in for the YAML extension of Red Hat; prints the path of the .vsix.
set -euo pipefail
source "$(dirname "$0")/../../../../scripts/lib.sh"

built=$root/target/vscode-yaml
rm -rf "$built"
mkdir -p "$built"
cp "$root/tests/editors/vscode/neighbour/package.json" "$built"
cp "$root/LICENSE-MIT" "$built/LICENSE"
echo "A stand-in for a test." >"$built/README.md"
server=$tools/yaml-language-server/node_modules/yaml-language-server/bin/yaml-language-server
extension_packages
bin=$root/editors/vscode/node_modules/.bin
NODE_PATH=$root/editors/vscode/node_modules "$bin/esbuild" "$root/tests/editors/vscode/neighbour/extension.mjs" --bundle \
  --platform=node --format=cjs --external:vscode --define:YAML_SERVER="\"$server\"" --outfile="$built/dist/extension.js" \
  --log-level=warning >&2
(cd "$built" && "$bin/vsce" package --no-dependencies --out "$root/target/vscode-yaml.vsix" >&2)
echo "$root/target/vscode-yaml.vsix"
