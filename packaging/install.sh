#!/usr/bin/env bash
# Installs a released copilot-manifest-ls, checked against the release's list of checksums. The GitHub Action runs it.
# usage: install.sh VERSION FOLDER      puts the program into FOLDER and prints its path
# COPILOT_MANIFEST_LS_RELEASES names another place than the project's releases: a mirror.
set -euo pipefail

version=$1
folder=$2
releases=${COPILOT_MANIFEST_LS_RELEASES:-https://github.com/copilot-manifest-ls/copilot-manifest-ls/releases/download}

case $(uname -s)-$(uname -m) in
  Linux-x86_64) target=x86_64-unknown-linux-musl ;;
  Linux-aarch64 | Linux-arm64) target=aarch64-unknown-linux-musl ;;
  Darwin-x86_64) target=x86_64-apple-darwin ;;
  Darwin-arm64) target=aarch64-apple-darwin ;;
  MINGW*-x86_64 | MSYS*-x86_64) target=x86_64-pc-windows-msvc ;;
  MINGW*-aarch64 | MSYS*-aarch64) target=aarch64-pc-windows-msvc ;;
  *)
    echo "install.sh: there is no copilot-manifest-ls for $(uname -s) on $(uname -m); build it with cargo" >&2
    exit 2
    ;;
esac
name=copilot-manifest-ls-$target
case $target in
  *-windows-*) archive=$name.zip program=copilot-manifest-ls.exe ;;
  *) archive=$name.tar.gz program=copilot-manifest-ls ;;
esac

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for file in "$archive" SHA256SUMS; do
  curl --fail --silent --show-error --location --retry 3 --output "$scratch/$file" "$releases/v$version/$file"
done
cd "$scratch"
# Exactly this archive's line: a list without it must not pass.
expected=$(awk -v name="$archive" '$2 == name || $2 == "*" name { print $1 }' SHA256SUMS)
actual=$(if command -v sha256sum >/dev/null; then sha256sum "$archive"; else shasum -a 256 "$archive"; fi | cut -d ' ' -f 1)
if [ -z "$expected" ] || [ "$expected" != "$actual" ]; then
  echo "install.sh: $archive does not have the checksum that SHA256SUMS names" >&2
  exit 2
fi
case $archive in
  *.zip) unzip -q "$archive" ;;
  *) tar -xzf "$archive" ;;
esac
mkdir -p "$folder"
install -m 755 "$name/$program" "$folder/$program"
echo "$folder/$program"
