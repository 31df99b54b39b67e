package assessment

import (
	"math"

	"sextant/frameworks"
)

// Score makes the marks of an assessment from its answers (docs/design.md, section 5).
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
	s.asked, s.nodes = make([]leaf, 0, len(fw.Questions())), make([]Node, fw.Size())
	r.Overall = Node{ID: OverallID, Title: fw.Title, Weight: 1, Children: s.take(len(fw.Objectives))}
	for i, g := range fw.Objectives {
		s.group(g, &r.Overall.Children[i])
	}
	r.ReadAgain = s.again
	r.Overall.finish(s.asked, fw.Whole(), fw.Top())
	return r
}

// scorer walks the framework once and fills the nodes where they stand. asked
// holds the questions met so far, so that those below a group are a run of it.
type scorer struct {
	a           *Assessment
	reviewed    bool
	line, final *frameworks.Target
	asked       []leaf
	again       []string // ids of answers given to an earlier wording
	nodes       []Node   // not yet taken; one allocation serves the whole tree
}

// take returns n empty nodes that lie side by side.
func (s *scorer) take(n int) []Node {
	taken := s.nodes[:n:n]
	s.nodes = s.nodes[n:]
	return taken
}

// leaf is what a question says about the level of the groups above it.
type leaf struct {
	id         string
	value      float64 // unanswered as least
	applicable bool
	core       bool
}

func (s *scorer) group(g *frameworks.Group, n *Node) {
	from := len(s.asked)
	n.ID, n.Title, n.Weight, n.Group = g.ID, g.Title, g.Weight, g
	n.Children = s.take(len(g.Questions) + len(g.Groups))[:0]
	for _, q := range g.Questions {
		if q.IsFor(s.a.Organisation.Type) {
			n.Children = n.Children[:len(n.Children)+1]
			s.question(q, &n.Children[len(n.Children)-1])
		}
	}
	for _, child := range g.Groups {
		n.Children = n.Children[:len(n.Children)+1]
		s.group(child, &n.Children[len(n.Children)-1])
	}
	n.finish(s.asked[from:], g.Whole(), g.Top())
}

func (s *scorer) question(q *frameworks.Question, n *Node) {
	n.ID, n.Title, n.Weight, n.Question = q.ID, q.Title, q.Weight, q
	s.mark(q, n)
	s.asked = append(s.asked, leaf{id: q.ID, value: n.Low.value, applicable: n.Low.is, core: q.Core})
}

func (s *scorer) mark(q *frameworks.Question, n *Node) {
	n.Answer = s.a.Answers[q.ID]
	if n.Answer.GivenTo != "" {
		s.again = append(s.again, q.ID)
	}
	n.State, n.Total = n.Answer.State(), 1
	if n.State == NotApplicable {
		n.NotApplicable = 1
		return
	}
	n.Applicable = 1
	low, high := q.Least(), q.Greatest()
	if n.State == Answered {
		n.Answered = 1
		if r := n.Answer.Review; r != nil && !r.Stale(n.Answer.Option) {
			n.Reviewed = 1
			if r.Answer != n.Answer.Option {
				n.Differs = 1
			}
			if s.reviewed {
				n.Answer.Option = r.Answer
			}
		}
		if n.Answer.Strength.Evidenced() {
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
	if n.Answer.Target != "" {
		n.Target = Some(q.Option(n.Answer.Target).Value)
	}
	if target, ok := n.Target.Get(); ok {
		n.Gap, n.gapAtBest = Some(snap(max(0, target-low))), Some(snap(max(0, target-high)))
		n.GapSum, n.TargetSum = n.Gap.value, target
	}
	n.percentAndColour()
}

// finish makes a group's mark from its children and from the questions below
// it. Every number is the weighted mean of the children that have it.
func (n *Node) finish(below []leaf, whole bool, top float64) {
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
func (n *Node) level(below []leaf, top float64) {
	low, ok := n.Low.Get()
	if !ok {
		return
	}
	level, coreBinds := math.Floor(low), false
	for _, q := range below {
		if q.applicable && q.core && q.value < level {
			level, coreBinds = q.value, true
		}
	}
	n.Level = Some(level)
	if level >= top {
		return
	}
	holdsBack := func(q leaf) bool { return q.applicable && q.value < level+1 && (q.core || !coreBinds) }
	count := 0
	for _, q := range below {
		if holdsBack(q) {
			count++
		}
	}
	n.HeldBackBy = make([]string, 0, count)
	for _, q := range below {
		if holdsBack(q) {
			n.HeldBackBy = append(n.HeldBackBy, q.id)
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
