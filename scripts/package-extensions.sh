#!/usr/bin/env bash
# Packages the VS Code extension for every platform, from the archives of a release.
# usage: package-extensions.sh ARCHIVES FOLDER     ARCHIVES: what package-release.sh made; FOLDER: where the .vsix go
set -euo pipefail
source "$(dirname "$0")/lib.sh"

archives=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# pack TARGET PLATFORM...: TARGET as Rust names it, PLATFORM as vsce does. Servers built with musl run on every Linux.
pack() {
  local name=copilot-manifest-ls-$1 platform package program
  shift
  if [ -e "$archives/$name.zip" ]; then
    python3 -m zipfile -e "$archives/$name.zip" "$scratch"
  else
    tar -xzf "$archives/$name.tar.gz" -C "$scratch"
  fi
  program=$scratch/$name/copilot-manifest-ls
  if [ ! -e "$program" ]; then program=$program.exe; fi
  for platform in "$@"; do
    package=$("$root/scripts/package-vscode.sh" "$program" "$platform")
    mv "$package" "$folder/copilot-manifest-ls-$platform.vsix"
    echo "$folder/copilot-manifest-ls-$platform.vsix"
  done
}

pack x86_64-unknown-linux-musl linux-x64 alpine-x64
pack aarch64-unknown-linux-musl linux-arm64 alpine-arm64
pack x86_64-apple-darwin darwin-x64
pack aarch64-apple-darwin darwin-arm64
pack x86_64-pc-windows-msvc win32-x64
pack aarch64-pc-windows-msvc win32-arm64
