package frameworks

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// Whether a rule can ever match, which status is better than which, and
// whether raising an answer can lower one, is found by going through every
// case that the rules can tell apart. What they look at is a handful of
// inputs: a number by the thresholds asked of it, or alike questions, of which
// only matters which answers occur among them.

// input is one or more things that the conditions see alike.
type input struct {
	names    []string // of the things
	cells    []cell   // what each can be, as far as the conditions tell it apart; the least first
	seen     uint64   // a bit for each condition that looks at them
	directed bool     // a later cell is a higher answer; ticks have no direction
	sets     []uint   // of cells that can occur
}

// cell is what a thing can be, and which conditions that fulfils.
type cell struct {
	label string
	meets uint64 // a bit for each
}

// mostCases bounds what is gone through in one file, and mostCells what each
// of several alike things can be.
const (
	mostCases = 250_000
	mostCells = 12
)

// settle finds the sets of cells that can occur among the things, as bits; it
// reports whether there are few enough.
func (in *input) settle() bool {
	if len(in.names) == 1 {
		for i := range min(len(in.cells), bits.UintSize-1) {
			in.sets = append(in.sets, 1<<i)
		}
		return len(in.cells) < bits.UintSize
	}
	if len(in.cells) > mostCells {
		return false
	}
	for set := uint(1); set < 1<<len(in.cells); set++ {
		if bits.OnesCount(set) <= len(in.names) {
			in.sets = append(in.sets, set)
		}
	}
	return true
}

// raised visits the sets that raising one thing by one cell makes of a set.
func (in *input) raised(set uint, visit func(from int, to uint)) {
	for i := range len(in.cells) - 1 {
		if set&(1<<i) == 0 {
			continue
		}
		up := set | 1<<(i+1)
		visit(i, up&^(1<<i)) // the only one there
		if bits.OnesCount(up) <= len(in.names) {
			visit(i, up) // one of several
		}
	}
}

// say tells in words which things are what.
func (in *input) say(set uint) string {
	var parts []string
	k := 0
	for i, c := range in.cells {
		if set&(1<<i) == 0 {
			continue
		}
		name, verb := in.names[k], " is "
		k++
		if bits.OnesCount(set>>i) == 1 && k < len(in.names) {
			name, verb = name+" and all others like it", " are "
		}
		parts = append(parts, name+verb+c.label)
	}
	return strings.Join(parts, ", ")
}

// ranking goes through the cases of one status.
type ranking struct {
	status  *Status
	inputs  []*input
	could   []bool // by rule: its conditions hold in some case
	matched []bool // by rule: and no rule before it matches there
	none    uint64 // a bit for each condition that asks for no item
	all     uint64 // and for every item
	reached map[string]bool
	moves   map[turn]move
	found   []turn // in the order in which they were found
}

// turn is one status into another: by raising an answer, or by ticking an
// option of the input.
type turn struct {
	from, to string
	ticks    *input // nil: by raising
}

// move is an example of a turn.
type move struct {
	input *input
	with  string // the other answers
	cell  int    // that was raised
}

// size is how many cases there are.
func (r *ranking) size() int {
	n := 1
	for _, in := range r.inputs {
		if !in.settle() {
			return mostCases + 1
		}
		if n *= len(in.sets); n > mostCases {
			return mostCases + 1
		}
	}
	return n
}

// onlyRises reports whether raising an answer can only fulfil more of what the
// rules ask: they ask for nothing to be missing, and ticks have a direction of
// their own. Then the first rule that matches can only move up.
func (r *ranking) onlyRises() bool {
	for _, rule := range r.status.Rules {
		for _, c := range rule.When {
			if c.Kind == NoneOf || c.Kind != ValueOf && c.AtLeast == "" {
				return false
			}
		}
	}
	return !slices.ContainsFunc(r.inputs, func(in *input) bool { return !in.directed })
}

// run goes through every case and every way to raise one answer in it.
func (r *ranking) run() {
	r.matched, r.could = make([]bool, len(r.status.Rules)), make([]bool, len(r.status.Rules))
	r.reached, r.moves = make(map[string]bool), make(map[turn]move)
	k := 0
	for _, rule := range r.status.Rules {
		for _, c := range rule.When {
			switch c.Kind {
			case All:
				r.all |= 1 << k
			case NoneOf:
				r.none |= 1 << k
			case Any, ValueOf:
			}
			k++
		}
	}
	sets := make([]uint, len(r.inputs))
	var walk func(i int)
	walk = func(i int) {
		if i < len(r.inputs) {
			for _, sets[i] = range r.inputs[i].sets {
				walk(i + 1)
			}
			return
		}
		rule := r.first(sets, r.could)
		if rule < len(r.matched) {
			r.matched[rule] = true
		}
		was := r.status.gives(rule)
		r.reached[was] = true
		for k, in := range r.inputs {
			set := sets[k]
			in.raised(set, func(cell int, to uint) {
				sets[k] = to
				t := turn{from: was, to: r.status.gives(r.first(sets, nil))}
				sets[k] = set
				if !in.directed {
					t.ticks = in
				}
				if _, known := r.moves[t]; t.from != t.to && !known {
					r.moves[t] = move{in, r.others(sets, k), cell}
					r.found = append(r.found, t)
				}
			})
		}
	}
	walk(0)
}

// first is the first rule that matches a case; could, where asked for, takes
// all that would.
func (r *ranking) first(sets []uint, could []bool) int {
	holds := r.holding(sets)
	found, condition := len(r.status.Rules), 0
	for i, rule := range r.status.Rules {
		asked := uint64(1)<<len(rule.When) - 1
		matches := holds>>condition&asked == asked
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

// holding are the conditions that hold in a case, a bit for each.
func (r *ranking) holding(sets []uint) uint64 {
	some, every := uint64(0), ^uint64(0)
	for i, in := range r.inputs {
		for set := sets[i]; set != 0; set &= set - 1 {
			meets := in.cells[bits.TrailingZeros(set)].meets
			some |= meets
			every &= meets | ^in.seen
		}
	}
	return some&^(r.none|r.all) | every&r.all | ^some&r.none
}

// others tells a case in words, but for one input. Of many inputs those at
// their least are not listed.
func (r *ranking) others(sets []uint, but int) string {
	const many = 4
	var parts []string
	left := 0
	for i, in := range r.inputs {
		switch {
		case i == but:
		case len(r.inputs) > many && sets[i] == 1:
			left++
		default:
			parts = append(parts, in.say(sets[i]))
		}
	}
	if left > 0 {
		parts = append(parts, "all else at its least")
	}
	return strings.Join(parts, ", ")
}

// order lists the statuses from the worst to the best: as raising answers
// leads from one to the next, and where it does not tell, as [Status.names].
func (r *ranking) order() []string {
	left := r.status.names()
	var order []string
	for len(left) > 0 {
		// The first that raising reaches from no other that is left; in a
		// circle, simply the first.
		next := max(0, slices.IndexFunc(left, func(name string) bool {
			return !slices.ContainsFunc(left, func(other string) bool {
				_, up := r.moves[turn{from: other, to: name}]
				return up && other != name
			})
		}))
		order = append(order, left[next])
		left = slices.Delete(left, next, next+1)
	}
	return order
}

// falls tells the first way in which raising an answer lowers the status, or
// in which the same tick both raises and lowers it, in words; "" where there
// is none.
func (r *ranking) falls() string {
	for _, t := range r.found {
		if r.rises(t) {
			continue
		}
		text := r.tell(t)
		if t.ticks == nil && r.status.said {
			return text + ", which is worse by `order`; raising an answer must never lower the status"
		}
		for _, back := range r.found {
			if back.ticks != t.ticks || !r.rises(back) {
				continue
			}
			switch {
			case t.ticks != nil:
				return fmt.Sprintf("%s, and %s: a tick must not be good in one place and bad in another; mend the rules, or say under `order` which status is better", text, r.tell(back))
			case back.from == t.to && back.to == t.from:
				return fmt.Sprintf("%s, and %s: raising an answer must never lower the status", text, r.tell(back))
			}
		}
		if t.ticks == nil {
			return text + ", and other answers raise it the other way: raising an answer must never lower the status"
		}
	}
	return ""
}

// rises reports whether a turn is for the better.
func (r *ranking) rises(t turn) bool { return r.status.Rank(t.to) > r.status.Rank(t.from) }

func (r *ranking) tell(t turn) string {
	m := r.moves[t]
	what := fmt.Sprintf("raising %s from %s to %s", m.input.names[0], m.input.cells[m.cell].label, m.input.cells[m.cell+1].label)
	if t.ticks != nil {
		what = "ticking " + m.input.names[0]
	}
	if m.with != "" {
		what += " (with " + m.with + ")"
	}
	return fmt.Sprintf("%s turns %q into %q", what, t.from, t.to)
}
