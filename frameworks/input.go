package frameworks

import (
	"fmt"
	"slices"
	"strings"
)

// input is one or more things that the conditions see alike: a number by the
// thresholds asked of it, a question, a group, or an option that is ticked or
// not. Of several only matters how many are what, as far as conditions count.
type input struct {
	things   []thing
	cells    []uint64 // what each can be: a bit for each condition that this fulfils
	seen     uint64   // a bit for each condition that looks at them
	directed bool     // a later step is a higher answer; ticks have no direction
	loose    bool     // each may not apply, and is then left out
	same     bool     // and that is as good as to meet nothing
	rises    []rise   // by one step
	// aside are cells without a step: what does not apply where that counts as
	// met, and what is unanswered.
	aside [extents][]uint64
}

// thing is one of them, from the least step to the greatest. Things of one
// input may go through its cells in another order, and call them by other
// names.
type thing struct {
	name  string
	steps []step
}

type step struct {
	label string
	cell  int
}

// rise is from a cell to another; steps of the thing tell an example.
type rise struct {
	from, to    int
	thing, step int
}

// extent is how much is looked at: sets of answers that are complete, those
// where something does not apply, and those where something is unanswered.
type extent int

const (
	complete extent = iota
	finished
	unfinished
	extents
)

// join adds a thing.
func (in *input) join(name string, cells []cell) {
	t := thing{name: name}
	for i, c := range cells {
		t.steps = append(t.steps, step{c.label, slices.Index(in.cells, c.meets)})
		if i == 0 {
			continue
		}
		r := rise{t.steps[i-1].cell, t.steps[i].cell, len(in.things), i - 1}
		if !slices.ContainsFunc(in.rises, func(known rise) bool { return known.from == r.from && known.to == r.to }) {
			in.rises = append(in.rises, r)
		}
	}
	in.things = append(in.things, t)
}

// cellsIn are the cells of an extent: those of the steps, then what a thing is
// only where it does not apply or is not answered.
func (in *input) cellsIn(e extent) []uint64 {
	cells := slices.Clone(in.cells)
	for _, meets := range slices.Concat(in.aside[:e+1]...) {
		if !slices.Contains(cells, meets) {
			cells = append(cells, meets)
		}
	}
	return cells
}

// differs reports whether an extent has more than complete answers.
func (in *input) differs(e extent) bool {
	return in.partly(e) || len(in.cellsIn(e)) > len(in.cells)
}

// partly reports whether things may be left out.
func (in *input) partly(e extent) bool { return e > complete && in.loose && !in.same }

// views are what a thing can be, as a lens shows it; last, that it is left out.
func (in *input) views(e extent, l *lens) []view {
	var list []view
	answered := len(in.cellsIn(min(e, finished)))
	for i, meets := range in.cellsIn(e) {
		list = append(list, l.thing(in.seen, meets, i < answered))
	}
	if in.partly(e) {
		list = append(list, view{})
	}
	return list
}

// least reports whether all things are there and at their least; counts are
// how many of them are in each cell.
func (in *input) least(counts []int) bool {
	return counts[0] == len(in.things) && !slices.ContainsFunc(in.things, func(t thing) bool { return t.steps[0].cell != 0 })
}

// tell says which thing is raised, and how.
func (in *input) tell(r rise) string {
	t := in.things[r.thing]
	if !in.directed {
		return "ticking " + t.name
	}
	return fmt.Sprintf("raising %s from %s to %s", t.name, t.steps[r.step].label, t.steps[r.step+1].label)
}

// say tells in words which things are what, but for one that is raised (below
// 0: none).
func (in *input) say(counts []int, e extent, raised int) string {
	things, cells := slices.Clone(in.things), len(in.cellsIn(e))
	if raised >= 0 {
		things = slices.Delete(things, raised, raised+1)
	}
	var parts []string
	for cell, count := range counts {
		var endings []string
		names := make(map[string][]string)
		for _, t := range things[:count] {
			ending := "does not apply"
			if cell < cells {
				ending = "is " + t.label(cell)
			}
			if names[ending] == nil {
				endings = append(endings, ending)
			}
			names[ending] = append(names[ending], t.name)
		}
		for _, ending := range endings {
			parts = append(parts, some(names[ending], ending))
		}
		things = things[count:]
	}
	return strings.Join(parts, ", ")
}

// some says the same of several things.
func some(names []string, ending string) string {
	n := len(names)
	if n == 1 {
		return names[0] + " " + ending
	}
	ending = strings.Replace(strings.Replace(ending, "is ", "are ", 1), "does ", "do ", 1)
	if n <= 3 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1] + " " + ending
	}
	return fmt.Sprintf("%s, %s and %d more %s", names[0], names[1], n-2, ending)
}

// label is what a thing calls a cell.
func (t thing) label(cell int) string {
	for _, s := range t.steps {
		if s.cell == cell {
			return s.label
		}
	}
	return "not applicable"
}
