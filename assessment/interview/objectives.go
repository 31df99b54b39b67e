package interview

import "sextant/frameworks"

// Objective is how far a session is with an objective.
type Objective struct {
	ID, Title      string
	Mark           string // as people read it
	Settled, Total int    // questions of this session
	Here           bool   // the question to show is one of its
}

// Objectives lists the objectives that have questions in this session, and
// the whole, without an id.
func (s *Session) Objectives() []Objective {
	result := s.score()
	ours := make(map[*frameworks.Question]bool, len(s.questions))
	for _, q := range s.questions {
		ours[q] = true
	}
	var list []Objective
	whole := Objective{Title: "Overall", Mark: s.sitting.Mark(&result.Overall)}
	for i := range result.Overall.Children {
		n := &result.Overall.Children[i]
		o := Objective{ID: n.ID, Title: n.Title, Mark: s.sitting.Mark(n)}
		for _, below := range n.Questions() {
			if !ours[below.Question] {
				continue
			}
			o.Total++
			if !s.open(below.Question) {
				o.Settled++
			}
			o.Here = o.Here || below.Question == s.Question()
		}
		if o.Total > 0 {
			list = append(list, o)
		}
		whole.Settled, whole.Total = whole.Settled+o.Settled, whole.Total+o.Total
	}
	return append(list, whole)
}
