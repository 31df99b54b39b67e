package workbook

import (
	"sextant/assessment"
	"sextant/frameworks"
)

// shape says what the marks of a framework are made of. What they never have
// gets no column, tile, line or chart.
type shape struct {
	number    bool // something is made a number
	score     bool // one that is more than a level
	level     bool
	status    bool     // of a group below the whole
	standing  bool     // of the whole
	statuses  []string // of questions, from the worst to the best
	bands     bool
	targets   bool
	core      bool
	coreLimit bool // core questions limit levels
	stairs    bool // questions are at levels
	weights   bool // questions count with weights in a sum
	stands    bool // what is not answered, or not applicable, counts for something
	themes    bool
	reducers  map[frameworks.Reducer]bool
	least     bool // somewhere what is not answered counts as the least
	met       bool // somewhere what does not apply counts as met
	leftOut   bool // somewhere what is not answered is left out
	dropsOut  bool // somewhere what does not apply drops out
	overrides bool // somebody set a status
}

func shapeOf(r *assessment.Result) shape {
	s := shape{targets: hasTargets(&r.Overall), coreLimit: r.Overall.CoreLimits(), statuses: r.Overall.StatusNames(), reducers: make(map[frameworks.Reducer]bool)}
	var walk func(n *assessment.Node, depth int)
	walk = func(n *assessment.Node, depth int) {
		if q := n.Question; q != nil {
			s.core = s.core || q.Core
			s.themes = s.themes || depth > 2
			s.overrides = s.overrides || n.Answer.Override != nil
			return
		}
		how := n.Scoring
		s.reducers[how.Reducer] = true
		s.number = s.number || how.HasNumber()
		s.score = s.score || how.HasNumber() && !n.OnlyLevels()
		s.level = s.level || how.Whole()
		s.status = s.status || how.Status != nil && depth > 0
		s.standing = s.standing || how.Status != nil && depth == 0
		s.bands = s.bands || len(how.Bands) > 0
		s.stairs = s.stairs || how.Reducer == frameworks.Levels
		s.least = s.least || how.UnansweredLeast && how.HasNumber()
		s.leftOut = s.leftOut || !how.UnansweredLeast
		s.met = s.met || how.NotApplicableMet
		s.dropsOut = s.dropsOut || !how.NotApplicableMet
		for i := range n.Children {
			c := &n.Children[i]
			if sums := how.Reducer == frameworks.Sum || how.Reducer == frameworks.Mean; sums && c.Question != nil && c.Question.HasNumber() {
				s.weights = s.weights || how.Reducer == frameworks.Sum && c.Weight != 1
				s.stands = s.stands || how.UnansweredLeast || how.NotApplicableMet
			}
			walk(c, depth+1)
		}
	}
	walk(&r.Overall, 0)
	return s
}

// format is how the numbers of groups are shown.
func (s shape) format() string {
	if s.score {
		return formatScore
	}
	return formatWhole
}

// called is what the numbers of groups are called.
func (s shape) called() string {
	if s.score {
		return "Score"
	}
	return "Level"
}

// scored reports whether the numbers of questions are shown.
func (s shape) scored() bool { return s.score || s.targets }

// shape is that of the report.
func (b *book) shape() shape {
	if b.shapeOf == nil {
		b.shapeOf = pointer(shapeOf(b.report.Result))
	}
	return *b.shapeOf
}

// hasTargets reports whether anything below a node has a target.
func hasTargets(n *assessment.Node) bool {
	for i := range n.Children {
		if hasTargets(&n.Children[i]) {
			return true
		}
	}
	return !n.Target.IsNone()
}
