package assessment

import "sextant/frameworks"

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
	r.Overall = Node{ID: OverallID, Title: fw.Title, Weight: 1, Scoring: &fw.Scoring, Children: s.take(len(fw.Objectives))}
	for i, g := range fw.Objectives {
		s.group(g, &r.Overall.Children[i])
	}
	r.ReadAgain = s.again
	r.Overall.finish(s.asked)
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
	n.ID, n.Title, n.Weight, n.Group, n.Scoring = g.ID, g.Title, g.Weight, g, &g.Scoring
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
	n.finish(s.asked[from:])
	n.passOn(s.asked[from:])
}

func (s *scorer) question(q *frameworks.Question, n *Node) {
	n.ID, n.Title, n.Weight, n.Question, n.near = q.ID, q.Title, q.Weight, q, q.Near()
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
		if target, final := s.targets(q, n.Answer); target.is {
			n.asked = &Aim{Target: target, Gap: Some(0), FinalTarget: final, FinalGap: Number{0, final.is}, atBest: Some(0)}
		}
		return
	}
	n.Applicable, n.Provisional = 1, n.State == Unanswered
	if n.State == Answered {
		s.answered(q, n)
	}
	n.questionStatus()
	if !q.HasNumber() {
		return
	}
	low, high := q.Least(), q.Greatest()
	if n.State == Answered {
		low = q.Option(n.Answer.Option).Value
		high = low
		n.Score = Some(low)
	}
	n.Low, n.High = Some(low), Some(high)
	n.Target, n.FinalTarget = s.targets(q, n.Answer)
	if final, ok := n.FinalTarget.Get(); ok {
		n.FinalGap = gap(final, low)
	}
	if target, ok := n.Target.Get(); ok {
		n.Gap, n.gapAtBest = gap(target, low), gap(target, high)
		// From 0 or, where answers can lie below it, from the least of them:
		// else what is asked would be less than what is missing.
		n.GapSum, n.TargetSum = n.Gap.value, snap(target-min(0, q.Least()))
	}
	n.percentAndColour(n.Target.is)
}

// targets are what the line in force, or the answer's own target, asks of a
// question, and what the last line asks.
func (s *scorer) targets(q *frameworks.Question, a Answer) (target, final Number) {
	if !q.HasNumber() {
		return target, final
	}
	if s.line != nil {
		target, final = value(q, s.line.TargetKey(q)), value(q, s.final.TargetKey(q))
	}
	if a.Target != "" {
		target = value(q, a.Target)
	}
	return target, final
}

// answered counts what there is beside an answer.
func (s *scorer) answered(q *frameworks.Question, n *Node) {
	n.Answered = 1
	if r := n.Answer.Review; r != nil && !r.Stale(n.Answer.Option) {
		n.Reviewed = 1
		if r.Answer != n.Answer.Option {
			n.Differs = 1
			if s.reviewed {
				n.Answer.Option, n.Answer.Override = r.Answer, nil
			}
		}
	}
	if n.Answer.Strength.Evidenced() {
		n.Evidenced = 1
	}
}

// value is the number of an option; none where there is no such option.
func value(q *frameworks.Question, key string) Number {
	o := q.Option(key)
	if o == nil || o.NoValue {
		return Number{}
	}
	return Some(o.Value)
}

// gap is how far a number lies below its target.
func gap(target, number float64) Number { return Some(snap(max(0, target-number))) }

// finish makes a group's mark from its children and from the questions below
// it.
func (n *Node) finish(below []leaf) {
	how := n.Scoring
	var score, low, high, target, gap, final, finalGap, best tally
	var lowest Number
	aimed, near, nearSum := false, 0.0, 0.0
	for i := range n.Children {
		c := &n.Children[i]
		stands := n.Counts(c)
		score.add(c.Weight, stands)
		low.add(c.Weight, counts(how, c, c.Low))
		high.add(c.Weight, counts(how, c, c.High))
		aim := n.Aims(c)
		target.add(c.Weight, aim.Target)
		gap.add(c.Weight, aim.Gap)
		final.add(c.Weight, aim.FinalTarget)
		finalGap.add(c.Weight, aim.FinalGap)
		best.add(c.Weight, aim.atBest)
		if aim.Target.is {
			nearSum += float64(c.Weight * c.near)
			if c.near > 0 && (near == 0 || c.near < near) {
				near = c.near
			}
		}
		// What does not apply is not weak, whatever it counts for.
		if stands.is && c.Applicable > 0 && (lowest.IsNone() || stands.value < lowest.value) {
			lowest, n.Weakest = stands, c.ID
		}
		aimed = aimed || c.PercentToTarget.is
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
	switch how.Reducer {
	case frameworks.Mean:
		n.Score, n.Low, n.High = score.mean(), low.mean(), high.mean()
		n.Target, n.Gap, n.gapAtBest = target.mean(), gap.mean(), best.mean()
		n.FinalTarget, n.FinalGap = final.mean(), finalGap.mean()
		n.near = near
	case frameworks.Sum:
		n.Score, n.Low, n.High = score.from(how.Start), low.from(how.Start), high.from(how.Start)
		n.Target, n.Gap, n.gapAtBest = target.from(how.Start), gap.from(0), best.from(0)
		n.FinalTarget, n.FinalGap = final.from(how.Start), finalGap.from(0)
		n.near = snap(nearSum)
	case frameworks.Min:
		n.Score, n.Low, n.High = score.least(), low.least(), high.least()
		// At target only when every child is: the greatest gap decides.
		n.Target, n.Gap, n.gapAtBest = target.least(), gap.greatest(), best.greatest()
		n.FinalTarget, n.FinalGap = final.least(), finalGap.greatest()
		n.near = near
	case frameworks.Levels:
		n.levels()
		n.near = 1
	case frameworks.None:
		n.Weakest = ""
	}
	n.percentAndColour(aimed)
	if how.Reducer != frameworks.Levels && how.Whole() {
		n.level(below)
	}
	n.groupStatus()
}

// passOn leaves in the questions below what they say about the level of the
// groups above: in levels, what holds the group back is at the group's level;
// what makes a sum, or no number, says nothing.
func (n *Node) passOn(below []leaf) {
	if n.Scoring.Reducer == frameworks.Mean || n.Scoring.Reducer == frameworks.Min {
		return
	}
	holding := n.HeldBackBy // in the order of the questions
	for i := range below {
		q := &below[i]
		q.applicable = len(holding) > 0 && holding[0] == q.id
		q.value, q.core = n.Level.value, false
		if q.applicable {
			holding = holding[1:]
		}
	}
}

// level secures a whole level: the greatest that the low reaches, but never
// above the least answer among the core questions, so that an average cannot
// hide a failed core control.
func (n *Node) level(below []leaf) {
	low, ok := n.Low.Get()
	if !ok {
		return
	}
	level, coreBinds := n.Scoring.LevelAt(low), false
	for _, q := range below {
		if q.applicable && q.core && q.value < level {
			level, coreBinds = q.value, true
		}
	}
	n.Level = Some(level)
	next, ok := n.Scoring.NextLevel(level)
	if !ok {
		return
	}
	if n.Scoring.Reducer == frameworks.Min { // its top is that of the part that ends first
		if _, greatest := n.Range(); level >= greatest.value {
			return
		}
	}
	holdsBack := func(q leaf) bool { return q.applicable && q.value < next && (q.core || !coreBinds) }
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

// percentAndColour follows from the sums and the gap; aimed says whether
// anything here has a target.
func (n *Node) percentAndColour(aimed bool) {
	if !aimed {
		return
	}
	n.PercentToTarget = Some(1)
	if n.TargetSum != 0 {
		n.PercentToTarget = Some(snap(1 - n.GapSum/n.TargetSum))
	}
	gap, ok := n.Gap.Get()
	if !ok {
		return
	}
	n.RAG = colour(gap, n.near)
	if n.Provisional && n.RAG != colour(n.gapAtBest.value, n.near) {
		n.RAG = Grey
	}
}

func colour(gap, near float64) RAG {
	switch {
	case gap <= 0:
		return Green
	case gap < near-2e-9: // both may be rounded
		return Amber
	}
	return Red
}
