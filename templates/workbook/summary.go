package workbook

import (
	"cmp"
	"fmt"
	"strings"

	"sextant/assessment"
	"sextant/frameworks"
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
	is      shape
	columns []column[line]
	last    int // the last column that is printed
}

func drawSummary(p *page) {
	b := &summary{page: p, r: p.report.Result}
	b.is = p.shape()
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

// tableColumns are the columns of the table of objectives. The last two are
// wide: they say what numbers hide.
func (b *summary) tableColumns() []column[line] {
	columns := []column[line]{{"Objective", 50, func(p *page, col, row int, n line, l look) {
		l.wrap, l.bold, l.indent = true, true, 1
		p.text(col, row, plainBold.clip(b.rowTitle(n), b.span(col, col)-8, b.cellLines(), "…"), l)
	}}}
	add := func(is bool, c ...column[line]) {
		if is {
			columns = append(columns, c...)
		}
	}
	add(b.is.score, column[line]{"Score", 10, func(p *page, col, row int, n line, l look) {
		l.format, l.across, l.bold = formatScore, "center", true
		if n.Provisional {
			l.format = formatProvisional
		}
		p.number(col, row, n.Score, l)
		p.fromObjectives(col, row, "Score", n.Node, n.Score)
	}})
	add(b.is.bands, b.words("Band", 16, func(n *assessment.Node) string { return cmp.Or(n.Band(), templates.NoNumber) }))
	add(b.is.status, b.words("Status", 20, func(n *assessment.Node) string { return upperFirst(statusNow(n)) }))
	for _, status := range b.is.statuses {
		add(true, counts(upperFirst(status), 11, func(n line) int { return n.WithStatus(status) }))
	}
	add(b.is.level, numbers("Level", 10, formatWhole, func(n line) assessment.Number { return n.Level }))
	target, _, _ := targetHeadings(b.r)
	add(b.is.targets,
		repeated("Target", target, formatScore, func(n *assessment.Node) assessment.Number { return n.Target }),
		repeated("Gap", "Gap", formatGap, func(n *assessment.Node) assessment.Number { return n.Gap }),
		colours(12.5))
	add(b.report.Before() != nil && b.is.number, column[line]{"Change", 9, func(p *page, col, row int, n line, l look) {
		l.format, l.across = formatChange, "center"
		if !b.is.score {
			l.format = formatWholeChange
		}
		p.number(col, row, assessment.Change(n.Node, b.report.Before()), l)
	}})
	add(true, column[line]{"Answered", 14, func(p *page, col, row int, n line, l look) {
		l.across = "center"
		p.text(col, row, templates.Coverage(n.Node), l)
	}})
	columns = append(columns, b.hidden()...)
	if !b.is.targets { // as wide as the page is with targets
		const wide = 179
		for i := range columns {
			if c := &columns[i]; c.heading == "Score" || c.heading == "Level" {
				c.width = 20
			}
		}
		rest := 0.0
		for _, w := range widthsOf(columns[1:]) {
			rest += w
		}
		if b.report.Before() != nil && b.is.number {
			rest -= 9
		}
		columns[0].width = max(44, wide-rest)
	}
	return columns
}

// hidden are the two columns that say what numbers and counts hide: those that
// say something, as far as there are two.
func (b *summary) hidden() []column[line] {
	cell := func(heading string, of func(n line, width float64) string) column[line] {
		return column[line]{heading, 38.5, func(p *page, col, row int, n line, l look) {
			l.size, l.wrap, l.indent = small.size, true, 1
			p.text(col, row, of(n, b.span(col, col)-8), l)
		}}
	}
	var all []column[line]
	add := func(is bool, c column[line]) {
		if is && len(all) < 2 {
			all = append(all, c)
		}
	}
	add(b.is.level, cell("Level held back by", func(n line, width float64) string {
		if len(n.HeldBackBy) == 0 {
			return templates.NoNumber
		}
		return heldBack("", n.Node, small, width, b.cellLines())
	}))
	add(b.is.number, cell(lowestPart(b.is), func(n line, width float64) string { return weakestIn(n.Node, small, width, b.cellLines()) }))
	add(len(b.is.statuses) > 0, cell("Short of their best status", func(n line, width float64) string { return idsIn(n.Short(), small, width, b.cellLines()) }))
	open := cell("Not answered", func(n line, width float64) string { return idsIn(n.Open(), small, width, b.cellLines()) })
	ruledOut := cell("Not applicable", func(n line, width float64) string { return idsIn(n.NotApplying(), small, width, b.cellLines()) })
	first := len(b.r.Overall.Open()) > 0 || len(b.r.Overall.NotApplying()) == 0
	add(first, open)
	add(true, ruledOut)
	add(!first, open)
	return all
}

// words is a column of words in the middle of their cells.
func (b *summary) words(heading string, width float64, of func(*assessment.Node) string) column[line] {
	return column[line]{heading, width, func(p *page, col, row int, n line, l look) {
		l.wrap, l.across, l.bold = true, "center", true
		s, mark := of(n.Node), "…"
		if strings.HasSuffix(s, soFar) { // the last thing to leave out
			mark += soFar
		}
		p.text(col, row, plainBold.clip(s, b.span(col, col), b.cellLines(), mark), l)
	}}
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
func (p *page) fromObjectives(col, row int, heading string, n *assessment.Node, is assessment.Number) {
	if !is.IsNone() {
		p.formula(col, row, fmt.Sprintf("Objectives!%s%d", letterOf(p.book, objectiveColumns(p.book), heading), p.objectiveRow(n.ID)))
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
	if len(b.is.statuses) > 0 {
		b.height(row, 30)
	}
	first := row + 1
	for i := range b.r.Overall.Children {
		row++
		writeRow(b.page, row, b.columns, line{Node: &b.r.Overall.Children[i], depth: 1}, look{line: box, down: "center"})
	}
	row++
	writeRow(b.page, row, b.columns, line{Node: &b.r.Overall}, look{line: box, down: "center", fill: pale})
	high := 20.0
	if len(b.r.Overall.Children) > many { // each point less prints the page larger
		high = 15
	}
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
	how := b.r.Overall.Scoring
	note := "This is what the organisation says of itself; it is not certification. "
	if how.HasNumber() && b.is.score {
		from, to := rangeOf(&b.r.Overall)
		note += fmt.Sprintf("Scores run from %s to %s. ", from, to)
	}
	if b.is.level {
		note += "The level is " + levelMeaning(b.is) + ". "
	}
	if b.is.targets {
		note += "The gap is how far questions fall short of their targets"
		if how.Reducer == frameworks.Mean {
			note += " on average"
		}
		note += ": one above its target does not make up for one below. "
	}
	if b.is.standing || b.is.status || len(b.is.statuses) > 0 {
		note += "A status follows from rules over the answers, and not from an average. "
	}
	if b.r.Overall.Provisional && b.is.score {
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
