package workbook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
	"sextant/frameworks"
)

// choices is what a dropdown offers: a defined name for cells of the sheet
// _lists. (A list inside the validation itself may have 255 characters and no
// commas in its items.)
type choices struct {
	name  string
	items []string
	score []float64 // what each is worth, of options
	col   int       // on _lists; its scores are in the next column
}

// listOf finds a list of the same items, or makes one.
func (f *form) listOf(kind string, items []string, score []float64) choices {
	for _, l := range f.lists {
		if strings.HasPrefix(l.name, kind) && slices.Equal(l.items, items) && slices.Equal(l.score, score) {
			return l
		}
	}
	l := choices{name: fmt.Sprintf("%s_%d", kind, len(f.lists)+1), items: items, score: score, col: 2*len(f.lists) + 1}
	f.lists = append(f.lists, l)
	return l
}

func (f *form) makeLists() {
	f.strengths()
	for _, s := range f.sheets {
		for _, r := range s.rows {
			if r.Many {
				f.ticksList(formRow{})
				f.ticksList(formRow{option: &r.Options[0]})
				continue
			}
			f.answerList(r.Question)
			f.targetList(r.Question)
		}
	}
}

func (f *form) answerList(q *frameworks.Question) choices {
	var labels []string
	var values []float64
	for _, o := range q.Options {
		labels, values = append(labels, label(o)), append(values, o.Value)
	}
	return f.listOf("answers", append(labels, notApplicable), values)
}

// ticksList is what a question that picks many can be answered beside its
// options, or what an option can.
func (f *form) ticksList(r formRow) choices {
	if r.own() {
		return f.listOf("many", []string{noneTick, notApplicable}, nil)
	}
	return f.listOf("ticks", []string{yesTick, noTick}, nil)
}

func (f *form) targetList(q *frameworks.Question) choices { return f.listOf("targets", q.Keys(), nil) }

func (f *form) strengths() choices {
	var labels []string
	for _, s := range assessment.Strengths() {
		labels = append(labels, strengthLabel(assessment.Strength(s)))
	}
	return f.listOf("strengths", labels, nil)
}

// drawLists writes the hidden sheet with all lists.
func (f *form) drawLists() {
	p := f.page(listsSheet)
	for _, l := range f.lists {
		p.text(l.col, 1, l.name, look{bold: true})
		for i, item := range l.items {
			p.text(l.col, i+2, item, look{})
			if i < len(l.score) {
				p.keep(p.f.SetCellFloat(p.name, p.cell(l.col+1, i+2), l.score[i], -1, 64))
			}
		}
		p.keep(p.f.SetDefinedName(&excelize.DefinedName{Name: l.name, RefersTo: l.cells(l.col, len(l.items))}))
	}
	p.keep(p.f.SetSheetVisible(p.name, false))
}

// cells are so many cells of a column below its heading.
func (l choices) cells(col, n int) string {
	name, err := excelize.ColumnNumberToName(col)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%s!$%s$2:$%s$%d", listsSheet, name, name, n+1)
}

// dropdowns puts the lists at the cells of a sheet's rows, one rule for each
// run of rows with the same list.
func (f *form) dropdowns(p *page, s *formSheet) {
	none := choices{}
	for _, d := range []struct {
		heading, title, message string
		list                    func(formRow) choices
	}{
		{headAnswer, "Choose from the list", "Choose one of the answers in the list, or Not applicable.", func(r formRow) choices {
			if r.Many {
				return f.ticksList(r)
			}
			return f.answerList(r.Question)
		}},
		{headTarget, "Choose from the list", "Choose the option that this question should reach, or leave it empty for the target that everybody has.", func(r formRow) choices {
			if r.Many {
				return none
			}
			return f.targetList(r.Question)
		}},
		{headStrength, "Choose from the list", "Choose how strong the evidence is, or leave it empty.", func(r formRow) choices {
			if !r.own() {
				return none
			}
			return f.strengths()
		}},
	} {
		col, rows := f.column(d.heading), s.lines()
		if col == 0 {
			continue
		}
		for from := 0; from < len(rows); {
			l, to := d.list(rows[from]), from
			for to+1 < len(rows) && d.list(rows[to+1]).name == l.name {
				to++
			}
			if l.name != "" {
				v := excelize.NewDataValidation(true)
				v.SetSqref(p.cell(col, s.head+1+from) + ":" + p.cell(col, s.head+1+to))
				v.SetSqrefDropList(l.name)
				v.SetError(excelize.DataValidationErrorStyleStop, d.title, d.message)
				p.keep(p.f.AddDataValidation(p.name, v))
			}
			from = to + 1
		}
	}
}
