# Sourced by the scripts here: where things are, how a check reports itself, how a tool is installed.
# Checks are reported as TAP lines ("ok - …", "not ok - …"); scripts/totals.awk counts them.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tools=$root/.tools
server=${CARGO_TARGET_DIR:-$root/target}/release/copilot-manifest-ls

# check NAME COMMAND...: runs COMMAND and reports whether it succeeded.
check() {
  local name=$1
  shift
  if "$@"; then
    echo "ok - $name"
  else
    echo "not ok - $name"
    return 1
  fi
}

# limit SECONDS COMMAND...: ends a command that hangs, where the system has the means (macOS has not).
limit() {
  local seconds=$1
  shift
  if command -v timeout >/dev/null; then
    timeout --kill-after=20 "$seconds" "$@"
  else
    "$@"
  fi
}

# on_debian PACKAGE...: installs packages where the system is a Debian that this user may administer; fails elsewhere.
on_debian() {
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    return 1
  fi
  echo "installing Debian packages: $*" >&2
  DEBIAN_FRONTEND=noninteractive limit 600 apt-get update -qq >&2 &&
    DEBIAN_FRONTEND=noninteractive limit 900 apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# skip NAME REASON: reports a check that cannot be made on this machine. In CI that is a failure.
skip() {
  echo "SKIPPED: $1: $2" >&2
  if [ "${CI:-}" = true ]; then
    echo "not ok - $1 (skipped, which CI does not allow: $2)"
    return 1
  fi
  echo "ok - $1 # SKIP $2"
}

# install_once NAME VERSION FUNCTION: runs `FUNCTION FOLDER VERSION` unless .tools/NAME already holds VERSION.
# The stamp names the folder too, because a Python environment does not work in a checkout that was moved.
install_once() {
  local folder=$tools/$1 version=$2 install=$3
  local stamp="$version in $folder"
  if [ "$(cat "$folder/.installed" 2>/dev/null)" = "$stamp" ]; then
    return
  fi
  echo "installing $1 $version in ${folder#"$root"/}" >&2
  rm -rf "$folder"
  mkdir -p "$folder"
  "$install" "$folder" "$version"
  echo "$stamp" >"$folder/.installed"
}

# npm_install FOLDER PACKAGE...: installs into FOLDER, with nothing but errors on the terminal.
npm_install() {
  local folder=$1
  shift
  limit 600 npm install --prefix "$folder" --loglevel=error --no-fund --no-audit "$@" >&2
}

# extension_packages: installs what the VS Code extension is built with, as its lock file says.
extension_packages() {
  local folder=$root/editors/vscode
  local stamp=$folder/node_modules/.installed-lock
  if cmp -s "$folder/package-lock.json" "$stamp"; then
    return
  fi
  limit 600 npm ci --prefix "$folder" --ignore-scripts --loglevel=error --no-fund --no-audit >&2
  cp "$folder/package-lock.json" "$stamp"
}

# yaml_language_server: installs the peer of the benchmarks and prints the folder of its package.
yaml_language_server() {
  install_once yaml-language-server 2.0.0 install_yaml_language_server
  echo "$tools/yaml-language-server/node_modules/yaml-language-server"
}

install_yaml_language_server() {
  npm_install "$1" "yaml-language-server@$2"
}
