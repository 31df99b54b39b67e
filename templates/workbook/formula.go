package workbook

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"sextant/assessment"
)

// A formula lets anyone trace a number in the workbook itself: what it is the
// mean of, and where those numbers are. The number beside it is the engine's,
// for previews and converters do not calculate, and it is what the formula
// gives: TestFormulas has another program calculate them all. No function is
// newer than Excel 2010.

// formula gives a cell that holds a number the formula that makes it.
func (p *page) formula(col, row int, formula string) {
	if formula == "" {
		return
	}
	if p.formulas == nil {
		p.formulas = make(map[string]string)
	}
	p.formulas[p.cell(col, row)] = formula
}

// The columns of Detail that formulas refer to.
const (
	detailScore  = "H"
	detailTarget = "I"
	detailGap    = "J"
)

// objectivesHead is the row of the headings on the sheet Objectives.
const objectivesHead = 4

// objectiveRow is the row of a group on the sheet Objectives.
func (b *book) objectiveRow(id string) int {
	if b.objectiveRows == nil {
		b.objectiveRows = make(map[string]int)
		for i, n := range objectiveLines(b.report.Result) {
			b.objectiveRows[n.ID] = objectivesHead + 1 + i
		}
	}
	return b.objectiveRows[id]
}

// mean is the formula of a group's number on the sheet Objectives: the mean
// of its groups' numbers in the same column and of its questions' in a column
// of Detail. It is "" where a question's number stands nowhere.
func (p *page) mean(n *assessment.Node, column, detail string, of func(*assessment.Node) assessment.Number) string {
	if of(n).IsNone() {
		return ""
	}
	type term struct {
		cell   string
		weight float64
	}
	var terms []term
	equal := true
	for i := range n.Children {
		c := &n.Children[i]
		if of(c).IsNone() {
			continue
		}
		cell := fmt.Sprintf("%s%d", column, p.objectiveRow(c.ID))
		if c.Question != nil {
			if detail == "" {
				return ""
			}
			row, _ := p.detailRow(c.ID)
			cell = fmt.Sprintf("Detail!%s%d", detail, row)
		}
		terms = append(terms, term{cell, c.Weight})
		equal = equal && c.Weight == terms[0].weight
	}
	var cells, products, weights []string
	for _, t := range terms {
		cells = append(cells, t.cell)
		products = append(products, number(t.weight)+"*"+t.cell)
		weights = append(weights, number(t.weight))
	}
	// A function takes 255 arguments and a formula 8,192 characters.
	if len(terms) > 200 {
		return ""
	}
	if equal {
		return "ROUND(AVERAGE(" + strings.Join(cells, ",") + "),9)"
	}
	return "ROUND((" + strings.Join(products, "+") + ")/(" + strings.Join(weights, "+") + "),9)"
}

// percent is the formula of how much of the targets is reached.
func (p *page) percent(n *assessment.Node) string {
	questions := n.Questions()
	if n.PercentToTarget.IsNone() || n.TargetSum == 0 || len(questions) == 0 {
		return ""
	}
	from, _ := p.detailRow(questions[0].ID)
	to, _ := p.detailRow(questions[len(questions)-1].ID)
	return fmt.Sprintf("ROUND(1-SUM(Detail!%[1]s%[3]d:%[1]s%[4]d)/SUM(Detail!%[2]s%[3]d:%[2]s%[4]d),9)", detailGap, detailTarget, from, to)
}

var numberCell = regexp.MustCompile(`<c r="([A-Z]+[0-9]+)"([^>]*)><v>`)

// formulas puts the formulas before the numbers that excelize wrote: it
// writes either of the two, but not both.
func (p parts) formulas(pages []*page) error {
	for i, page := range pages {
		if len(page.formulas) == 0 {
			continue
		}
		name := fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
		part := p[name]
		if part == nil {
			return fmt.Errorf("excelize wrote no %s", name)
		}
		put := 0
		out := numberCell.ReplaceAllFunc(part.Bytes(), func(match []byte) []byte {
			groups := numberCell.FindSubmatch(match)
			formula, ok := page.formulas[string(groups[1])]
			if !ok {
				return match
			}
			put++
			return fmt.Appendf(nil, `<c r="%s"%s><f>%s</f><v>`, groups[1], groups[2], xmlText(formula))
		})
		if put != len(page.formulas) {
			return fmt.Errorf("%s: %d of %d formulas found their number", page.name, put, len(page.formulas))
		}
		p[name] = bytes.NewBuffer(out)
	}
	return nil
}
