package workbook

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
	"sextant/templates"
)

// drawObjectives draws the whole, its objectives and their groups, each with
// every figure of its mark.
func drawObjectives(p *page) {
	columns := objectiveColumns(p)
	p.fit(false, darkBlue)
	keepOffPaper(p, columns, 3)
	p.setWidths(widthsOf(columns)...)
	row := p.title("Objectives and their parts", who(p.report)+"  |  – there is none; Low and High are given while questions are unanswered")
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

// means is a column of numbers that are means of those below, with the
// formula that says so. detail is the column of Detail that has the numbers of
// questions; "" where there is none.
func means(heading string, width float64, format, detail string, of func(*assessment.Node) assessment.Number) column[line] {
	c := numbers(heading, width, format, func(n line) assessment.Number { return of(n.Node) })
	put := c.put
	c.put = func(p *page, col, row int, n line, l look) {
		put(p, col, row, n, l)
		letters, err := excelize.ColumnNumberToName(col)
		p.keep(err)
		p.formula(col, row, p.mean(n.Node, letters, detail, of))
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

func objectiveColumns(p *page) []column[line] {
	r := p.report.Result
	provisional := func(of func(line) assessment.Number) func(line) assessment.Number {
		return func(n line) assessment.Number {
			if !n.Provisional {
				return assessment.Number{}
			}
			return of(n)
		}
	}
	columns := []column[line]{
		{"Objective and part", 29, func(p *page, col, row int, n line, l look) {
			l.wrap, l.indent = true, max(0, n.depth-1)*2
			title := n.Title
			if n.depth == 0 {
				title = "Overall"
			}
			p.text(col, row, title, l)
		}},
		means("Score", 6, formatScore, detailScore, func(n *assessment.Node) assessment.Number { return n.Score }),
		numbers("Low", 5, formatScore, provisional(func(n line) assessment.Number { return n.Low })),
		numbers("High", 5, formatScore, provisional(func(n line) assessment.Number { return n.High })),
		numbers("Level", 6, formatWhole, func(n line) assessment.Number { return n.Level }),
		texts("Level held back by", 20, func(n line) string {
			if len(n.HeldBackBy) == 0 {
				return templates.NoNumber
			}
			return strings.Join(n.HeldBackBy, ", ")
		}),
	}
	if hasTargets(&r.Overall) {
		target, final, lastGap := "Target", "Last target", "Gap to last target"
		if !r.TargetBy.IsZero() {
			target += " for " + templates.Day(r.TargetBy)
			final = "Target for " + templates.Day(r.FinalTargetBy)
			lastGap = "Gap for " + templates.Day(r.FinalTargetBy)
		}
		columns = append(columns,
			means(target, 9, formatScore, detailTarget, func(n *assessment.Node) assessment.Number { return n.Target }),
			means("Gap", 5.5, formatGap, detailGap, func(n *assessment.Node) assessment.Number { return n.Gap }),
			column[line]{"% to target", 7.5, func(p *page, col, row int, n line, l look) {
				l.format, l.across = formatPercent, "center"
				p.number(col, row, n.PercentToTarget, l)
				p.formula(col, row, p.percent(n.Node))
			}},
			colours(7.5),
			means(final, 9, formatScore, "", func(n *assessment.Node) assessment.Number { return n.FinalTarget }),
			means(lastGap, 9, formatGap, "", func(n *assessment.Node) assessment.Number { return n.FinalGap }))
	}
	return append(columns,
		counts("Answered", 8.5, func(n line) int { return n.Answered }),
		counts("Applicable", 9.5, func(n line) int { return n.Applicable }),
		counts("Evidenced", 9.5, func(n line) int { return n.Evidenced }),
		texts("Lowest part, and its score", 24, func(n line) string { return weakest(r, n.Node) }),
		counts("Not applicable", 9.5, func(n line) int { return n.NotApplicable }),
		counts("Reviewed", 9.5, func(n line) int { return n.Reviewed }),
		counts("Reviewer differs", 9.5, func(n line) int { return n.Differs }))
}
