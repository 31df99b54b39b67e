package workbook

import (
	"fmt"
	"slices"
	"strings"

	"sextant/assessment"
	"sextant/frameworks"
)

// A question that picks many has a row for each of its options below its own,
// to be answered Yes or No. Any of them makes an answer, and what is then left
// empty is not ticked. All left empty is no answer. The question's own cell
// says what no option can: that none is true, or that it does not apply.

const (
	yesTick  = "Yes"
	noTick   = "No"
	noneTick = "None of these"

	meansTicks = "Say Yes or No to each of the statements in the rows below, or here: " + noneTick + ", or " + notApplicable + "."
)

// tickID is the id of an option's row.
func tickID(q *frameworks.Question, o *frameworks.Option) string { return q.ID + " / " + o.Key }

// lines are the rows of a sheet: a row for each question, and below one that
// picks many a row for each of its options.
func (s *formSheet) lines() []formRow {
	var lines []formRow
	for _, r := range s.rows {
		lines = append(lines, r)
		if r.Many {
			for i := range r.Options {
				lines = append(lines, formRow{theme: r.theme, Question: r.Question, option: &r.Options[i]})
			}
		}
	}
	return lines
}

// own reports whether the row is that of a question, not of an option.
func (r formRow) own() bool { return r.option == nil }

// rowID is the id of a row.
func (r formRow) rowID() string {
	if r.own() {
		return r.ID
	}
	return tickID(r.Question, r.option)
}

// asks is what a row asks, and means what its answers mean.
func (r formRow) asks() string {
	if r.own() {
		return questionText(r.Question)
	}
	return label(*r.option)
}

func (r formRow) means() string {
	switch {
	case !r.own():
		return strings.TrimPrefix(meaning(*r.option), ": ")
	case r.Many:
		return meansTicks
	}
	return meansText(r.Question)
}

// tick is what an option's row holds for an answer; "" where there is none.
func tick(o *frameworks.Option, a assessment.Answer) string {
	switch {
	case a.State() != assessment.Answered:
		return ""
	case slices.Contains(frameworks.Ticked(a.Option), o.Key):
		return yesTick
	}
	return noTick
}

// hasTicks reports whether any question of the form picks many.
func (f *form) hasTicks() bool {
	for _, s := range f.sheets {
		if slices.ContainsFunc(s.rows, func(r formRow) bool { return r.Many }) {
			return true
		}
	}
	return false
}

// isTicked reads a Yes or a No.
func isTicked(text string) (is bool, problem string) {
	switch strings.ToLower(strings.Trim(oneLine(text), ".")) {
	case "yes", "y", "true", "1", "x":
		return true, ""
	case "no", "n", "false", "0":
		return false, ""
	}
	return false, fmt.Sprintf("%q is neither %s nor %s; write one of the two, or leave it empty", clipped(text), yesTick, noTick)
}
