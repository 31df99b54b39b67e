package assessment

import (
	"cmp"
	"slices"
)

// Ask is something that a board should ask about: a question or an action,
// and why it in particular.
type Ask struct {
	Why    Why
	Node   *Node   // the question, or a part that scores low; nil for an action
	Action *Action // nil for a question
	Of     *Node   // what the question holds back, whose lowest part it is, or whose status it decides; nil for any other reason
	Points Number  // that it costs the whole; none for any other reason
	Status string  // that it gives, or keeps away; "" for any other reason
	Among  int     // how many do so; 0 for any other reason
}

// Why is the reason to ask.
type Why int

// The reasons, the most pressing first.
const (
	HoldsBack   Why = iota // it keeps the whole, or where that has no level a part, from its next level
	FurthestOff            // it is furthest below its target
	Short                  // its status is furthest from the best
	Costly                 // it takes the most points off the whole
	LowestPart             // it is the lowest part of an objective that is low itself
	Late                   // the action is past its due date
	Nobodys                // the action has no owner
	Thin                   // a high answer that rests on nothing more than somebody's word
	Disputed               // a second person would answer it differently
	Decides                // it makes a status what it is, by itself or with others
	KeepsFrom              // it keeps a status from the best, by itself or with others
)

// Asks returns at most three things to ask about, each once: what holds the
// whole back, what is lowest, and then the first there is of an overdue action,
// one without an owner, a disputed answer, a high answer without evidence, the
// next lowest, and what decides a status that is not the best. Lowest is what is furthest below target; without targets,
// what has the worst status, or costs the most points; where there is neither,
// what holds the objectives of the lowest levels back, or their lowest parts.
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
	back := r.heldBack()
	if len(back) > 0 {
		add(back[0])
	}
	lowest := r.lowest(5, back)
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
	for _, ask := range slices.Concat(lowest, r.decisive()) {
		add(ask)
	}
	return asks
}

// lowest asks about what is furthest below target, at most so many; without
// targets about what has the worst status, or costs the whole the most, or
// else about the lowest objectives.
func (r *Result) lowest(most int, back []Ask) []Ask {
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
	if len(asks) == 0 {
		asks = append(back, r.lowestParts()...)
	}
	return asks[:min(len(asks), most)]
}

// heldBack asks about what keeps the whole from its next level; then, of each
// objective from the lowest level on, about what keeps that; and then about the
// rest of what keeps the first of them.
func (r *Result) heldBack() []Ask {
	parts := r.children(func(n *Node) Number { return n.Level })
	if r.Overall.Level.is {
		parts = append([]*Node{&r.Overall}, parts...)
	}
	var asks, rest []Ask
	for i, of := range parts {
		for k, n := range r.holdingBack(of) {
			ask := Ask{Why: HoldsBack, Node: n, Of: of}
			switch {
			case k == 0:
				asks = append(asks, ask)
			case i == 0:
				rest = append(rest, ask)
			}
		}
	}
	return append(asks, rest...)
}

// holdingBack are the questions that keep a part from its next level, the
// lowest first, an unanswered one counting as least, and core ones before others.
func (r *Result) holdingBack(of *Node) []*Node {
	var all []*Node
	for _, id := range of.HeldBackBy {
		all = append(all, r.Find(id))
	}
	slices.SortStableFunc(all, func(a, b *Node) int {
		return cmp.Or(cmp.Compare(a.Low.value, b.Low.value), cmp.Compare(order(!a.Question.Core), order(!b.Question.Core)))
	})
	return all
}

// lowestParts asks about the lowest part of each objective, that of the lowest
// objective first; not of one that has the most there is, nor of levels.
func (r *Result) lowestParts() []Ask {
	var asks []Ask
	for _, of := range r.children(func(n *Node) Number { return n.Score }) {
		part := r.Find(of.Weakest)
		if of.Level.is || part == nil || of.AtBest(part) {
			continue
		}
		asks = append(asks, Ask{Why: LowestPart, Node: part, Of: of})
	}
	return asks
}

// children are the objectives that have a number, from the lowest on.
func (r *Result) children(of func(*Node) Number) []*Node {
	var all []*Node
	for i := range r.Overall.Children {
		if n := &r.Overall.Children[i]; of(n).is {
			all = append(all, n)
		}
	}
	slices.SortStableFunc(all, func(a, b *Node) int { return cmp.Compare(of(a).value, of(b).value) })
	return all
}
