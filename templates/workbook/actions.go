package workbook

import (
	"strings"

	"sextant/assessment"
	"sextant/templates"
)

func hasActions(r templates.Report) bool { return len(r.Assessment.Actions) > 0 }

// drawActions draws the plan: who does what by when, and with what money.
// Whether an action is overdue is told by the assessment's date, for a report
// says what was so on that day.
func drawActions(p *page) {
	a := p.report.Assessment
	note := "On " + templates.Day(a.Date) + ": " + templates.PlanLine(a.Plan(a.Date))
	p.fit(false, "ED8B00")
	head := list(p, "Actions", note, "tblActions", []column[*assessment.Action]{
		texts("Id", 9, func(a *assessment.Action) string { return a.ID }),
		{"Question", 10, func(p *page, col, row int, a *assessment.Action, l look) { p.linkToDetail(col, row, a.Question, l) }},
		texts("Action", 44, func(a *assessment.Action) string { return a.Title }),
		texts("To reach", 15, func(a *assessment.Action) string {
			if q := p.report.Assessment.Framework.Question(a.Question); q != nil && a.To != "" {
				return optionName(q, a.To)
			}
			return a.To
		}),
		flagged("Owner", 23, templates.OwnerOf, (*assessment.Action).Unowned),
		flagged("Due", 15, func(a *assessment.Action) string { return templates.DueOf(a, p.report.Assessment.Date) },
			func(a *assessment.Action) bool { return a.Overdue(p.report.Assessment.Date) }),
		texts("Status", 9.5, func(a *assessment.Action) string { return upperFirst(templates.StatusOf(a)) }),
		{"Cost", 12, func(p *page, col, row int, a *assessment.Action, l look) {
			l.format, l.across, l.indent = `"£"#,##0`, "right", 1
			if a.Cost == nil {
				p.look(col, row, l)
				return
			}
			p.number(col, row, assessment.Some(*a.Cost), l)
		}},
		texts("Funding", 24, func(a *assessment.Action) string { return a.Funding }),
		texts("Risk", 25, func(a *assessment.Action) string { return a.Risk }),
	}, actions(a), look{line: box})
	p.freeze(3, head+1)
}

func actions(a *assessment.Assessment) []*assessment.Action {
	list := make([]*assessment.Action, len(a.Actions))
	for i := range a.Actions {
		list[i] = &a.Actions[i]
	}
	return list
}

// flagged is a column of texts, some of which a board must not overlook: in
// capitals, bold and on a colour.
func flagged(heading string, width float64, of func(*assessment.Action) string, flag func(*assessment.Action) bool) column[*assessment.Action] {
	return column[*assessment.Action]{heading, width, func(p *page, col, row int, a *assessment.Action, l look) {
		l.wrap = true
		if flag(a) {
			t := tintOf(assessment.Red)
			l.bold, l.ink, l.fill = true, t.ink, t.fill
		}
		p.text(col, row, strings.TrimSpace(of(a)), l)
	}}
}
