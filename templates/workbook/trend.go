package workbook

import (
	"time"

	"sextant/assessment"
	"sextant/templates"
)

func hasTrend(r templates.Report) bool { return len(r.Previous) > 0 }

// drawTrend draws the scores of the whole and of each objective over the
// assessments at hand, and how far each has moved since the last.
func drawTrend(p *page) {
	r := p.report
	columns := []column[line]{texts("Objective", 44, func(n line) string {
		if n.depth == 0 {
			return "Overall"
		}
		return n.Title
	})}
	at := func(day time.Time, of *assessment.Result) {
		columns = append(columns, numbers(day.Format("2 Jan 2006"), 13, formatScore, func(n line) assessment.Number {
			if then := of.Find(n.ID); then != nil {
				return then.Score
			}
			return assessment.Number{}
		}))
	}
	for _, past := range r.Previous {
		at(past.Assessment.Date, past.Result)
	}
	at(r.Assessment.Date, r.Result)
	columns = append(columns,
		column[line]{"Change since last", 12, func(p *page, col, row int, n line, l look) {
			l.format, l.across = formatChange, "center"
			change := assessment.Change(n.Node, r.Before())
			p.number(col, row, change, l)
			if !change.IsNone() {
				now, then := p.cell(col-1, row), p.cell(col-2, row)
				p.formula(col, row, "ROUND("+now+"-"+then+",9)")
			}
		}},
		texts("Answered, last time and now", 24, func(n line) string {
			then := r.Before().Find(n.ID)
			if then == nil {
				return templates.Coverage(n.Node)
			}
			return templates.Coverage(then) + ", " + templates.Coverage(n.Node)
		}))
	lines := []line{{Node: &r.Result.Overall}}
	for i := range r.Result.Overall.Children {
		lines = append(lines, line{Node: &r.Result.Overall.Children[i], depth: 1})
	}
	p.fit(false, "41B6E6")
	head := list(p, "Trend", "A score moves when answers change, and when more is answered", "tblTrend", columns, lines, look{line: box, down: "center"})
	p.freeze(2, head+1)
}
