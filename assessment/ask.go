package assessment

import "cmp"

// Ask is something that a board should ask about: a question or an action,
// and why it in particular.
type Ask struct {
	Why    Why
	Node   *Node   // the question; nil for an action
	Action *Action // nil for a question
}

// Why is the reason to ask.
type Why int

// The reasons, the most pressing first.
const (
	HoldsBack   Why = iota // it keeps the whole from its next level
	FurthestOff            // it is furthest below its target
	Late                   // the action is past its due date
	Nobodys                // the action has no owner
	Thin                   // a high answer that rests on nothing more than somebody's word
	Disputed               // a second person would answer it differently
)

// Asks returns at most three things to ask about, each once: what holds the
// whole back, what is furthest below target, and then the first there is of an
// overdue action, one without an owner, a disputed answer, a high answer
// without evidence, and the next furthest below target.
func Asks(a *Assessment, r *Result) []Ask {
	var asks []Ask
	asked := make(map[string]bool)
	question := func(why Why, n *Node) {
		if n != nil && !asked[n.ID] && len(asks) < 3 {
			asked[n.ID] = true
			asks = append(asks, Ask{Why: why, Node: n})
		}
	}
	question(HoldsBack, r.holdsBack())
	lowest := Lowest(r, 5)
	for _, n := range lowest {
		if len(asks) < 2 {
			question(FurthestOff, n)
		}
	}
	for _, late := range []bool{true, false} {
		for i := range a.Actions {
			action := &a.Actions[i]
			if len(asks) < 3 && (late && action.Overdue(a.Date) || !late && action.Unowned()) {
				why := Nobodys
				if late {
					why = Late
				}
				asks = append(asks, Ask{Why: why, Action: action})
			}
		}
	}
	var disputed, thin *Node
	for _, n := range r.Overall.Questions() {
		if disputed == nil && n.Differs > 0 {
			disputed = n
		}
		high := n.State == Answered && n.Score.value >= n.Target.value && n.Target.is && n.Score.value > n.Question.Least()
		if high && (n.Answer.Strength == None || n.Answer.Strength == Stated) && (thin == nil || n.Score.value > thin.Score.value) {
			thin = n
		}
	}
	question(Disputed, disputed)
	question(Thin, thin)
	for _, n := range lowest {
		question(FurthestOff, n)
	}
	return asks
}

// holdsBack is the lowest of the questions that keep the whole from its next
// level, an unanswered one counting as least and a core one first; nil when
// nothing does.
func (r *Result) holdsBack() *Node {
	var worst *Node
	for _, id := range r.Overall.HeldBackBy {
		n := r.Find(id)
		if worst == nil || cmp.Or(cmp.Compare(n.Low.value, worst.Low.value), cmp.Compare(order(!n.Question.Core), order(!worst.Question.Core))) < 0 {
			worst = n
		}
	}
	return worst
}
