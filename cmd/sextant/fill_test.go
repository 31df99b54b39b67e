package main

import (
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// fillForm is `fill FORM SHEET!CELL|ID COLUMN VALUE`: it writes into a form as
// people do; the row of a question is found by its id.
func fillForm(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 4 {
		ts.Fatalf("usage: fill FORM ID HEADING VALUE, or fill FORM SHEET CELL VALUE")
	}
	path := ts.MkAbs(args[0])
	f, err := excelize.OpenFile(path)
	ts.Check(err)
	sheet, cell := args[1], args[2]
	if index, err := f.GetSheetIndex(sheet); err != nil || index < 0 {
		sheet, cell = cellOf(ts, f, args[1], args[2])
	}
	if formula, ok := strings.CutPrefix(args[3], "formula:"); ok {
		ts.Check(f.SetCellFormula(sheet, cell, formula))
	} else {
		ts.Check(f.SetCellStr(sheet, cell, args[3]))
	}
	ts.Check(f.Save())
	ts.Check(f.Close())
}

// cellOf finds the cell of a question under a heading.
func cellOf(ts *testscript.TestScript, f *excelize.File, id, heading string) (sheet, cell string) {
	for _, sheet := range f.GetSheetList() {
		if strings.HasPrefix(sheet, "_") || sheet == "Evidence" {
			continue
		}
		rows, err := f.GetRows(sheet)
		ts.Check(err)
		col := 0
		for i, row := range rows {
			for j, text := range row {
				if text == heading {
					col = j + 1
				}
				if text == id && col > 0 {
					cell, err := excelize.CoordinatesToCellName(col, i+1)
					ts.Check(err)
					return sheet, cell
				}
			}
		}
	}
	ts.Fatalf("there is no %s with a column %s", id, heading)
	return "", ""
}

// halve is `halve FILE`: it cuts a file short.
func halve(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	data, err := os.ReadFile(path)
	ts.Check(err)
	ts.Check(os.WriteFile(path, data[:len(data)/2], 0o600))
}
