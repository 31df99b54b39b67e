package workbook

import (
	"slices"
	"strings"

	"sextant/assessment"
	"sextant/frameworks"
)

// option reads the row of an option, and remembers where it is: its question
// may stand below it.
func (r *reader) option(t table, row int, id string) bool {
	question, key, cut := strings.Cut(id, " / ")
	if !cut {
		return false
	}
	q := r.filled.Base.Framework.Question(question)
	if q == nil || !q.Many || q.Option(key) == nil || !r.asks(q) {
		return false
	}
	if first, ok := r.ticks[id]; ok {
		r.problems.add(t.at(t.col(headID), row), "%s is here for the second time, first at %s; take one of the two rows out", id, first.at(first.col(headID), first.row))
		return true
	}
	r.ticks[id] = answerCells{t, row}
	r.sameText(t, row, formRow{Question: q, option: q.Option(key)})
	return true
}

// ticked reads what the rows of a question that picks many say now.
func (r *reader) ticked(q *frameworks.Question, c answerCells, base assessment.Answer, now *assessment.Answer) {
	var ticked []string
	var emptied []*frameworks.Option // that were ticked
	given, gone, newYes := false, false, ""
	for i := range q.Options {
		o := &q.Options[i]
		cells := r.ticks[tickID(q, o)]
		was := tick(o, base)
		place := cells.at(cells.col(headAnswer), cells.row)
		if cells.isFormula(cells.col(headAnswer), cells.row) {
			return
		}
		text := strings.TrimSpace(cells.written(cells.col(headAnswer), cells.row))
		if text == "" {
			gone = gone || was != ""
			if was == yesTick {
				emptied = append(emptied, o)
			}
			continue
		}
		is, problem := isTicked(text)
		if problem != "" {
			r.problems.add(place, "%s", problem)
			return
		}
		given = true
		if is {
			ticked = append(ticked, o.Key)
			if was != yesTick {
				newYes = place
			}
		}
	}
	own := c.at(c.col(headAnswer), c.row)
	text := strings.TrimSpace(c.written(c.col(headAnswer), c.row))
	none := strings.EqualFold(oneLine(text), noneTick) || strings.EqualFold(text, "none")
	switch {
	case text != "" && !none && !isNotApplicable(text):
		r.problems.add(own, "there is no answer %q here; it can be: %s, %s; or leave it empty and say %s or %s in the rows below", clipped(text), noneTick, notApplicable, yesTick, noTick)
	case text != "" && newYes != "":
		r.problems.add(newYes, "%s says %s at %s, and this row says %s; take one of the two out", q.ID, text, own, yesTick)
	case none:
		now.Option, now.NotApplicable = q.Ticks(nil), ""
		r.reasonIsLeft(q, c, base)
	case text == "" && given:
		for _, o := range emptied { // each stands until it is cleared
			cells := r.ticks[tickID(q, o)]
			key := o.Key
			ticked = append(ticked, key)
			r.cleared(q.ID, "answer", cells.at(cells.col(headAnswer), cells.row), label(*o), func(a *assessment.Answer) { untick(a, q, key) })
		}
		now.Option, now.NotApplicable = q.Ticks(ticked), ""
		r.reasonIsLeft(q, c, base)
	case text == "" && gone:
		r.answerCleared(q, c, base, optionName(q, base.Option))
	default:
		r.choice(q, c, base, now)
	}
}

// untick takes one option out of an answer.
func untick(a *assessment.Answer, q *frameworks.Question, key string) {
	a.Option = q.Ticks(slices.DeleteFunc(frameworks.Ticked(a.Option), func(k string) bool { return k == key }))
}
