package assessment

import (
	"math"

	"sextant/frameworks"
)

// Score makes the marks of an assessment from its answers (docs/scoring.md).
func Score(a *Assessment) *Result { return score(a, false) }

// ScoreReviewed makes the marks with each review that is not stale in place
// of the answer it looked at.
func ScoreReviewed(a *Assessment) *Result { return score(a, true) }

func score(a *Assessment, reviewed bool) *Result {
	fw := a.Framework
	s := scorer{a: a, reviewed: reviewed, line: fw.TargetOn(a.Date), final: fw.FinalTarget()}
	r := &Result{Reviewed: reviewed, NotAsked: a.NotAsked()}
	if s.line != nil {
		r.TargetBy, r.FinalTargetBy = s.line.By, s.final.By
	}
	s.asked = make([]Node, 0, len(fw.Questions()))
	r.Overall = Node{ID: OverallID, Title: fw.Title, Weight: 1, Children: make([]Node, 0, len(fw.Objectives))}
	for _, g := range fw.Objectives {
		r.Overall.Children = append(r.Overall.Children, s.group(g))
	}
	s.finish(&r.Overall, s.asked, fw.Whole(), fw.Top())
	return r
}

// scorer walks the framework once. asked holds the marks of the questions
// met so far, so that those below a group are a run of it.
type scorer struct {
	a           *Assessment
	reviewed    bool
	line, final *frameworks.Target
	asked       []Node
}

func (s *scorer) group(g *frameworks.Group) Node {
	from := len(s.asked)
	n := Node{ID: g.ID, Title: g.Title, Weight: g.Weight, Group: g,
		Children: make([]Node, 0, len(g.Questions)+len(g.Groups))}
	for _, q := range g.Questions {
		if q.IsFor(s.a.Organisation.Type) {
			s.asked = append(s.asked, s.question(q))
			n.Children = append(n.Children, s.asked[len(s.asked)-1])
		}
	}
	for _, child := range g.Groups {
		n.Children = append(n.Children, s.group(child))
	}
	s.finish(&n, s.asked[from:], g.Whole(), g.Top())
	return n
}

func (s *scorer) question(q *frameworks.Question) Node {
	answer := s.a.Answers[q.ID]
	n := Node{ID: q.ID, Title: q.Title, Weight: q.Weight, Question: q, Answer: answer, State: answer.State()}
	n.Total = 1
	if n.State == NotApplicable {
		n.NotApplicable = 1
		return n
	}
	n.Applicable = 1
	low, high := q.Least(), q.Greatest()
	if n.State == Answered {
		n.Answered = 1
		if r := answer.Review; r != nil && !r.Stale(answer.Option) {
			n.Reviewed = 1
			if r.Answer != answer.Option {
				n.Differs = 1
			}
			if s.reviewed {
				n.Answer.Option = r.Answer
			}
		}
		if answer.Strength.Evidenced() {
			n.Evidenced = 1
		}
		low = q.Option(n.Answer.Option).Value
		high = low
		n.Score = Some(low)
	}
	n.Low, n.High, n.Provisional = Some(low), Some(high), n.State == Unanswered
	if s.line != nil {
		n.Target = Some(q.Option(s.line.TargetKey(q)).Value)
		final := q.Option(s.final.TargetKey(q)).Value
		n.FinalTarget, n.FinalGap = Some(final), Some(snap(max(0, final-low)))
	}
	if answer.Target != "" {
		n.Target = Some(q.Option(answer.Target).Value)
	}
	if target, ok := n.Target.Get(); ok {
		n.Gap, n.gapAtBest = Some(snap(max(0, target-low))), Some(snap(max(0, target-high)))
		n.GapSum, n.TargetSum = n.Gap.value, target
	}
	n.percentAndColour()
	return n
}

// finish makes a group's mark from its children and from the questions below
// it. Every number is the weighted mean of the children that have it.
func (s *scorer) finish(n *Node, below []Node, whole bool, top float64) {
	var score, low, high, target, gap, final, finalGap, best mean
	var lowest Number
	for i := range n.Children {
		c := &n.Children[i]
		score.add(c.Weight, c.Score)
		low.add(c.Weight, c.Low)
		high.add(c.Weight, c.High)
		target.add(c.Weight, c.Target)
		gap.add(c.Weight, c.Gap)
		final.add(c.Weight, c.FinalTarget)
		finalGap.add(c.Weight, c.FinalGap)
		best.add(c.Weight, c.gapAtBest)
		if v, ok := c.Score.Get(); ok && (lowest.IsNone() || v < lowest.value) {
			lowest, n.Weakest = c.Score, c.ID
		}
		n.GapSum = snap(n.GapSum + c.GapSum)
		n.TargetSum = snap(n.TargetSum + c.TargetSum)
		n.Provisional = n.Provisional || c.Provisional
		n.Answered += c.Answered
		n.Applicable += c.Applicable
		n.NotApplicable += c.NotApplicable
		n.Total += c.Total
		n.Evidenced += c.Evidenced
		n.Reviewed += c.Reviewed
		n.Differs += c.Differs
	}
	n.Score, n.Low, n.High = score.number(), low.number(), high.number()
	n.Target, n.Gap, n.gapAtBest = target.number(), gap.number(), best.number()
	n.FinalTarget, n.FinalGap = final.number(), finalGap.number()
	n.percentAndColour()
	if whole {
		n.level(below, top)
	}
}

// level secures a whole level: the floor of the low, but never above the
// least answer among the core questions, so that an average cannot hide a
// failed core control.
func (n *Node) level(below []Node, top float64) {
	low, ok := n.Low.Get()
	if !ok {
		return
	}
	level, coreBinds := math.Floor(low), false
	for i := range below {
		if v, ok := below[i].Low.Get(); ok && below[i].Question.Core && v < level {
			level, coreBinds = v, true
		}
	}
	n.Level = Some(level)
	if level >= top {
		return
	}
	for i := range below {
		if v, ok := below[i].Low.Get(); ok && v < level+1 && (below[i].Question.Core || !coreBinds) {
			n.HeldBackBy = append(n.HeldBackBy, below[i].ID)
		}
	}
}

// percentAndColour follows from the sums and the gap.
func (n *Node) percentAndColour() {
	gap, ok := n.Gap.Get()
	if !ok {
		return
	}
	n.PercentToTarget = Some(1)
	if n.TargetSum != 0 {
		n.PercentToTarget = Some(snap(1 - n.GapSum/n.TargetSum))
	}
	n.RAG = colour(gap)
	if n.Provisional && n.RAG != colour(n.gapAtBest.value) {
		n.RAG = Grey
	}
}

func colour(gap float64) RAG {
	switch {
	case gap <= 0:
		return Green
	case gap < 1:
		return Amber
	}
	return Red
}

// mean is Σ w·v / Σ w over what has a value.
type mean struct {
	sum, weight float64
	any         bool
}

func (m *mean) add(w float64, n Number) {
	if n.is {
		// The conversion keeps arm64 from fusing the two steps into one
		// rounding, which would give other bits than amd64.
		m.sum += float64(w * n.value)
		m.weight += w
		m.any = true
	}
}

func (m *mean) number() Number {
	if !m.any {
		return Number{}
	}
	return Some(snap(m.sum / m.weight))
}
