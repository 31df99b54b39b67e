package assessment

import "math"

// Explanation is how the number of a group was made: the terms of its
// weighted mean, so that a person can do the sum again.
type Explanation struct {
	Node      *Node
	Terms     []Term // the children, in the framework's order
	Sum       float64
	WeightSum float64 // the score is Sum / WeightSum
	// CoreFloor is the least value among the applicable core questions, an
	// unanswered one counting as least; none without such a question.
	CoreFloor Number
	// LowFloor is the low rounded down to a whole level.
	LowFloor Number
	HeldBack []*Node // the questions that keep the level from being one higher
}

// Term is a child's part in its group's number. A child without a score has
// no product and counts nowhere.
type Term struct {
	Node    *Node
	Product Number // weight times score
}

// Explain tells how the node of that id got its number; nil when there is no
// such node.
func Explain(r *Result, id string) *Explanation {
	n := r.Find(id)
	if n == nil {
		return nil
	}
	e := &Explanation{Node: n}
	for i := range n.Children {
		c := &n.Children[i]
		t := Term{Node: c}
		if v, ok := c.Score.Get(); ok {
			product := float64(c.Weight * v)
			t.Product = Some(product)
			e.Sum += product
			e.WeightSum += c.Weight
		}
		e.Terms = append(e.Terms, t)
	}
	if n.Question != nil || n.Level.IsNone() {
		return e
	}
	e.LowFloor = Some(math.Floor(n.Low.value))
	for _, q := range n.Questions() {
		v, ok := q.Low.Get()
		if ok && q.Question.Core && (e.CoreFloor.IsNone() || v < e.CoreFloor.value) {
			e.CoreFloor = Some(v)
		}
	}
	for _, id := range n.HeldBackBy {
		e.HeldBack = append(e.HeldBack, n.find(id))
	}
	return e
}
