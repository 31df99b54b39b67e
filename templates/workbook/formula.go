package workbook

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
	"sextant/frameworks"
)

// A formula lets anyone trace a number in the workbook itself: what it is the
// mean, the sum or the least of, and where those numbers are. The number beside it is the engine's,
// for previews and converters do not calculate, and it is what the formula
// gives: TestFormulas has another program calculate them all. No function is
// newer than Excel 2010. The levels, colours and words are the engine's alone:
// they do not move when somebody tries another number, and Method says so.

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

// The headings of the columns of Detail that formulas refer to.
const (
	detailID     = "Id"
	detailScore  = "Score"
	detailCounts = "Counts as"
	detailTarget = "Target"
	detailGap    = "Gap"
)

// detailColumn is the letter of a column of Detail.
func (b *book) detailColumn(heading string) string {
	return letterOf(b, detailColumns(b), heading)
}

// letterOf is the letter of a column; "" where there is none of that heading.
func letterOf[T any](b *book, columns []column[T], heading string) string {
	for i, c := range columns {
		if c.heading == heading {
			letters, err := excelize.ColumnNumberToName(i + 1)
			b.keep(err)
			return letters
		}
	}
	return ""
}

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

// made is the formula of a group's figure in a column of Objectives: as the
// group makes it of what it holds. It is "" where there is none that stays
// simple.
func (p *page) made(n *assessment.Node, column string, f figure) string {
	if f.of(n).IsNone() {
		return ""
	}
	g, ok := p.gather(n, column, f)
	if !ok {
		return ""
	}
	switch n.Scoring.Reducer {
	case frameworks.Mean:
		return bounded("ROUND(" + g.mean(p) + ",9)")
	case frameworks.Sum:
		start := n.Scoring.Start
		if f.gap {
			start = 0
		}
		return bounded("ROUND(" + strings.Join(append([]string{number(start)}, g.terms(p)...), "+") + ",9)")
	case frameworks.Min:
		if f.gap || len(g.asked) > 0 {
			return ""
		}
		return bounded("ROUND(MIN(" + strings.Join(g.numbers, ",") + "),9)")
	case frameworks.Levels, frameworks.None:
	}
	return ""
}

// gathered is where the parts of a group's figure stand.
type gathered struct {
	numbers, weights      []string // cells of this sheet, and numbers that stand in no cell
	asked, askedWeights   []string // ids of questions, in quotes
	detail                string   // the column that holds theirs
	evenly, onlyThisSheet bool
}

// gather finds the parts of a group's figure; ok is false where one of them
// stands nowhere.
func (p *page) gather(n *assessment.Node, column string, f figure) (g gathered, ok bool) {
	g.evenly, g.onlyThisSheet, g.detail = evenly(n), true, f.detail
	if f.detail == detailScore && p.shape().stands {
		g.detail = detailCounts
	}
	for i := range n.Children {
		c := &n.Children[i]
		counts, own, weight := f.counts(n, c), f.of(c), number(c.Weight)
		switch {
		case c.Question != nil && f.detail == "", c.Question == nil && own != counts:
			return g, false
		case c.Question != nil && (own == counts || g.detail == detailCounts):
			g.asked, g.askedWeights = append(g.asked, strconv.Quote(c.ID)), append(g.askedWeights, weight)
		case counts.IsNone():
		case c.Question != nil: // it does not apply, and counts as met
			v, _ := counts.Get()
			g.numbers, g.weights, g.onlyThisSheet = append(g.numbers, number(v)), append(g.weights, weight), false
		default:
			g.numbers, g.weights = append(g.numbers, fmt.Sprintf("%s%d", column, p.objectiveRow(c.ID))), append(g.weights, weight)
		}
	}
	return g, true
}

// terms are what a figure adds up: each number times its weight.
func (g gathered) terms(p *page) []string {
	var terms []string
	for i, n := range g.numbers {
		terms = append(terms, g.weights[i]+"*"+n)
	}
	if len(g.asked) > 0 {
		terms = append(terms, "SUMPRODUCT("+g.byWeight()+p.inDetail("SUMIF(%[1]s,%[2]s,%[3]s)", g.asked, g.detail)+")")
	}
	return terms
}

// byWeight is what the questions' numbers are multiplied with.
func (g gathered) byWeight() string {
	if len(g.askedWeights) == 0 {
		return ""
	}
	return "{" + strings.Join(g.askedWeights, ",") + "}*"
}

// mean is the sum of the terms over the sum of the weights, short where all
// weigh the same.
func (g gathered) mean(p *page) string {
	if g.evenly && g.onlyThisSheet && len(g.asked) == 0 {
		return "AVERAGE(" + strings.Join(g.numbers, ",") + ")"
	}
	if g.evenly && len(g.numbers) == 0 {
		g.askedWeights = nil
	}
	weights := slices.Clone(g.weights)
	if len(g.asked) > 0 {
		weights = append(weights, "SUMPRODUCT("+g.byWeight()+p.inDetail(`COUNTIFS(%[1]s,%[2]s,%[3]s,">-1E+300")`, g.asked, g.detail)+")")
	}
	return "(" + strings.Join(g.terms(p), "+") + ")/(" + strings.Join(weights, "+") + ")"
}

// inDetail fills a formula with the column of ids on the sheet Detail, the ids
// looked for, and a column of numbers. Questions are found by id and never by
// row, for people sort that sheet.
func (p *page) inDetail(formula string, ids []string, column string) string {
	last := detailHead + len(detailLines(p.report.Result))
	at := func(heading string) string {
		column := p.detailColumn(heading)
		return fmt.Sprintf("Detail!$%s$%d:$%s$%d", column, detailHead+1, column, last)
	}
	return fmt.Sprintf(formula, at(detailID), "{"+strings.Join(ids, ",")+"}", at(column))
}

// evenly reports whether all children weigh the same.
func evenly(n *assessment.Node) bool {
	for i := range n.Children {
		if n.Children[i].Weight != n.Children[0].Weight {
			return false
		}
	}
	return true
}

// bounded leaves out a formula that is longer than one can be, or that takes
// more than the 255 arguments of a function.
func bounded(formula string) string {
	if len(formula) > 8000 || strings.Count(formula, ",") > 250 {
		return ""
	}
	return formula
}

// percent is the formula of how much of the targets is reached.
func (p *page) percent(n *assessment.Node) string {
	if n.PercentToTarget.IsNone() || n.TargetSum == 0 {
		return ""
	}
	var ids []string
	for _, q := range n.Questions() {
		ids = append(ids, strconv.Quote(q.ID))
	}
	sum := func(column string) string {
		return "SUMPRODUCT(" + p.inDetail("SUMIF(%[1]s,%[2]s,%[3]s)", ids, column) + ")"
	}
	targets := sum(detailTarget)
	if below := n.FromBelow(); below > 0 {
		targets = "(" + targets + "+" + number(below) + ")"
	}
	return bounded("ROUND(1-" + sum(detailGap) + "/" + targets + ",9)")
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
