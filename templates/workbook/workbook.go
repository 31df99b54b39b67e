// Package workbook is what people are shown and fill in as an .xlsx file: the
// board workbook, and the form with its reader. It alone imports excelize.
//
//	err := workbook.Board(w, templates.Report{Assessment: a, Result: assessment.Score(a), Sextant: "0.1.0"})
//	err = workbook.Form(w, a, workbook.FormOptions{})
//	filled, err := workbook.ReadForm("form.xlsx", data, find)
//	merged, conflicts := assessment.Merge(filled.Base, filled.Form, a)
//
// The form is told in form.go, what is refused in guard.go. The board workbook has these sheets, in this order:
//
//	Cover       whose assessment this is, and what the board is asked to do
//	Summary     one A4 page for a board member: overall score, charts, a row for each objective
//	Objectives  the whole, the objectives and their groups, with every figure of their marks
//	Lowest      the ten questions furthest below target, and what their next level needs
//	Actions     who does what by when, with what money
//	DSPT and CAF  the outcomes that the questions touch, with the lowest answer
//	Trend       the scores of earlier assessments beside the present ones, and drawn as lines
//	Detail      each question asked, as the table tblDetail
//	Method      what the words mean and how the figures were made
//
// A sheet with nothing to show is left out. To add one, write its file and
// its line in [sheets].
//
// No number comes from here: a cell holds one of the [assessment.Result] with
// all its digits, and its format rounds what is seen. Beside it may stand the
// formula by which anyone can trace it (formula.go). Where there is no number there is a word or an empty cell. What
// people wrote is always text, never a formula.
//
// The same report gives the same bytes, whenever and wherever it is made.
//
// Where excelize falls short the file named for the part puts it right, each
// with a test that notices when excelize no longer does: chart.go and
// drawing.go (charts), escape.go (text), theme.go (colours and fonts),
// package.go (document properties and the zip).
package workbook

import (
	"fmt"
	"io"

	"sextant/templates"
)

// sheet is one sheet of a workbook: its name, how it is drawn, and whether a
// report has anything for it (nil: always).
type sheet struct {
	name string
	draw func(*page)
	has  func(templates.Report) bool
}

// sheets lists the board workbook in its order.
func sheets() []sheet {
	return []sheet{
		{name: "Cover", draw: drawCover},
		{name: "Summary", draw: drawSummary},
		{name: "Objectives", draw: drawObjectives},
		{name: "Lowest", draw: drawLowest, has: hasLowest},
		{name: "Actions", draw: drawActions, has: hasActions},
		{name: "DSPT and CAF", draw: drawOutcomes, has: hasOutcomes},
		{name: "Trend", draw: drawTrend, has: hasTrend},
		{name: "Detail", draw: drawDetail, has: hasDetail},
		{name: "Method", draw: drawMethod},
	}
}

// Board writes the board workbook of a report.
func Board(w io.Writer, r templates.Report) error {
	parts, err := boardParts(r)
	if err != nil {
		return fmt.Errorf("make the board workbook: %w", err)
	}
	if err := parts.write(w); err != nil {
		return fmt.Errorf("write the board workbook: %w", err)
	}
	return nil
}

// boardParts makes the parts of the board workbook's package.
func boardParts(r templates.Report) (parts, error) {
	b := newBook(r)
	for _, s := range sheets() {
		if s.has == nil || s.has(r) {
			s.draw(b.page(s.name))
		}
	}
	return b.parts()
}
