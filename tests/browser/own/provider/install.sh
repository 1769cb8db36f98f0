#!/bin/sh
# Put the sign-in service of the tests into build/provider, where there is npm to do so; without it its tests are skipped.
set -eu
here=$(dirname "$0")
into="$here/../../../../build/provider"
command -v npm >/dev/null 2>&1 || { echo "Without npm the tests of signing in are skipped." >&2; exit 0; }
cmp -s "$here/package-lock.json" "$into/node_modules/package-lock.json" && exit 0
mkdir -p "$into"
cp "$here/package.json" "$here/package-lock.json" "$into/"
if npm ci --prefix "$into" --ignore-scripts --no-audit --no-fund --silent; then
    cp "$into/package-lock.json" "$into/node_modules/package-lock.json"
else
    echo "The sign-in service of the tests cannot be installed; its tests are skipped." >&2
fi
