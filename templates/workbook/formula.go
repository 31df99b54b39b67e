package workbook

import (
	"bytes"
	"fmt"
	"regexp"
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

// made is the formula of a group's number, target or gap on the sheet
// Objectives: as the group makes it of what it holds. It is "" where there is
// none that stays simple.
func (p *page) made(n *assessment.Node, column, detail string, of func(*assessment.Node) assessment.Number) string {
	switch n.Scoring.Reducer {
	case frameworks.Mean:
		return p.mean(n, column, detail, of)
	case frameworks.Sum:
		start := 0.0
		if detail == detailScore {
			start = n.Scoring.Start
		}
		return p.sum(n, start, column, detail, of)
	case frameworks.Min:
		if detail == detailGap || detail == "" { // at target only when every child is
			return ""
		}
		return p.minimum(n, column, of)
	case frameworks.Levels, frameworks.None:
	}
	return ""
}

// counted is the column of Detail with what questions count for.
func (p *page) counted(detail string) string {
	if detail == detailScore && p.shape().stands {
		return detailCounts
	}
	return detail
}

// standsIn reports whether a group below counts for more than its number.
func standsIn(n *assessment.Node, of func(*assessment.Node) assessment.Number) bool {
	for i := range n.Children {
		c := &n.Children[i]
		if c.Question == nil && of(c).IsNone() && !c.Low.IsNone() && n.Scoring.UnansweredLeast {
			return true
		}
	}
	return false
}

// sum is the formula of a sum: what it counts from, and each number times its
// weight.
func (p *page) sum(n *assessment.Node, start float64, column, detail string, of func(*assessment.Node) assessment.Number) string {
	if of(n).IsNone() || standsIn(n, of) {
		return ""
	}
	terms := []string{number(start)}
	var asked, weights []string
	for i := range n.Children {
		c := &n.Children[i]
		switch {
		case c.Question != nil && detail == "":
			return ""
		case c.Question != nil:
			asked, weights = append(asked, strconv.Quote(c.ID)), append(weights, number(c.Weight))
		case !of(c).IsNone():
			terms = append(terms, fmt.Sprintf("%s*%s%d", number(c.Weight), column, p.objectiveRow(c.ID)))
		}
	}
	if len(asked) > 0 {
		terms = append(terms, "SUMPRODUCT({"+strings.Join(weights, ",")+"}*"+p.inDetail("SUMIF(%[1]s,%[2]s,%[3]s)", asked, p.counted(detail))+")")
	}
	return bounded("ROUND(" + strings.Join(terms, "+") + ",9)")
}

// minimum is the formula of the least of the groups below; "" where questions
// are among them.
func (p *page) minimum(n *assessment.Node, column string, of func(*assessment.Node) assessment.Number) string {
	if of(n).IsNone() || standsIn(n, of) {
		return ""
	}
	var cells []string
	for i := range n.Children {
		c := &n.Children[i]
		if c.Question != nil {
			return ""
		}
		if !of(c).IsNone() {
			cells = append(cells, fmt.Sprintf("%s%d", column, p.objectiveRow(c.ID)))
		}
	}
	return bounded("ROUND(MIN(" + strings.Join(cells, ",") + "),9)")
}

// mean is the formula of a group's number on the sheet Objectives: the mean
// of its groups' numbers in the same column and of its questions' in a column
// of Detail. It is "" where a question's number stands nowhere.
func (p *page) mean(n *assessment.Node, column, detail string, of func(*assessment.Node) assessment.Number) string {
	if of(n).IsNone() || standsIn(n, of) {
		return ""
	}
	counted := p.counted(detail)
	var cells, groups, weights, asked, askedWeights []string
	for i := range n.Children {
		c := &n.Children[i]
		switch {
		case c.Question != nil && detail == "":
			return ""
		case c.Question != nil:
			asked, askedWeights = append(asked, strconv.Quote(c.ID)), append(askedWeights, number(c.Weight))
		case !of(c).IsNone():
			cell := fmt.Sprintf("%s%d", column, p.objectiveRow(c.ID))
			cells, groups = append(cells, cell), append(groups, number(c.Weight)+"*"+cell)
			weights = append(weights, number(c.Weight))
		}
	}
	if len(asked) == 0 && evenly(n) {
		return bounded("ROUND(AVERAGE(" + strings.Join(cells, ",") + "),9)")
	}
	sum, weight := strings.Join(groups, "+"), strings.Join(weights, "+")
	if len(asked) > 0 {
		by := "{" + strings.Join(askedWeights, ",") + "}*"
		if len(groups) > 0 {
			sum, weight = sum+"+", weight+"+"
		} else if evenly(n) {
			by = ""
		}
		sum += "SUMPRODUCT(" + by + p.inDetail("SUMIF(%[1]s,%[2]s,%[3]s)", asked, counted) + ")"
		weight += "SUMPRODUCT(" + by + p.inDetail(`COUNTIFS(%[1]s,%[2]s,%[3]s,">-1E+300")`, asked, counted) + ")"
	}
	return bounded("ROUND((" + sum + ")/(" + weight + "),9)")
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
	return bounded("ROUND(1-" + sum(detailGap) + "/" + sum(detailTarget) + ",9)")
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
