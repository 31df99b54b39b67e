package frameworks

// table lists what the conditions can see of some things: of those of the table
// before it, and one more of an input. Whatever looks the same is there once,
// so that a table stays small while things are many.
type table struct {
	views  []view
	from   []origin // of each view
	before *table   // nil: of nothing
	input  int
	same   bool // one more of the input changes nothing
	more   int  // of them that there are
	index  map[view]int32
}

// origin is one way to make a view: of one before, and what is added to it.
type origin struct {
	at   int32
	cell int32
}

// tables makes tables, as long as there are few enough.
type tables struct {
	lens  *lens
	cells [][]view // by input: what a thing of it can be
	most  int      // views in a table
	left  *budget
}

// nothing is the table of no things.
func nothing() *table {
	return &table{views: []view{{}}, index: map[view]int32{{}: 0}}
}

// add makes the table with further things of an input; nil where it would be
// too large.
func (ts *tables) add(t *table, input, things int) *table {
	for ; things > 0 && t != nil; things-- {
		if t.same && t.input == input {
			longer := *t
			longer.more += things
			return &longer
		}
		t = ts.one(t, input)
	}
	return t
}

// one makes the table with one more thing.
func (ts *tables) one(t *table, input int) *table {
	size := len(t.views) * len(ts.cells[input])
	if ts.left.effort -= size; ts.left.effort < 0 {
		return nil
	}
	if len(ts.lens.counters) > 0 {
		size = len(t.views) + len(t.views)/8 // most are there already
	}
	size = min(size, ts.most+1)
	next := &table{before: t, input: input, same: true, views: make([]view, 0, size), from: make([]origin, 0, size), index: make(map[view]int32, size)}
	for at, v := range t.views {
		for cell, w := range ts.cells[input] {
			sum := ts.lens.with(v, w)
			if _, known := next.index[sum]; known {
				continue
			}
			if _, known := t.index[sum]; !known {
				next.same = false
			}
			next.index[sum] = int32(len(next.views))
			next.views = append(next.views, sum)
			next.from = append(next.from, origin{int32(at), int32(cell)})
		}
		if len(next.views) > ts.most {
			return nil
		}
	}
	next.same = next.same && len(next.views) == len(t.views)
	if !t.same {
		t.index = nil // a table is large
	}
	return next
}

// tell counts, by input and cell, the things that make a view of the table.
func (t *table) tell(at int32, counts [][]int) {
	for ; t.before != nil; t = t.before {
		from := t.from[at]
		for range t.more {
			counts[t.input][from.cell]++
			at = t.index[t.before.views[from.at]]
			from = t.from[at]
		}
		counts[t.input][from.cell]++
		at = from.at
	}
}
