#!/usr/bin/env bash
# Prints the path of a Chromium or Chrome ($CHROMIUM, or one on PATH). Where there is none and the system is a Debian
# that this user may administer, installs it, with fonts for Latin and Japanese text. Exit status 1: there is none.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

find_browser() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name"; then
      return
    fi
  done
  return 1
}

find_browser && exit
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  exit 1
fi
echo "installing Debian packages: chromium fonts-dejavu-core fonts-noto-cjk" >&2
export DEBIAN_FRONTEND=noninteractive
limit 600 apt-get update -qq >&2
limit 900 apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core fonts-noto-cjk >/dev/null
find_browser
