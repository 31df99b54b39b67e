#!/usr/bin/python3
"""Usage: write_openpyxl.py FILE.xlsx OUT.xlsx [TIMES]

Builds the sheets of a workbook anew with openpyxl: values, looks, widths, merged cells, tables (it
keeps no charts), and saves them. Prints the least time in milliseconds that building and saving took.
"""
import copy
import sys
import time

import openpyxl
from openpyxl.worksheet.table import Table

source = openpyxl.load_workbook(sys.argv[1])
least = float("inf")
for _ in range(int(sys.argv[3]) if len(sys.argv) > 3 else 5):
    start = time.perf_counter()
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in source.worksheets:
        new = book.create_sheet(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                made = new.cell(cell.row, cell.column)
                made.value = cell.value
                made.data_type = cell.data_type
                if cell.has_style:
                    made.font, made.fill, made.border = copy.copy(cell.font), copy.copy(cell.fill), copy.copy(cell.border)
                    made.alignment, made.number_format = copy.copy(cell.alignment), cell.number_format
        for letter, width in sheet.column_dimensions.items():
            new.column_dimensions[letter].width = width.width
        for merged in sheet.merged_cells.ranges:
            new.merge_cells(str(merged))
        for table in sheet.tables.values():
            new.add_table(Table(displayName=table.displayName, ref=table.ref))
    book.save(sys.argv[2])
    least = min(least, time.perf_counter() - start)
print(f"{least * 1000:.1f}")
