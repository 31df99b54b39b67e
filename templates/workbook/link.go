package workbook

import "fmt"

// detailHead is the row of the headings on the sheet Detail.
const detailHead = 4

// linkToDetail writes the id of a question and makes it a way to its row on
// the sheet Detail; a plain text when the question is not asked.
func (p *page) linkToDetail(col, row int, id string, l look) {
	at, ok := p.detailRow(id)
	if ok {
		l.ink, l.underline = blue, true
	}
	p.text(col, row, id, l)
	if ok {
		p.keep(p.f.SetCellHyperLink(p.name, p.cell(col, row), fmt.Sprintf("Detail!%s%d", p.detailColumn(detailID), at), "Location"))
	}
}

// detailRow is the row of a question on the sheet Detail.
func (b *book) detailRow(id string) (row int, ok bool) {
	if b.detailRows == nil {
		b.detailRows = make(map[string]int)
		for i, q := range detailLines(b.report.Result) {
			b.detailRows[q.ID] = detailHead + 1 + i
		}
	}
	row, ok = b.detailRows[id]
	return row, ok
}
