package workbook

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
	"sextant/frameworks"
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
	s.head = p.title(s.title, f.howToAnswer())
	for i, c := range columns {
		fill := darkBlue
		if c.open {
			fill = blue
		}
		p.text(i+1, s.head, c.heading, look{size: 9, bold: true, ink: white, fill: fill, line: box, lineInk: white, across: "center", down: "center", wrap: true})
	}
	p.height(s.head, 32)
	p.freeze(f.column(headQuestion), s.head+1)
	p.define("_xlnm.Print_Titles", fmt.Sprintf("%s$%d:$%d", address(s.name, ""), s.head, s.head))
	row := s.head
	for _, r := range s.lines() {
		row++
		for i, c := range columns {
			answer := f.of.Answers[r.ID]
			if !r.has(c.heading) {
				answer = assessment.Answer{}
			}
			l := look{size: 9, line: box, wrap: true}
			if !r.own() {
				l.indent = min(c.indent, 1)
			}
			if r.own() && r.Many { // it heads the rows of its options
				l.fill = pale
			}
			if c.open && r.has(c.heading) {
				l.size, l.fill, l.unlocked = fontSize, yellow, true
			}
			c.put(p, i+1, row, r, answer, l)
		}
		f.answers[r.rowID()] = address(s.name, p.cell(f.column(headAnswer), row))
		least := 48.0
		if r.Many { // it has many rows
			least = 20
		}
		p.height(row, min(max(p.needs[row], least), excelize.MaxRowHeight))
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
	indent  int  // of an option's row
	put     func(p *page, col, row int, r formRow, a assessment.Answer, l look)
}

// questionColumns are the columns of a sheet of questions.
func (f *form) questionColumns() []formColumn {
	if f.columns == nil {
		f.columns = f.makeColumns()
	}
	return f.columns
}

func (f *form) makeColumns() []formColumn {
	text := func(of func(formRow, assessment.Answer) string) func(*page, int, int, formRow, assessment.Answer, look) {
		return func(p *page, col, row int, r formRow, a assessment.Answer, l look) { p.text(col, row, of(r, a), l) }
	}
	columns := []formColumn{
		{heading: headTheme, width: 12.5, put: text(func(r formRow, _ assessment.Answer) string { return r.theme })},
		{heading: headID, width: f.idWidth(), put: func(p *page, col, row int, r formRow, _ assessment.Answer, l look) {
			l.bold = r.own()
			p.text(col, row, r.rowID(), l)
		}},
		{heading: headCore, width: 6, put: func(p *page, col, row int, r formRow, _ assessment.Answer, l look) {
			l.across = "center"
			word := ""
			if r.Core && r.own() {
				word = "Core"
			}
			p.text(col, row, word, l)
		}},
		{heading: headQuestion, width: 44, indent: 1, put: func(p *page, col, row int, r formRow, _ assessment.Answer, l look) {
			full := r.asks()
			p.text(col, row, full, l)
			if r.own() {
				f.rich(full, l, r.Title, full[len(r.Title):])
			}
		}},
		{heading: headMeans, width: 62, put: func(p *page, col, row int, r formRow, _ assessment.Answer, l look) {
			p.text(col, row, r.means(), l)
			if r.Many {
				return
			}
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
		{heading: headAnswer, width: 14, open: true, put: func(p *page, col, row int, r formRow, a assessment.Answer, l look) {
			l.bold = true
			p.text(col, row, answerCell(r, a), l)
		}},
		{heading: headReason, width: 15, open: true, put: text(func(_ formRow, a assessment.Answer) string { return a.NotApplicable })},
		{heading: headTarget, width: 7, open: true, put: func(p *page, col, row int, _ formRow, a assessment.Answer, l look) {
			l.across = "center"
			p.text(col, row, a.Target, l)
		}},
		{heading: headNote, width: 24, open: true, put: text(func(_ formRow, a assessment.Answer) string { return a.Note })},
		{heading: headStrength, width: 14, open: true, put: text(func(_ formRow, a assessment.Answer) string { return strengthCell(a.Strength) })},
	}
	fw := f.of.Framework
	for i := range columns {
		if c := &columns[i]; c.heading == headMeans && !f.explains() { // names alone, or how to tick
			c.width = 26
			if f.hasTicks() {
				c.width = 40
			}
		}
	}
	core := slices.ContainsFunc(fw.Questions(), func(q *frameworks.Question) bool { return q.Core })
	return slices.DeleteFunc(columns, func(c formColumn) bool {
		return c.heading == headCore && !core || c.heading == headTarget && !hasTarget(fw) || c.heading == headTheme && !f.hasThemes()
	})
}

// explains reports whether anything is said of the answers but their names.
func (f *form) explains() bool {
	return slices.ContainsFunc(f.of.Framework.Questions(), func(q *frameworks.Question) bool {
		return slices.ContainsFunc(q.Options, func(o frameworks.Option) bool { return o.Says() != "" })
	})
}

// has reports whether a row has a cell to fill in below a heading.
func (r formRow) has(heading string) bool {
	switch {
	case r.own():
		return heading != headTarget || !r.Many
	}
	return heading == headAnswer
}

// hasThemes reports whether any question is in a group of its objective.
func (f *form) hasThemes() bool {
	for _, s := range f.sheets {
		if slices.ContainsFunc(s.rows, func(r formRow) bool { return r.theme != "" }) {
			return true
		}
	}
	return false
}

// idWidth has room for the longest id, as far as it goes.
func (f *form) idWidth() float64 {
	width := 8.5
	for _, s := range f.sheets {
		for _, r := range s.lines() {
			width = max(width, float64(len(r.rowID())))
		}
	}
	return min(width, 16)
}

// howToAnswer is said above the questions.
func (f *form) howToAnswer() string {
	switch {
	case f.of.Framework.OnlyMeans():
		return "Fill in the yellow cells. Answer with the highest option for which its text, and that of every option before it, is true; leave empty what you do not know."
	case f.hasTicks():
		return "Fill in the yellow cells. Say Yes or No to each statement of a question, choose from the list elsewhere; leave empty what you do not know."
	}
	return "Fill in the yellow cells. Choose the answer that is true from the list; leave empty what you do not know."
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
	if !r.own() {
		return tick(r.option, a)
	}
	switch a.State() {
	case assessment.Answered:
		if r.Many { // the rows of its options say it
			return ""
		}
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
