package frameworks

import "math/bits"

// view is all that the conditions see of some things.
type view struct {
	some     uint64 // conditions that one fulfils; of those that ask for every item, that have one to look at
	fails    uint64 // conditions that ask for every item, or for a number, and one does not fulfil
	counts   counts
	answered bool // something is answered, or as good as that
}

// counts are how many things fulfil the conditions that count, up to as many as
// they ask for: a field of some bits for each.
type counts [2]uint64

// counter is one of the fields.
type counter struct {
	conditions  []int // that count the same things
	most        uint64
	word, shift int
}

// lens is how the conditions of a status look at things.
type lens struct {
	conditions []Condition
	counters   []counter
	all, none  uint64 // a bit for each condition that asks for every item, and for no item
	value      uint64 // and for a number
	score      bool   // what is unanswered makes a score, and so a status
}

// count gives each tag that is counted a field. It reports whether there is
// room.
func (l *lens) count(things int) bool {
	at := make(map[Condition]int)
	for k, c := range l.conditions {
		n := c.Count
		if n < 2 {
			continue
		}
		c.Count = 0 // the same items
		i, known := at[c]
		if !known {
			i = len(l.counters)
			at[c] = i
			l.counters = append(l.counters, counter{})
		}
		one := &l.counters[i]
		one.conditions = append(one.conditions, k)
		one.most = max(one.most, uint64(min(n, things+1))) // more than there are, they never come to
	}
	word, shift := 0, 0
	for i := range l.counters {
		one := &l.counters[i]
		if shift+bits.Len64(one.most) > 64 {
			word, shift = word+1, 0
		}
		one.word, one.shift = word, shift
		shift += bits.Len64(one.most)
	}
	return word < len(counts{})
}

// thing is the view of one thing.
func (l *lens) thing(seen, meets uint64, answered bool) view {
	v := view{some: meets&^l.all | seen&l.all, fails: seen &^ meets & (l.all | l.value), answered: answered || l.score}
	for _, c := range l.counters {
		v.counts[c.word] |= meets >> c.conditions[0] & 1 << c.shift
	}
	return v
}

// with is the view of both.
func (l *lens) with(v, w view) view {
	v.some |= w.some
	v.fails |= w.fails
	v.answered = v.answered || w.answered
	if w.counts == (counts{}) {
		return v
	}
	for i := range l.counters {
		c := &l.counters[i]
		n := min(c.of(v)+c.of(w), c.most)
		v.counts[c.word] = v.counts[c.word]&^(c.mask()<<c.shift) | n<<c.shift
	}
	return v
}

func (c *counter) mask() uint64 { return 1<<bits.Len64(c.most) - 1 }

func (c *counter) of(v view) uint64 { return v.counts[c.word] >> c.shift & c.mask() }

// holding are the conditions that hold, and those that look at nothing, a bit
// for each.
func (l *lens) holding(v view) (holds, out uint64) {
	holds = v.some&^l.none&^v.fails | ^v.some&l.none
	for i := range l.counters {
		c := &l.counters[i]
		for _, k := range c.conditions {
			if c.of(v) < uint64(l.conditions[k].Count) {
				holds &^= 1 << k
			}
		}
	}
	return holds, l.value &^ v.some &^ v.fails
}
