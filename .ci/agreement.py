#!/usr/bin/env python3
"""Usage: agreement.py [--rows] RATINGS.csv...

Says how far readers agree who scored the same evidence. A file has the columns question, key (the level
that the writer of the evidence meant, or empty) and one more for each reader; an empty cell is a reader
who gave no level. A file is named PACK-ROUND.csv. With --rows, prints the rows of docs/questionnaire.md;
else, for each file and for all together, the questions, the share on which all
readers gave one level, the share of pairs of readers that did, the share of readings that gave the
writer's level, and Krippendorff's alpha for ordinal data.

Alpha is 1 less observed over expected disagreement (K. Krippendorff, Content Analysis, 2004, chapter 11):
1 is full agreement, 0 what chance would give. It is checked against the book's example each time.
"""
import csv
import itertools
import os
import sys


def alpha(units):
    """Krippendorff's alpha, ordinal, of lists of ratings; None where nothing varies."""
    units = [u for u in units if len(u) > 1]
    values = sorted({v for u in units for v in u})
    pairs = {}  # the coincidence matrix
    for u in units:
        for a, b in itertools.permutations(range(len(u)), 2):
            pairs[u[a], u[b]] = pairs.get((u[a], u[b]), 0) + 1 / (len(u) - 1)
    count = {v: sum(n for (a, _), n in pairs.items() if a == v) for v in values}
    total = sum(count.values())

    def distance(a, b):
        low, high = min(a, b), max(a, b)
        return (sum(count[v] for v in values if low <= v <= high) - (count[a] + count[b]) / 2) ** 2

    observed = sum(n * distance(a, b) for (a, b), n in pairs.items())
    expected = sum(count[a] * count[b] * distance(a, b) for a in values for b in values) / (total - 1)
    return None if expected == 0 else 1 - observed / expected


def check():
    """Four observers and twelve units; the book gives 0.815."""
    rows = ["1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."]
    units = [[int(v) for v in column if v != "."] for column in zip(*(row.split() for row in rows))]
    assert round(alpha(units), 3) == 0.815, alpha(units)


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    readers = [name for name in rows[0] if name not in ("question", "key")]
    return [(row["key"], [int(row[name]) for name in readers if row[name]]) for row in rows]


def measures(rows):
    ratings = [r for _, r in rows]
    pairs = [a == b for r in ratings for a, b in itertools.combinations(r, 2)]
    near = [abs(a - b) <= 1 for r in ratings for a, b in itertools.combinations(r, 2)]
    keyed = [a == int(key) for key, r in rows if key for a in r]
    share = lambda list: f"{100 * sum(list) / len(list):.0f}%" if list else "none"
    return share([len(set(r)) == 1 for r in ratings]), share(pairs), share(near), share(keyed), f"{alpha(ratings):.3f}"


def show(name, rows):
    alike, pairs, near, keyed, value = measures(rows)
    print(f"{name}: questions {len(rows)}, all alike {alike}, pairs alike {pairs}, within one level {near}, as meant {keyed}, alpha {value}")


def row(name, rows):
    """A row of one of the two tables of docs/questionnaire.md."""
    pack, _, number = os.path.basename(name).removesuffix(".csv").rpartition("-")
    alike, _, _, keyed, value = measures(rows)
    if pack.endswith("-raw"):
        return f"| {number} | {pack} | {len(rows)} | {alike} | {value} |"
    return f"| {pack or name} | {len(rows)} | {alike} | {keyed} | {value} |"


def main():
    check()
    paths = [p for p in sys.argv[1:] if p != "--rows"]
    if not paths:
        sys.exit(__doc__)
    files = {path: read(path) for path in paths}
    if "--rows" in sys.argv:
        for path, rows in files.items():
            print(row(path, rows))
        print(row("together", [r for path, rows in files.items() if "-raw-" not in path for r in rows]))
        return
    for path, rows in files.items():
        show(path, rows)
    if len(files) > 1:
        show("all", [r for rows in files.values() for r in rows])


if __name__ == "__main__":
    main()
