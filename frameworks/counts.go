package frameworks

import (
	"cmp"
	"fmt"
	"slices"
)

// counts adds an input for each kind of item that a condition counts: a
// number, by the counts that are asked of it. All conditions that ask for any
// of these items look at it, so that three of them are also one.
func (in *inputs) counts(of owner) {
	in.counted = make([]bool, len(in.conditions))
	for k, c := range in.conditions {
		if c.Count < 2 || in.counted[k] {
			continue
		}
		seen, steps := uint64(0), []int(nil)
		for j, d := range in.conditions {
			if d.Kind == Any && d.Tag == c.Tag && d.AtLeast == c.AtLeast {
				in.counted[j] = true
				seen |= 1 << j
				steps = append(steps, d.Count)
			}
		}
		slices.SortFunc(steps, cmp.Compare)
		in.count(c, seen, slices.Compact(steps), of)
	}
}

// count adds the input for the items of one condition.
func (in *inputs) count(c Condition, seen uint64, steps []int, of owner) {
	items, up, down := 0, false, false
	if q := of.question; q != nil {
		for _, o := range q.Options {
			if slices.Contains(o.Tags, c.Tag) {
				items++
			}
		}
	}
	of.below.each(func(q *Question) {
		if !c.LooksAt(q) {
			return
		}
		items++
		switch {
		case c.AtLeast != "" || c.MetBy(q, len(q.Options)-1) && oneStep(c, q):
			up = true
		case c.MetBy(q, 0) && oneStep(c, q):
			down = true
		default:
			in.unclear, in.unclearAt = c.Tag, q.ID
		}
		if up && down {
			in.unclear, in.unclearAt = c.Tag, q.ID
		}
	})
	of.below.eachGroup(func(g *Group) {
		if c.AtLeast != "" && slices.Contains(g.Tags, c.Tag) {
			items++
		}
	})
	cells := []cell{{label: fmt.Sprintf("below %d", steps[0])}}
	for _, step := range steps {
		if step > items {
			break
		}
		at := cell{label: fmt.Sprintf("at least %d", step)}
		for j, d := range in.conditions {
			if seen&(1<<j) != 0 && d.Count <= step {
				at.meets |= 1 << j
			}
		}
		cells = append(cells, at)
	}
	if down { // raising an answer takes one away
		slices.Reverse(cells)
	}
	in.add("the count of "+c.Tag, of.question == nil, seen, cells)
}

// oneStep reports whether, from the least option to the greatest, a condition
// begins or ceases to be met once.
func oneStep(c Condition, q *Question) bool {
	steps := 0
	for i := 1; i < len(q.Options); i++ {
		if c.MetBy(q, i) != c.MetBy(q, i-1) {
			steps++
		}
	}
	return steps < 2
}
