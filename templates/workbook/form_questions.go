package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
)

// The cells that people fill in are pale yellow, and their headings another
// blue than those of the rest, which is locked.
const yellow = "FFF9E0"

// drawQuestions draws the sheet of an objective.
func (f *form) drawQuestions(s *formSheet, number int) {
	p := f.page(s.name)
	p.fit(false, blue)
	p.zoom(90)
	columns := f.questionColumns()
	widths := make([]float64, len(columns))
	for i, c := range columns {
		widths[i] = c.width
	}
	p.setWidths(widths...)
	s.head = p.title(s.title, "Fill in the yellow cells. Answer with the highest option for which its text, and that of every option before it, is true; leave empty what you do not know.")
	for i, c := range columns {
		fill := darkBlue
		if c.open {
			fill = blue
		}
		p.text(i+1, s.head, c.heading, look{size: 9, bold: true, ink: white, fill: fill, line: box, lineInk: white, across: "center", down: "center", wrap: true})
	}
	p.height(s.head, 32)
	p.freeze(4, s.head+1)
	p.define("_xlnm.Print_Titles", fmt.Sprintf("%s$%d:$%d", address(s.name, ""), s.head, s.head))
	row := s.head
	for _, r := range s.rows {
		row++
		answer := f.of.Answers[r.ID]
		for i, c := range columns {
			l := look{size: 9, line: box, wrap: true}
			if c.open {
				l.size, l.fill, l.unlocked = fontSize, yellow, true
			}
			c.put(p, i+1, row, r, answer, l)
		}
		f.answers[r.ID] = address(s.name, p.cell(f.column(headAnswer), row))
		p.height(row, min(max(p.needs[row], 48), excelize.MaxRowHeight))
	}
	f.dropdowns(p, s)
	f.table(p, fmt.Sprint(answersTable, number), s.head, row, len(columns))
}

// table makes a table of the rows from its headings on, and locks what is not
// to be filled in. There is no password: the lock is against slips.
func (f *form) table(p *page, name string, head, last, columns int) {
	from, to := p.cell(1, head), p.cell(columns, last)
	p.keep(p.f.AddTable(p.name, &excelize.Table{Range: from + ":" + to, Name: name, ShowRowStripes: pointer(false)}))
	f.protect(p)
}

func (f *form) protect(p *page) {
	p.keep(p.f.ProtectSheet(p.name, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, AutoFilter: true, FormatColumns: true, FormatRows: true, EditObjects: true, EditScenarios: true,
	}))
}

// formColumn is a column of a table to fill in.
type formColumn struct {
	heading string
	width   float64
	open    bool // people fill it in
	put     func(p *page, col, row int, r formRow, a assessment.Answer, l look)
}

func (f *form) questionColumns() []formColumn {
	text := func(of func(formRow, assessment.Answer) string) func(*page, int, int, formRow, assessment.Answer, look) {
		return func(p *page, col, row int, r formRow, a assessment.Answer, l look) { p.text(col, row, of(r, a), l) }
	}
	return []formColumn{
		{headTheme, 12.5, false, text(func(r formRow, _ assessment.Answer) string { return r.theme })},
		{headID, 8.5, false, func(p *page, col, row int, r formRow, _ assessment.Answer, l look) {
			l.bold = true
			p.text(col, row, r.ID, l)
		}},
		{headCore, 6, false, func(p *page, col, row int, r formRow, _ assessment.Answer, l look) {
			l.across = "center"
			word := ""
			if r.Core {
				word = "Core"
			}
			p.text(col, row, word, l)
		}},
		{headQuestion, 44, false, func(p *page, col, row int, r formRow, _ assessment.Answer, l look) {
			full := questionText(r.Question)
			p.text(col, row, full, l)
			f.rich(full, l, r.Title, full[len(r.Title):])
		}},
		{headMeans, 62, false, func(p *page, col, row int, r formRow, _ assessment.Answer, l look) {
			p.text(col, row, meansText(r.Question), l)
			var texts []string
			for i, o := range r.Options {
				name := label(o)
				if i > 0 {
					name = "\n" + name
				}
				texts = append(texts, name, meaning(o))
			}
			f.rich(meansText(r.Question), l, texts...)
		}},
		{headAnswer, 14, true, func(p *page, col, row int, r formRow, a assessment.Answer, l look) {
			l.bold = true
			p.text(col, row, answerCell(r, a), l)
		}},
		{headReason, 15, true, text(func(_ formRow, a assessment.Answer) string { return a.NotApplicable })},
		{headTarget, 7, true, func(p *page, col, row int, _ formRow, a assessment.Answer, l look) {
			l.across = "center"
			p.text(col, row, a.Target, l)
		}},
		{headNote, 24, true, text(func(_ formRow, a assessment.Answer) string { return a.Note })},
		{headStrength, 14, true, text(func(_ formRow, a assessment.Answer) string { return strengthCell(a.Strength) })},
	}
}

// column is the number of a column by its heading.
func (f *form) column(heading string) int {
	for i, c := range f.questionColumns() {
		if c.heading == heading {
			return i + 1
		}
	}
	return 0
}

// answerCell is what the cell of an answer holds.
func answerCell(r formRow, a assessment.Answer) string {
	switch a.State() {
	case assessment.Answered:
		return label(*r.Option(a.Option))
	case assessment.NotApplicable:
		return notApplicable
	case assessment.Unanswered:
	}
	return ""
}

func strengthCell(s assessment.Strength) string {
	if s == "" {
		return ""
	}
	return strengthLabel(s)
}
