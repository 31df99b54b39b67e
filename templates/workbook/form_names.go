package workbook

import (
	"slices"
	"strings"
	"unicode/utf16"

	"sextant/assessment"
	"sextant/frameworks"
	"sextant/templates"
)

// What a form is written with and read back by.
const (
	formFormat = "form/1"

	startSheet    = "Start"
	evidenceSheet = "Evidence"
	wordsSheet    = "Words"
	listsSheet    = "_lists"
	scoresSheet   = "_scores"
	metaSheet     = "_meta"
	baseSheet     = "_base"

	answersTable  = "tblAnswers" // and the number of its sheet
	evidenceTable = "tblEvidence"

	nameLabel = "Organisation"
	codeLabel = "ODS code"

	headTheme     = "Theme"
	headID        = "Id"
	headCore      = "Core"
	headQuestion  = "Question"
	headMeans     = "What each answer means"
	headAnswer    = "Answer"
	headReason    = "Reason if not applicable"
	headTarget    = "Target"
	headNote      = "Note"
	headStrength  = "Strength of evidence"
	headItem      = "Item"
	headTitle     = "Title"
	headReference = "Reference"
	headDate      = "Date"

	notApplicable = "Not applicable"
)

// baseHeads are the headings of the sheet _base: a row for each question and,
// after them, for each item of evidence, whose place among those of its
// question is in the column item.
var baseHeads = []string{
	"id", "answer", "not_applicable", "target", "note", "strength", "by", "at", "given_to",
	"review_of", "review_answer", "review_by", "review_at", "review_note", "review_given_to",
	"item", "title", "reference", "date",
}

// basesHeads are the headings of the sheet _base of a framework: with those of
// a status that somebody set where there are statuses.
func basesHeads(fw *frameworks.Framework) []string {
	if slices.ContainsFunc(fw.Questions(), func(q *frameworks.Question) bool { return q.Status != nil }) {
		return append(slices.Clone(baseHeads), "override_status", "override_reason", "override_by", "override_at")
	}
	return baseHeads
}

// hasTarget reports whether any question can have a target: one that picks
// many cannot.
func hasTarget(fw *frameworks.Framework) bool {
	return slices.ContainsFunc(fw.Questions(), func(q *frameworks.Question) bool { return !q.Many })
}

// label is an option as the dropdown offers it.
func label(o frameworks.Option) string { return o.Label() }

// strengthLabel is a strength as the dropdown offers it.
func strengthLabel(s assessment.Strength) string {
	word := templates.Strength(s)
	return strings.ToUpper(word[:1]) + word[1:]
}

// questionText is the cell that holds a question, and its guidance below.
func questionText(q *frameworks.Question) string {
	text := q.Title
	if q.Asks != "" && q.Asks != q.Title {
		text += "\n" + q.Asks
	}
	if q.Guidance != "" {
		text += "\n\n" + q.Guidance
	}
	return text
}

// meansText is the cell that says what each answer means, one a line.
func meansText(q *frameworks.Question) string {
	lines := make([]string, len(q.Options))
	for i, o := range q.Options {
		lines[i] = label(o) + meaning(o)
	}
	return strings.Join(lines, "\n")
}

// meaning is what follows an option's label: what must be true for it.
func meaning(o frameworks.Option) string {
	if text := strings.TrimSpace(o.Statement); text != "" {
		return ": " + text
	}
	if o.Means != "" {
		return ": " + o.Means
	}
	return ""
}

// sheetName makes a title the name of a sheet: without what Excel refuses, of
// at most 31 UTF-16 units, and unlike all others.
func sheetName(title string, taken []string) string {
	const most = 31
	name := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`:\/?*[]`, r):
			return ' '
		case r == '\'':
			return '’'
		case r < 0x20:
			return ' '
		}
		return r
	}, title)
	name = cut(oneLine(name), most)
	for n := 2; slices.ContainsFunc(taken, func(t string) bool { return strings.EqualFold(t, name) }); n++ {
		mark := " " + strings.Repeat("+", n-1)
		name = cut(name, most-len(mark)) + mark
	}
	return name
}

// cut shortens a name to so many UTF-16 units, at a space where there is one.
func cut(name string, most int) string {
	units, space := 0, 0
	for at, r := range name {
		if r == ' ' {
			space = at
		}
		if units += utf16.RuneLen(r); units > most {
			if space > len(name[:at])/2 {
				at = space
			}
			return strings.TrimRight(name[:at], " ,;’")
		}
	}
	return name
}
