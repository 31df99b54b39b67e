package frameworks

import "math"

// Scoring is how the number and the status of a group, or of the whole, are
// made from what it holds.
type Scoring struct {
	Reducer Reducer
	Start   float64 // of a sum: what it counts from
	Share   float64 // of levels: how much of a level must be there, above 0 and at most 1

	// UnansweredLeast: an unanswered question counts as its least option;
	// else it is left out. Only a mean and a sum can leave it out.
	UnansweredLeast bool
	// NotApplicableMet: a question that does not apply counts as its greatest
	// option; else it is left out with its weight.
	NotApplicableMet bool

	Status *Status // nil: it has none
	Bands  []Band  // by From, the least first

	unanswered string // what the file says of it, here or above: exclude, least, or nothing
	reach      reach
	steps      steps
}

// Reducer names how a group's number is made from its children's.
type Reducer string

// The reducers.
const (
	Mean   Reducer = "mean"   // Σ w·v / Σ w over the children that have a value
	Sum    Reducer = "sum"    // Start + Σ w·v
	Min    Reducer = "min"    // the least of the children
	Levels Reducer = "levels" // the highest level that, with every one below it, has its share of the questions at it
	None   Reducer = "none"   // no number
)

// Band is a name for the numbers from a number on: for display only.
type Band struct {
	From float64
	Name string
}

// HasNumber reports whether a number is made at all.
func (s *Scoring) HasNumber() bool { return s.Reducer != None }

// Whole reports whether a whole level can be told: of levels, and of a mean
// or least of whole-numbered options.
func (s *Scoring) Whole() bool { return s.steps.is }

// Top is the greatest number that can be made; without one it means nothing.
func (s *Scoring) Top() float64 { return s.reach.greatest }

// Bottom is the least number that can be made; without one it means nothing.
func (s *Scoring) Bottom() float64 { return s.reach.least }

// OnlyMeans reports whether everything in the framework is a mean of what is
// answered, over questions that choose one option of the scale, and nothing
// has a status. Its options are steps, each asking for those before it.
func (f *Framework) OnlyMeans() bool {
	plain := func(s *Scoring) bool {
		return s.Reducer == Mean && !s.UnansweredLeast && !s.NotApplicableMet && s.Status == nil
	}
	only := plain(&f.Scoring)
	all := below{groups: f.Objectives}
	all.eachGroup(func(g *Group) { only = only && plain(&g.Scoring) })
	all.each(func(q *Question) { only = only && !q.own && q.Status == nil })
	return only
}

// Band returns the name of the band that a number lies in, or "".
func (s *Scoring) Band(number float64) string {
	name := ""
	for _, b := range s.Bands {
		if number >= b.From {
			name = b.Name
		}
	}
	return name
}

// below is what the scoring of a group sees of its children.
type below struct {
	questions []*Question
	groups    []*Group
}

// reach is the range of numbers that a group or question can have.
type reach struct {
	least, greatest float64
	is              bool // it can have one
}

// with widens the range to hold another.
func (r reach) with(other reach) reach {
	switch {
	case !other.is:
		return r
	case !r.is:
		return other
	}
	return reach{min(r.least, other.least), max(r.greatest, other.greatest), true}
}

// settle works out the range, and which levels can be told, when all below is
// known.
func (s *Scoring) settle(b below) {
	s.reach, s.steps = reach{}, steps{}
	sum := reach{s.Start, s.Start, true}
	least := math.Inf(1) // of the greatest
	add := func(weight float64, child reach, way steps) {
		if !child.is {
			return
		}
		if s.reach.is {
			s.steps = s.steps.with(way)
		} else {
			s.steps = way
		}
		s.reach = s.reach.with(child)
		least = min(least, child.greatest)
		// What is left out counts as 0.
		sum.least += min(0, float64(weight*child.least))
		sum.greatest += max(0, float64(weight*child.greatest))
	}
	for _, q := range b.questions {
		add(q.Weight, q.reach(), q.steps)
	}
	for _, g := range b.groups {
		add(g.Weight, g.reach, g.steps)
	}
	switch s.Reducer {
	case None:
		s.reach, s.steps = reach{}, steps{}
	case Sum:
		s.reach, s.steps = sum, steps{}
	case Min:
		if s.reach.is { // else nothing below has a number
			s.reach.greatest = least
		}
	case Levels:
		s.reach, s.steps = reach{0, float64(b.highest()), true}, steps{is: true}
		for level := range b.highest() + 1 {
			s.steps.values = append(s.steps.values, float64(level))
		}
	}
}

// highest is the highest level that a question below is at; 0 where none is.
func (b below) highest() int {
	top := 0
	b.each(func(q *Question) {
		for _, level := range q.At {
			top = max(top, level)
		}
	})
	return top
}

// size is how many groups and questions are below.
func (b below) size() int {
	n := len(b.questions) + len(b.groups)
	for _, g := range b.groups {
		n += g.below().size()
	}
	return n
}

// each visits every question below, in the framework's order.
func (b below) each(visit func(*Question)) {
	for _, q := range b.questions {
		visit(q)
	}
	for _, g := range b.groups {
		g.below().each(visit)
	}
}

// eachGroup visits every group below.
func (b below) eachGroup(visit func(*Group)) {
	for _, g := range b.groups {
		visit(g)
		g.below().eachGroup(visit)
	}
}

func (g *Group) below() below { return below{g.Questions, g.Groups} }

func (q *Question) reach() reach {
	if q.Many {
		return reach{}
	}
	return reachOf(q.Options)
}

func reachOf(options []Option) reach {
	if !numbered(options) {
		return reach{}
	}
	return reach{options[0].Value, options[len(options)-1].Value, true}
}
