package workbook

import (
	"slices"
	"strings"

	"sextant/assessment"
	"sextant/internal/strictyaml"
)

// baseItem is an item of evidence that the form was made with, and its number
// in the column Item.
type baseItem struct {
	number string
	assessment.Evidence
}

// evidenceRow is an item of evidence as it stands on the sheet.
type evidenceRow struct {
	id   string
	cell string
	assessment.Evidence
}

// evidence reads the sheet of evidence. An item that the form was made with
// is known again by its number, wherever its row went: another text in it is
// a change, and an empty row is an item cleared.
func (r *reader) evidence() {
	tables := r.tables(evidenceTable, headItem, headID, headTitle, headReference, headDate)
	if len(tables) == 0 {
		r.problems.add("", "the form is not whole: its sheet %s is gone, or the headings on it; put it back, or fill in a fresh form", evidenceSheet)
		return
	}
	known := make(map[string]*baseItem)
	for _, items := range r.items {
		for i := range items {
			known[items[i].number] = &items[i]
		}
	}
	numbered := make(map[string]evidenceRow)
	added := make(map[string][]assessment.Evidence)
	for _, t := range tables {
		for row := t.head + 1; row <= r.rows; row++ {
			number := strings.TrimSpace(t.text(t.col(headItem), row))
			e, ok := r.evidenceRow(t, row, known[number])
			if !ok {
				continue
			}
			if first, twice := numbered[number]; known[number] != nil && twice {
				r.problems.add(t.at(t.col(headItem), row), "item %s is here for the second time, first at %s; take one of the two rows out", number, first.cell)
			} else if known[number] != nil {
				numbered[number] = e
			} else {
				added[e.id] = append(added[e.id], e.Evidence)
			}
			r.filled.places[[2]string{e.id, "evidence"}] = e.cell
		}
	}
	r.collect(numbered, added)
}

// collect puts the evidence of each question together: what the form was made
// with, in its order, then what is new.
func (r *reader) collect(numbered map[string]evidenceRow, added map[string][]assessment.Evidence) {
	now := make(map[string][]assessment.Evidence)
	for _, id := range r.ids {
		for _, item := range r.items[id] {
			row, ok := numbered[item.number]
			if ok {
				now[row.id] = append(now[row.id], row.Evidence)
				continue
			}
			now[id] = append(now[id], item.Evidence) // until Clear
			gone := item.Evidence
			r.cleared(id, "evidence", r.filled.Place(id, "evidence"), evidenceText(gone), func(a *assessment.Answer) {
				if at := slices.Index(a.Evidence, gone); at >= 0 {
					a.Evidence = slices.Delete(slices.Clone(a.Evidence), at, at+1)
				}
			})
		}
	}
	for _, id := range r.ids {
		a := r.filled.Form.Answers[id]
		if a.Evidence = append(now[id], added[id]...); len(a.Evidence) == 0 {
			a.Evidence = nil
		}
		r.keep(id, a)
	}
}

func evidenceText(e assessment.Evidence) string {
	var words []string
	for _, s := range []string{e.Title, e.Reference, day(e.Date)} {
		if s != "" {
			words = append(words, s)
		}
	}
	return strings.Join(words, ", ")
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
		if problem := strictyaml.TextProblem(s); problem != "" {
			r.problems.add(at(i), "%s", problem)
		}
		return s
	}
	if was == nil {
		was = &baseItem{}
	}
	e.Title, e.Reference = text(1, was.Title), text(2, was.Reference)
	if e.Title == "" && e.Reference == "" {
		r.problems.add(at(1), "evidence needs a title or a reference")
	}
	date, isDate := t.day(cols[3], row)
	if !isDate {
		r.problems.add(at(3), "%q is not a date; write it as 22/11/2026 or 2026-11-22", clipped(t.text(cols[3], row)))
	}
	e.Date = date
	return e, len(r.problems.List) == before
}
