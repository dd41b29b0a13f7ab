#!/usr/bin/env bash
# Installs what tests/test_browser.py needs: the pinned npm packages, beside this file.
# With --system also Chromium and Node, by apt-get, when they are missing and we are root.
# Ends with an error, and says why, when the tests cannot be run here.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

has() { command -v "$1" >/dev/null 2>&1; }
has_chromium() {
  [ -n "${UNSPIN_CHROMIUM:-}" ] || has chromium || has chromium-browser || has google-chrome-stable || has google-chrome
}
has_node() { has node && has npm && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ]; }
fail() { echo "browser tests: $1" >&2; exit 1; }

if [ "${1:-}" = "--system" ] && [ "$(id -u)" = 0 ] && has apt-get; then
  wanted=()
  has_chromium || wanted+=(chromium)
  has_node || wanted+=(nodejs npm)
  if [ ${#wanted[@]} -gt 0 ]; then
    export DEBIAN_FRONTEND=noninteractive
    timeout 120 apt-get update -qq >/dev/null 2>&1 || true
    timeout 420 apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null 2>&1 ||
      echo "browser tests: apt-get could not install ${wanted[*]}" >&2
  fi
fi

has_node || fail "Node 18 or later and npm are missing"
has_chromium || fail "Chromium is missing"
if [ ! -d node_modules/playwright-core ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  timeout 240 npm ci --no-audit --no-fund --silent || fail "npm could not install the packages"
fi
