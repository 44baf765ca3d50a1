#!/usr/bin/env bash
# The release build in the editors. usage: test-editors.sh [SERVER]
set -euo pipefail
source "$(dirname "$0")/lib.sh"

program=$(realpath "${1:-$server}")
status=0
extension_packages
(cd "$root/editors/vscode" && check "VS Code extension: types" npm run --silent check) || status=1
(cd "$root/editors/vscode" && npm run --silent test) || status=1
check "Helix: languages.toml" python3 "$root/tests/editors/helix/check.py" "$root/editors/helix/languages.toml" || status=1
"$root/tests/editors/neovim/run.sh" "$program" || status=1
"$root/tests/editors/emacs/run.sh" "$program" || status=1
"$root/tests/editors/vscode/run.sh" "$program" || status=1
exit $status
