package workbook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
	"sextant/templates"
)

// many objectives need smaller letters and a higher chart.
const many = 8

// hasCharts reports whether any objective has a number or a target to draw,
// beside that of another: one bar alone says no more than the tile above it.
func (b *summary) hasCharts() bool {
	if len(b.r.Overall.Children) < 2 {
		return false
	}
	for i := range b.r.Overall.Children {
		if n := &b.r.Overall.Children[i]; !n.Score.IsNone() || !n.Target.IsNone() {
			return true
		}
	}
	return false
}

// chartHeight is how high the charts are, in points.
func (b *summary) chartHeight() float64 {
	const usual, legend = 264, 18
	high := float64(usual)
	switch n := len(b.r.Overall.Children); {
	case n < 3:
		return 150
	case !alike(&b.r.Overall) && n > many: // bars alone, no thicker than their names
		return float64(50 + 12*n)
	case !alike(&b.r.Overall):
		return max(150, float64(50+17*n))
	case n > many:
		high += float64(14 * (n - many))
	}
	if b.report.Before() != nil {
		high += legend // a line more
	}
	return high
}

// chartsAt draws the charts in the band that begins at a row and ends above
// the table at another.
func (b *summary) chartsAt(row, table int) {
	if !b.hasCharts() {
		return
	}
	objectives := b.r.Overall.Children
	bars, radarLines, words := b.figures(table)
	wide := b.span(1, b.last)
	if len(b.coverFields()) > 0 {
		wide = b.span(1, b.last-2) - 8
	}
	last := table - 2 // the row above the table is a gap
	between := func(from, to float64) area {
		return area{from: b.across(from, row), to: b.across(to, last+1)}
	}
	c := chart{Categories: barNames(objectives), Series: bars, axis: axisOf(nodes(objectives)...), nameSize: 900, Format: b.is.format()}
	if len(objectives) > many {
		c.nameSize = 750
	}
	what := strings.ToLower(b.is.called())
	if b.is.targets {
		what += " against target"
	}
	// A radar of two is a line, and one of different ranges a lie.
	if len(objectives) >= 3 && alike(&b.r.Overall) {
		radar := c
		radar.Categories, radar.Series = radarNames(objectives), radarLines
		radar.kind, radar.Title, radar.area = radarChart, "Balance of the objectives", between(0, wide/2-3)
		radar.Alt = "Radar chart of the " + what + " of each objective. " + words
		b.addChart(radar)
		c.area = between(wide/2+3, wide)
	} else {
		c.area = between(0, wide)
	}
	c.Title = upperFirst(what)
	c.Alt = "Bar chart of the " + what + " of each objective. " + words
	b.addChart(c)
}

// nodes are the nodes of a list, each by itself.
func nodes(list []assessment.Node) []*assessment.Node {
	all := make([]*assessment.Node, len(list))
	for i := range list {
		all[i] = &list[i]
	}
	return all
}

// figures writes what the charts show beside the table, right of what is
// printed, with empty cells where there is no number, for a chart takes a
// word for 0. It returns the series of the bars and of the radar, and the
// figures in words.
func (b *summary) figures(row int) (bars, radar []series, words string) {
	forBars, forRadar, score, target, before := b.last+2, b.last+3, b.last+4, b.last+5, b.last+6
	head := look{size: 8.5, ink: slate, bold: true, wrap: true, down: "center"}
	cell := look{size: 8.5, ink: slate, wrap: true, down: "center"}
	objectives := b.r.Overall.Children
	b.text(forBars, row, "Figures behind the charts", head)
	if alike(&b.r.Overall) {
		b.text(forRadar, row, "In the radar", head)
	}
	now := b.is.called()
	b.text(score, row, now, head)
	aim := "Target"
	if !b.r.TargetBy.IsZero() {
		aim += " for " + templates.Day(b.r.TargetBy)
	}
	if b.is.targets {
		b.text(target, row, aim, head)
	}
	var said []string
	var scores, targets, past []assessment.Number
	then := "Last time"
	if b.report.Before() != nil {
		then = now + " of " + templates.Day(b.report.Previous[len(b.report.Previous)-1].Assessment.Date)
		b.text(before, row, then, head)
	}
	barNames, radarNames := barNames(objectives), radarNames(objectives)
	for i := range objectives {
		n, row := &objectives[i], row+1+i
		scores, targets = append(scores, n.Score), append(targets, n.Target)
		b.text(forBars, row, barNames[i], cell)
		if alike(&b.r.Overall) {
			b.text(forRadar, row, radarNames[i], cell)
		}
		number := cell
		number.format = b.is.format()
		b.numberOrNothing(score, row, n.Score, number)
		words := fmt.Sprintf("%s: %s", oneLine(n.Title), templates.Score(n.Score))
		if b.is.targets {
			b.numberOrNothing(target, row, n.Target, number)
			words += ", target " + templates.Score(n.Target)
		}
		if b.report.Before() != nil {
			was := assessment.Number{}
			if old := b.report.Before().Find(n.ID); old != nil {
				was = old.Score
			}
			past = append(past, was)
			b.numberOrNothing(before, row, was, number)
			words += ", last time " + templates.Score(was)
		}
		said = append(said, words)
	}
	refs := func(col int) (head, cells string) {
		letters, err := excelize.ColumnNumberToName(col)
		b.keep(err)
		return fmt.Sprintf("%s!$%s$%d", b.name, letters, row),
			fmt.Sprintf("%s!$%s$%d:$%s$%d", b.name, letters, row+1, letters, row+len(objectives))
	}
	all := []series{{Name: now, Values: scores, ink: blue, fill: blue, dash: "solid", symbol: "circle", line: 34_925}}
	all[0].NameRef, all[0].ValuesRef = refs(score)
	if b.is.targets {
		all = append(all, series{Name: aim, Values: targets, ink: black, fill: white, dash: "sysDash", symbol: "diamond", line: 22_225})
		all[1].NameRef, all[1].ValuesRef = refs(target)
	}
	bars, radar = all, slices.Clone(all)
	if b.report.Before() != nil { // bars of three would be too thin to read
		radar = append(radar, series{Name: then, Values: past, ink: slate, fill: pale, dash: "sysDot", symbol: "triangle", line: 15_875})
		radar[len(radar)-1].NameRef, radar[len(radar)-1].ValuesRef = refs(before)
	}
	for i := range bars {
		_, bars[i].CategoriesRef = refs(forBars)
	}
	for i := range radar {
		_, radar[i].CategoriesRef = refs(forRadar)
	}
	return bars, radar, strings.Join(said, "; ") + "."
}

// barNames are the names of the objectives beside the bars, in two lines:
// programs leave out what does not fit.
func barNames(objectives []assessment.Node) []string {
	return names(objectives, func(int) (float64, int) { return 120, 2 })
}

// radarNames are those around the radar: at its sides there is room
// downwards, above and below it there is room across.
func radarNames(objectives []assessment.Node) []string {
	n := len(objectives)
	return names(objectives, func(i int) (float64, int) {
		switch {
		case i == 0 || 2*i == n:
			return 170, 2
		case n > many:
			return 84, 3
		}
		return 84, 4
	})
}

// names breaks the titles of the objectives into lines: each has room for so
// many, of so many points.
func names(objectives []assessment.Node, room func(i int) (points float64, lines int)) []string {
	f := face{size: 9}
	if len(objectives) > many {
		f.size = 7.5
	}
	all := make([]string, len(objectives))
	for i, n := range objectives {
		points, lines := room(i)
		all[i] = strings.Join(f.wrap(f.clip(oneLine(n.Title), points, lines, "…"), points), "\n")
	}
	return all
}
