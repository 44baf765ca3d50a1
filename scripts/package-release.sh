#!/usr/bin/env bash
# Packs one server for a release. usage: package-release.sh PROGRAM TARGET [FOLDER]
# PROGRAM is the built server, TARGET its platform as Rust names it, FOLDER where the archive goes (default: target/dist).
# Prints the path of the archive: copilot-manifest-ls-TARGET.tar.gz, or .zip for Windows, with one folder of that name.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

program=$1
target=$2
folder=${3:-$root/target/dist}
name=copilot-manifest-ls-$target

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/$name"
cp "$root/README.md" "$root/CHANGELOG.md" "$root/LICENSE-APACHE" "$root/LICENSE-MIT" "$scratch/$name/"
case $target in
  *-windows-*)
    cp "$program" "$scratch/$name/copilot-manifest-ls.exe"
    archive=$folder/$name.zip
    rm -f "$archive"
    # Python, because a Windows runner has no zip.
    (cd "$scratch" && "$(command -v python3 || command -v python)" -m zipfile -c "$name.zip" "$name/")
    mv "$scratch/$name.zip" "$archive"
    ;;
  *)
    install -m 755 "$program" "$scratch/$name/copilot-manifest-ls"
    archive=$folder/$name.tar.gz
    tar -czf "$archive" -C "$scratch" "$name"
    ;;
esac
echo "$archive"
