#!/usr/bin/env bash
# `check` side by side with yaml-language-server on the same manifests: throughput, memory, and growth up to 10,000
# manifests. Needs a release build; another binary can be named: benches/check.sh target/release/copilot-manifest-ls
set -euo pipefail
source "$(dirname "$0")/../scripts/lib.sh"
cd "$root"

# install_yaml_ls FOLDER VERSION
install_yaml_ls() {
  npm_install "$1" "yaml-language-server@$2"
}

install_once yaml-language-server 1.19.2 install_yaml_ls
exec python3 benches/check.py "${1:-$server}" "$tools/yaml-language-server/node_modules/yaml-language-server"
