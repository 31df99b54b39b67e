package frameworks

import (
	"fmt"
	"slices"
	"strings"
)

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
	if m.with != "" {
		m.what += " (with " + m.with + ")"
	}
	return fmt.Sprintf("%s turns %q into %q", m.what, t.from, t.to)
}

// counts has a place for each cell of each input.
func (r *ranking) counts(e extent) [][]int {
	list := make([][]int, len(r.inputs))
	for k, in := range r.inputs {
		list[k] = make([]int, len(in.views(e, &r.lens)))
	}
	return list
}

// others tells a case in words, but for the thing of an input that is raised.
// Of many inputs those at their least are not listed.
func (r *ranking) others(e extent, counts [][]int, raised, thing int) string {
	const many = 4
	var parts []string
	left := 0
	for i, in := range r.inputs {
		text := ""
		switch {
		case i == raised:
			text = in.say(counts[i], e, thing)
		case len(r.inputs) > many && in.least(counts[i]):
			left++
		default:
			text = in.say(counts[i], e, -1)
		}
		if text != "" {
			parts = append(parts, text)
		}
	}
	if left > 0 {
		parts = append(parts, "all else at its least")
	}
	return strings.Join(parts, ", ")
}
