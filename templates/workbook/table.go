package workbook

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
)

// line is a row of a table: a node, and where it stands in the tree.
type line struct {
	*assessment.Node
	in               *assessment.Node // the group that holds it, of a question
	objective, theme string           // of a question
	depth            int              // 0: the whole
}

// column is a column of a table whose rows are items: its heading, its width
// in characters, and how an item's cell is written. The look comes with what
// the whole row has.
type column[T any] struct {
	heading string
	width   float64
	put     func(p *page, col, row int, item T, l look)
}

// headings writes the headings of a table.
func headings[T any](p *page, row int, columns []column[T]) {
	for i, c := range columns {
		p.text(i+1, row, c.heading, look{
			size: 9, bold: true, ink: white, fill: darkBlue, line: box, lineInk: white, across: "center", down: "center", wrap: true,
		})
	}
}

// writeRow writes a row of a table.
func writeRow[T any](p *page, row int, columns []column[T], item T, l look) {
	for i, c := range columns {
		c.put(p, i+1, row, item, l)
	}
}

// list draws a sheet that is one table, with headings that stay in sight and
// are printed on every page, and a filter. It returns the row of the headings.
func list[T any](p *page, title, note, table string, columns []column[T], items []T, l look) int {
	p.setWidths(widthsOf(columns)...)
	head := p.title(title, note)
	headings(p, head, columns)
	p.height(head, 32) // room for the buttons of the filter
	p.repeat(head)
	row := head
	for _, item := range items {
		row++
		writeRow(p, row, columns, item, l)
	}
	p.paper(row)
	from, to := p.cell(1, head), p.cell(len(columns), row)
	p.keep(p.f.AddTable(p.name, &excelize.Table{Range: from + ":" + to, Name: table, ShowRowStripes: pointer(false)}))
	return head
}

// numbers is a column of numbers in a format.
func numbers[T any](heading string, width float64, format string, of func(T) assessment.Number) column[T] {
	return column[T]{heading, width, func(p *page, col, row int, item T, l look) {
		l.format, l.across = format, "center"
		p.number(col, row, of(item), l)
	}}
}

// counts is a column of counts.
func counts[T any](heading string, width float64, of func(T) int) column[T] {
	return column[T]{heading, width, func(p *page, col, row int, item T, l look) {
		l.across = "center"
		p.count(col, row, of(item), l)
	}}
}

// texts is a column of texts that wrap.
func texts[T any](heading string, width float64, of func(T) string) column[T] {
	return column[T]{heading, width, func(p *page, col, row int, item T, l look) {
		l.wrap = true
		p.long(col, row, of(item), l)
	}}
}

// long writes a text that may be longer than the highest row shows: its cell
// holds it in full, and is grey so that nobody takes what shows for all of it,
// on paper least of all.
func (p *page) long(col, row int, s string, l look) {
	if l.height(s, p.span(col, col)) > excelize.MaxRowHeight {
		t := tintOf(assessment.Grey)
		l.ink, l.fill, p.cut = t.ink, t.fill, true
	}
	p.text(col, row, s, l)
}

// keepOffPaper leaves the last columns out of the print, for the others to be
// large enough to read.
func keepOffPaper[T any](p *page, columns []column[T], n int) {
	for _, c := range columns[len(columns)-n:] {
		p.offPaper = append(p.offPaper, c.heading)
	}
}

// paper says above the headings what a print of the table, whose last row
// this is, does not show.
func (p *page) paper(last int) {
	var notes []string
	if len(p.offPaper) > 0 {
		notes = append(notes, "Not printed: the columns "+strings.Join(p.offPaper, ", "))
		p.printOnly(len(p.widths)-len(p.offPaper), last)
	}
	if p.cut {
		notes = append(notes, "Text on grey is longer than its row can show: read it in the workbook, in its cell")
	}
	if len(notes) > 0 {
		p.text(1, 3, sentence(notes...)+".", look{size: 9, ink: slate})
	}
}

// colours is the column of colours against target.
func colours(width float64) column[line] {
	return column[line]{"RAG", width, func(p *page, col, row int, n line, l look) { p.rag(col, row, n.RAG, l) }}
}

// widthsOf are the widths of the columns.
func widthsOf[T any](columns []column[T]) []float64 {
	widths := make([]float64, len(columns))
	for i, c := range columns {
		widths[i] = c.width
	}
	return widths
}
