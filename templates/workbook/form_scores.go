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
	scoreAnswered // 1 or 0, where some question picks many
	scoreRuledOut // 1 or 0, likewise
)

// worksOut reports whether Start shows scores: where formulas make them as the
// engine does of what the form holds. Levels take more than stays simple, and
// where what is not answered counts, so does what a part of the form lacks.
func (f *form) worksOut() bool {
	is := f.shape()
	return f.result.Overall.Scoring.HasNumber() && !is.stairs && (!is.least || !is.leftOut && f.only == "")
}

// drawScores writes the hidden sheet on which what Start shows is worked out
// as the engine does: each group the weighted mean, the sum or the least of
// its children that have a score, rounded to 9 places; and whether questions
// that pick many are answered.
func (f *form) drawScores() {
	p := f.page(scoresSheet)
	headings := []string{"id", "weight", "score", "weighted", "counted"}
	if f.hasTicks() {
		headings = append(headings, "answered", "not applicable")
	}
	for i, heading := range headings {
		p.text(i+1, 1, heading, look{bold: true})
	}
	row := 1
	for i := range f.sheets {
		s := &f.sheets[i]
		s.from = row + 1
		s.scores = f.scoreGroup(p, &row, s.group)
	}
	row++
	var children []int
	for _, s := range f.sheets {
		children = append(children, s.scores)
	}
	overall := &f.result.Overall
	f.scoreRow(p, row, "", 1, ofRows(overall.Scoring, children), overall.Score)
	p.keep(p.f.SetSheetVisible(p.name, false))
}

// scoreGroup writes a group below its children and returns its row, or 0 when
// the form has none of its questions.
func (f *form) scoreGroup(p *page, row *int, g *frameworks.Group) int {
	var children []int
	n := f.result.Find(g.ID)
	for _, q := range g.Questions {
		answer, ok := f.answers[q.ID]
		if !ok {
			continue
		}
		*row++
		asked := f.result.Find(q.ID)
		f.scoreRow(p, *row, q.ID, q.Weight, f.scoreOf(n, asked, answer), n.Counts(asked))
		f.countRow(p, *row, asked, answer)
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
	f.scoreRow(p, *row, g.ID, g.Weight, ofRows(n.Scoring, children), n.Score)
	return *row
}

// scoreOf is the formula of what a question counts for.
func (f *form) scoreOf(in, asked *assessment.Node, answer string) string {
	q := asked.Question
	if !q.HasNumber() || !in.Scoring.HasNumber() {
		return `""`
	}
	l := f.answerList(q)
	other := `""`
	if in.Scoring.UnansweredLeast {
		other = number(q.Least())
	}
	if met := in.Scoring.NotApplicableMet; met || in.Scoring.UnansweredLeast {
		ruledOut := `""`
		if met {
			ruledOut = number(q.Greatest())
		}
		other = fmt.Sprintf(`IF(%s="%s",%s,%s)`, answer, notApplicable, ruledOut, other)
	}
	return fmt.Sprintf(`IFERROR(INDEX(%s,MATCH(%s,%s,0)),%s)`, l.cells(l.col+1, len(l.score)), answer, l.cells(l.col, len(l.score)), other)
}

// countRow says of a question whether it is answered, where some question of
// the form picks many: then no column of answers can be counted.
func (f *form) countRow(p *page, row int, asked *assessment.Node, answer string) {
	if !f.hasTicks() {
		return
	}
	answered, ruledOut := 0, 0
	switch asked.State {
	case assessment.Answered:
		answered = 1
	case assessment.NotApplicable:
		ruledOut = 1
	case assessment.Unanswered:
	}
	given := fmt.Sprintf("LEN(%s)", answer)
	if q := asked.Question; q.Many {
		first, last := f.answers[tickID(q, &q.Options[0])], f.answers[tickID(q, &q.Options[len(q.Options)-1])]
		_, cell, _ := strings.Cut(last, "!")
		given += fmt.Sprintf(`+COUNTIF(%s:%s,"?*")`, first, cell)
	}
	f.formula(p, scoreAnswered, row, fmt.Sprintf(`IF(%s="%s",0,IF(%s>0,1,0))`, answer, notApplicable, given), answered, look{})
	f.formula(p, scoreRuledOut, row, fmt.Sprintf(`IF(%s="%s",1,0)`, answer, notApplicable), ruledOut, look{})
}

// scoreRow writes one row of _scores.
func (f *form) scoreRow(p *page, row int, id string, weight float64, formula string, score assessment.Number) {
	p.text(scoreID, row, id, look{})
	if !f.worksOut() {
		return
	}
	p.keep(p.f.SetCellFloat(p.name, p.cell(scoreWeight, row), weight, -1, 64))
	value, weighted, counted := any(""), any(""), any("")
	if v, ok := score.Get(); ok {
		value, weighted, counted = v, v*weight, weight
	}
	f.formula(p, scoreValue, row, formula, value, look{})
	f.formula(p, scoreWeighted, row, fmt.Sprintf(`IF(C%d="","",C%d*B%d)`, row, row, row), weighted, look{})
	f.formula(p, scoreCounted, row, fmt.Sprintf(`IF(C%d="","",B%d)`, row, row), counted, look{})
}

// ofRows is the formula of a group's score, of the rows of what it holds.
func ofRows(how *frameworks.Scoring, rows []int) string {
	if how.Reducer == frameworks.Mean {
		return fmt.Sprintf(`IF(%s=0,"",ROUND(%s/%s,9))`, runs("SUM", "E", rows), runs("SUM", "D", rows), runs("SUM", "E", rows))
	}
	if !how.HasNumber() {
		return `""`
	}
	formula := fmt.Sprintf("ROUND(%s+%s,9)", number(how.Start), runs("SUM", "D", rows))
	if how.Reducer == frameworks.Min {
		formula = fmt.Sprintf("ROUND(%s,9)", runs("MIN", "C", rows))
	}
	return fmt.Sprintf(`IF(%s=0,"",%s)`, runs("SUM", "E", rows), formula)
}

// runs gives a function some rows of a column. A function takes 255 arguments,
// so rows that follow one another are one.
func runs(function, col string, rows []int) string {
	var out []string
	for i := 0; i < len(rows); {
		to := i
		for to+1 < len(rows) && rows[to+1] == rows[to]+1 {
			to++
		}
		out = append(out, fmt.Sprintf("%s%d:%s%d", col, rows[i], col, rows[to]))
		i = to + 1
	}
	return function + "(" + strings.Join(out, ",") + ")"
}
