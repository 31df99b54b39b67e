package workbook

import (
	"strings"

	"sextant/assessment"
	"sextant/internal/strictyaml"
)

// evidenceRow is an item of evidence as it stands on the sheet; what was
// emptied in it is still there as it was.
type evidenceRow struct {
	id   string
	cell string
	assessment.Evidence
	left    assessment.Evidence // without what was emptied
	emptied []Cleared
}

// evidenceRow reads one row; ok is false where there is nothing or it is
// wrong.
func (r *reader) evidenceRow(t table, row int, was *baseItem) (e evidenceRow, ok bool) {
	cols := []int{t.col(headID), t.col(headTitle), t.col(headReference), t.col(headDate)}
	empty, formula := true, false
	for _, col := range cols {
		formula = t.isFormula(col, row) || formula
		if col != cols[0] && strings.TrimSpace(t.text(col, row)) != "" {
			empty = false
		}
	}
	id := strings.TrimSpace(t.text(cols[0], row))
	if formula || empty && (id == "" || was != nil) {
		return e, false
	}
	before := len(r.problems.List)
	at := func(i int) string { return t.at(cols[i], row) }
	e.cell = at(1)
	for _, known := range r.ids {
		if strings.EqualFold(id, known) {
			e.id = known
		}
	}
	if e.id == "" {
		text := "write here the Id of the question that this supports, such as " + r.ids[0]
		if id != "" {
			text = r.notAsked(id)
		}
		r.problems.add(at(0), "%s", text)
	}
	text := func(i int, was string) string {
		if t.text(cols[i], row) == was {
			return was
		}
		s := t.written(cols[i], row)
		if strings.TrimSpace(s) == "" {
			return ""
		}
		if problem := strictyaml.TextProblem(s); problem != "" {
			r.problems.add(at(i), "%s", problem)
		}
		return s
	}
	if was == nil {
		was = &baseItem{}
	}
	e.left.Title, e.left.Reference = text(1, was.Title), text(2, was.Reference)
	if e.left.Title == "" && e.left.Reference == "" {
		r.problems.add(at(1), "evidence needs a title or a reference")
	}
	date, isDate := t.day(cols[3], row)
	if !isDate {
		r.problems.add(at(3), "%q is not a date; write it as 22/11/2026 or 2026-11-22", clipped(t.text(cols[3], row)))
	}
	e.left.Date = date
	e.keep(was.Evidence, at)
	return e, len(r.problems.List) == before
}

// keep puts back what was emptied, and notes where; at names the cells.
func (e *evidenceRow) keep(was assessment.Evidence, at func(i int) string) {
	e.Evidence = e.left
	if e.Title == "" && was.Title != "" {
		e.Title = was.Title
		e.emptied = append(e.emptied, Cleared{Cell: at(1), Was: was.Title})
	}
	if e.Reference == "" && was.Reference != "" {
		e.Reference = was.Reference
		e.emptied = append(e.emptied, Cleared{Cell: at(2), Was: was.Reference})
	}
	if e.Date.IsZero() && !was.Date.IsZero() {
		e.Date = was.Date
		e.emptied = append(e.emptied, Cleared{Cell: at(3), Was: day(was.Date)})
	}
}
