package workbook

import (
	"sextant/assessment"
)

// line is a row of a table: a node, and where it stands in the tree.
type line struct {
	*assessment.Node
	objective, theme string // of a question
	depth            int    // 0: the whole
}

// column is a column of a table: its heading, its width in characters, and
// how a line's cell is written. The look comes with what the whole row has.
type column struct {
	heading string
	width   float64
	put     func(p *page, col, row int, n line, l look)
}

// headings writes the headings of a table.
func (p *page) headings(row int, columns []column) {
	for i, c := range columns {
		p.text(i+1, row, c.heading, look{
			size: 9, bold: true, ink: white, fill: darkBlue, line: box, lineInk: white, across: "center", down: "center", wrap: true,
		})
	}
}

// line writes a row of a table.
func (p *page) line(row int, columns []column, n line, l look) {
	for i, c := range columns {
		c.put(p, i+1, row, n, l)
	}
}

// numbers is a column of numbers in a format.
func numbers(heading string, width float64, format string, of func(line) assessment.Number) column {
	return column{heading, width, func(p *page, col, row int, n line, l look) {
		l.format, l.across = format, "center"
		p.number(col, row, of(n), l)
	}}
}

// counts is a column of counts.
func counts(heading string, width float64, of func(line) int) column {
	return column{heading, width, func(p *page, col, row int, n line, l look) {
		l.across = "center"
		p.count(col, row, of(n), l)
	}}
}

// texts is a column of texts that wrap.
func texts(heading string, width float64, of func(line) string) column {
	return column{heading, width, func(p *page, col, row int, n line, l look) {
		l.wrap = true
		p.text(col, row, of(n), l)
	}}
}

// colours is the column of colours against target.
func colours(width float64) column {
	return column{"RAG", width, func(p *page, col, row int, n line, l look) { p.rag(col, row, n.RAG, l) }}
}

// widthsOf are the widths of the columns.
func widthsOf(columns []column) []float64 {
	widths := make([]float64, len(columns))
	for i, c := range columns {
		widths[i] = c.width
	}
	return widths
}
