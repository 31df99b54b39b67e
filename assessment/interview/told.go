package interview

import (
	"fmt"

	"sextant/assessment"
	"sextant/frameworks"
)

// Told says what the last change did, a line each: what is kept, and the
// marks that it moved.
func (s *Session) Told() []string { return s.told }

// tell words the change that was made last, once it is kept.
func (s *Session) tell() []string {
	d := s.doing
	if d.kind == stays {
		return []string{d.q.ID + d.what + " saved."}
	}
	settled, total := s.Progress()
	told := []string{fmt.Sprintf("%s%s Saved; %d of %d %s.", d.q.ID, d.what, settled, total, s.done())}
	if d.lost != "" {
		told = append(told, d.lost+".")
	}
	for i, now := range s.standings(d.q) {
		line := now.title + " " + now.mark
		if was := d.before[i].mark; was != now.mark {
			line += ", was " + was
		}
		told = append(told, line)
	}
	return told
}

// done is what a question is when nothing is left to do at it.
func (s *Session) done() string {
	if s.review {
		return "reviewed"
	}
	return "settled"
}

// standing is a mark, as people read it, and what it is of.
type standing struct{ title, mark string }

// standings are the marks of a question's objective and of the whole.
func (s *Session) standings(q *frameworks.Question) []standing {
	result := s.score()
	return []standing{
		s.standing(result.Find(s.a.Framework.Path(q.ID)[0].ID)),
		{"Overall", s.sitting.Mark(&result.Overall)},
	}
}

func (s *Session) standing(n *assessment.Node) standing {
	return standing{n.Title, s.sitting.Mark(n)}
}

// score makes the marks; in a review, those with the reviewers' answers.
func (s *Session) score() *assessment.Result {
	if s.review {
		return assessment.ScoreReviewed(s.a)
	}
	return assessment.Score(s.a)
}
