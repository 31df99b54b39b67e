package workbook

import (
	"slices"

	"sextant/assessment"
	"sextant/templates"
)

// lowestMost is how many questions the sheet Lowest has: what a meeting can
// talk about.
const lowestMost = 10

func hasLowest(r templates.Report) bool { return len(assessment.Lowest(r.Result, 1)) > 0 }

// drawLowest draws the questions furthest below target and what the next
// level needs, so that no average hides them.
func drawLowest(p *page) {
	r := p.report
	var lines []line
	places := detailLines(r.Result)
	for _, n := range assessment.Lowest(r.Result, lowestMost) {
		for _, place := range places {
			if place.ID == n.ID {
				lines = append(lines, place)
			}
		}
	}
	p.fit(false, "DA291C")
	columns := []column[line]{
		{"Id", 9, func(p *page, col, row int, n line, l look) { p.linkToDetail(col, row, n.ID, l) }},
		texts("Question", 22, func(n line) string { return n.Title }),
		texts("Objective", 17, func(n line) string { return n.objective }),
		texts("Core", 6, func(n line) string { return yes(n.Question.Core) }),
		texts("Answer", 14, func(n line) string { return answerOf(r, n.Node) }),
		numbers("Target", 7.5, formatScore, func(n line) assessment.Number { return n.Target }),
		numbers("Gap", 6, formatGap, func(n line) assessment.Number { return n.Gap }),
		colours(8),
		texts("What the next level needs", 44, func(n line) string { return nextLevel(n.Node) }),
		texts("Note", 52, func(n line) string { return n.Answer.Note }),
	}
	if !p.shape().core {
		columns = slices.DeleteFunc(columns, func(c column[line]) bool { return c.heading == "Core" })
	}
	head := list(p, "Furthest below target", who(r)+"  |  what is not answered counts as the least", "tblLowest", columns, lines, look{line: box})
	p.freeze(2, head+1)
}

// nextLevel is the option to reach next and what must be true for it.
func nextLevel(n *assessment.Node) string {
	next := n.Next()
	if next == nil {
		return ""
	}
	if next.Says() == "" {
		return next.Label()
	}
	return next.Label() + ": " + next.Says()
}

func yes(is bool) string {
	if is {
		return "Yes"
	}
	return ""
}
