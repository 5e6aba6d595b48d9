#!/usr/bin/env python3
"""Recounts every figure of the three papers of a trust from its XML: `recount.py FOLDER`.

It prints one JSON object: the figure's name, as "paper/table/row/column", and its value; "paper/says/..."
is what a sentence says, with # where the number stands. The papers' own JSON is compared with it
by `RecountTests.swift`.
"""

import json
import sys

from audit import audit
from counting import Counting
from exports import Trust
from history import History
from papers import board, high_level


def main(folder):
    trust = Trust(folder)
    counting = Counting(trust, History(trust))
    figures = {}
    for paper in (high_level, board, audit):
        figures.update(paper(counting))
    json.dump(figures, sys.stdout, indent=1, sort_keys=True)


if __name__ == "__main__":
    main(sys.argv[1])
