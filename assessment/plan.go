package assessment

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Plan is the actions of an assessment, counted on its date.
type Plan struct {
	Open, Done, Dropped, Overdue, Unowned int
	Cost                                  float64 // of the open ones whose cost is known, in pounds
	Uncosted                              int     // open ones without a cost
}

// Plan counts the actions as they stand on a day.
func (a *Assessment) Plan(day time.Time) Plan {
	var p Plan
	for i := range a.Actions {
		action := &a.Actions[i]
		switch {
		case action.Status == Done:
			p.Done++
		case action.Status == Dropped:
			p.Dropped++
		default:
			p.Open++
			if action.Cost == nil {
				p.Uncosted++
			} else {
				p.Cost += *action.Cost
			}
		}
		if action.Overdue(day) {
			p.Overdue++
		}
		if action.Unowned() {
			p.Unowned++
		}
	}
	return p
}

// Action returns the action of that id, or nil.
func (a *Assessment) Action(id string) *Action {
	for i := range a.Actions {
		if strings.EqualFold(a.Actions[i].ID, id) {
			return &a.Actions[i]
		}
	}
	return nil
}

// SetAction adds an action, or replaces the one of its id. An action without
// an id gets the next ACT-n. The error is a [Faults]; the assessment is then
// as it was.
func (a *Assessment) SetAction(action Action) (id string, err error) {
	if action.ID == "" {
		action.ID = nextAction(a.Actions)
	}
	if faults := action.Faults(a); len(faults) > 0 {
		return "", faults
	}
	action = action.InOrder(a)
	actions := slices.Clone(a.Actions)
	i := slices.IndexFunc(actions, func(b Action) bool { return b.ID == action.ID })
	if i < 0 {
		actions = append(actions, action)
	} else {
		actions[i] = action
	}
	a.Actions = actions
	return action.ID, nil
}

// RemoveAction takes an action out; it reports whether it was there.
func (a *Assessment) RemoveAction(id string) bool {
	left := slices.DeleteFunc(slices.Clone(a.Actions), func(b Action) bool { return strings.EqualFold(b.ID, id) })
	removed := len(left) < len(a.Actions)
	a.Actions = left
	return removed
}

// nextAction is the first ACT-n above those of the lists.
func nextAction(lists ...[]Action) string {
	n := 0
	for _, list := range lists {
		for _, action := range list {
			if k, err := strconv.Atoi(strings.TrimPrefix(action.ID, "ACT-")); err == nil {
				n = max(n, k)
			}
		}
	}
	return fmt.Sprintf("ACT-%d", n+1)
}
