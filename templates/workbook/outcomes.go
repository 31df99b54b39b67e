package workbook

import (
	"fmt"
	"slices"
	"strings"

	"sextant/assessment"
	"sextant/templates"
)

// viewed are the catalogues that an NHS board is asked about, in the order in
// which they are shown. The others a framework refers to serve its authors.
var viewed = []string{"dspt-caf", "caf-4.0"}

// outcome is a row: an outcome and the catalogue it is of.
type outcome struct {
	assessment.Outcome
	catalogue string
}

func outcomes(r templates.Report) []outcome {
	var rows []outcome
	for _, id := range viewed {
		for _, c := range r.Catalogues {
			if c.ID != id || !slices.Contains(r.Assessment.Framework.Catalogues, id) {
				continue
			}
			for _, o := range assessment.Outcomes(r.Result, c) {
				rows = append(rows, outcome{o, c.ID})
			}
		}
	}
	return rows
}

func hasOutcomes(r templates.Report) bool { return len(outcomes(r)) > 0 }

// drawOutcomes draws which outcomes of the DSPT and of the CAF the questions
// touch, with the lowest answer among them.
func drawOutcomes(p *page) {
	note := "Which outcomes the questions touch, and the lowest answer among them. This is no DSPT or CAF status: a mapping is not a return."
	p.fit(false, "768692")
	head := list(p, "DSPT and CAF", note, "tblOutcomes", []column[outcome]{
		texts("Catalogue", 10, func(o outcome) string { return o.catalogue }),
		texts("Objective", 47, func(o outcome) string { return o.Group }),
		texts("Outcome", 9.5, func(o outcome) string { return o.ID }),
		texts("Title", 38, func(o outcome) string { return o.Title }),
		texts("Questions that touch it and apply", 36, func(o outcome) string {
			var ids []string
			for _, q := range o.Questions {
				ids = append(ids, q.ID)
			}
			return strings.Join(ids, ", ")
		}),
		texts("Answered", 13, func(o outcome) string {
			if len(o.Questions) == 0 {
				return "none applies"
			}
			return fmt.Sprintf("%d of %d", o.Answered, len(o.Questions))
		}),
		{"Lowest answer", 19, func(p *page, col, row int, o outcome, l look) {
			l.wrap = true
			switch {
			case len(o.Questions) == 0:
				p.text(col, row, templates.NoNumber, l)
			case o.Lowest == nil:
				p.text(col, row, "Not answered", l)
			default:
				p.text(col, row, templates.AnswerOf(o.Lowest), l)
			}
		}},
		{"Of question", 11, func(p *page, col, row int, o outcome, l look) {
			if o.Lowest == nil {
				p.text(col, row, "", l)
				return
			}
			p.linkToDetail(col, row, o.Lowest.ID, l)
		}},
	}, outcomes(p.report), look{line: box, down: "center"})
	p.freeze(4, head+1)
}
