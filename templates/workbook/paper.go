package workbook

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"sextant/templates"
)

// A row of Arial is this much higher than its letters' size.
const lineSpacing = 1.25

// pointsPerChar is the width of one character of the default font: Excel
// gives a digit of 10 point Arial 7 pixels.
const pointsPerChar = 7 * 0.75

// finish sets what every page has: its paper, header and footer, and how far
// it reaches.
func (p *page) finish() {
	if p.err != nil {
		return
	}
	// excelize leaves A1, and programs that read a sheet row by row believe it.
	to, err := excelize.CoordinatesToCellName(max(p.cols, 1), max(p.rows, 1))
	p.keep(err)
	p.keep(p.f.SetSheetDimension(p.name, "A1:"+to))
	for row := 1; row <= p.rows; row++ {
		points, set := p.heights[row]
		if !set {
			points = p.needs[row]
		}
		// Excel does find heights for itself, but not LibreOffice nor what
		// shows previews. A row's own height is 15.
		if set || points > 15 {
			p.keep(p.f.SetRowHeight(p.name, row, min(points, excelize.MaxRowHeight)))
		}
	}
	const a4 = 9
	p.keep(p.f.SetPageLayout(p.name, &excelize.PageLayoutOptions{Size: pointer(a4), Orientation: pointer("landscape")}))
	const millimetre = 1 / 25.4
	p.keep(p.f.SetPageMargins(p.name, &excelize.PageLayoutMarginsOptions{
		Left: pointer(10 * millimetre), Right: pointer(10 * millimetre),
		Top: pointer(17 * millimetre), Bottom: pointer(15 * millimetre),
		Header: pointer(8 * millimetre), Footer: pointer(7 * millimetre),
		Horizontally: pointer(true),
	}))
	p.keep(p.f.SetHeaderFooter(p.name, p.headerFooter()))
}

// fit makes the page as wide as the paper, and onePage as high too. The tab
// takes a colour of 8 digits: excelize writes 6 as they are, and they are
// not valid.
func (p *page) fit(onePage bool, tab string) {
	high := 0 // as many pages as it takes
	if onePage {
		high = 1
	}
	p.keep(p.f.SetSheetProps(p.name, &excelize.SheetPropsOptions{FitToPage: pointer(true), TabColorRGB: pointer("FF" + tab)}))
	p.keep(p.f.SetPageLayout(p.name, &excelize.PageLayoutOptions{FitToWidth: pointer(1), FitToHeight: pointer(high)}))
}

// freeze keeps the rows above a cell and the columns left of it in sight.
func (p *page) freeze(col, row int) {
	cell := p.cell(col, row)
	pane := "bottomLeft"
	if col > 1 {
		pane = "bottomRight"
	}
	p.keep(p.f.SetPanes(p.name, &excelize.Panes{
		Freeze: true, XSplit: col - 1, YSplit: row - 1, TopLeftCell: cell, ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: cell, ActiveCell: cell, Pane: pane}},
	}))
}

// repeat prints a row at the head of every page.
func (p *page) repeat(row int) {
	p.define("_xlnm.Print_Titles", fmt.Sprintf("%s!$%d:$%d", p.quoted(), row, row))
}

// printOnly prints the columns and rows from A1 to this cell and no others.
func (p *page) printOnly(col, row int) {
	to, err := excelize.CoordinatesToCellName(col, row, true)
	p.keep(err)
	p.define("_xlnm.Print_Area", p.quoted()+"!$A$1:"+to)
}

// quoted is the sheet's name as a reference needs it.
func (p *page) quoted() string {
	if strings.ContainsAny(p.name, " -&'") {
		return "'" + strings.ReplaceAll(p.name, "'", "''") + "'"
	}
	return p.name
}

func (p *page) define(name, refersTo string) {
	p.keep(p.f.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: refersTo, Scope: p.name}))
}

// noGrid hides the lines between cells.
func (p *page) noGrid() {
	p.keep(p.f.SetSheetView(p.name, -1, &excelize.ViewOptions{ShowGridLines: pointer(false)}))
}

// zoom sets the size on the screen in percent.
func (p *page) zoom(percent float64) {
	p.keep(p.f.SetSheetView(p.name, -1, &excelize.ViewOptions{ZoomScale: pointer(percent)}))
}

// headerFooter: who and what marking above; when, marking and page below.
// The date is a text, for the code for a date prints that of the printer's
// day, in the form of the computer's country.
func (p *page) headerFooter() *excelize.HeaderFooterOptions {
	a := p.report.Assessment
	// 255 UTF-16 units hold a header or a footer, codes and all.
	const size, sizeBold = `&"Arial,Regular"&8 `, `&"Arial,Bold"&8 `
	marking := headerText(p.marking(), 60)
	return &excelize.HeaderFooterOptions{
		OddHeader: "&L" + sizeBold + headerText(a.Organisation.Name, 70) + "&C" + sizeBold + marking + "&R" + size + "&A",
		OddFooter: "&L" + size + "Assessed " + templates.Day(a.Date) + "&C" + sizeBold + marking + "&R" + size + "Page &P of &N",
	}
}

// headerText makes a text one for a header: & begins a code there. The text
// takes at most so many UTF-16 units.
func headerText(s string, most int) string {
	var out strings.Builder
	units := 0
	for _, r := range oneLine(s) {
		piece := string(r)
		if r == '&' {
			piece = "&&"
		}
		size := len(utf16.Encode([]rune(piece)))
		if units+size > most-1 {
			return out.String() + "…"
		}
		out.WriteString(piece)
		units += size
	}
	return out.String()
}
