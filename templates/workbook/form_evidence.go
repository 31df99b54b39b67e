package workbook

import (
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"
)

// blankRows is how many items of evidence a form has room for beyond those
// that there are.
const blankRows = 200

// blankPrinted is how many rows are printed of a form without evidence, to be
// filled in by hand: a page of them.
const blankPrinted = 20

// drawEvidence draws the sheet with a row for each item of evidence.
func (f *form) drawEvidence() {
	p := f.page(evidenceSheet)
	p.fit(false, slate)
	p.setWidths(7, 12, 55, 55, 14)
	head := p.title("Evidence", "One row for each item. Id is that of the question, such as "+f.ids()[0]+"; an item for two questions takes two rows.")
	for i, heading := range []string{headItem, headID, headTitle, headReference, headDate} {
		fill := blue
		if heading == headItem {
			fill = darkBlue
		}
		p.text(i+1, head, heading, look{size: 9, bold: true, ink: white, fill: fill, line: box, lineInk: white, across: "center", down: "center"})
	}
	p.height(head, 24)
	p.freeze(1, head+1)
	p.define("_xlnm.Print_Titles", fmt.Sprintf("%s!$%d:$%d", p.name, head, head))
	row := head
	open := look{line: box, fill: yellow, unlocked: true, wrap: true}
	put := func(item int, id, title, reference string, date time.Time) {
		row++
		if item > 0 {
			p.count(1, row, item, look{line: box, across: "center", ink: slate})
		} else {
			p.text(1, row, "", look{line: box, across: "center"})
		}
		p.text(2, row, id, open)
		p.text(3, row, title, open)
		p.text(4, row, reference, open)
		l := open
		l.across = "left"
		p.date(5, row, date, l)
	}
	item := 0
	for _, id := range f.ids() {
		for _, e := range f.of.Answers[id].Evidence {
			item++
			put(item, id, e.Title, e.Reference, e.Date)
		}
	}
	filled := max(row, head+1)
	for range blankRows {
		put(0, "", "", "", time.Time{})
	}
	v := excelize.NewDataValidation(true)
	v.SetSqref(p.cell(5, head+1) + ":" + p.cell(5, row))
	p.keep(v.SetRange("DATE(1950,1,1)", "DATE(2199,12,31)", excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween))
	v.SetError(excelize.DataValidationErrorStyleStop, "Not a date", "Write a date such as 22/11/2026, or leave it empty.")
	p.keep(p.f.AddDataValidation(p.name, v))
	f.table(p, evidenceTable, head, row, 5)
	if item == 0 {
		filled += blankPrinted
	}
	p.printOnly(5, filled) // not ten pages of empty rows
}

// date writes a day as people's own dates are written, and as text where a
// workbook has no number for it.
func (p *page) date(col, row int, t time.Time, l look) {
	if t.IsZero() || t.Year() > 1900 && t.Year() < 10_000 {
		p.day(col, row, t, l)
		return
	}
	p.text(col, row, t.Format(time.DateOnly), l)
}
