package frameworks

import (
	"math"
	"slices"
)

// How far apart answers lie decides what a whole level is, and what is near a
// target: one step on a scale of 0 to 4 is 1, and 25 on one of 0 to 100.

// steps are the numbers from a least one on, all as far apart; with by 0 the
// least alone. Without is, the numbers are not whole and there is no level.
type steps struct {
	least, by float64
	is        bool
}

// with returns the widest steps that both are part of.
func (s steps) with(other steps) steps {
	if !s.is || !other.is {
		return steps{}
	}
	apart := math.Abs(s.least - other.least)
	return steps{min(s.least, other.least), divisor(divisor(s.by, other.by), apart), true}
}

// divisor is the greatest common divisor of two whole numbers; of 0 and
// another it is the other.
func divisor(a, b float64) float64 {
	for b != 0 {
		a, b = b, math.Mod(a, b)
	}
	return a
}

// LevelAt is the greatest level that does not lie above a number; it means
// something only where [Scoring.Whole].
func (s *Scoring) LevelAt(number float64) float64 {
	if s.steps.by == 0 {
		return s.steps.least
	}
	return s.steps.least + s.steps.by*math.Floor((number-s.steps.least)/s.steps.by)
}

// Step is how far one level lies above the one before: 1 on a scale of 0 to
// 4, 25 on one of 0, 25, 50, 75 and 100.
func (s *Scoring) Step() float64 { return s.steps.by }

// Near is the gap from which on a number is far from its target: the way from
// one option to the next; of yes and no, where there is nothing between, a
// quarter of it, so that a part is far from its target where a quarter is
// missing. A mean or least takes the least of its parts', a sum adds them up,
// and of levels it is one level.
func (s *Scoring) Near() float64 { return s.near }

// Near is the gap from which on an answer is far from its target.
func (q *Question) Near() float64 { return q.near }

// measure finds the steps of a question's values, and what is near. Options of
// its own may leave out some of the scale's whole values: they are steps all
// the same.
func (q *Question) measure(scale []Option) {
	if q.steps, q.near = (steps{}), 0; !q.numbered {
		return
	}
	var values []float64
	for _, o := range q.Options {
		values = append(values, o.Value)
	}
	if q.own && numbered(scale) {
		for _, o := range scale {
			if o.Value > q.Least() && o.Value < q.Greatest() && o.Value == math.Trunc(o.Value) {
				values = append(values, o.Value)
			}
		}
		slices.Sort(values)
	}
	values = slices.Compact(values)
	q.near = q.Greatest() - q.Least()
	switch ways := len(values) - 1; {
	case ways == 1:
		q.near /= 4
	case ways > 1:
		q.near /= float64(ways)
	}
	q.steps = steps{least: values[0], is: true}
	for i, v := range values {
		q.steps.is = q.steps.is && v == math.Trunc(v)
		if i > 0 {
			q.steps.by = divisor(q.steps.by, v-values[i-1])
		}
	}
}
