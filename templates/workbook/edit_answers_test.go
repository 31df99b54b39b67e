package workbook

import (
	"strings"
	"time"

	"pgregory.net/rapid"

	"sextant/assessment"
	"sextant/frameworks"
)

// question changes and empties cells of a question, now and then.
func (e *editor) question(q *frameworks.Question) {
	base := e.base.Answers[q.ID]
	e.field(q, "target", base.Target, func(a *assessment.Answer) *string { return &a.Target }, func() (string, string) {
		key := rapid.SampledFrom(q.Keys()).Draw(e.T, "target")
		return key, key
	})
	e.field(q, "note", base.Note, func(a *assessment.Answer) *string { return &a.Note }, func() (string, string) {
		note := e.words("note")
		return note, note
	})
	e.field(q, "strength", string(base.Strength), func(a *assessment.Answer) *string { return (*string)(&a.Strength) }, func() (string, string) {
		key := rapid.SampledFrom(assessment.Strengths()).Draw(e.T, "strength")
		return key, rapid.SampledFrom([]string{strengthLabel(assessment.Strength(key)), key}).Draw(e.T, "written")
	})
	e.choice(q, base)
}

// field changes or empties a cell that is one text; draw gives another, and
// how it is written.
func (e *editor) field(q *frameworks.Question, field, base string, of func(*assessment.Answer) *string, draw func() (value, written string)) {
	place := e.cells[q.ID][fieldHeads[field]]
	switch rapid.IntRange(0, 7).Draw(e.T, field+"?") {
	case 0:
		value, written := draw()
		e.put(place, written)
		e.set(q.ID, func(a *assessment.Answer) { *of(a) = value })
	case 1:
		e.put(place, e.nothing())
		if base != "" {
			e.clear(q.ID, field, func(a *assessment.Answer) { *of(a) = "" })
		}
	}
}

// choice answers, rules out or takes back.
func (e *editor) choice(q *frameworks.Question, base assessment.Answer) {
	answer, reason := e.cells[q.ID][headAnswer], e.cells[q.ID][headReason]
	switch rapid.IntRange(0, 7).Draw(e.T, "choice?") {
	case 0:
		o := rapid.SampledFrom(q.Options).Draw(e.T, "option")
		e.put(answer, rapid.SampledFrom([]string{label(o), strings.ToUpper(label(o)), o.Key, " " + o.Key + " "}).Draw(e.T, "written"))
		e.reasonGone(reason)
		e.set(q.ID, func(a *assessment.Answer) { a.Option, a.NotApplicable = o.Key, "" })
	case 1:
		text := e.words("reason")
		e.put(answer, rapid.SampledFrom([]string{notApplicable, "N/A", "not applicable"}).Draw(e.T, "written"))
		e.put(reason, text)
		e.set(q.ID, func(a *assessment.Answer) {
			// A strength that was said of the answer before goes; one said anew stays.
			if base.Option != "" && a.Strength == base.Strength {
				a.Strength = ""
			}
			a.Option, a.NotApplicable = "", text
		})
	case 2:
		e.put(answer, e.nothing())
		e.reasonGone(reason)
		if base.State() == assessment.Unanswered {
			return
		}
		e.clear(q.ID, "answer", func(a *assessment.Answer) {
			if a.Strength == base.Strength {
				a.Strength = ""
			}
			a.Option, a.NotApplicable, a.By, a.At = "", "", "", time.Time{}
		})
	}
}

// reasonGone empties a reason, or forgets to.
func (e *editor) reasonGone(place string) {
	if e.one(2, "forgets the reason") {
		return
	}
	e.put(place, e.nothing())
}
