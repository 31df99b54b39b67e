package templates

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"sextant/assessment"
)

// Plan lists the actions of an assessment as they stand on a day.
func Plan(a *assessment.Assessment, day time.Time) Grid {
	g := Grid{Columns: []Column{{Name: "Id"}, {Name: "Question"}, {Name: "Action", Wide: true}, {Name: "Owner"}, {Name: "Due"}, {Name: "Status"},
		{Name: "To"}, {Name: "Cost", Right: true}, {Name: "Funding"}, {Name: "Risk"}}}
	for i := range a.Actions {
		action := &a.Actions[i]
		g.Rows = append(g.Rows, []string{action.ID, action.Question, action.Title, OwnerOf(action), DueOf(action, day), StatusOf(action),
			action.To, Pounds(action.Cost), action.Funding, action.Risk})
	}
	return g
}

// PlanData lists the same for programs: dates as 2027-03-31, money as a
// number, and whether an action is overdue or nobody's as true or false.
func PlanData(a *assessment.Assessment, day time.Time) Grid {
	g := Grid{}
	for _, name := range []string{"id", "question", "title", "to", "owner", "due", "status", "cost", "funding", "risk", "overdue", "unowned"} {
		g.Columns = append(g.Columns, Column{Name: name})
	}
	for i := range a.Actions {
		action := &a.Actions[i]
		due, cost := "", ""
		if !action.Due.IsZero() {
			due = action.Due.Format(time.DateOnly)
		}
		if action.Cost != nil {
			cost = exact(*action.Cost)
		}
		g.Rows = append(g.Rows, []string{action.ID, action.Question, action.Title, action.To, action.Owner, due, StatusOf(action),
			cost, action.Funding, action.Risk, strconv.FormatBool(action.Overdue(day)), strconv.FormatBool(action.Unowned())})
	}
	return g
}

// OwnerOf names the owner, or says that an open action has none.
func OwnerOf(a *assessment.Action) string {
	if a.Unowned() {
		return "NO OWNER"
	}
	return a.Owner
}

// DueOf prints the due date, and says when it is past.
func DueOf(a *assessment.Action, day time.Time) string {
	if a.Due.IsZero() {
		return ""
	}
	due := a.Due.Format("2 Jan 2006")
	if a.Overdue(day) {
		due += " OVERDUE"
	}
	return due
}

// StatusOf prints how far an action has come; one without a status is
// planned.
func StatusOf(a *assessment.Action) string {
	if a.Status == "" {
		return string(assessment.Planned)
	}
	return string(a.Status)
}

// Pounds prints a sum of money: £12,000, or £12,000.50 where there are
// pence; "" when it is not known.
func Pounds(cost *float64) string {
	if cost == nil {
		return ""
	}
	whole, pence, _ := strings.Cut(strconv.FormatFloat(*cost, 'f', 2, 64), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if pence != "00" {
		whole += "." + pence
	}
	return "£" + whole
}

// PlanLine sums a plan up in a sentence.
func PlanLine(p assessment.Plan) string {
	if p.Open+p.Done+p.Dropped == 0 {
		return "no actions yet"
	}
	line := fmt.Sprintf("%d open, %d done", p.Open, p.Done)
	if p.Dropped > 0 {
		line += fmt.Sprintf(", %d dropped", p.Dropped)
	}
	if p.Overdue > 0 {
		line += fmt.Sprintf("; overdue: %d", p.Overdue)
	}
	if p.Unowned > 0 {
		line += fmt.Sprintf("; without an owner: %d", p.Unowned)
	}
	if p.Open > p.Uncosted {
		line += "; open actions cost " + Pounds(&p.Cost)
		if p.Uncosted > 0 {
			line += fmt.Sprintf(" (%d without a cost)", p.Uncosted)
		}
	}
	return line
}
