package workbook

import (
	"fmt"
	"strings"

	"sextant/assessment"
	"sextant/frameworks"
)

// The columns of the sheet _scores: a row for each question, group and
// objective, the children of a group above it.
const (
	scoreID = iota + 1
	scoreWeight
	scoreValue    // the score, or nothing
	scoreWeighted // score times weight
	scoreCounted  // the weight, where there is a score
)

// drawScores writes the hidden sheet on which the scores of Start are worked
// out as the engine does: each group the weighted mean of its children that
// have a score, rounded to 9 places.
func (f *form) drawScores() {
	p := f.page(scoresSheet)
	for i, heading := range []string{"id", "weight", "score", "weighted", "counted"} {
		p.text(i+1, 1, heading, look{bold: true})
	}
	row := 1
	for i := range f.sheets {
		s := &f.sheets[i]
		s.scores = f.scoreGroup(p, &row, s.group)
	}
	row++
	var children []int
	for _, s := range f.sheets {
		children = append(children, s.scores)
	}
	f.scoreRow(p, row, "", 1, mean(children), f.result.Overall.Score)
	p.keep(p.f.SetSheetVisible(p.name, false))
}

// scoreGroup writes a group below its children and returns its row, or 0 when
// the form has none of its questions.
func (f *form) scoreGroup(p *page, row *int, g *frameworks.Group) int {
	var children []int
	for _, q := range g.Questions {
		answer, ok := f.answers[q.ID]
		if !ok {
			continue
		}
		*row++
		l := f.answerList(q)
		find := fmt.Sprintf(`IFERROR(INDEX(%s,MATCH(%s,%s,0)),"")`, l.cells(l.col+1, len(l.score)), answer, l.cells(l.col, len(l.score)))
		f.scoreRow(p, *row, q.ID, q.Weight, find, f.result.Find(q.ID).Score)
		children = append(children, *row)
	}
	for _, child := range g.Groups {
		if at := f.scoreGroup(p, row, child); at > 0 {
			children = append(children, at)
		}
	}
	if len(children) == 0 {
		return 0
	}
	*row++
	f.scoreRow(p, *row, g.ID, g.Weight, mean(children), f.result.Find(g.ID).Score)
	return *row
}

// scoreRow writes one row of _scores.
func (f *form) scoreRow(p *page, row int, id string, weight float64, formula string, score assessment.Number) {
	p.text(scoreID, row, id, look{})
	p.keep(p.f.SetCellFloat(p.name, p.cell(scoreWeight, row), weight, -1, 64))
	value, weighted, counted := any(""), any(""), any("")
	if v, ok := score.Get(); ok {
		value, weighted, counted = v, v*weight, weight
	}
	f.formula(p, scoreValue, row, formula, value, look{})
	f.formula(p, scoreWeighted, row, fmt.Sprintf(`IF(C%d="","",C%d*B%d)`, row, row, row), weighted, look{})
	f.formula(p, scoreCounted, row, fmt.Sprintf(`IF(C%d="","",B%d)`, row, row), counted, look{})
}

// mean is the formula for the mean of some rows. A function takes 255
// arguments, so rows that follow one another are one.
func mean(rows []int) string {
	runs := func(col string) string {
		var out []string
		for i := 0; i < len(rows); {
			to := i
			for to+1 < len(rows) && rows[to+1] == rows[to]+1 {
				to++
			}
			out = append(out, fmt.Sprintf("%s%d:%s%d", col, rows[i], col, rows[to]))
			i = to + 1
		}
		return "SUM(" + strings.Join(out, ",") + ")"
	}
	return fmt.Sprintf(`IF(%s=0,"",ROUND(%s/%s,9))`, runs("E"), runs("D"), runs("E"))
}
