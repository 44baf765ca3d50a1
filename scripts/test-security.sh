#!/usr/bin/env bash
# The release build against the promises of SECURITY.md: what it links of the system, and what it asks the system for
# while it serves. usage: test-security.sh [SERVER]
set -euo pipefail
source "$(dirname "$0")/lib.sh"

program=$(realpath "${1:-$server}")

# Functions of the C library for networks and other programs; Rust's own library links them only where they are used.
links_none() {
  local found
  found=$(nm --dynamic --undefined-only "$program" | sed 's/@.*//' | awk '{ print $NF }' |
    grep -xE 'socket|socketpair|connect|bind|listen|accept4?|send(to|msg)?|recv(from|msg)?|getaddrinfo|gethostbyname(_r)?|fork|vfork|exec[lv]p?e?|posix_spawnp?|system|popen' || true)
  [ -z "$found" ] || { echo "links: $found" >&2 && return 1; }
}

find_strace() {
  command -v strace >/dev/null && return
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 1
  echo "installing Debian package: strace" >&2
  limit 600 apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive limit 600 apt-get install -y -qq --no-install-recommends strace >/dev/null
}

status=0
if [ "$(uname)" = Linux ]; then
  check "security: links nothing for networks and other programs" links_none || status=1
else
  skip "security: links nothing for networks and other programs" "only on Linux" || status=1
fi
if [ "$(uname)" = Linux ] && find_strace; then
  check "security: a traced session" python3 "$root/tests/security/trace.py" "$program" || status=1
else
  skip "security: a traced session" "strace is not here and can't be installed" || status=1
fi
exit $status
