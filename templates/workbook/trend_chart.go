package workbook

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
	"sextant/templates"
)

// drawTrendChart draws the scores over the days of the assessments, below the
// table of objectives that has its headings in a row and so many columns. The
// axis has the days in their true distance, so that a slope is a pace.
func drawTrendChart(p *page, head, columns int, objectives []line, times []occasion) {
	if len(objectives) > many+1 || !alike(objectives[0].Node) && objectives[0].Scoring.HasNumber() {
		objectives = objectives[:1] // more lines than an eye can follow, or on other ranges
	}
	if len(objectives) == 2 && objectives[0].Scoring.HasNumber() {
		objectives = objectives[:1] // one line would hide the other
	}
	const high = 300 // points
	row := head + len(p.report.Result.Overall.Children) + 3
	lines, words := p.trendFigures(head, columns+2, objectives, times)
	p.printOnly(columns, row)
	if len(lines) == 0 {
		return
	}
	p.cell(columns, row)
	p.height(row-1, 12)
	p.height(row, high)
	what := p.shape().called() + " at each assessment"
	c := chart{
		kind: lineChart, Title: what, Alt: "Line chart of the " + lowerFirst(what) + ". " + words,
		Series: lines, axis: axisOf(drawn(objectives)...), nameSize: 900, Format: p.shape().format(),
		area: area{from: p.across(0, row), to: p.across(p.span(1, columns), row+1)},
	}
	c.From, c.To, c.Step = daysAxis(times)
	for _, m := range times {
		c.Categories = append(c.Categories, fmt.Sprint(dayNumber(m.day)))
	}
	p.addChart(c)
}

// trendFigures writes what the chart shows beside the table, right of what is
// printed: the table may be sorted and says – where there is no score, which
// a chart takes for 0. It returns the lines, and the figures in words.
func (p *page) trendFigures(head, first int, objectives []line, times []occasion) (all []series, words string) {
	p.setWidths(slices.Concat(p.widths, []float64{3, 12}, slices.Repeat([]float64{14}, len(objectives)))...)
	small := look{size: 8.5, ink: slate, bold: true, wrap: true, down: "center"}
	cell := look{size: 8.5, ink: slate, across: "center", format: p.shape().format()}
	column := func(i int) (letters string) {
		letters, err := excelize.ColumnNumberToName(first + i)
		p.keep(err)
		return letters
	}
	cells := func(i int) string {
		return fmt.Sprintf("%s!$%s$%d:$%s$%d", p.name, column(i), head+1, column(i), head+len(times))
	}
	p.text(first, head, "Figures behind the chart", small)
	days := make([]string, len(times))
	for i, m := range times {
		p.day(first, head+1+i, m.day, cell)
		days[i] = templates.Day(m.day)
	}
	said := []string{"The dates: " + strings.Join(days, ", ")}
	for i, n := range objectives {
		s := trendSeries(i)
		s.Name = "Overall"
		if n.depth > 0 {
			s.Name = face{size: 9}.clip(oneLine(n.Title), 260, 1, "…")
		}
		s.NameRef, s.CategoriesRef, s.ValuesRef = fmt.Sprintf("%s!$%s$%d", p.name, column(i+1), head), cells(0), cells(i+1)
		p.text(first+1+i, head, s.Name, small)
		scores, none := make([]string, len(times)), true
		for j, m := range times {
			score := m.score(n.ID)
			p.numberOrNothing(first+1+i, head+1+j, score, cell)
			s.Values = append(s.Values, score)
			scores[j], none = templates.Score(score), none && score.IsNone()
		}
		if !none {
			all = append(all, s)
		}
		said = append(said, s.Name+": "+strings.Join(scores, ", "))
	}
	return all, strings.Join(said, "; ") + "."
}

// drawn are the nodes of the lines.
func drawn(lines []line) []*assessment.Node {
	all := make([]*assessment.Node, len(lines))
	for i, n := range lines {
		all[i] = n.Node
	}
	return all
}

// trendSeries is how the line of the whole (0) or of an objective looks: the
// whole is heavy, and the others differ by marker and dash, for colours are
// gone on most printers.
func trendSeries(i int) series {
	if i == 0 {
		return series{ink: blue, fill: blue, dash: "solid", symbol: "circle", line: 44_450, size: 9}
	}
	i--
	return series{
		symbol: []string{"square", "triangle", "diamond", "x", "plus", "star", "dash", "dot"}[i],
		fill:   white,
		ink:    []string{darkBlue, "7C2855", "006747", black}[i%4],
		dash:   []string{"solid", "dash", "sysDash"}[i%3],
		line:   12_700, size: 7,
	}
}

// daysAxis is where the axis begins and ends, a little before and after the
// assessments, and how far apart the days are that it names: whole months, and
// some eight of them. It begins in the middle of a month, so that the days
// named stay in theirs although months are not of one length.
func daysAxis(times []occasion) (from, to int64, step float64) {
	const month = 365.25 / 12 // days
	first, last := times[0].day, times[len(times)-1].day
	span := last.Sub(first)
	begin := first.Add(-span / 30)
	middle := time.Date(begin.Year(), begin.Month(), 15, 0, 0, 0, 0, time.UTC)
	if middle.After(begin) {
		middle = middle.AddDate(0, -1, 0)
	}
	months := span.Hours() / 24 / month
	for _, n := range []float64{1, 3, 6, 12, 12 * math.Ceil(months/12/8)} {
		if step = n * month; months/n <= 8 {
			break
		}
	}
	return dayNumber(middle), dayNumber(last.Add(span / 30)), step
}
