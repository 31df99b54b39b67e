package workbook

import (
	"cmp"
	"strings"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
	"sextant/templates"
)

// drawObjectives draws the whole, its objectives and their groups, each with
// every figure of its mark.
func drawObjectives(p *page) {
	columns := objectiveColumns(p.book)
	p.fit(false, darkBlue)
	keepOffPaper(p, columns, 3)
	p.setWidths(widthsOf(columns)...)
	row := p.title("Objectives and their parts", who(p.report)+"  |  "+objectivesNote(p.book))
	headings(p, row, columns)
	p.freeze(2, row+1)
	p.repeat(row)
	for _, n := range objectiveLines(p.report.Result) {
		row++
		l := groupLook(n.depth)
		l.size = 9
		writeRow(p, row, columns, n, l)
	}
	p.paper(row)
}

// objectiveLines lists the whole, and every group of which something is asked
// of this type of organisation.
func objectiveLines(r *assessment.Result) []line {
	var lines []line
	var walk func(n *assessment.Node, depth int)
	walk = func(n *assessment.Node, depth int) {
		if n.Question != nil || n.Total == 0 && depth > 0 {
			return
		}
		lines = append(lines, line{Node: n, depth: depth})
		for i := range n.Children {
			walk(&n.Children[i], depth+1)
		}
	}
	walk(&r.Overall, 0)
	return lines
}

// ofParts is a column of numbers that are made of those below, with the formula
// that says how.
func ofParts(heading string, width float64, format string, f figure) column[line] {
	c := numbers(heading, width, format, func(n line) assessment.Number { return f.of(n.Node) })
	put := c.put
	c.put = func(p *page, col, row int, n line, l look) {
		put(p, col, row, n, l)
		letters, err := excelize.ColumnNumberToName(col)
		p.keep(err)
		p.formula(col, row, p.made(n.Node, letters, f))
	}
	return c
}

// groupLook sets the whole and the objectives off from what is below them.
func groupLook(depth int) look {
	switch depth {
	case 0:
		return look{bold: true, ink: white, fill: blue, line: box, down: "center"}
	case 1:
		return look{bold: true, fill: pale, line: box, down: "center"}
	}
	return look{line: box, down: "center"}
}

// shortName is the organisation's name with room beside it for more. The Cover
// has it in full.
func shortName(r templates.Report) string {
	return face{size: fontSize}.clip(oneLine(r.Assessment.Organisation.Name), 360, 1, "…")
}

// who says whose figures these are, and of when.
func who(r templates.Report) string {
	return shortName(r) + "  |  assessed " + templates.Day(r.Assessment.Date)
}

func objectiveColumns(b *book) []column[line] {
	r, s := b.report.Result, b.shape()
	provisional := func(of func(line) assessment.Number) func(line) assessment.Number {
		return func(n line) assessment.Number {
			if !n.Provisional {
				return assessment.Number{}
			}
			return of(n)
		}
	}
	first, room := 29.0, 24.0
	if !s.targets { // there is more
		first, room = 45, 34
	}
	columns := []column[line]{{"Objective and part", first, func(p *page, col, row int, n line, l look) {
		l.wrap, l.indent = true, max(0, n.depth-1)*2
		title := n.Title
		if n.depth == 0 {
			title = "Overall"
		}
		p.text(col, row, title, l)
	}}}
	add := func(is bool, c ...column[line]) {
		if is {
			columns = append(columns, c...)
		}
	}
	add(s.score,
		ofParts("Score", 6, formatScore, scoreFigure),
		numbers("Low", 5, formatScore, provisional(func(n line) assessment.Number { return n.Low })),
		numbers("High", 5, formatScore, provisional(func(n line) assessment.Number { return n.High })))
	add(s.bands, texts("Band", 14, func(n line) string { return cmp.Or(n.Band(), templates.NoNumber) }))
	add(s.status, texts("Status", 30, func(n line) string { return statusOf(n.Node) }))
	for _, status := range s.statuses {
		add(true, counts(upperFirst(status), 10.5, func(n line) int { return n.WithStatus(status) }))
	}
	level := numbers("Level", 6, formatWhole, func(n line) assessment.Number { return n.Level })
	if !s.score { // what is the least of levels is a level
		level = ofParts("Level", 6, formatWhole, levelFigure)
	}
	add(s.level, level)
	add(s.level && !s.score, numbers("Highest it can be", 8.5, formatWhole, provisional(func(n line) assessment.Number { return n.High })))
	back := 20.0
	if !s.targets {
		back = room
	}
	add(s.level, texts("Level held back by", back, func(n line) string {
		const most = 12 // lines; the rows of the parts have the rest, and explain all
		switch f := (face{size: 9, bold: n.depth < 2}); {
		case len(n.HeldBackBy) == 0:
			return templates.NoNumber
		case f.lines(strings.Join(n.HeldBackBy, ", "), back*pointsPerChar) > most:
			return heldBack("", n.Node, f, back*pointsPerChar, most)
		}
		return strings.Join(n.HeldBackBy, ", ")
	}))
	target, final, lastGap := targetHeadings(r)
	add(s.targets,
		ofParts(target, 9, formatScore, targetFigure),
		ofParts("Gap", 5.5, formatGap, gapFigure),
		column[line]{"% to target", 7.5, func(p *page, col, row int, n line, l look) {
			l.format, l.across = formatPercent, "center"
			p.number(col, row, n.PercentToTarget, l)
			p.formula(col, row, p.percent(n.Node))
		}},
		colours(7.5))
	add(s.targets && templates.LaterTargets(r),
		ofParts(final, 9, formatScore, lastTargetFigure),
		ofParts(lastGap, 9, formatGap, lastGapFigure))
	add(true,
		counts("Answered", 8.5, func(n line) int { return n.Answered }),
		counts("Applicable", 9.5, func(n line) int { return n.Applicable }),
		counts("Evidenced", 9.5, func(n line) int { return n.Evidenced }))
	add(s.number, texts(lowestPart(s), room, func(n line) string { return weakest(n.Node) }))
	add(true,
		counts("Not applicable", 9.5, func(n line) int { return n.NotApplicable }),
		counts("Reviewed", 9.5, func(n line) int { return n.Reviewed }),
		counts("Reviewer differs", 9.5, func(n line) int { return n.Differs }))
	return columns
}

// targetHeadings are the headings of the target in force, of the last one, and
// of the gap to that.
func targetHeadings(r *assessment.Result) (target, final, lastGap string) {
	if r.TargetBy.IsZero() { // questions have their own, and there is no last one
		return "Target", "", ""
	}
	return "Target for " + templates.Day(r.TargetBy), "Target for " + templates.Day(r.FinalTargetBy), "Gap for " + templates.Day(r.FinalTargetBy)
}

// lowestPart is the heading of the lowest part.
func lowestPart(s shape) string { return "Lowest part, and its " + strings.ToLower(s.called()) }

// objectivesNote says how to read the sheet, and the status of the whole where
// nothing else has one.
func objectivesNote(b *book) string {
	s := b.shape()
	note := "– there is none"
	switch {
	case s.score:
		note += "; Low and High are given while questions are unanswered"
	case s.level:
		note += "; the highest a level can be is given while questions are unanswered"
	case len(s.statuses) > 0:
		note = "How many questions have which status"
	}
	if s.standing && !s.status {
		note = "Overall status: " + statusOf(&b.report.Result.Overall) + "  |  " + note
	}
	return note
}
