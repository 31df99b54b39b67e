package workbook

import (
	"slices"
	"strings"

	"sextant/assessment"
	"sextant/frameworks"
	"sextant/internal/strictyaml"
)

// answerCells is the row of a question.
type answerCells struct {
	table
	row int
}

// fieldHeads are the headings of the cells people fill in, by the key of what
// they hold in an assessment's file.
var fieldHeads = map[string]string{
	"answer": headAnswer, "not_applicable": headReason, "target": headTarget, "note": headNote, "strength": headStrength,
}

// answerHeads are they in the order of their columns.
var answerHeads = []string{headAnswer, headReason, headTarget, headNote, headStrength}

// questions reads all sheets of questions.
func (r *reader) questions() {
	r.answers = make(map[string]answerCells)
	r.ticks = make(map[string]answerCells)
	tables := r.tables(answersTable, append([]string{headID, headQuestion, headMeans}, r.heads()...)...)
	for _, t := range tables {
		for row := t.head + 1; row <= r.rows; row++ {
			r.question(t, row)
		}
	}
	var missing []string
	for _, id := range r.ids {
		if _, ok := r.answers[id]; !ok {
			missing = append(missing, id)
			continue
		}
		missing = append(missing, r.missingTicks(id)...)
	}
	if len(missing) > 0 {
		r.problems.add("", "the form is not whole: the rows of %s are gone, or the headings above them; put them back, or fill in a fresh form", some(missing))
		return
	}
	for _, id := range r.ids { // when all rows are known
		if q := r.filled.Base.Framework.Question(id); q.Many {
			r.answer(q, r.answers[id])
		}
	}
}

// missingTicks are the rows of options that are gone.
func (r *reader) missingTicks(id string) (missing []string) {
	q := r.filled.Base.Framework.Question(id)
	for i := range q.Options {
		if q.Many && r.ticks[tickID(q, &q.Options[i])].sheetCells == nil {
			missing = append(missing, tickID(q, &q.Options[i]))
		}
	}
	return missing
}

// heads are the headings of the cells people fill in, in this form.
func (r *reader) heads() []string {
	var heads []string
	for _, head := range answerHeads {
		if head != headTarget || hasTarget(r.filled.Base.Framework) {
			heads = append(heads, head)
		}
	}
	return heads
}

// asks reports whether the form asks a question.
func (r *reader) asks(q *frameworks.Question) bool { return q != nil && slices.Contains(r.ids, q.ID) }

// some lists ids, not all when there are many.
func some(ids []string) string {
	const most = 12
	if len(ids) > most {
		return strings.Join(ids[:most], ", ") + " and " + plural(len(ids)-most, "more question")
	}
	return strings.Join(ids, ", ")
}

// question reads the row of one question.
func (r *reader) question(t table, row int) {
	id := strings.TrimSpace(t.text(t.col(headID), row))
	if id == "" {
		for _, head := range r.heads() {
			if strings.TrimSpace(t.text(t.col(head), row)) != "" {
				r.problems.add(t.at(t.col(headID), row), "this row has answers and no Id; put its question's Id back, or clear the row")
				return
			}
		}
		return
	}
	q := r.filled.Base.Framework.Question(id)
	if r.option(t, row, id) {
		return
	}
	if !r.asks(q) {
		r.problems.add(t.at(t.col(headID), row), "%s", r.notAsked(id))
		return
	}
	if first, ok := r.answers[id]; ok {
		r.problems.add(t.at(t.col(headID), row), "%s is here for the second time, first at %s; take one of the two rows out", id, first.at(first.col(headID), first.row))
		return
	}
	cells := answerCells{t, row}
	r.answers[id] = cells
	r.sameText(t, row, formRow{Question: q})
	for field, head := range fieldHeads {
		if slices.Contains(r.heads(), head) {
			r.filled.places[[2]string{id, field}] = t.at(t.col(head), row)
		}
	}
	if !q.Many {
		r.answer(q, cells)
	}
}

// sameText holds what a row asks against the questionnaire.
func (r *reader) sameText(t table, row int, is formRow) {
	for _, text := range []struct{ head, was string }{{headQuestion, is.asks()}, {headMeans, is.means()}} {
		if oneLine(t.text(t.col(text.head), row)) != oneLine(text.was) {
			r.problems.add(t.at(t.col(text.head), row), "the text of %s was changed, so its answer may be to something else; it was: %s", is.rowID(), clipped(oneLine(text.was)))
		}
	}
}

// notAsked says that the form has no such question.
func (r *reader) notAsked(id string) string {
	text := "the form does not ask a question \"" + clipped(id) + "\""
	if near := strictyaml.Nearest(id, r.ids); near != "" && near != id {
		text += "; is it " + near + "?"
	}
	return text
}

// clipped is the beginning of a long text.
func clipped(s string) string {
	const most = 100
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}

// answer reads what the row of a question says now.
func (r *reader) answer(q *frameworks.Question, c answerCells) {
	base := r.filled.Base.Answers[q.ID]
	now := base
	formula := false
	for _, head := range r.heads() {
		formula = c.isFormula(c.col(head), c.row) || formula
	}
	if formula {
		return
	}
	if q.Many {
		r.ticked(q, c, base, &now)
	} else {
		r.choice(q, c, base, &now)
		r.target(q, c, base, &now)
	}
	r.field(q.ID, "note", c, base.Note, base.Note, &now.Note, func(text string) (string, string) { return text, "" },
		func(a *assessment.Answer) { a.Note = "" })
	r.field(q.ID, "strength", c, string(base.Strength), strengthCell(base.Strength), (*string)(&now.Strength), strengthOfText,
		func(a *assessment.Answer) { a.Strength = "" })
	if base.Option != now.Option || base.NotApplicable != now.NotApplicable {
		now.GivenTo = "" // chosen anew, so to the wording that the form shows
	}
	if base.Option != now.Option {
		now.Override = nil // it was set for the answer that is gone
	}
	if base.Option != now.Option && now.NotApplicable != "" && now.Strength == base.Strength {
		now.Strength = "" // it was said of the answer that is gone
	}
	was := base.Faults(q) // of a text that a program damaged on the way, here as in now
	for _, fault := range now.Faults(q) {
		if slices.Contains(was, fault) {
			continue
		}
		if place := r.filled.Place(q.ID, fault.Field); place != "" {
			r.problems.add(place, "%s", fault.Text)
		}
	}
	r.keep(q.ID, now)
}

// target reads the option that a question should reach.
func (r *reader) target(q *frameworks.Question, c answerCells, base assessment.Answer, now *assessment.Answer) {
	r.field(q.ID, "target", c, base.Target, base.Target, &now.Target, func(text string) (string, string) {
		o, problem := option(q, text)
		if problem != "" {
			return "", problem
		}
		return o.Key, ""
	}, func(a *assessment.Answer) { a.Target = "" })
}

func (r *reader) keep(id string, a assessment.Answer) {
	if a.Equal(assessment.Answer{}) {
		delete(r.filled.Form.Answers, id)
		return
	}
	r.filled.Form.Answers[id] = a
}

// field reads a cell that is one text: unchanged, cleared, or another.
func (r *reader) field(id, field string, c answerCells, base, shown string, to *string, parse func(string) (value, problem string), clear func(*assessment.Answer)) {
	col := c.col(fieldHeads[field])
	raw := c.text(col, c.row)
	switch {
	case raw == shown || raw == base:
	case strings.TrimSpace(raw) == "" && base == "":
	case strings.TrimSpace(raw) == "":
		r.cleared(id, field, c.at(col, c.row), shown, clear)
	default:
		value, problem := parse(c.written(col, c.row))
		if problem != "" {
			r.problems.add(c.at(col, c.row), "%s", problem)
			return
		}
		*to = value
	}
}

// cleared notes what is gone, and how to take it out.
func (r *reader) cleared(id, field, cell, was string, clear func(*assessment.Answer)) {
	r.filled.Cleared = append(r.filled.Cleared, Cleared{ID: id, Field: field, Cell: cell, Was: was, clear: func() {
		a := r.filled.Form.Answers[id]
		clear(&a)
		r.keep(id, a)
	}})
}

// choice reads the answer and the reason, which are one thing.
func (r *reader) choice(q *frameworks.Question, c answerCells, base assessment.Answer, now *assessment.Answer) {
	answerCol, reasonCol := c.col(headAnswer), c.col(headReason)
	text, reason := strings.TrimSpace(c.written(answerCol, c.row)), c.written(reasonCol, c.row)
	if c.text(reasonCol, c.row) == base.NotApplicable {
		reason = base.NotApplicable
	}
	hasReason := strings.TrimSpace(reason) != ""
	switch {
	case text == "" && hasReason && reason != base.NotApplicable:
		r.problems.add(c.at(answerCol, c.row), "there is a reason why %s does not apply, and no answer; choose %q here, or take the reason out", q.ID, notApplicable)
	case text == "" && base.State() == assessment.Unanswered:
	case text == "":
		r.answerCleared(q, c, base, answerCell(formRow{Question: q}, base))
	case isNotApplicable(text):
		if !hasReason {
			r.problems.add(c.at(reasonCol, c.row), "%s is answered %q without a reason; write here why it does not apply", q.ID, notApplicable)
			return
		}
		now.Option, now.NotApplicable = "", reason
	default:
		o, problem := option(q, text)
		if problem != "" {
			r.problems.add(c.at(answerCol, c.row), "%s", problem)
			return
		}
		if r.reasonIsLeft(q, c, base) {
			return
		}
		now.Option, now.NotApplicable = o.Key, ""
	}
}

// reasonIsLeft notes a new reason beside an answer.
func (r *reader) reasonIsLeft(q *frameworks.Question, c answerCells, base assessment.Answer) bool {
	reasonCol := c.col(headReason)
	reason := c.written(reasonCol, c.row)
	if strings.TrimSpace(reason) == "" || reason == base.NotApplicable || c.text(reasonCol, c.row) == base.NotApplicable {
		return false
	}
	r.problems.add(c.at(reasonCol, c.row), "%s has an answer and a reason why it does not apply; take the reason out, or answer %q", q.ID, notApplicable)
	return true
}

// answerCleared notes that an answer is gone.
func (r *reader) answerCleared(q *frameworks.Question, c answerCells, base assessment.Answer, was string) {
	r.cleared(q.ID, "answer", c.at(c.col(headAnswer), c.row), was, func(a *assessment.Answer) {
		if a.Strength == base.Strength {
			a.Strength = "" // it was said of the answer
		}
		a.Option, a.NotApplicable, a.By, a.At, a.GivenTo, a.Override = "", "", "", assessment.Answer{}.At, "", nil
	})
}

func isNotApplicable(text string) bool {
	text = strings.ToLower(strings.Trim(oneLine(text), "."))
	return slices.Contains([]string{"not applicable", "n/a", "na", "not_applicable"}, text)
}

// option finds the option that a text names: its label as the dropdown has
// it, its key or its name, whatever the case; a number however it is written.
func option(q *frameworks.Question, text string) (*frameworks.Option, string) {
	text = oneLine(text)
	for i := range q.Options {
		o := &q.Options[i]
		for _, name := range []string{label(*o), o.Key, o.Key + ".0", o.Key + " - " + o.Name, o.Key + " – " + o.Name, o.Key + ": " + o.Name, o.Key + ". " + o.Name} {
			if strings.EqualFold(text, oneLine(name)) {
				return o, ""
			}
		}
	}
	var named []*frameworks.Option
	for i := range q.Options {
		if strings.EqualFold(text, oneLine(q.Options[i].Name)) {
			named = append(named, &q.Options[i])
		}
	}
	if len(named) == 1 {
		return named[0], ""
	}
	labels := make([]string, len(q.Options))
	for i, o := range q.Options {
		labels[i] = label(o)
	}
	return nil, "there is no option \"" + clipped(text) + "\"; it can be: " + strings.Join(labels, ", ")
}

// strengthOfText finds a strength by its label or its key in the file.
func strengthOfText(text string) (key, problem string) {
	text = oneLine(text)
	var labels []string
	for _, key := range assessment.Strengths() {
		name := strengthLabel(assessment.Strength(key))
		if strings.EqualFold(text, key) || strings.EqualFold(text, name) {
			return key, ""
		}
		labels = append(labels, name)
	}
	return "", "there is no strength \"" + clipped(text) + "\"; it can be: " + strings.Join(labels, ", ")
}
