#!/usr/bin/env bash
# Installs what the machine itself must have: browsers, their drivers, a screen without a monitor,
# and the servers that the example files are tested with.
# Quick when all is there. As root on Debian it installs; anywhere else it says what to install.
set -euo pipefail

GECKODRIVER_VERSION=0.37.1

export PATH="$PATH:${CARGO_HOME:-$HOME/.cargo}/bin:/usr/sbin"  # Debian keeps nginx from others than root

# command that must exist → Debian package that brings it
declare -A packages=(
  [chromium]=chromium
  [chromedriver]=chromium-driver
  [firefox-esr]=firefox-esr
  [Xvfb]=xvfb
  [xdotool]=xdotool
  [setxkbmap]=x11-xkb-utils
  [openbox]=openbox
  [certutil]=libnss3-tools
  [faketime]=faketime
  [scrot]=scrot
  [nginx]=nginx
)

has() { command -v "$1" >/dev/null; }

missing=()
for name in "${!packages[@]}"; do
  has "$name" || missing+=("${packages[$name]}")
done
# the database tests start a server of their own; Debian keeps its programs out of the PATH
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || has initdb || missing+=(postgresql)
python3 -c "import ensurepip" 2>/dev/null || missing+=(python3-venv)
needs_cargo=false
has geckodriver || has cargo || needs_cargo=true

can_install() { [[ $EUID -eq 0 ]] && has apt-get; }

say_what_to_install() {
  echo "Please install: $*" >&2
  echo "(names of Debian's packages; on Debian: sudo apt-get install $*)" >&2
  exit 1
}

if ((${#missing[@]})) || $needs_cargo; then
  if can_install; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
  fi
  # Debian 12 keeps a Rust that is new enough for browsers, and so for geckodriver, beside its old one
  if $needs_cargo; then
    if apt-cache show cargo-web >/dev/null 2>&1; then missing+=(cargo-web rustc-web); else missing+=(cargo); fi
  fi
  can_install || say_what_to_install "${missing[@]}"
  echo "Installing ${missing[*]}" >&2
  apt-get install -qq --yes --no-install-recommends "${missing[@]}" >&2
fi

if ! has geckodriver; then
  echo "Building geckodriver $GECKODRIVER_VERSION (a few minutes, once)" >&2
  if ! cargo install geckodriver --locked --quiet --version "$GECKODRIVER_VERSION"; then
    echo "geckodriver could not be built with $(cargo --version)." >&2
    echo "Please install a newer Rust, or geckodriver itself into a folder of your PATH." >&2
    exit 1
  fi
fi
