#!/usr/bin/python3
# The system's Python on purpose: see openpyxl_cells.py.
"""Usage: resave_openpyxl.py OUTDIR FILE.xlsx...

Opens each workbook with openpyxl and saves it under the same name in OUTDIR.
Exit code: 0 done, 1 a file cannot be read, 2 usage, 3 openpyxl is missing.
"""
import os
import sys

try:
    import openpyxl
except ImportError:
    install = os.path.join(os.path.dirname(os.path.abspath(__file__)), "install")
    print(f"resave_openpyxl.py: {sys.executable} has no openpyxl; run {install}", file=sys.stderr)
    sys.exit(3)

if len(sys.argv) < 3:
    print("usage: resave_openpyxl.py OUTDIR FILE.xlsx...", file=sys.stderr)
    sys.exit(2)
for path in sys.argv[2:]:
    try:
        openpyxl.load_workbook(path).save(os.path.join(sys.argv[1], os.path.basename(path)))
    except Exception as err:  # openpyxl raises many kinds; to a test they all mean the same
        print(f"resave_openpyxl.py: {path}: {type(err).__name__}: {err}", file=sys.stderr)
        sys.exit(1)
