package assessment

import "sextant/frameworks"

// Explanation is how the number, the level and the status of a node were
// made, so that a person can work them out again.
type Explanation struct {
	Node  *Node
	Terms []Term // the children of a group, in the framework's order
	// Sum and WeightSum are those of the terms that count. A mean is Sum /
	// WeightSum, a sum its start + Sum.
	Sum, WeightSum float64
	Steps          []Step // of levels, from 1
	// CoreFloor is the least value among the applicable core questions, an
	// unanswered one counting as least; none without such a question.
	CoreFloor Number
	CoreLeast *Node // the first question with that value
	// LowFloor is the greatest level that the low reaches.
	LowFloor Number
	HeldBack []*Node // the questions that keep the level from being one higher
	Next     Number  // the level that they keep it from
	CoreOnly bool    // the core questions alone do
	// GapAtBest is the gap if every unanswered question got its greatest
	// option; none without a gap.
	GapAtBest Number
	Verdict   *Verdict // nil: there is no status to make
}

// Term is a child's part in its group's number. What does not count has
// neither number nor product.
type Term struct {
	Node    *Node
	Counts  Number // its score, or what stands for it
	Asked   Number // of a question at a level: what its target counts for
	Product Number // weight times that
}

// Step is one level of a group that is scored by levels.
type Step struct {
	Level          int
	Terms          []Term  // the questions at this level
	Sum, WeightSum float64 // of the terms that count
	Share          Number  // Sum / WeightSum; none where nothing counts
	Reached        bool    // the share is large enough, or nothing counts
}

// Verdict is how the rules made a status.
type Verdict struct {
	Status  *frameworks.Status
	Rules   []RuleCheck
	Matched int    // the place of the first rule that matches; after the last: none does
	Made    string // what the rules make of the answers, overridden or not
}

// RuleCheck is one rule and whether its conditions hold.
type RuleCheck struct {
	Is         string
	Conditions []Check
	Holds      bool
}

// Check is one condition and what it looks at.
type Check struct {
	Condition frameworks.Condition
	Items     []Item
	Holds     bool
	LeftOut   bool // it looks at what does not apply, and counts neither way
}

// Explain tells how the node of that id got its number, level and status; nil
// when there is no such node.
func Explain(r *Result, id string) *Explanation {
	n := r.Find(id)
	if n == nil {
		return nil
	}
	e := &Explanation{Node: n, Verdict: n.verdict(), GapAtBest: n.gapAtBest}
	if n.Question != nil {
		return e
	}
	e.Terms, e.Sum, e.WeightSum = n.terms()
	for _, id := range n.HeldBackBy {
		e.HeldBack = append(e.HeldBack, n.find(id))
	}
	if len(e.HeldBack) > 0 {
		next, ok := n.Scoring.NextLevel(n.Level.value)
		e.Next = Number{next, ok}
	}
	if n.Scoring.Reducer == frameworks.Levels {
		e.Steps = n.steps()
		return e
	}
	if n.Level.IsNone() {
		return e
	}
	e.LowFloor = Some(n.Scoring.LevelAt(n.Low.value))
	n.gates(func(q *Node) {
		v, ok := q.Low.Get()
		if ok && q.Question.Core && (e.CoreFloor.IsNone() || v < e.CoreFloor.value) {
			e.CoreFloor, e.CoreLeast = Some(v), q
		}
	})
	e.CoreOnly = e.CoreFloor.is && e.CoreFloor.value < e.LowFloor.value
	return e
}

// gates visits the questions whose answers limit a level: those below means
// and leasts alone.
func (n *Node) gates(visit func(*Node)) {
	for i := range n.Children {
		c := &n.Children[i]
		switch {
		case c.Question != nil:
			visit(c)
		case c.Scoring.Reducer == frameworks.Mean || c.Scoring.Reducer == frameworks.Min:
			c.gates(visit)
		}
	}
}

// CoreLimits reports whether a core question limits the level of a group, of
// this one or of one below.
func (n *Node) CoreLimits() bool {
	if n.Question != nil {
		return false
	}
	limits := false
	if (n.Scoring.Reducer == frameworks.Mean || n.Scoring.Reducer == frameworks.Min) && n.Scoring.Whole() {
		n.gates(func(q *Node) { limits = limits || q.Question.Core })
	}
	for i := range n.Children {
		limits = limits || n.Children[i].CoreLimits()
	}
	return limits
}

// terms are the parts of a group's number.
func (n *Node) terms() (terms []Term, sum, weight float64) {
	for i := range n.Children {
		c := &n.Children[i]
		t := Term{Node: c, Counts: n.Counts(c)}
		if v, ok := t.Counts.Get(); ok {
			t.Product = Some(float64(c.Weight * v))
			sum += t.Product.value
			weight += c.Weight
		}
		terms = append(terms, t)
	}
	return terms, sum, weight
}

// steps are the levels of a group, each with its share.
func (n *Node) steps() []Step {
	questions := n.Questions()
	low := func(q *Node) Number { return counts(n.Scoring, q, q.Low) }
	var steps []Step
	for level := range highest(questions) {
		t := at(level+1, questions, low)
		s := Step{Level: level + 1, Sum: t.sum, WeightSum: t.weight, Reached: true}
		if t.any {
			s.Share = t.mean()
			s.Reached = s.Share.value >= n.Scoring.Share
		}
		for _, q := range questions {
			if !isAt(q, level+1) {
				continue
			}
			term := Term{Node: q, Counts: low(q), Asked: n.asks(q, n.Aims(q).Target)}
			if v, ok := term.Counts.Get(); ok {
				term.Product = Some(float64(q.Weight * v))
			}
			s.Terms = append(s.Terms, term)
		}
		steps = append(steps, s)
	}
	return steps
}

// verdict goes through the rules of a node.
func (n *Node) verdict() *Verdict {
	status := n.Rules()
	if status == nil || n.HighStatus == "" || n.Question != nil && n.State != Answered {
		return nil
	}
	items := n.ownItems
	if n.Question == nil {
		items = func(c frameworks.Condition) []Item { return n.items(c, asIs) }
	}
	v := &Verdict{Status: status}
	judged := make(map[frameworks.Condition]Check)
	known := func(c frameworks.Condition) (holds, looks bool) { return judged[c].Holds, !judged[c].LeftOut }
	for _, rule := range status.Rules {
		check := RuleCheck{Is: rule.Is}
		for _, c := range rule.When {
			seen := items(c)
			holds, looks := judge(c, seen)
			judged[c] = Check{Condition: c, Items: seen, Holds: holds, LeftOut: !looks}
			check.Conditions = append(check.Conditions, judged[c])
		}
		check.Holds = rule.Matches(known)
		v.Rules = append(v.Rules, check)
	}
	v.Matched, v.Made = status.First(known)
	return v
}
