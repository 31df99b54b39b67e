package assessment

import (
	"cmp"
	"slices"

	"sextant/frameworks"
)

// StatusNames lists what the statuses of the questions below can be, from the
// worst to the best; none where no question has one. Where questions differ,
// what one of them has between two of another's stands between these.
func (n *Node) StatusNames() []string {
	var all []string
	for _, q := range n.Questions() {
		if q.Question.Status == nil {
			continue
		}
		at := 0
		for _, name := range q.Question.Status.Order {
			if i := slices.Index(all, name); i >= 0 {
				at = i + 1
				continue
			}
			all = slices.Insert(all, at, name)
			at++
		}
	}
	return all
}

// WithStatus counts the questions below that have a status.
func (n *Node) WithStatus(status string) int {
	count := 0
	for _, q := range n.Questions() {
		if q.Status == status {
			count++
		}
	}
	return count
}

// Short returns the answered questions below whose status is not the best
// that answers can make, those furthest from it first.
func (n *Node) Short() []*Node {
	var short []*Node
	missing := func(q *Node) int {
		s := q.Question.Status
		return s.Rank(s.Best()) - s.Rank(q.Status)
	}
	for _, q := range n.Questions() {
		if q.Status != "" && missing(q) > 0 {
			short = append(short, q)
		}
	}
	slices.SortStableFunc(short, func(a, b *Node) int { return cmp.Compare(missing(b), missing(a)) })
	return short
}

// Open returns the questions below that apply and have no answer.
func (n *Node) Open() []*Node {
	return slices.DeleteFunc(n.Questions(), func(q *Node) bool { return q.State != Unanswered })
}

// NotApplying returns the questions below that do not apply.
func (n *Node) NotApplying() []*Node {
	return slices.DeleteFunc(n.Questions(), func(q *Node) bool { return q.State != NotApplicable })
}

// Counts is what a child counts for in the number of its group; none where it
// is left out of it.
func (n *Node) Counts(child *Node) Number {
	switch {
	case !n.Scoring.HasNumber():
		return Number{}
	case child.Question != nil && child.State == NotApplicable:
		return counts(n.Scoring, child, Number{})
	case !child.Score.is && n.Scoring.UnansweredLeast:
		return child.Low
	}
	return child.Score
}

// OnlyLevels reports whether a group's number is a level, or the least of
// levels, and nothing more.
func (n *Node) OnlyLevels() bool {
	if n.Question != nil || n.Scoring.Reducer == frameworks.Levels {
		return n.Question == nil
	}
	return n.Scoring.Reducer == frameworks.Min &&
		!slices.ContainsFunc(n.Children, func(c Node) bool { return !c.OnlyLevels() })
}

// AtBest reports whether a child counts for as much as it can in the number of
// its group.
func (n *Node) AtBest(child *Node) bool {
	counts, ok := n.Counts(child).Get()
	_, greatest := child.Range()
	return ok && counts >= greatest.value
}

// Range is what a number can be, from the least to the greatest, with all that
// applies answered; none where nothing applies, or there is no number.
func (n *Node) Range() (least, greatest Number) {
	if q := n.Question; q != nil {
		if !q.HasNumber() {
			return Number{}, Number{}
		}
		return Some(q.Least()), Some(q.Greatest())
	}
	var low, high tally
	for i := range n.Children {
		c := &n.Children[i]
		l, h := c.Range()
		if c.Question != nil && c.State == NotApplicable {
			l = n.Counts(c)
			h = l
		}
		low.add(c.Weight, l)
		high.add(c.Weight, h)
	}
	switch n.Scoring.Reducer {
	case frameworks.Mean:
		return low.mean(), high.mean()
	case frameworks.Sum:
		return low.from(n.Scoring.Start), high.from(n.Scoring.Start)
	case frameworks.Min:
		return low.least(), high.least()
	case frameworks.Levels:
		return Number{0, n.High.is}, Number{float64(highest(n.Questions())), n.High.is}
	case frameworks.None:
	}
	return Number{}, Number{}
}

// EachCounts reports whether every question below in a state, not answered or
// not applicable, stands for an option in the number of the group that holds
// it: the least, or the greatest. In levels the group decides for all below.
func (n *Node) EachCounts(state State) bool {
	if n.Scoring.Reducer == frameworks.Levels {
		stands := state == Unanswered && n.Scoring.UnansweredLeast || state == NotApplicable && n.Scoring.NotApplicableMet
		return stands || !slices.ContainsFunc(n.Questions(), func(q *Node) bool { return q.State == state })
	}
	for i := range n.Children {
		c := &n.Children[i]
		switch {
		case c.Question == nil:
			if !c.EachCounts(state) {
				return false
			}
		case c.State != state:
		case state == Unanswered && !n.Scoring.UnansweredLeast, state == NotApplicable && !n.Scoring.NotApplicableMet:
			return false
		}
	}
	return true
}

// Aim is what a part counts for in the targets and gaps of its group.
type Aim struct {
	Target, Gap, FinalTarget, FinalGap Number
	atBest                             Number // the gap if every unanswered question got the greatest
}

// Aims returns what a child counts for in the targets and gaps of its group:
// its own, and where what does not apply counts as met, what would be asked of
// it and no gap.
func (n *Node) Aims(child *Node) Aim {
	if child.asked != nil && n.Scoring.NotApplicableMet {
		return *child.asked
	}
	return Aim{child.Target, child.Gap, child.FinalTarget, child.FinalGap, child.gapAtBest}
}

// FromBelow is what TargetSum has beyond the targets themselves, which count
// from the least option where that is below 0.
func (n *Node) FromBelow() float64 {
	below := 0.0
	for _, q := range n.Questions() {
		if q.Target.is {
			below = snap(below - min(0, q.Question.Least()))
		}
	}
	return below
}

// Cost is how many points the answer to a question takes off the sum that the
// whole is.
type Cost struct {
	Node   *Node
	Points Number
}

// Costs returns what takes points off the whole, most first; none where the
// whole is no sum of sums.
func (r *Result) Costs() []Cost {
	var costs []Cost
	var walk func(n *Node, weight float64)
	walk = func(n *Node, weight float64) {
		for i := range n.Children {
			c := &n.Children[i]
			weight := weight * c.Weight
			switch {
			case c.Question == nil && c.Scoring.Reducer == n.Scoring.Reducer:
				walk(c, weight)
			case c.Question == nil || !c.Question.HasNumber():
			default:
				v, ok := n.Counts(c).Get()
				if lost := snap(weight * (c.Question.Greatest() - v)); ok && lost > 0 {
					costs = append(costs, Cost{c, Some(lost)})
				}
			}
		}
	}
	if r.Overall.Scoring.Reducer == frameworks.Sum {
		walk(&r.Overall, 1)
	}
	slices.SortStableFunc(costs, func(a, b Cost) int { return cmp.Compare(b.Points.value, a.Points.value) })
	return costs
}
