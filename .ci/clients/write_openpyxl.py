#!/usr/bin/python3
"""Usage: write_openpyxl.py CELLS.json OUT.xlsx [TIMES]

Writes the cells that openpyxl_cells.py printed into a workbook, plainly: no look, no chart, no table.
Prints the least time in milliseconds that making and saving it took, to hold Sextant's against.
"""
import json
import sys
import time

import openpyxl

sheets = json.load(open(sys.argv[1], encoding="utf-8"))
least = float("inf")
for _ in range(int(sys.argv[3]) if len(sys.argv) > 3 else 10):
    start = time.perf_counter()
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, cells in sheets.items():
        sheet = book.create_sheet(name)
        for address, value in cells.items():
            cell = sheet[address]
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # whatever it begins with
    book.save(sys.argv[2])
    least = min(least, time.perf_counter() - start)
print(f"{least * 1000:.1f}")
