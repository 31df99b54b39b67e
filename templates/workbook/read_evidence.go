package workbook

import (
	"slices"
	"strings"

	"sextant/assessment"
)

// baseItem is an item of evidence that the form was made with, and its number
// in the column Item.
type baseItem struct {
	number string
	assessment.Evidence
}

// evidence reads the sheet of evidence. An item that the form was made with
// is known again by its number, wherever its row went: another text in it is
// a change, an empty cell or row is cleared.
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
	numbered, gone := make(map[string]evidenceRow), make(map[string]string)
	added := make(map[string][]assessment.Evidence)
	for _, t := range tables {
		for row := t.head + 1; row <= r.rows; row++ {
			number := strings.TrimSpace(t.text(t.col(headItem), row))
			e, ok := r.evidenceRow(t, row, known[number])
			if !ok {
				gone[number] = t.at(t.col(headTitle), row)
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
	for number := range known {
		if gone[number] == "" { // with its row
			gone[number] = tables[0].at(tables[0].col(headTitle), tables[0].head)
		}
	}
	r.collect(numbered, gone, added)
}

// collect puts the evidence of each question together: what the form was made
// with, in its order, then what is new. Of what was cleared gone has the cell.
func (r *reader) collect(numbered map[string]evidenceRow, gone map[string]string, added map[string][]assessment.Evidence) {
	now, left := make(map[string][]assessment.Evidence), make(map[string][]assessment.Evidence)
	for _, id := range r.ids {
		for _, item := range r.items[id] {
			row, ok := numbered[item.number]
			if !ok {
				row = evidenceRow{id: id, Evidence: item.Evidence, emptied: []Cleared{{Cell: gone[item.number], Was: evidenceText(item.Evidence)}}}
			} else {
				left[row.id] = append(left[row.id], row.left)
			}
			now[row.id] = append(now[row.id], row.Evidence)
			for _, c := range row.emptied {
				r.cleared(row.id, "evidence", c.Cell, c.Was, func(a *assessment.Answer) { a.Evidence = left[row.id] })
			}
		}
	}
	for _, id := range r.ids {
		a := r.filled.Form.Answers[id]
		a.Evidence, left[id] = slices.Concat(now[id], added[id]), slices.Concat(left[id], added[id])
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
