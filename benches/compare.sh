#!/usr/bin/env bash
# Measures this server beside yaml-language-server (installed into .tools/ with npm) and an empty server, in one run.
# Arguments go to benches/compare.py; a table in Markdown is printed.
set -euo pipefail
source "$(dirname "$0")/../scripts/lib.sh"

cargo build --release --locked --quiet --manifest-path "$root/Cargo.toml" --bins --example empty_server
exec python3 "$root/benches/compare.py" --server "$server" --empty "$(dirname "$server")/examples/empty_server" \
  --peer "$(yaml_language_server)" "$@"
