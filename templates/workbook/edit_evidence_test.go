package workbook

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"sextant/assessment"
)

// item is an item of evidence after the edits.
type item struct {
	id         string
	kept, left assessment.Evidence // with and without what was emptied; left is none where all was
	gone       bool
}

// evidence changes, empties, moves, takes out and adds rows on the sheet of
// evidence, now and then.
func (e *editor) evidence() {
	row := e.firstItem()
	var items []item
	var removed []int
	for _, q := range e.base.Asked() {
		for _, was := range e.base.Answers[q.ID].Evidence {
			it, whole := e.item(row, q.ID, was)
			if whole {
				removed = append(removed, row)
			}
			items = append(items, it)
			row++
		}
	}
	for range rapid.IntRange(0, 4).Draw(e.T, "added") {
		items = append(items, e.added(row))
		row++
	}
	for _, row := range slices.Backward(removed) { // from below, so that the numbers of the others hold
		if err := e.f.RemoveRow(evidenceSheet, row); err != nil {
			e.Fatal(err)
		}
	}
	for _, q := range e.base.Asked() {
		e.set(q.ID, func(a *assessment.Answer) { a.Evidence = nil })
	}
	for _, it := range items {
		mine, left := e.mine.Answers[it.id], e.left.Answers[it.id]
		mine.Evidence = append(slices.Clone(mine.Evidence), it.kept)
		if !it.gone {
			left.Evidence = append(slices.Clone(left.Evidence), it.left)
		}
		e.mine.Answers[it.id], e.left.Answers[it.id] = mine, left
	}
}

// firstItem is the row below the headings.
func (e *editor) firstItem() int {
	rows, err := e.f.GetRows(evidenceSheet)
	if err != nil {
		e.Fatal(err)
	}
	return slices.IndexFunc(rows, func(cells []string) bool { return len(cells) > 0 && cells[0] == headItem }) + 2
}

// itemCell is a cell on the sheet of evidence.
func itemCell(column string, row int) string {
	return fmt.Sprintf("%s!%s%d", evidenceSheet, column, row)
}

// item changes an item, or not; whole says to remove its row.
func (e *editor) item(row int, id string, was assessment.Evidence) (it item, whole bool) {
	it = item{id: id, kept: was, left: was}
	switch rapid.IntRange(0, 11).Draw(e.T, "item") {
	case 0:
		it.kept.Title = e.words("title")
		e.put(itemCell("C", row), it.kept.Title)
		it.left = it.kept
	case 1:
		it.kept.Reference = e.words("reference")
		e.put(itemCell("D", row), it.kept.Reference)
		it.left = it.kept
	case 2:
		it.kept.Date = e.day(row)
		it.left = it.kept
	case 3:
		e.emptied(row, &it)
	case 4: // its cells are emptied, but perhaps not its Id
		for _, column := range []string{"B", "C", "D", "E"}[rapid.IntRange(0, 1).Draw(e.T, "from"):] {
			e.put(itemCell(column, row), e.nothing())
		}
		it.gone = true
	case 5:
		it.gone, whole = true, true
	case 6:
		it.id = e.id(row)
	}
	if it.gone {
		e.cleared = append(e.cleared, id+" evidence")
	}
	return it, whole
}

// emptied empties some cells of an item, and leaves a title or a reference.
func (e *editor) emptied(row int, it *item) {
	empty := func(column string, had bool) {
		e.put(itemCell(column, row), e.nothing())
		if had {
			e.cleared = append(e.cleared, it.id+" evidence")
		}
	}
	if e.one(2, "date") {
		empty("E", !it.kept.Date.IsZero())
		it.left.Date = time.Time{}
	}
	if strings.TrimSpace(it.kept.Reference) != "" && e.one(2, "title") {
		empty("C", true)
		it.left.Title = ""
		return
	}
	empty("D", it.kept.Reference != "")
	it.left.Reference = ""
}

// added writes a new item into an empty row.
func (e *editor) added(row int) item {
	it := item{id: e.id(row)}
	which := rapid.IntRange(0, 2).Draw(e.T, "which")
	if which != 0 {
		it.kept.Title = e.words("title")
		e.put(itemCell("C", row), it.kept.Title)
	}
	if which != 1 {
		it.kept.Reference = e.words("reference")
		e.put(itemCell("D", row), it.kept.Reference)
	}
	if e.one(2, "dated") {
		it.kept.Date = e.day(row)
	}
	it.left = it.kept
	return it
}

// id writes the id of some question beside an item.
func (e *editor) id(row int) string {
	id := rapid.SampledFrom(e.base.Asked()).Draw(e.T, "id").ID
	e.put(itemCell("B", row), rapid.SampledFrom([]string{id, strings.ToLower(id), " " + id}).Draw(e.T, "written"))
	return id
}

// day writes a date as people do.
func (e *editor) day(row int) time.Time {
	day := time.Date(1950, 1, 1+rapid.IntRange(0, 90_000).Draw(e.T, "day"), 0, 0, 0, 0, time.UTC)
	e.put(itemCell("E", row), rapid.SampledFrom([]any{day, day.Format(time.DateOnly), day.Format("2/1/2006"), day.Format("2 January 2006")}).Draw(e.T, "written"))
	return day
}
