package frameworks

import "slices"

// Whether a rule can ever match, which status is better than which, and
// whether raising an answer can lower one, is found by going through every
// case that the rules can tell apart. What they look at is a handful of
// inputs, and a case is what they see of all of them.

// mostCases bounds what is gone through in one file, and mostEffort what it
// takes to find that.
const (
	mostCases  = 130_000
	mostEffort = 4 * mostCases
)

// budget is what may still be gone through, and what that may take.
type budget struct{ cases, effort int }

// ranking goes through the cases of one status.
type ranking struct {
	status *Status
	inputs []*input
	lens   lens
	fits   bool            // the lens sees it all
	rest   bool            // none of the inputs need be answered for a status to be made
	could  []bool          // by rule: its conditions hold in some case
	first  []bool          // by rule: and no rule before it matches there
	lost   bool            // no rule matches in some case
	whole  map[string]bool // the statuses of complete answers
	moves  map[turn]move
	found  []turn // in the order in which they were found
}

// turn is one status into another: by raising an answer, or by ticking an
// option of the input.
type turn struct {
	from, to string
	ticks    *input // nil: by raising
}

// move is an example of a turn.
type move struct {
	what string // the thing that is raised, and how
	with string // the other answers
}

func newRanking(s *Status, in *inputs) *ranking {
	r := &ranking{
		status: s, inputs: in.list, rest: in.rest, lens: lens{conditions: in.conditions, all: in.kind(All), none: in.kind(NoneOf), value: in.kind(ValueOf)},
		could: make([]bool, len(s.Rules)), first: make([]bool, len(s.Rules)),
		whole: make(map[string]bool), moves: make(map[turn]move),
	}
	r.lens.score = in.score
	things := 0
	for _, one := range in.list {
		things += len(one.things)
	}
	r.fits = r.lens.count(things)
	in.same(s.beside())
	return r
}

// differs reports whether an extent has more cases than complete answers.
func (r *ranking) differs(e extent) bool {
	return slices.ContainsFunc(r.inputs, func(in *input) bool { return in.differs(e) })
}

// oneWay reports whether raising an answer can only fulfil more of what the
// rules ask, so that the first that matches can only move up, or only less.
// Ticks have a direction of their own.
func (r *ranking) oneWay() (more, less bool) {
	more, less = true, true
	for _, in := range r.inputs {
		more, less = more && in.directed, less && in.directed
		for _, rise := range in.rises {
			from, to := in.cells[rise.from]^r.lens.none, in.cells[rise.to]^r.lens.none
			more, less = more && from&^to&in.seen == 0, less && to&^from&in.seen == 0
		}
	}
	return more, less
}

// goThrough goes through the cases of an extent, unless they are those of
// complete answers. It reports whether there are few enough.
func (r *ranking) goThrough(e extent, left *budget) bool {
	if e > complete && !r.differs(e) {
		return true
	}
	return r.fits && r.run(e, left)
}

// run goes through every case and, while all that applies is answered, every
// way to raise one answer in it.
func (r *ranking) run(e extent, left *budget) bool {
	ts := &tables{lens: &r.lens, most: left.cases, left: left}
	for _, in := range r.inputs {
		ts.cells = append(ts.cells, in.views(e, &r.lens))
	}
	// What the inputs before make of all but one thing, and what those behind
	// make: the rest of a case in which that thing is raised.
	before, behind := make([]*table, len(r.inputs)), make([]*table, len(r.inputs)+1)
	all := nothing()
	for k, in := range r.inputs {
		before[k] = ts.add(all, k, len(in.things)-1)
		if all = ts.add(before[k], k, 1); all == nil {
			return false
		}
	}
	left.cases -= len(all.views)
	for _, v := range all.views {
		if !r.rest && !v.answered {
			continue // there is no status at all
		}
		rule := r.rule(v, r.could)
		if rule < len(r.first) {
			r.first[rule] = true
		} else {
			r.lost = true
		}
		if e == complete {
			r.whole[r.status.gives(rule)] = true
		}
	}
	if e == unfinished {
		return true
	}
	behind[len(r.inputs)] = nothing()
	for k := len(r.inputs) - 1; k > 0; k-- {
		if behind[k] = ts.add(behind[k+1], k, len(r.inputs[k].things)); behind[k] == nil {
			return false
		}
	}
	for k := range r.inputs {
		rest, others := before[k], behind[k+1]
		if len(rest.views)*len(others.views) > mostCases { // many are alike
			for j := k + 1; j < len(r.inputs); j++ {
				rest = ts.add(rest, j, len(r.inputs[j].things))
			}
			if others = nothing(); rest == nil {
				return false
			}
		}
		r.raise(e, k, ts.cells[k], rest, others)
	}
	return true
}

// raise goes through the ways to raise one thing of an input, whatever the
// rest is: the views of two tables.
func (r *ranking) raise(e extent, k int, cells []view, rest, others *table) {
	in := r.inputs[k]
	is := make([]string, len(in.cells))
	for i, v := range rest.views {
		for j, w := range others.views {
			beside := r.lens.with(v, w)
			for cell := range is {
				is[cell] = r.status.gives(r.rule(r.lens.with(beside, cells[cell]), nil))
			}
			for _, rise := range in.rises {
				t := turn{from: is[rise.from], to: is[rise.to]}
				if t.from == t.to {
					continue
				}
				if !in.directed {
					t.ticks = in
				}
				if _, known := r.moves[t]; !known {
					counts := r.counts(e)
					rest.tell(int32(i), counts)
					others.tell(int32(j), counts)
					r.moves[t] = move{in.tell(rise), r.others(e, counts, k, rise.thing)}
					r.found = append(r.found, t)
				}
			}
		}
	}
}

// rule is the first rule that matches a case; could, where asked for, takes
// all that would.
func (r *ranking) rule(v view, could []bool) int {
	holds, out := r.lens.holding(v)
	found, condition := len(r.status.Rules), 0
	for i, rule := range r.status.Rules {
		asked := uint64(1)<<len(rule.When) - 1
		matches := (holds|out)>>condition&asked == asked && holds>>condition&asked != 0 // as in [Rule.Matches]
		condition += len(rule.When)
		if !matches {
			continue
		}
		found = min(found, i)
		if could == nil {
			return found
		}
		could[i] = true
	}
	return found
}

func (s *Status) gives(rule int) string {
	if rule < len(s.Rules) {
		return s.Rules[rule].Is
	}
	return s.Else
}
