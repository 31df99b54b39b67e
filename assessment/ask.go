package assessment

import "cmp"

// Ask is something that a board should ask about: a question or an action,
// and why it in particular.
type Ask struct {
	Why    Why
	Node   *Node   // the question; nil for an action
	Action *Action // nil for a question
	Of     *Node   // what the question holds back; nil for any other reason
	Points Number  // that it costs the whole; none for any other reason
}

// Why is the reason to ask.
type Why int

// The reasons, the most pressing first.
const (
	HoldsBack   Why = iota // it keeps the whole, or where that has no level a part, from its next level
	FurthestOff            // it is furthest below its target
	Short                  // its status is furthest from the best
	Costly                 // it takes the most points off the whole
	Late                   // the action is past its due date
	Nobodys                // the action has no owner
	Thin                   // a high answer that rests on nothing more than somebody's word
	Disputed               // a second person would answer it differently
)

// Asks returns at most three things to ask about, each once: what holds the
// whole back, what is lowest, and then the first there is of an overdue action,
// one without an owner, a disputed answer, a high answer without evidence, and
// the next lowest. Lowest is what is furthest below target; without targets,
// what has the worst status, or costs the most points.
func Asks(a *Assessment, r *Result) []Ask {
	var asks []Ask
	asked := make(map[string]bool)
	add := func(ask Ask) {
		if ask.Node != nil && !asked[ask.Node.ID] && len(asks) < 3 {
			asked[ask.Node.ID] = true
			asks = append(asks, ask)
		}
	}
	question := func(why Why, n *Node) { add(Ask{Why: why, Node: n}) }
	of := r.leastLevel()
	add(Ask{Why: HoldsBack, Node: r.holdsBack(of), Of: of})
	lowest := r.lowest(5)
	for _, ask := range lowest {
		if len(asks) < 2 {
			add(ask)
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
	for _, ask := range lowest {
		add(ask)
	}
	return asks
}

// lowest asks about what is furthest below target, at most so many; without
// targets about what has the worst status, or costs the whole the most.
func (r *Result) lowest(most int) []Ask {
	var asks []Ask
	for _, n := range Lowest(r, most) {
		asks = append(asks, Ask{Why: FurthestOff, Node: n})
	}
	if len(asks) > 0 || r.Overall.PercentToTarget.is {
		return asks
	}
	for _, n := range r.Overall.Short() {
		asks = append(asks, Ask{Why: Short, Node: n})
	}
	for _, c := range r.Costs() {
		asks = append(asks, Ask{Why: Costly, Node: c.Node, Points: c.Points})
	}
	return asks[:min(len(asks), most)]
}

// leastLevel is the whole or, where that has no level, the objective with the
// lowest; nil where nothing has one.
func (r *Result) leastLevel() *Node {
	if r.Overall.Level.is {
		return &r.Overall
	}
	var least *Node
	for i := range r.Overall.Children {
		if n := &r.Overall.Children[i]; n.Level.is && (least == nil || n.Level.value < least.Level.value) {
			least = n
		}
	}
	return least
}

// holdsBack is the lowest of the questions that keep a part from its next
// level, an unanswered one counting as least and a core one first; nil when
// nothing does.
func (r *Result) holdsBack(of *Node) *Node {
	if of == nil {
		return nil
	}
	var worst *Node
	for _, id := range of.HeldBackBy {
		n := r.Find(id)
		if worst == nil || cmp.Or(cmp.Compare(n.Low.value, worst.Low.value), cmp.Compare(order(!n.Question.Core), order(!worst.Question.Core))) < 0 {
			worst = n
		}
	}
	return worst
}
