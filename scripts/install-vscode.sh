#!/usr/bin/env bash
# Installs what drives the extension in a real VS Code: code-server (VS Code served to a browser), the Node that it
# needs, and the library that drives the browser. See install-chromium.sh for the browser itself.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

install_node() {
  npm_install "$1" "node@$2"
}

# code-server's own post-install step compiles native modules that editing does not need, and fails without their
# system libraries; so scripts are off and the two inner folders, which that step would fill, are installed by hand.
install_code_server() {
  npm_install "$1" --ignore-scripts "code-server@$2"
  local inner=$1/node_modules/code-server/lib/vscode
  npm_install "$inner" --omit=dev --ignore-scripts
  npm_install "$inner/extensions" --omit=dev --ignore-scripts
}

install_playwright() {
  npm_install "$1" --ignore-scripts "playwright-core@$2"
}

# The server of the YAML extension that most people have, to be tested beside ours.
install_yaml_server() {
  npm_install "$1" --ignore-scripts "yaml-language-server@$2"
}

install_once node 24.9.0 install_node # a folder of its own: npm prunes it from a shared one
install_once code-server 4.139.1 install_code_server
install_once playwright 1.65.1 install_playwright
install_once yaml-language-server 2.0.0 install_yaml_server
