package workbook

import (
	"fmt"
	"strings"

	"sextant/assessment"
	"sextant/templates"
)

// The faces of the Summary.
var (
	small     = face{size: 9}
	plainBold = face{size: fontSize, bold: true}
)

// summary is the page for the board: one sheet of A4 across, whatever the
// organisation wrote and however many objectives there are.
type summary struct {
	*page
	r       *assessment.Result
	targets bool // something has a target
	columns []column[line]
	last    int // the last column that is printed
}

func drawSummary(p *page) {
	b := &summary{page: p, r: p.report.Result}
	b.targets = hasTargets(&b.r.Overall)
	b.columns = b.tableColumns()
	b.last = len(b.columns)
	b.noGrid()
	b.zoom(85)
	b.fit(true, blue)
	// Right of what is printed, the figures behind the charts.
	b.setWidths(append(widthsOf(b.columns), 3, 26, 20, 10, 14, 14)...)

	row := b.masthead()
	row = b.tiles(row) + 1
	b.height(row-1, 8)
	after := b.band(row)
	if after > row {
		b.height(after, 8)
		after++
	}
	end := b.table(after)
	b.chartsAt(row, after)
	end = b.asks(end)
	end = b.footnotes(end)
	b.printOnly(b.last, end)
}

// hasTargets reports whether anything below a node has a target.
func hasTargets(n *assessment.Node) bool {
	for i := range n.Children {
		if hasTargets(&n.Children[i]) {
			return true
		}
	}
	return !n.Target.IsNone()
}

// masthead writes what this is, of whom and when, and returns the row after.
func (b *summary) masthead() int {
	a := b.report.Assessment
	o := a.Organisation
	// The last column keeps the marking; the rest is for the title.
	wide := b.span(1, b.last-1)
	line := func(row int, s string, f face, ink string) {
		l := look{size: f.size, bold: f.bold, ink: ink, down: "center", wrap: true}
		s = f.clip(oneLine(s), wide, 2, "…")
		b.text(1, row, s, l)
		b.merge(1, row, b.last-1, row, l)
		b.height(row, float64(f.lines(s, wide))*f.lineHeight()+2)
	}
	name := o.Name
	if o.Code != "" {
		name += " (" + o.Code + ")"
	}
	var about []string
	for _, s := range []string{a.Framework.TypeName(o.Type), o.System, o.Region, "assessed " + templates.Day(a.Date), a.Period} {
		if s != "" {
			about = append(about, s)
		}
	}
	if b.r.Reviewed {
		about = append(about, "scored with the reviewers' answers where they differ")
	}
	line(1, a.Framework.Title+": board summary", face{size: 19, bold: true}, darkBlue)
	line(2, name, face{size: 13, bold: true}, black)
	line(3, strings.Join(about, "  |  "), face{size: fontSize}, slate)

	l := look{size: 11, bold: true, ink: darkBlue, line: box, lineInk: darkBlue, across: "center", down: "center", wrap: true}
	b.text(b.last, 1, face{size: 11, bold: true}.clip(b.marking(), b.span(b.last, b.last), 2, "…"), l)
	b.merge(b.last, 1, b.last, 2, l)
	b.height(4, 6)
	return 5
}

// tableColumns are the columns of the table of objectives.
func (b *summary) tableColumns() []column[line] {
	score := column[line]{"Score", 10, func(p *page, col, row int, n line, l look) {
		l.format, l.across, l.bold = formatScore, "center", true
		if n.Provisional {
			l.format = formatProvisional
		}
		p.number(col, row, n.Score, l)
		p.fromObjectives(col, row, "B", n.Node, n.Score)
	}}
	columns := []column[line]{
		{"Objective", 50, func(p *page, col, row int, n line, l look) {
			l.wrap, l.bold, l.indent = true, true, 1
			p.text(col, row, plainBold.clip(b.rowTitle(n), b.span(col, col)-8, b.cellLines(), "…"), l)
		}},
		score,
		numbers("Level", 10, formatWhole, func(n line) assessment.Number { return n.Level }),
	}
	if b.targets {
		columns = append(columns,
			repeated("Target", "G", formatScore, func(n *assessment.Node) assessment.Number { return n.Target }),
			repeated("Gap", "H", formatGap, func(n *assessment.Node) assessment.Number { return n.Gap }),
			colours(12.5))
	} else {
		columns[0].width, columns[1].width, columns[2].width = 58, 15, 15
	}
	if b.report.Before() != nil {
		columns = append(columns, column[line]{"Change", 9, func(p *page, col, row int, n line, l look) {
			l.format, l.across = formatChange, "center"
			p.number(col, row, assessment.Change(n.Node, b.report.Before()), l)
		}})
	}
	return append(columns,
		column[line]{"Answered", 14, func(p *page, col, row int, n line, l look) {
			l.across = "center"
			p.text(col, row, templates.Coverage(n.Node), l)
		}},
		column[line]{"Level held back by", 38.5, func(p *page, col, row int, n line, l look) {
			l.size, l.wrap, l.indent = small.size, true, 1
			s := templates.NoNumber
			if len(n.HeldBackBy) > 0 {
				s = heldBack("", n.Node, small, b.span(col, col)-8, b.cellLines())
			}
			p.text(col, row, s, l)
		}},
		column[line]{"Lowest part, and its score", 38.5, func(p *page, col, row int, n line, l look) {
			l.size, l.wrap, l.indent = small.size, true, 1
			p.text(col, row, weakestIn(b.r, n.Node, small, b.span(col, col)-8, b.cellLines()), l)
		}})
}

// repeated is a column of numbers that the sheet Objectives has too.
func repeated(heading, from, format string, of func(*assessment.Node) assessment.Number) column[line] {
	return column[line]{heading, 10, func(p *page, col, row int, n line, l look) {
		l.format, l.across = format, "center"
		p.number(col, row, of(n.Node), l)
		p.fromObjectives(col, row, from, n.Node, of(n.Node))
	}}
}

// fromObjectives refers to the same number on the sheet Objectives.
func (p *page) fromObjectives(col, row int, from string, n *assessment.Node, is assessment.Number) {
	if !is.IsNone() {
		p.formula(col, row, fmt.Sprintf("Objectives!%s%d", from, p.objectiveRow(n.ID)))
	}
}

// cellLines is how many lines a cell of the table can have: with many
// objectives, one.
func (b *summary) cellLines() int {
	if len(b.r.Overall.Children) > many {
		return 1
	}
	return 2
}

func (b *summary) rowTitle(n line) string {
	if n.depth == 0 {
		return "Overall"
	}
	return oneLine(n.Title)
}

// table writes the table of objectives from a row on and returns the row
// after it. All its rows are as high as the highest.
func (b *summary) table(row int) int {
	headings(b.page, row, b.columns)
	b.height(row, 20)
	first := row + 1
	for i := range b.r.Overall.Children {
		row++
		writeRow(b.page, row, b.columns, line{Node: &b.r.Overall.Children[i], depth: 1}, look{line: box, down: "center"})
	}
	row++
	writeRow(b.page, row, b.columns, line{Node: &b.r.Overall}, look{line: box, down: "center", fill: pale})
	high := 20.0
	for i := first; i <= row; i++ {
		high = max(high, b.needs[i])
	}
	for i := first; i <= row; i++ {
		b.height(i, high)
	}
	return row + 1
}

// asks write what the board should ask about, below the table, and return
// the row after.
func (b *summary) asks(row int) int {
	asks := assessment.Asks(b.report.Assessment, b.r)
	if len(asks) == 0 {
		return row
	}
	b.height(row, 6)
	row++
	b.text(1, row, "To ask", look{size: 11, bold: true, ink: darkBlue, down: "center"})
	b.height(row, 17)
	row++
	for _, ask := range asks {
		l := look{size: small.size, wrap: true, line: left, lineInk: blue, indent: 1, down: "center"}
		s := small.clip(oneLine(templates.AskLine(b.report, ask)), b.span(1, b.last)-8, 2, "…")
		b.text(1, row, s, l)
		b.merge(1, row, b.last, row, l)
		b.height(row, float64(small.lines(s, b.span(1, b.last)-8))*small.lineHeight()+4)
		row++
	}
	return row
}

// footnotes say how to read the page, and return its last row.
func (b *summary) footnotes(row int) int {
	fw := b.report.Assessment.Framework
	note := "This is what the organisation says of itself; it is not certification. "
	if len(fw.Scale) > 0 {
		note += fmt.Sprintf("Scores run from %s to %s. ", number(fw.Scale[0].Value), number(fw.Top()))
	}
	note += "The level is the whole level that the lowest possible score and every core question have reached. "
	if b.targets {
		note += "The gap is how far questions fall short of their targets on average: one above its target does not make up for one below. "
	}
	if b.r.Overall.Provisional {
		note += "* Provisional: some questions are not answered; the sheet Objectives has the range. "
	}
	if n := len(b.report.Result.ReadAgain); n > 0 {
		note += fmt.Sprintf("%s were given to an earlier wording of the questionnaire and not read again since. ", plural(n, "answer"))
	}
	note += "The sheet Method says how every figure is made."
	f := face{size: 8.5}
	l := look{size: f.size, ink: slate, wrap: true, down: "bottom"}
	b.text(1, row, note, l)
	b.merge(1, row, b.last, row, l)
	b.height(row, float64(f.lines(note, b.span(1, b.last)))*f.lineHeight()+8)
	return row
}
