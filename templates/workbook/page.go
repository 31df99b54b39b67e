package workbook

import (
	"time"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
	"sextant/templates"
)

// page is one sheet while it is drawn. Columns and rows count from 1.
type page struct {
	*book
	name       string
	cols, rows int // how far it reaches
	widths     []float64
	heights    map[int]float64 // of rows in points, where they are set
	needs      map[int]float64 // of rows, for the texts that wrap in them
	charts     []chart
	formulas   map[string]string // by cell, of those that hold a number too
	offPaper   []string          // the last columns, which are not printed
	cut        bool              // a text is longer than a row can be high
}

// cell names a cell, and remembers how far the page reaches.
func (p *page) cell(col, row int) string {
	p.cols, p.rows = max(p.cols, col), max(p.rows, row)
	name, err := excelize.CoordinatesToCellName(col, row)
	p.keep(err)
	return name
}

// look gives a cell its look.
func (p *page) look(col, row int, l look) string {
	cell := p.cell(col, row)
	p.keep(p.f.SetCellStyle(p.name, cell, cell, p.style(l)))
	return cell
}

// text writes a text, literally.
func (p *page) text(col, row int, s string, l look) {
	if l.format == "" {
		l.format = formatText
	}
	cell := p.look(col, row, l)
	if s != "" {
		p.keep(p.f.SetCellStr(p.name, cell, p.escape(s)))
	}
	if l.wrap && col <= len(p.widths) {
		p.needs[row] = max(p.needs[row], l.height(s, p.span(col, col)))
	}
}

// labelled writes a label in bold and a text after it, in one cell.
func (p *page) labelled(col, row int, label, s string, l look) {
	l.format = formatText
	cell := p.look(col, row, l)
	font := func(bold bool, ink string) *excelize.Font {
		return &excelize.Font{Family: fontName, Size: l.size, Color: ink, Bold: bold}
	}
	p.keep(p.f.SetCellRichText(p.name, cell, []excelize.RichTextRun{
		{Font: font(true, darkBlue), Text: label + ": "},
		{Font: font(false, black), Text: p.escape(s)},
	}))
}

// number writes a number, or the word for none.
func (p *page) number(col, row int, n assessment.Number, l look) {
	v, ok := n.Get()
	if !ok {
		l.format = formatText
		p.text(col, row, templates.NoNumber, l)
		return
	}
	p.keep(p.f.SetCellFloat(p.name, p.look(col, row, l), v, -1, 64))
}

// numberOrNothing writes a number, or leaves the cell empty for programs
// that work with the column.
func (p *page) numberOrNothing(col, row int, n assessment.Number, l look) {
	if n.IsNone() {
		p.look(col, row, l)
		return
	}
	p.number(col, row, n, l)
}

// count writes a whole number.
func (p *page) count(col, row, n int, l look) {
	l.format = formatWhole
	p.keep(p.f.SetCellInt(p.name, p.look(col, row, l), int64(n)))
}

// dayZero is the day that workbooks count as 0.
var dayZero = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

// day writes the day of a time, as it is in UTC, as the number of days that
// workbooks count; nothing for the zero time. (excelize counts too, but looks
// through all styles each time.)
func (p *page) day(col, row int, t time.Time, l look) {
	l.format = formatDay
	cell := p.look(col, row, l)
	if t.IsZero() {
		return
	}
	p.keep(p.f.SetCellInt(p.name, cell, dayNumber(t)))
}

// dayNumber is the day of a time as workbooks count days.
func dayNumber(t time.Time) int64 {
	const secondsPerDay = 24 * 60 * 60
	return (t.Unix() - dayZero.Unix()) / secondsPerDay
}

// rag writes the word for a colour, on that colour.
func (p *page) rag(col, row int, c assessment.RAG, l look) {
	l.bold, l.across = true, "center"
	if c != "" {
		t := tintOf(c)
		l.ink, l.fill = t.ink, t.fill
	}
	p.text(col, row, templates.RAG(c), l)
}

// merge makes one cell of several, all with the look of the first.
func (p *page) merge(col, row, toCol, toRow int, l look) {
	from, to := p.cell(col, row), p.cell(toCol, toRow)
	if l.format == "" {
		l.format = formatText
	}
	p.keep(p.f.SetCellStyle(p.name, from, to, p.style(l)))
	if from != to {
		p.keep(p.f.MergeCell(p.name, from, to))
	}
}

// setWidths sets the widths of the columns from the first on, in characters
// of the default font.
func (p *page) setWidths(widths ...float64) {
	p.widths = widths
	for i, w := range widths {
		name, err := excelize.ColumnNumberToName(i + 1)
		p.keep(err)
		p.keep(p.f.SetColWidth(p.name, name, name, w))
	}
}

// span is the width of some columns in points.
func (p *page) span(from, to int) float64 {
	var chars float64
	for _, w := range p.widths[from-1 : to] {
		chars += w
	}
	return chars * pointsPerChar
}

// height sets the height of a row in points. Where nothing does, the row is
// as high as its texts need.
func (p *page) height(row int, points float64) { p.heights[row] = points }

// title writes the head of a sheet that is a list: what it is, and how to
// read it. It returns the row after it.
func (p *page) title(title, note string) int {
	p.text(1, 1, title, look{size: 16, bold: true, ink: darkBlue, down: "center"})
	p.height(1, 26)
	// What runs past the last column would be printed, and all made smaller.
	f, printed := face{size: fontSize}, len(p.widths)-len(p.offPaper)
	l := look{ink: slate}
	if lines := f.lines(note, p.span(1, printed)); lines > 1 {
		l.wrap, l.down = true, "top"
		p.merge(1, 2, printed, 2, l)
		p.height(2, 2*f.lineHeight()+3)
	}
	p.text(1, 2, f.clip(note, p.span(1, printed), 2, "…"), l)
	return 4
}
