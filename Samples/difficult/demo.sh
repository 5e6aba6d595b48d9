#!/usr/bin/env bash
# Each difficult export into a register of its own, with what was found. BAF names the program.
set -euo pipefail
cd "$(dirname "$0")/../.."
baf() { "${BAF:-.build/debug/baf}" "$@"; }
mkdir -p out
export BAF_REGISTER=out/difficult.sqlite BAF_RULES=Rules/hct
# A fixed instant of storing, so that the demonstration gives the same bytes every time.
export SOURCE_DATE_EPOCH=1786000000

grep '^| `' Samples/difficult/README.md | while IFS='|' read -r _ files problem _; do
    for file in $(echo "$files" | tr -d '` ' | tr ',' ' '); do
        printf '\n== %s:%s\n\n' "$file" "${problem% }"
        rm -f "$BAF_REGISTER"*
        if baf import "Samples/difficult/$file" --as-at 2026-06-30; then
            # Without what these small files leave out (owners, reviews, scores before), and what the import said.
            baf findings -o csv 2>/dev/null | grep -E '^(DT0[689]|ID|OB|RD0[4-9]|RD1|RT1|SC0[1-4789]|TX)' | cut -c1-170 || true
        else
            echo "(exit code $?; nothing is stored)"
        fi
    done
done
rm -f "$BAF_REGISTER"*
