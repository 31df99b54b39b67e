package workbook

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
)

// The band of the Summary holds the charts and, beside them, the fields of the
// cover sheet. It is as high as the charts need, or as the cover sheet does.
const (
	coverLines    = 26 // that the cover sheet gets before its longest fields are cut
	inFullOnSheet = "… (in full on the sheet Cover)"
)

// coverFields are the fields of the cover sheet that are filled, without the
// marking, which has places of its own.
func (b *book) coverFields() []assessment.CoverField {
	var filled []assessment.CoverField
	cover := b.report.Assessment.Cover
	for _, f := range cover.Fields() {
		if f.Name != "marking" && strings.TrimSpace(*f.Text) != "" {
			filled = append(filled, f)
		}
	}
	return filled
}

// band writes the cover sheet and makes room for the charts. It returns the
// row after the band, or the row itself when there is nothing to show.
func (b *summary) band(row int) int {
	from := b.coverColumn()
	room := b.span(from, b.last)
	fields := b.coverFields()
	var used float64
	for _, f := range b.fitCover(fields, room) {
		l := look{size: small.size, wrap: true, line: left, lineInk: blue, indent: 1}
		b.labelled(from, row, f.Title, *f.Text, l)
		b.merge(from, row, b.last, row, l)
		h := float64(b.fieldLines(f, room))*small.lineHeight() + 4
		b.height(row, h)
		used += h
		row++
	}
	if b.hasCharts() {
		if high := b.chartHeight(); used < high {
			b.height(row, min(high-used, excelize.MaxRowHeight))
			row++
		}
	}
	return row
}

// coverColumn is the first column of the cover sheet: beside the charts, or
// all the way across when there are none.
func (b *summary) coverColumn() int {
	if b.hasCharts() {
		return b.last - 1
	}
	return 1
}

func (b *summary) fieldLines(f assessment.CoverField, room float64) int {
	return small.lines(coverLabel(f)+*f.Text, room-8) // the cell is indented
}

// coverLabel is as wide as the label of a field is in bold.
func coverLabel(f assessment.CoverField) string { return f.Title + ":   " }

// fitCover cuts the longest fields until all together fit their lines.
func (b *summary) fitCover(fields []assessment.CoverField, room float64) []assessment.CoverField {
	lines := func(most int) int {
		sum := 0
		for _, f := range fields {
			sum += min(most, b.fieldLines(f, room))
		}
		return sum
	}
	most := coverLines
	for most > 2 && lines(most) > coverLines {
		most--
	}
	cut := make([]assessment.CoverField, len(fields))
	for i, f := range fields {
		text := strings.TrimSpace(*f.Text)
		label := coverLabel(f)
		text = strings.TrimPrefix(small.clip(label+text, room-8, most, inFullOnSheet), label)
		cut[i] = assessment.CoverField{Name: f.Name, Title: f.Title, Text: &text}
	}
	return cut
}
