package assessment

import (
	"slices"
	"strings"
	"time"

	"sextant/internal/strictyaml"
)

// Action is something that will be done about a question.
type Action struct {
	ID, Question, Title string
	To                  string // the option it should reach, or the list of those to be ticked (frameworks.Question.Ticks)
	Owner               string
	Due                 time.Time // a day; zero: none
	Cost                *float64  // in pounds; nil: not known
	Funding, Risk       string
	Status              ActionStatus
}

// ActionStatus is how far an action has come.
type ActionStatus string

// The states of an action; one without a status is planned.
const (
	Planned ActionStatus = "planned"
	Started ActionStatus = "started"
	Done    ActionStatus = "done"
	Dropped ActionStatus = "dropped"
)

// ActionStatuses lists the states of an action.
func ActionStatuses() []string {
	return []string{string(Planned), string(Started), string(Done), string(Dropped)}
}

// Open reports whether an action is still to be done.
func (a *Action) Open() bool { return a.Status != Done && a.Status != Dropped }

// Overdue reports whether an action is open past its due date on a day.
func (a *Action) Overdue(day time.Time) bool {
	return a.Open() && !a.Due.IsZero() && a.Due.Before(day)
}

// Unowned reports whether an action is open and nobody's.
func (a *Action) Unowned() bool { return a.Open() && strings.TrimSpace(a.Owner) == "" }

// InOrder returns the action with what it should reach in the order of the
// question's options.
func (a Action) InOrder(of *Assessment) Action {
	if q := of.Framework.Question(a.Question); q != nil {
		a.To = inOrder(q, a.To)
	}
	return a
}

// Faults says what keeps the action from being one of the assessment's.
func (a *Action) Faults(of *Assessment) Faults {
	var faults Faults
	if a.ID == "" {
		faults.add("id", "the action has no id")
	}
	if strings.TrimSpace(a.Title) == "" {
		faults.add("title", "the action says nothing; give it a title")
	}
	if a.Status != "" && !slices.Contains(ActionStatuses(), string(a.Status)) {
		faults.add("status", "there is no status %q; it can be: %s", a.Status, strings.Join(ActionStatuses(), ", "))
	}
	if a.Cost != nil && !(*a.Cost >= 0 && *a.Cost <= 1e12) { // not NaN either
		faults.add("cost", "a cost is not below 0 nor above a million millions")
	}
	faults.addDate("due", a.Due)
	q := of.Framework.Question(a.Question)
	switch {
	case a.Question != "" && q == nil:
		faults.add("question", "%s", of.unknown(a.Question))
	case a.To != "" && q == nil:
		faults.add("to", "an action that reaches an option needs its question")
	case q != nil:
		if fault := optionFault(q, a.To); fault != "" {
			faults.add("to", "%s", fault)
		}
	}
	for field, text := range map[string]string{"id": a.ID, "title": a.Title, "owner": a.Owner, "funding": a.Funding, "risk": a.Risk} {
		if problem := strictyaml.TextProblem(text); problem != "" {
			faults.add(field, "%s", problem)
		}
	}
	slices.SortStableFunc(faults, func(x, y Fault) int { return strings.Compare(x.Field, y.Field) })
	return faults
}
