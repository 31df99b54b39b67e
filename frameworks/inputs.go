package frameworks

import (
	"cmp"
	"fmt"
	"slices"
)

// inputs makes what the rules of a status look at: of a question, or of a
// group or the whole, which scoring tells.
type inputs struct {
	conditions []Condition
	scoring    *Scoring // of a group
	list       []*input
	alike      map[string]*input
	rest       bool // a status is made without anything that they look at
	score      bool // what is unanswered makes a score, and so a status
}

// cell is what a thing can be, and which conditions that fulfils.
type cell struct {
	label string
	meets uint64 // a bit for each
}

func newInputs(s *Status, of owner) *inputs {
	in := &inputs{alike: make(map[string]*input), scoring: of.scoring}
	for _, rule := range s.Rules {
		in.conditions = append(in.conditions, rule.When...)
	}
	if q := of.question; q == nil {
		if of.scoring.HasNumber() {
			in.score = of.scoring.UnansweredLeast
			of.below.eachGroup(func(g *Group) {
				in.score, in.rest = in.score || g.UnansweredLeast, in.rest || g.NotApplicableMet && !of.scoring.NotApplicableMet
			})
		}
		nested := len(of.below.groups) > 0
		in.number(of.id, of.scoring.reach, nested, nested, func(c Condition) bool { return c.isValueOf(of.id) })
		of.below.each(in.question)
		of.below.eachGroup(in.group)
	} else if q.Many {
		in.ticks(q)
	} else {
		in.own(q)
	}
	return in
}

// add takes one thing, and joins it with those that the conditions see alike;
// like says how they look at it.
func (in *inputs) add(name string, like input, cells []cell) {
	if like.seen == 0 {
		return
	}
	// Neighbours that no condition tells apart are one.
	cells = slices.CompactFunc(cells, func(a, b cell) bool { return a.meets == b.meets })
	for _, c := range cells {
		if !slices.Contains(like.cells, c.meets) {
			like.cells = append(like.cells, c.meets)
		}
	}
	key := fmt.Sprint(like.directed, like.loose, like.seen, like.aside, slices.Sorted(slices.Values(like.cells)))
	known := in.alike[key]
	if known == nil {
		known = &like
		in.alike[key] = known
		in.list = append(in.list, known)
	}
	known.join(name, cells)
}

// kind has a bit for each condition of a kind.
func (in *inputs) kind(kind ConditionKind) uint64 {
	return in.sees(func(c Condition) bool { return c.Kind == kind })
}

// same finds the inputs where what is left out is as good as what meets
// nothing: none of their conditions asks for a number beside other conditions,
// and none for every item or, where it looks at nothing else, the last that is
// left out fails it.
func (in *inputs) same(beside uint64) {
	looks := make(map[int]int)
	for _, one := range in.list {
		for k := range in.conditions {
			looks[k] += int(one.seen >> k & 1)
		}
	}
	for _, one := range in.list {
		counted := in.sees(func(c Condition) bool { return c.Count > 1 })&one.seen != 0
		one.same = slices.Contains(one.cells, 0)
		for k, c := range in.conditions {
			sees := one.seen>>k&1 == 1
			if sees && c.Kind == All && (counted || looks[k] > 1) || sees && c.Kind == ValueOf && beside>>k&1 == 1 {
				one.same = false
			}
		}
	}
}

// sees has a bit for each condition that looks at a thing.
func (in *inputs) sees(looks func(Condition) bool) uint64 {
	seen := uint64(0)
	for k, c := range in.conditions {
		if looks(c) {
			seen |= 1 << k
		}
	}
	return seen
}

// cell is what a thing can be; meets tells which of the conditions that see it
// that fulfils.
func (in *inputs) cell(label string, seen uint64, meets func(Condition) bool) cell {
	c := cell{label: label}
	for k, condition := range in.conditions {
		if seen&(1<<k) != 0 && meets(condition) {
			c.meets |= 1 << k
		}
	}
	return c
}

// number adds a number within its range; there may be none while something is
// unanswered, if it is open, and if it is loose where nothing applies.
func (in *inputs) number(name string, r reach, open, loose bool, looks func(Condition) bool) {
	seen := in.sees(looks)
	var steps []float64
	for k, c := range in.conditions {
		if seen&(1<<k) != 0 {
			steps = append(steps, c.Number)
		}
	}
	slices.SortFunc(steps, cmp.Compare)
	steps = slices.Compact(steps)
	var cells []cell
	for i := range len(steps) + 1 {
		switch {
		case i > 0 && r.greatest < steps[i-1], i < len(steps) && r.least >= steps[i]:
		case i == 0 && len(steps) > 0:
			cells = append(cells, in.cell("below "+number(steps[0]), seen, func(Condition) bool { return false }))
		case i > 0:
			cells = append(cells, in.cell("at least "+number(steps[i-1]), seen, func(c Condition) bool { return c.Number <= steps[i-1] }))
		}
	}
	like := input{directed: true, seen: seen, loose: loose}
	if open && !in.scoring.UnansweredLeast {
		like.aside[unfinished] = []uint64{0}
	}
	in.add(name, like, cells)
}

// question adds a question of a group.
func (in *inputs) question(q *Question) {
	seen := in.sees(func(c Condition) bool { return c.LooksAt(q) })
	in.rest = in.rest || seen == 0
	like := input{directed: true, seen: seen, loose: !in.scoring.NotApplicableMet || len(q.For) > 0}
	var cells []cell
	if q.Many {
		if q.Status == nil {
			return
		}
		for _, status := range q.Status.Order {
			cells = append(cells, in.cell(status, seen, func(c Condition) bool { return q.Status.Rank(status) >= q.Status.Rank(c.AtLeast) }))
		}
	} else {
		for i := range q.Options {
			cells = append(cells, in.cell(q.Options[i].Key, seen, func(c Condition) bool { return c.MetBy(q, i) }))
		}
	}
	if in.scoring.NotApplicableMet { // whatever at_least asks; else as the greatest option
		met := in.sees(func(c Condition) bool { return c.Kind != ValueOf && c.AtLeast != "" })
		like.aside[finished] = []uint64{seen&met | cells[len(cells)-1].meets}
	}
	like.aside[unfinished] = []uint64{0}
	if in.scoring.UnansweredLeast {
		like.aside[unfinished][0] = cells[0].meets
	}
	in.add(q.ID, like, cells)
}

// own adds the answer to a question that picks one, for its own status.
func (in *inputs) own(q *Question) {
	seen := in.sees(func(Condition) bool { return true })
	var cells []cell
	for i := range q.Options {
		cells = append(cells, in.cell(q.Options[i].Key, seen, func(c Condition) bool { return c.MetBy(q, i) }))
	}
	in.add(q.ID, input{directed: true, seen: seen}, cells)
}

// group adds a group of a group: its status, its number, or both.
func (in *inputs) group(g *Group) {
	tagged := func(c Condition) bool { return c.AtLeast != "" && c.Kind != ValueOf && slices.Contains(g.Tags, c.Tag) }
	loose := !g.NotApplicableMet || g.anyQuestion(func(q *Question) bool { return len(q.For) > 0 })
	if g.Status != nil {
		seen := in.sees(tagged)
		var cells []cell
		for _, status := range g.Status.Order {
			cells = append(cells, in.cell(status, seen, func(c Condition) bool { return g.Status.Rank(status) >= g.Status.Rank(c.AtLeast) }))
		}
		in.add(g.ID, input{directed: true, seen: seen, loose: loose, aside: [extents][]uint64{unfinished: {0}}}, cells)
	}
	in.number(g.ID, g.reach, true, loose, func(c Condition) bool { return c.isValueOf(g.ID) || g.Status == nil && tagged(c) })
}

// ticks adds the options of a question that picks many, each its own thing.
func (in *inputs) ticks(q *Question) {
	for _, o := range q.Options {
		seen := in.sees(func(c Condition) bool { return slices.Contains(o.Tags, c.Tag) })
		in.add(o.Key, input{seen: seen}, []cell{
			in.cell("not ticked", seen, func(Condition) bool { return false }),
			in.cell("ticked", seen, func(Condition) bool { return true }),
		})
	}
}

func (c Condition) isValueOf(id string) bool { return c.Kind == ValueOf && c.Of == id }

// LooksAt reports whether the condition of a group looks at a question below it.
func (c Condition) LooksAt(q *Question) bool {
	switch {
	case c.Kind == ValueOf:
		return c.Of == q.ID
	case c.AtLeast != "":
		return slices.Contains(q.Tags, c.Tag)
	}
	return !q.Many && slices.ContainsFunc(q.Options, func(o Option) bool { return slices.Contains(o.Tags, c.Tag) })
}

// MetBy reports whether a question that picks one fulfils the condition with
// its i-th option.
func (c Condition) MetBy(q *Question, i int) bool {
	o := &q.Options[i]
	switch {
	case c.Kind == ValueOf:
		return o.Value >= c.Number
	case c.AtLeast == "":
		return slices.Contains(o.Tags, c.Tag)
	case q.Status != nil:
		return q.Status.Rank(q.statusAt(i)) >= q.Status.Rank(c.AtLeast)
	}
	return i >= q.Index(c.AtLeast)
}

// First is the first rule whose conditions all hold, as a place among the
// rules, and the status that it gives; after the last, Else. A condition that
// looks at nothing is left out of its rule, and a rule of which nothing is
// left does not match.
func (s *Status) First(check func(Condition) (holds, looks bool)) (rule int, status string) {
	for i, r := range s.Rules {
		if r.Matches(check) {
			return i, r.Is
		}
	}
	return len(s.Rules), s.Else
}

// Matches reports whether all conditions that look at something hold, and one
// does.
func (r Rule) Matches(check func(Condition) (holds, looks bool)) bool {
	left := false
	for _, c := range r.When {
		holds, looks := check(c)
		if looks && !holds {
			return false
		}
		left = left || looks
	}
	return left
}

// statusAt is the status of a question that picks one with its i-th option.
func (q *Question) statusAt(i int) string {
	_, status := q.Status.First(func(c Condition) (holds, looks bool) { return c.MetBy(q, i) != (c.Kind == NoneOf), true })
	return status
}
