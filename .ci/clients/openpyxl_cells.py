#!/usr/bin/python3
# The system's Python on purpose: that is where the package python3-openpyxl goes, and another
# python3 earlier in the PATH does not see it.
"""Usage: openpyxl_cells.py FILE.xlsx...

Prints {"Sheet": {"A1": value}} with every cell that openpyxl finds something in: numbers, true and
false, and text. A formula gives its cached value, an error its name. A date is YYYY-MM-DD, with
THH:MM:SS where it has a time; a time alone is HH:MM:SS. Of several files it prints
{"FILE.xlsx": {"Sheet": ...}}, by their names without the folder.
Exit code: 0 done, 1 the file cannot be read, 2 usage, 3 openpyxl is missing.
"""
import datetime
import json
import os
import sys

try:
    import openpyxl
except ImportError:
    install = os.path.join(os.path.dirname(os.path.abspath(__file__)), "install")
    print(f"openpyxl_cells.py: {sys.executable} has no openpyxl; run {install}", file=sys.stderr)
    sys.exit(3)


def plain(value):
    if isinstance(value, datetime.datetime):
        # A workbook keeps a time as a fraction of a day, so it comes back a few microseconds off.
        value = (value + datetime.timedelta(microseconds=500_000)).replace(microsecond=0)
        return value.isoformat()[:10] if value.time() == datetime.time() else value.isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat("seconds")
    return value


def cells(path):
    workbook = openpyxl.load_workbook(path, data_only=True)
    return {
        sheet.title: {
            cell.coordinate: plain(cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None and cell.value != ""
        }
        for sheet in workbook.worksheets
    }


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print("usage: openpyxl_cells.py FILE.xlsx...", file=sys.stderr)
        sys.exit(2)
    found = {}
    for path in sys.argv[1:]:
        try:
            found[os.path.basename(path)] = cells(path)
        except Exception as err:  # openpyxl raises many kinds; to a test they all mean the same
            print(f"openpyxl_cells.py: {path}: {type(err).__name__}: {err}", file=sys.stderr)
            sys.exit(1)
    if len(sys.argv) == 2:
        found = next(iter(found.values()))
    json.dump(found, sys.stdout, ensure_ascii=False, indent=1)
    print()
