#!/usr/bin/env bash
# The main job on an invented trust: six months in, the papers of the last month out. BAF names the program.
set -euo pipefail
cd "$(dirname "$0")/.."
baf() { "${BAF:-.build/debug/baf}" "$@"; }
samples=Samples/northbridge
mkdir -p out
rm -f out/northbridge.sqlite*
export BAF_REGISTER=out/northbridge.sqlite BAF_RULES=Rules/hct
# A fixed instant of storing, so that the demonstration gives the same bytes every time.
export SOURCE_DATE_EPOCH=1786000000
say() { printf '\n== %s\n\n' "$*"; }

say "Six months of exports, actions and frameworks; April arrives last"
for day in 2026-01-31 2026-02-28 2026-03-31 2026-05-31 2026-06-30 2026-04-30; do
    framework=$samples/framework-$day.xml
    [ -e "$framework" ] || framework=
    baf import $framework $samples/actions-$day.xml $samples/risks-$day.xml
    echo
done

say "An export of one directorate, passed off as the whole register, is refused"
baf import $samples/filtered-2026-07-31.xml || echo "(exit code $?; the register is unchanged)"

say "The High Level Risk Register on 30 June 2026"
baf risks --on HLRR

say "What changed since 31 May"
baf changes

say "Decisions wanted"
baf risks --waiting

say "The balance of the last month"
baf imports -o json | grep -A 30 '"asAt": "2026-06-30"' | grep -A 7 '"balance"' | head -8 | tr -d ' "{}\n' \
    | sed 's/balance://; s/belowThreshold/below the threshold/; s/:/ /g; s/,/, /g; s/, $/\n/'

say "Why is 4120 where it is?"
baf explain 4120

say "And if the threshold were 12 instead of 15?"
rm -rf out/policy-12
cp -r Rules/hct out/policy-12
sed -i 's/&gt;= 15/\&gt;= 12/; s/&lt; 15/\&lt; 12/; s/is 15 or more/is 12 or more/' out/policy-12/routing.dmn
baf rules try out/policy-12 --from 2026-01-01 > out/policy-12.txt
sed -n '1,44p' out/policy-12.txt
echo "... (the whole answer: out/policy-12.txt)"

say "The papers of June"
for paper in hlrr baf audit-committee; do
    baf report $paper --format html,xlsx,csv,json --out out --quiet
    echo "out/$paper-2026-06-30.html, .xlsx, .csv, .json"
done
if command -v weasyprint >/dev/null; then
    for paper in hlrr baf audit-committee; do baf report $paper --format pdf --out out; done
else
    echo "(no PDF: WeasyPrint is not installed; the HTML prints as it stands)"
fi

say "Is the history what it was?"
baf verify
