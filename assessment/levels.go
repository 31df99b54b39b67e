package assessment

import (
	"slices"

	"sextant/frameworks"
)

// levels makes a group's number: the highest level that, with every one below
// it, has its share. What is unanswered is not there, so that the number is
// the level secured. The level that the targets would make is the target.
func (n *Node) levels() {
	questions := n.Questions()
	low := func(q *Node) Number { return counts(n.Scoring, q, q.Low) }
	n.Low = reached(n.Scoring, questions, low)
	n.High = reached(n.Scoring, questions, func(q *Node) Number { return counts(n.Scoring, q, q.High) })
	n.Score, n.Level = n.Low, n.Low
	level, ok := n.Low.Get()
	if !ok {
		return
	}
	for _, q := range questions {
		if v, ok := low(q).Get(); ok && q.State != NotApplicable && v < q.Question.Greatest() && isAt(q, int(level)+1) {
			n.HeldBackBy = append(n.HeldBackBy, q.ID)
		}
	}
	inForce := func(a Aim) Number { return a.Target }
	n.Target, n.Gap = n.aim(questions, n.Low, inForce)
	_, n.gapAtBest = n.aim(questions, n.High, inForce)
	n.FinalTarget, n.FinalGap = n.aim(questions, n.Low, func(a Aim) Number { return a.FinalTarget })
}

// aim is the level that the targets make, and how far a level lies below it.
// A question without a target asks for its least option; what is left out,
// because it does not apply, asks for nothing.
func (n *Node) aim(questions []*Node, level Number, of func(Aim) Number) (aimed, below Number) {
	if !slices.ContainsFunc(questions, func(q *Node) bool { return of(n.Aims(q)).is }) {
		return Number{}, Number{}
	}
	aimed = reached(n.Scoring, questions, func(q *Node) Number { return n.asks(q, of(n.Aims(q))) })
	return aimed, gap(aimed.value, level.value)
}

// asks is what the target of a question counts for in levels.
func (n *Node) asks(q *Node, target Number) Number {
	switch {
	case q.State == NotApplicable && !n.Scoring.NotApplicableMet:
		return Number{}
	case !target.is:
		return Some(q.Question.Least())
	}
	return target
}

// counts is what a question counts for in the group that holds it, where its
// answer, or what stands in for it, is a number.
func counts(how *frameworks.Scoring, q *Node, number Number) Number {
	if q.State == NotApplicable && how.NotApplicableMet && q.Question.HasNumber() {
		return Some(q.Question.Greatest())
	}
	return number
}

// reached is the highest n such that at each level up to n the questions
// reach the share; none where no question counts. A level without a question
// passes.
func reached(how *frameworks.Scoring, questions []*Node, value func(*Node) Number) Number {
	any := false
	level, top := 0, highest(questions)
	for level < top {
		t := at(level+1, questions, value)
		if share, ok := t.mean().Get(); ok && share < how.Share {
			break
		}
		level++
	}
	for _, q := range questions {
		any = any || value(q).is
	}
	return Number{float64(level), any}
}

// at gathers the questions of one level.
func at(level int, questions []*Node, value func(*Node) Number) tally {
	var t tally
	for _, q := range questions {
		if isAt(q, level) {
			t.add(q.Weight, value(q))
		}
	}
	return t
}

func isAt(q *Node, level int) bool { return slices.Contains(q.Question.At, level) }

// highest is the highest level that a question asked is at.
func highest(questions []*Node) int {
	top := 0
	for _, q := range questions {
		for _, level := range q.Question.At {
			top = max(top, level)
		}
	}
	return top
}
