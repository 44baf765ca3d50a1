#!/usr/bin/env bash
# Takes the pictures of Neovim in the README, docs/images/neovim-light.svg and -dark.svg, from a real Neovim in tmux.
# usage: pictures-neovim.sh [SERVER]
set -euo pipefail
source "$(dirname "$0")/lib.sh"

program=$(realpath "${1:-$server}")
nvim=$("$root/scripts/install-neovim.sh")
command -v tmux >/dev/null || on_debian tmux
columns=118
lines=34
scratch=$(mktemp -d)
screen() { tmux -S "$scratch/socket" "$@"; }
trap 'screen kill-server 2>/dev/null || true; rm -rf "$scratch"' EXIT

# wait_for TEXT: until the screen shows it.
wait_for() {
  for _ in $(seq 100); do
    if screen capture-pane -p -t nvim | grep -qF "$1"; then
      return
    fi
    sleep 0.1
  done
  screen capture-pane -p -t nvim >&2
  echo "pictures-neovim.sh: the screen never showed: $1" >&2
  return 1
}

# picture BACKGROUND COLOUR OF LETTERS, OF THE BACKGROUND: as Neovim's own colours have them.
picture() {
  cp -R "$root/examples/bookshop-with-mistakes" "$scratch/$1"
  (cd "$scratch/$1" && BACKGROUND=$1 screen -f /dev/null new-session -d -s nvim -x "$columns" -y "$lines" \
    "$nvim" --clean -u "$root/tests/editors/neovim/picture.lua" copilot/catalog/manifest.yml)
  wait_for "● "
  screen send-keys -t nvim "/source_volume" Enter ":nohlsearch" Enter ":" Escape zt 12 C-y K
  wait_for "sidecars.thumbnailer.mount_points"
  sleep 1
  screen capture-pane -e -N -p -t nvim | python3 "$root/scripts/terminal-svg.py" "$columns" "$2" "$3" \
    >"$scratch/neovim-$1.svg"
  mv "$scratch/neovim-$1.svg" "$root/docs/images/"
  screen kill-server
}

mkdir "$scratch/bin"
ln -s "$program" "$scratch/bin/copilot-manifest-ls"
export PATH=$scratch/bin:$PATH CONFIGURATION=$root/editors/neovim TERM=xterm-256color LC_ALL=C.UTF-8
export XDG_CONFIG_HOME=$scratch XDG_DATA_HOME=$scratch XDG_STATE_HOME=$scratch XDG_CACHE_HOME=$scratch
picture light "#14161b" "#e0e2ea"
picture dark "#e0e2ea" "#14161b"
