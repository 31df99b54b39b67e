package workbook

import (
	"strings"

	"sextant/templates"
)

// drawCover draws the cover sheet of a board paper: whose assessment this is,
// and what the board is asked to do with it.
func drawCover(p *page) {
	p.noGrid()
	p.fit(false, darkBlue)
	p.setWidths(27, 118)
	a := p.report.Assessment
	row := p.title(oneLine(a.Framework.Title), "Self-assessment of "+shortName(p.report)+", "+templates.Day(a.Date))
	row = p.section(row, "What was assessed", subject(p.book))
	p.section(row, "The paper", paper(p.book))
}

// subject is who was assessed, by what, and when.
func subject(b *book) []entry {
	a := b.report.Assessment
	o := a.Organisation
	return filled(
		entry{"Organisation", o.Name},
		entry{"Code", o.Code},
		entry{"Type", a.Framework.TypeName(o.Type)},
		entry{"System", o.System},
		entry{"Region", o.Region},
		entry{"Date", templates.Day(a.Date)},
		entry{"Period", a.Period},
		entry{"Questionnaire", a.Framework.ID + " " + a.Framework.Version},
		entry{"Marking", b.marking()})
}

// paper is what the cover sheet of a board paper says, in full.
func paper(b *book) []entry {
	var entries []entry
	for _, f := range b.coverFields() {
		entries = append(entries, entry{f.Title, strings.TrimSpace(*f.Text)})
	}
	return entries
}
