package frameworks

import (
	"cmp"
	"fmt"
	"slices"
)

// inputs makes what the rules of a status look at: of a question, or of a
// group or the whole, whose id, number and parts these are.
type inputs struct {
	conditions []Condition
	counted    []bool // by condition: only the count of its items matters; see counts.go
	list       []*input
	alike      map[string]*input

	unclear, unclearAt string // a tag that is counted and whose direction nobody can tell, and where
}

func newInputs(s *Status, of owner) *inputs {
	in := &inputs{alike: make(map[string]*input)}
	for _, rule := range s.Rules {
		in.conditions = append(in.conditions, rule.When...)
	}
	in.counts(of)
	return in
}

// add takes one thing, and joins it with those that the conditions see alike.
func (in *inputs) add(name string, directed bool, seen uint64, cells []cell) {
	if seen == 0 {
		return
	}
	// Neighbours that no condition tells apart are one.
	cells = slices.CompactFunc(cells, func(a, b cell) bool { return a.meets == b.meets })
	key := fmt.Sprint(directed, seen, cells)
	if known := in.alike[key]; known != nil {
		known.names = append(known.names, name)
		return
	}
	in.alike[key] = &input{names: []string{name}, cells: cells, seen: seen, directed: directed}
	in.list = append(in.list, in.alike[key])
}

// sees has a bit for each condition that looks at a thing.
func (in *inputs) sees(looks func(Condition) bool) uint64 {
	seen := uint64(0)
	for k, c := range in.conditions {
		if !in.counted[k] && looks(c) {
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

// number adds a number within its range.
func (in *inputs) number(name string, r reach, looks func(Condition) bool) {
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
	in.add(name, true, seen, cells)
}

// question adds a question of a group.
func (in *inputs) question(q *Question) {
	seen := in.sees(func(c Condition) bool { return c.LooksAt(q) })
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
	in.add(q.ID, true, seen, cells)
}

// own adds the answer to a question that picks one, for its own status.
func (in *inputs) own(q *Question) {
	seen := in.sees(func(Condition) bool { return true })
	var cells []cell
	for i := range q.Options {
		cells = append(cells, in.cell(q.Options[i].Key, seen, func(c Condition) bool { return c.MetBy(q, i) }))
	}
	in.add(q.ID, true, seen, cells)
}

// group adds a group of a group: its status, its number, or both.
func (in *inputs) group(g *Group) {
	tagged := func(c Condition) bool { return c.AtLeast != "" && c.Kind != ValueOf && slices.Contains(g.Tags, c.Tag) }
	if g.Status != nil {
		seen := in.sees(tagged)
		var cells []cell
		for _, status := range g.Status.Order {
			cells = append(cells, in.cell(status, seen, func(c Condition) bool { return g.Status.Rank(status) >= g.Status.Rank(c.AtLeast) }))
		}
		in.add(g.ID, true, seen, cells)
	}
	in.number(g.ID, g.reach, func(c Condition) bool { return c.isValueOf(g.ID) || g.Status == nil && tagged(c) })
}

// ticks adds the options of a question that picks many, each its own thing.
func (in *inputs) ticks(q *Question) {
	for _, o := range q.Options {
		seen := in.sees(func(c Condition) bool { return slices.Contains(o.Tags, c.Tag) })
		in.add(o.Key, false, seen, []cell{
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
