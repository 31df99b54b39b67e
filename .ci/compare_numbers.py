#!/usr/bin/env python3
"""Compares the numbers of a board workbook, as a program read its cells, with `score --format json`.

    compare_numbers.py CELLS.json SCORE.json

CELLS.json is what one of .ci/clients/*_cells* printed. Exits 1 and lists what differs.
"""
import json
import re
import sys

MARKS = {  # heading on the sheet Objectives: key in the JSON
    "Score": "score", "Low": "low", "High": "high", "Level": "level", "Gap": "gap", "% to target": "percent_to_target",
    "Answered": "answered", "Applicable": "applicable", "Not applicable": "not_applicable",
    "Evidenced": "evidenced", "Reviewed": "reviewed", "Reviewer differs": "differs",
}


def rows(sheet):
    """The rows of a sheet below its heading (the first row that has Score), as dicts by heading."""
    grid = {}
    for address, value in sheet.items():
        column, row = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()
        grid.setdefault(int(row), {})[column] = value
    head = next(number for number in sorted(grid) if "Score" in grid[number].values())
    names = grid[head]
    return [{names[c]: v for c, v in grid[n].items() if c in names} for n in sorted(grid) if n > head]


def nodes(children):
    for node in children:
        yield node
        yield from nodes(node.get("children", []))


def number(cell):
    return cell if isinstance(cell, (int, float)) and not isinstance(cell, bool) else None


def main(cells, score):
    wrong, compared = [], 0

    def compare(place, cell, value):
        nonlocal compared
        compared += 1
        cell = number(cell)
        if (cell is None) != (value is None) or cell is not None and abs(cell - value) > 1e-9:
            wrong.append(f"{place}: the workbook has {cell}, the score {value}")

    everything = list(nodes(score["objectives"]))
    groups = [dict(score["overall"], title="Overall")] + [n for n in everything if "core" not in n and n["total"]]
    sheet = [r for r in rows(cells["Objectives"]) if "Score" in r]
    if len(sheet) != len(groups):
        wrong.append(f"Objectives has {len(sheet)} rows for {len(groups)} groups")
    for row, node in zip(sheet, groups):
        if row["Objective and part"].strip() != node["title"]:
            wrong.append(f"Objectives has {row['Objective and part']!r} where {node['title']!r} was due")
        for heading, key in MARKS.items():
            if key in ("low", "high") and not node["provisional"]:
                continue
            compare(f"Objectives, {node['title']}, {heading}", row.get(heading), node[key])
        targets = [h for h in row if h.startswith("Target for ")]
        for heading, key in zip(targets, ("target", "final_target")):
            compare(f"Objectives, {node['title']}, {heading}", row[heading], node[key])
        if (row.get("RAG") or "").lower() != (node["rag"] or "–"):
            wrong.append(f"Objectives, {node['title']}: {row.get('RAG')} for {node['rag']}")

    questions = [n for n in everything if "core" in n]
    detail = [r for r in rows(cells["Detail"]) if "Id" in r]
    if [r["Id"] for r in detail] != [q["id"] for q in questions]:
        wrong.append("Detail has other questions than the score")
    for row, node in zip(detail, questions):
        for heading, key in {"Score": "score", "Target": "target", "Gap": "gap"}.items():
            compare(f"Detail, {node['id']}, {heading}", row.get(heading), node[key])

    board = {r["Objective"]: r for r in rows(cells["Summary"]) if "Objective" in r}
    for node in [groups[0]] + score["objectives"]:
        for heading, key in {"Score": "score", "Level": "level", "Target": "target", "Gap": "gap"}.items():
            compare(f"Summary, {node['title']}, {heading}", board.get(node["title"], {}).get(heading), node[key])

    print("\n".join(wrong) if wrong else f"{compared} numbers are equal")
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*(json.load(open(name, encoding="utf-8")) for name in sys.argv[1:])))
