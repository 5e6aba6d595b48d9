#!/usr/bin/env bash
# Prints the figures of Benchmarks/README.md on this machine; `run.sh rules` those of the rule engine only,
# `run.sh questions [FOLDER]` those of questions, on registers that are kept in the folder where one is named.
set -euo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no
date -u +"%F, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
if [ "${1:-}" = questions ]; then
  swift build -j 2 -c release --product baf
  swift build -j 2 -c release --product desk-clock
  swift build -j 2 -c release --package-path Benchmarks --product bench
  Benchmarks/.build/release/bench questions .build/release/baf ${2:+"$2"}
  exit 0
fi
swift build -j 2 -c release --package-path Benchmarks --product rules
Benchmarks/.build/release/rules Benchmarks/risk.dmn
if [ "${1:-}" = rules ]; then exit 0; fi
command -v xmllint >/dev/null || { echo "bench: please install xmllint (Debian: libxml2-utils)" >&2; exit 1; }
swift build -j 2 -c release --product baf
swift build -j 2 -c release --package-path Benchmarks --product bench
Benchmarks/.build/release/bench .build/release/baf "${RISKS:-100000}"
if command -v hyperfine >/dev/null; then hyperfine -N -w 3 '.build/release/baf --help' | sed -n '1,3p'; fi
