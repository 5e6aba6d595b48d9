#!/usr/bin/env bash
# Prints the figures of Benchmarks/README.md on this machine.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v xmllint >/dev/null || { echo "bench: please install xmllint (Debian: libxml2-utils)" >&2; exit 1; }
export SWIFT_BACKTRACE=enable=no
swift build -j 2 -c release --product baf
swift build -j 2 -c release --package-path Benchmarks
date -u +"%F, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
Benchmarks/.build/release/bench .build/release/baf "${RISKS:-100000}"
if command -v hyperfine >/dev/null; then hyperfine -N -w 3 '.build/release/baf --help' | sed -n '1,3p'; fi
