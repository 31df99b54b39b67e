package workbook

import (
	"fmt"
	"slices"

	"sextant/assessment"
	"sextant/templates"
)

// hasDetail reports whether the organisation is asked anything.
func hasDetail(r templates.Report) bool { return r.Result.Overall.Total > 0 }

// detailOffPaper is how many columns, the last, are not printed: all of them
// would be at 6 points on A4.
const detailOffPaper = 3

// detailTable is the name of the table of questions, for formulas and for
// programs that read the workbook.
const detailTable = "tblDetail"

// drawDetail draws a row for each question asked, as a table.
func drawDetail(p *page) {
	p.fit(false, slate)
	columns := detailColumns(p.book)
	keepOffPaper(p, columns, detailOffPaper)
	head := list(p, "Every question and its answer", who(p.report), detailTable, columns, detailLines(p.report.Result), look{size: 9, line: box})
	fixed := slices.IndexFunc(columns, func(c column[line]) bool { return c.heading == "Question" })
	p.freeze(fixed+2, head+1)
}

// detailLines lists the questions asked, each with its objective and theme.
func detailLines(r *assessment.Result) []line {
	var lines []line
	var walk func(n, in *assessment.Node, objective, theme string, depth int)
	walk = func(n, in *assessment.Node, objective, theme string, depth int) {
		switch {
		case n.Question != nil:
			lines = append(lines, line{Node: n, in: in, objective: objective, theme: theme, depth: depth})
		case depth == 1:
			objective = n.Title
		case depth == 2:
			theme = n.Title
		case depth > 2:
			theme += " / " + n.Title
		}
		for i := range n.Children {
			walk(&n.Children[i], n, objective, theme, depth+1)
		}
	}
	walk(&r.Overall, nil, "", "", 0)
	return lines
}

// detailColumns are the columns of the table. Where a question has no score,
// target or gap the cell is empty, so that the column is one of numbers.
func detailColumns(b *book) []column[line] {
	r, s := b.report, b.shape()
	maybe := func(heading string, width float64, format string, of func(line) assessment.Number) column[line] {
		return column[line]{heading, width, func(p *page, col, row int, n line, l look) {
			l.format, l.across = format, "center"
			p.numberOrNothing(col, row, of(n), l)
		}}
	}
	var columns []column[line]
	add := func(is bool, c ...column[line]) {
		if is {
			columns = append(columns, c...)
		}
	}
	add(true, texts("Objective", 12.5, func(n line) string { return n.objective }))
	add(s.themes, texts("Theme", 12.5, func(n line) string { return n.theme }))
	add(true,
		texts(detailID, idWidth(r.Assessment.Framework.IDs()), func(n line) string { return n.ID }),
		texts("Question", 13.5, func(n line) string { return n.Title }))
	add(s.core, texts("Core", 5.5, func(n line) string { return yes(n.Question.Core) }))
	add(true,
		texts("What is asked", 19.5, func(n line) string { return n.Question.Asks }),
		texts("Answer", s.answerWidth(), func(n line) string { return answerOf(r, n.Node) }))
	add(len(s.statuses) > 0, texts("Status", 13, func(n line) string { return questionStatus(n.Node) }))
	add(s.stairs, column[line]{"At level", 7, func(p *page, col, row int, n line, l look) {
		l.across = "center"
		p.text(col, row, levelsOf(n.Question), l)
	}})
	add(s.weights, maybe("Weight", 7, formatWeight, func(n line) assessment.Number { return assessment.Some(n.Weight) }))
	add(s.scored(), maybe(detailScore, 6, formatScore, func(n line) assessment.Number { return n.Score }))
	add(s.stands && s.scored(), maybe(detailCounts, 7, formatScore, func(n line) assessment.Number { return n.in.Counts(n.Node) }))
	add(s.targets,
		maybe(detailTarget, 6.5, formatScore, func(n line) assessment.Number { return n.Target }),
		column[line]{detailGap, 5.5, func(p *page, col, row int, n line, l look) {
			l.format, l.across = formatGap, "center"
			p.numberOrNothing(col, row, n.Gap, l)
			if !n.Gap.IsNone() { // what is not answered counts as the least
				p.formula(col, row, fmt.Sprintf("ROUND(MAX(0,%[2]s%[1]d-IF(ISNUMBER(%[3]s%[1]d),%[3]s%[1]d,%[4]s)),9)",
					row, p.detailColumn(detailTarget), p.detailColumn(detailScore), number(n.Question.Least())))
			}
		}},
		colours(7.5))
	add(true,
		texts("Evidence strength", 11.5, func(n line) string { return strengthOf(n.Node) }),
		texts("Note", 28.5, func(n line) string { return n.Answer.Note }),
		texts("Evidence", 18.5, func(n line) string { return evidenceOf(n.Node) }),
		texts("Answered by", 11.5, func(n line) string { return n.Answer.By }),
		column[line]{"Answered on", 10.5, func(p *page, col, row int, n line, l look) {
			l.across = "left"
			p.day(col, row, n.Answer.At, l)
		}},
		texts("Review", 20, func(n line) string { return reviewOf(r, n.Node) }))
	return columns
}

// answerWidth has room for what is ticked, where there are statuses of it.
func (s shape) answerWidth() float64 {
	if len(s.statuses) > 0 {
		return 30
	}
	return 13
}

// idWidth is wide enough for most ids.
func idWidth(ids []string) float64 {
	longest := 0
	for _, id := range ids {
		longest = max(longest, len(id))
	}
	return min(max(8, float64(longest)), 18)
}
