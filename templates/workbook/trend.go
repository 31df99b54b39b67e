package workbook

import (
	"fmt"
	"strings"
	"time"

	"sextant/assessment"
	"sextant/templates"
)

func hasTrend(r templates.Report) bool { return len(r.Previous) > 0 }

// drawTrend draws the scores of the whole and of each objective over the
// assessments at hand, and how far each has moved since the last.
func drawTrend(p *page) {
	r := p.report
	columns := []column[line]{texts("Objective", 48, func(n line) string {
		if n.depth == 0 {
			return "Overall"
		}
		return n.Title
	})}
	times, is := occasions(r), p.shape()
	add := func(on bool, c ...column[line]) {
		if on {
			columns = append(columns, c...)
		}
	}
	for _, m := range times {
		add(is.number, numbers(m.name, 13, is.format(), func(n line) assessment.Number { return m.score(n.ID) }))
	}
	add(is.number, column[line]{"Change since last", 12, func(p *page, col, row int, n line, l look) {
		l.format, l.across = formatChange, "center"
		if !is.score {
			l.format = formatWholeChange
		}
		change := assessment.Change(n.Node, r.Before())
		p.number(col, row, change, l)
		if !change.IsNone() {
			now, then := p.cell(col-1, row), p.cell(col-2, row)
			p.formula(col, row, "ROUND("+now+"-"+then+",9)")
		}
	}})
	for _, m := range times {
		add(is.status || !is.number, texts("Status, "+m.name, 30, func(n line) string {
			if then := m.result.Find(n.ID); then != nil {
				return standing(then)
			}
			return templates.NoNumber
		}))
	}
	add(true,
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
	p.fit(len(lines) <= 2*many, "41B6E6") // the chart beside what it is of
	head := list(p, "Trend", trendNote(is, times), "tblTrend", columns, lines, look{line: box, down: "center"})
	p.freeze(2, head+1)
	if is.number {
		drawTrendChart(p, head, len(columns), lines, times)
	}
}

// trendNote says what moves, and how the status of the whole did where the
// table has no room for it.
func trendNote(is shape, times []occasion) string {
	what := "status"
	if is.number {
		what = strings.ToLower(is.called())
	}
	note := "A " + what + " moves when answers change, and when more is answered"
	if !is.standing || is.status || !is.number {
		return note
	}
	var was []string
	for _, m := range times[len(times)-2:] {
		was = append(was, statusNow(&m.result.Overall))
	}
	return note + "  |  Overall status, last time and now: " + strings.Join(was, "; ")
}

// occasion is an assessment of a trend.
type occasion struct {
	day    time.Time
	name   string // of its column; a table takes no two of one name
	result *assessment.Result
}

// occasions are the assessments of a trend, oldest first.
func occasions(r templates.Report) []occasion {
	var all []occasion
	at := func(day time.Time, of *assessment.Result) {
		name := day.Format("2 Jan 2006")
		same := 1
		for _, m := range all {
			if m.day.Equal(day) {
				same++
			}
		}
		if same > 1 {
			name += fmt.Sprintf(" (%d)", same)
		}
		all = append(all, occasion{day, name, of})
	}
	for _, past := range r.Previous {
		at(past.Assessment.Date, past.Result)
	}
	at(r.Assessment.Date, r.Result)
	return all
}

// score is what a group had then; none where it was not there or had none.
func (m occasion) score(id string) assessment.Number {
	if then := m.result.Find(id); then != nil {
		return then.Score
	}
	return assessment.Number{}
}
