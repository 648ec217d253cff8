#!/usr/bin/env bash
# Installs what the machine itself must have: browsers, their drivers, a screen without a monitor. Quick when all is there.
# As root on Debian it installs; anywhere else it says what to install.
set -euo pipefail

GECKODRIVER_VERSION=0.37.1
NEEDED_NODE=20.19

export PATH="$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"

# command that must exist → Debian package that brings it
declare -A packages=(
  [chromium]=chromium
  [chromedriver]=chromium-driver
  [firefox-esr]=firefox-esr
  [Xvfb]=xvfb
  [xdotool]=xdotool
  [openbox]=openbox
  [certutil]=libnss3-tools
  [faketime]=faketime
  [node]=nodejs
  [npm]=npm
)

has() { command -v "$1" >/dev/null; }

missing=()
for name in "${!packages[@]}"; do
  has "$name" || missing+=("${packages[$name]}")
done
python3 -c "import ensurepip" 2>/dev/null || missing+=(python3-venv)
has geckodriver || has cargo || missing+=(cargo)

if ((${#missing[@]})); then
  if [[ $EUID -ne 0 ]] || ! has apt-get; then
    echo "Please install: ${missing[*]}" >&2
    echo "(names of Debian's packages; on Debian: sudo apt-get install ${missing[*]})" >&2
    exit 1
  fi
  echo "Installing ${missing[*]}" >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -qq --yes --no-install-recommends "${missing[@]}" >&2
fi

if ! has geckodriver; then
  echo "Building geckodriver $GECKODRIVER_VERSION (a few minutes, once)" >&2
  if ! cargo install geckodriver --locked --quiet --version "$GECKODRIVER_VERSION"; then
    echo "geckodriver could not be built. Install a newer Rust, or geckodriver itself into your PATH." >&2
    exit 1
  fi
fi

if ! printf '%s\n' "$NEEDED_NODE" "$(node --version | tr -d v)" | sort --check=quiet --version-sort; then
  echo "Please install Node $NEEDED_NODE or newer; this is $(node --version)." >&2
  exit 1
fi
