package workbook

import (
	"errors"
	"strings"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
	"sextant/templates"
)

// book is a workbook while it is made. The first error stays, and what is
// asked of the book after it does nothing, so that drawing reads as a list.
type book struct {
	f             *excelize.File
	report        templates.Report
	pages         []*page
	looks         map[look]int   // the style of each look
	detailRows    map[string]int // of each question, once asked for
	objectiveRows map[string]int // of each group, likewise
	shapeOf       *shape         // once asked for
	escaped       bool           // some text holds an escape (escape.go)
	err           error
}

func newBook(r templates.Report) *book {
	b := &book{f: excelize.NewFile(), report: r, looks: make(map[look]int)}
	// The size of the default font is the unit of column widths.
	font := b.f.Styles.Fonts.Font[0]
	font.Name.Val, font.Sz.Val = pointer(fontName), pointer(float64(fontSize))
	return b
}

// page adds a sheet.
func (b *book) page(name string) *page {
	if len(b.pages) == 0 {
		b.keep(b.f.SetSheetName(b.f.GetSheetName(0), name))
	} else {
		_, err := b.f.NewSheet(name)
		b.keep(err)
	}
	p := &page{book: b, name: name, heights: make(map[int]float64), needs: make(map[int]float64)}
	b.pages = append(b.pages, p)
	return p
}

// keep remembers the first error.
func (b *book) keep(err error) {
	if b.err == nil {
		b.err = err
	}
}

// parts finishes the book: what excelize makes of it, put right.
func (b *book) parts() (parts, error) {
	for _, p := range b.pages {
		p.finish()
	}
	p := make(parts)
	b.f.SetZipWriter(p.writer)
	if b.err == nil {
		_, err := b.f.WriteToBuffer()
		b.keep(err)
	}
	if b.err != nil {
		return nil, b.err
	}
	b.drawCharts(p)
	if b.escaped {
		p.unescape()
	}
	return p, errors.Join(
		b.err,
		p.properties(b.report),
		p.theme(),
		p.formulas(b.pages),
		p.sortContentTypes(),
		b.f.Close(),
	)
}

// marking is the protective marking of the report, on one line.
func (b *book) marking() string {
	marking := b.report.Assessment.Cover.Marking
	if strings.TrimSpace(marking) == "" {
		marking = assessment.DefaultMarking
	}
	return oneLine(marking)
}

// oneLine makes spaces of line ends.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// pointer is for the fields of excelize that may be left out.
func pointer[T any](v T) *T { return &v }
