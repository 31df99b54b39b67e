package workbook

import (
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"sextant/assessment"
	"sextant/templates"
)

// numbersOf says which number of a mark a column holds.
var numbersOf = map[string]func(*assessment.Node) assessment.Number{
	"Score":  func(n *assessment.Node) assessment.Number { return n.Score },
	"Low":    func(n *assessment.Node) assessment.Number { return whileProvisional(n, n.Low) },
	"High":   func(n *assessment.Node) assessment.Number { return whileProvisional(n, n.High) },
	"Level":  func(n *assessment.Node) assessment.Number { return n.Level },
	"Target": func(n *assessment.Node) assessment.Number { return n.Target },
	"Gap":    func(n *assessment.Node) assessment.Number { return n.Gap },

	"Target for 31 March 2027": func(n *assessment.Node) assessment.Number { return n.Target },
	"% to target":              func(n *assessment.Node) assessment.Number { return n.PercentToTarget },
	"Target for 31 March 2030": func(n *assessment.Node) assessment.Number { return n.FinalTarget },
	"Gap for 31 March 2030":    func(n *assessment.Node) assessment.Number { return n.FinalGap },

	"Answered":         func(n *assessment.Node) assessment.Number { return assessment.Some(float64(n.Answered)) },
	"Applicable":       func(n *assessment.Node) assessment.Number { return assessment.Some(float64(n.Applicable)) },
	"Not applicable":   func(n *assessment.Node) assessment.Number { return assessment.Some(float64(n.NotApplicable)) },
	"Evidenced":        func(n *assessment.Node) assessment.Number { return assessment.Some(float64(n.Evidenced)) },
	"Reviewed":         func(n *assessment.Node) assessment.Number { return assessment.Some(float64(n.Reviewed)) },
	"Reviewer differs": func(n *assessment.Node) assessment.Number { return assessment.Some(float64(n.Differs)) },
}

func whileProvisional(n *assessment.Node, of assessment.Number) assessment.Number {
	if n.Provisional {
		return of
	}
	return assessment.Number{}
}

// Every number in the tables is the number of the result, to the last digit,
// and there is no number that the result does not have.
func TestNumbersEqualTheResult(t *testing.T) {
	r := report(sample(t, swl(t)))
	f := opened(t, made(t, r))
	root := &r.Result.Overall
	var groups []*assessment.Node
	var walk func(n *assessment.Node)
	walk = func(n *assessment.Node) {
		if n.Question == nil {
			groups = append(groups, n)
			for i := range n.Children {
				walk(&n.Children[i])
			}
		}
	}
	walk(root)
	var objectives []*assessment.Node
	for i := range root.Children {
		objectives = append(objectives, &root.Children[i])
	}
	for _, table := range []struct {
		sheet, heading, none string
		rows                 []*assessment.Node
		word                 string // a column of words whose heading is that of numbers elsewhere
	}{
		{"Summary", "Objective", templates.NoNumber, append(objectives, root), "Answered"},
		{"Objectives", "Objective and part", templates.NoNumber, groups, ""},
		{"Detail", "Objective", "", root.Questions(), ""},
	} {
		rows, err := f.GetRows(table.sheet)
		must(t, err)
		head := 0
		for rows[head] == nil || rows[head][0] != table.heading {
			head++
		}
		checked := 0
		for i, n := range table.rows {
			for j, heading := range rows[head] {
				if heading == "" {
					break // the figures behind the charts, which TestCharts checks
				}
				cell, err := excelize.CoordinatesToCellName(j+1, head+2+i)
				must(t, err)
				value, err := f.GetCellValue(table.sheet, cell)
				must(t, err)
				kind, err := f.GetCellType(table.sheet, cell)
				must(t, err)
				isNumber := kind == excelize.CellTypeUnset && value != ""
				of := numbersOf[heading]
				switch {
				case of == nil || heading == table.word:
					if isNumber && heading != "Answered on" {
						t.Errorf("%s!%s %q: the number %s is nobody's", table.sheet, cell, heading, value)
					}
				case of(n).IsNone():
					if value != table.none {
						t.Errorf("%s!%s %q of %s is %q, want %q", table.sheet, cell, heading, n.ID, value, table.none)
					}
				default:
					v, _ := of(n).Get()
					if want := strconv.FormatFloat(v, 'f', -1, 64); value != want || !isNumber {
						t.Errorf("%s!%s %q of %s is %q, want the number %s", table.sheet, cell, heading, n.ID, value, want)
					}
					checked++
				}
			}
		}
		if checked < len(table.rows) {
			t.Errorf("%s: only %d numbers checked", table.sheet, checked)
		}
	}
}

// The figure in the tile is the overall score itself.
func TestTiles(t *testing.T) {
	r := report(sample(t, swl(t)))
	f := opened(t, made(t, r))
	score, _ := r.Result.Overall.Score.Get()
	level, _ := r.Result.Overall.Level.Get()
	for cell, want := range map[string]string{
		"A6": strconv.FormatFloat(score, 'f', -1, 64),
		"B6": strconv.FormatFloat(level, 'f', -1, 64),
		"E6": templates.RAG(r.Result.Overall.RAG),
		"H6": templates.Coverage(&r.Result.Overall),
	} {
		got, err := f.GetCellValue("Summary", cell)
		must(t, err)
		if got != want {
			t.Errorf("Summary!%s is %q, want %q", cell, got, want)
		}
	}
}
