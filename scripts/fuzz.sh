#!/usr/bin/env bash
# Fuzzes for MINUTES with SEED (today's date, so that every night is another), then asks whether any cost grows with the
# square of the text. Findings are saved in fuzz/findings; docs/reliability.md says what to do.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
cd "$root"

cargo build --release --locked --quiet --manifest-path fuzz/Cargo.toml
fuzz/target/release/fuzz --minutes "${MINUTES:-10}" --seed "${SEED:-$(date +%Y%m%d)}"
fuzz/target/release/fuzz --growth 1000
