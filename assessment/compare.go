package assessment

import (
	"cmp"
	"slices"

	"sextant/frameworks"
)

// Change is how far a node's score has moved since an earlier result; none
// where either result has no score for it.
func Change(now *Node, then *Result) Number {
	if then == nil {
		return Number{}
	}
	was := then.Find(now.ID)
	if was == nil || was.Score.IsNone() || now.Score.IsNone() {
		return Number{}
	}
	return Some(snap(now.Score.value - was.Score.value))
}

// Progress is how much of the way from an earlier score to the present target
// has been made: 0 none of it, 1 all, below 0 backwards. It is 1 where the
// target was reached already and still is; none where a score or the target
// is missing, or where there was no way to go and the target is missed now.
//
// Source: OWASP SAMM, "relative scoring" and issue 236 of its website.
func Progress(now *Node, then *Result) Number {
	if then == nil {
		return Number{}
	}
	was := then.Find(now.ID)
	if was == nil || !was.Score.is || !now.Score.is || !now.Target.is {
		return Number{}
	}
	way := now.Target.value - was.Score.value
	switch {
	case way > 0:
		return Some(snap((now.Score.value - was.Score.value) / way))
	case now.Score.value >= now.Target.value:
		return Some(1)
	}
	return Number{}
}

// Lowest returns the questions below target, furthest first and at most so
// many; of two with the same gap the core one comes first, then the
// framework's order decides.
func Lowest(r *Result, most int) []*Node {
	var below []*Node
	for _, q := range r.Overall.Questions() {
		if gap, ok := q.Gap.Get(); ok && gap > 0 {
			below = append(below, q)
		}
	}
	slices.SortStableFunc(below, func(a, b *Node) int {
		return cmp.Or(cmp.Compare(b.Gap.value, a.Gap.value), cmp.Compare(order(!a.Question.Core), order(!b.Question.Core)))
	})
	return below[:min(len(below), most)]
}

func order(last bool) int {
	if last {
		return 1
	}
	return 0
}

// Next is the option that a question should reach next: the one above its
// answer, the second while it is unanswered, nil at the top and where the
// question does not apply or picks many.
func (n *Node) Next() *frameworks.Option {
	if n.Question == nil || n.Question.Many || n.State == NotApplicable {
		return nil
	}
	at := 0
	if n.State == Answered {
		at = slices.Index(n.Question.Keys(), n.Answer.Option)
	}
	if at+1 >= len(n.Question.Options) {
		return nil
	}
	return &n.Question.Options[at+1]
}

// Outcome is one identifier of a catalogue and what the answers say about it.
// It is no status: a mapping is not compliance.
type Outcome struct {
	ID, Title string
	Group     string  // the title of the objective it belongs to
	Questions []*Node // that touch it and apply
	Lowest    *Node   // the lowest answered of them; nil while none is answered
	Answered  int
}

// Outcomes lists every leaf of a catalogue in its order, with the questions
// that touch it.
func Outcomes(r *Result, catalogue *frameworks.Framework) []Outcome {
	touching := make(map[string][]*Node)
	for _, q := range r.Overall.Questions() {
		for _, ref := range q.Question.Refs {
			if ref.Catalogue != catalogue.ID || q.State == NotApplicable {
				continue
			}
			for _, id := range ref.IDs {
				touching[id] = append(touching[id], q)
			}
		}
	}
	var outcomes []Outcome
	var walk func(objective string, g *frameworks.Group)
	walk = func(objective string, g *frameworks.Group) {
		for _, leaf := range g.Questions {
			o := Outcome{ID: leaf.ID, Title: leaf.Title, Group: objective, Questions: touching[leaf.ID]}
			for _, q := range o.Questions {
				v, ok := q.Score.Get()
				if !ok {
					continue
				}
				o.Answered++
				if o.Lowest == nil || v < o.Lowest.Score.value {
					o.Lowest = q
				}
			}
			outcomes = append(outcomes, o)
		}
		for _, child := range g.Groups {
			walk(objective, child)
		}
	}
	for _, g := range catalogue.Objectives {
		walk(g.ID+" "+g.Title, g)
	}
	return outcomes
}
