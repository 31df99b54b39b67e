package frameworks

import (
	"math"
	"slices"
)

// How far apart answers lie decides what a whole level is, and what is near a
// target: one step on a scale of 0 to 4 is 1, and 25 on one of 0 to 100.

// steps are the whole numbers that options are worth, the least first; without
// is, one is not whole, and there is no level.
type steps struct {
	values []float64
	is     bool
}

// with returns the steps of both.
func (s steps) with(other steps) steps {
	if !s.is || !other.is {
		return steps{}
	}
	if slices.Equal(s.values, other.values) {
		return s
	}
	values := slices.Concat(s.values, other.values)
	slices.Sort(values)
	return steps{slices.Compact(values), true}
}

// LevelAt is the greatest level that does not lie above a number; it means
// something only where [Scoring.Whole].
func (s *Scoring) LevelAt(number float64) float64 {
	level := s.steps.values[0]
	for _, v := range s.steps.values {
		if v <= number {
			level = v
		}
	}
	return level
}

// NextLevel is the least level above one: 3 above 2 on a scale of 0 to 4, 50
// above 25 on one of 0, 25, 50, 75 and 100. Above the last there is none.
func (s *Scoring) NextLevel(level float64) (next float64, ok bool) {
	i := slices.IndexFunc(s.steps.values, func(v float64) bool { return v > level })
	if i < 0 {
		return 0, false
	}
	return s.steps.values[i], true
}

// Levels are the levels that there are, the least first; none where there is
// no level.
func (s *Scoring) Levels() []float64 { return s.steps.values }

// Near is the gap from which on an answer is far from its target: the least
// way from one option to the next; of two, such as yes and no, where there is
// nothing between, a quarter of it, so that a part is far from its target
// where a quarter is missing. 0 where there is no number.
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
	q.steps = steps{values, !slices.ContainsFunc(values, func(v float64) bool { return v != math.Trunc(v) })}
	if len(values) == 2 {
		q.near = (values[1] - values[0]) / 4
		return
	}
	for i := 1; i < len(values); i++ {
		if way := values[i] - values[i-1]; q.near == 0 || way < q.near {
			q.near = way
		}
	}
}
