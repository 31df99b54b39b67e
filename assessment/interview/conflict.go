package interview

import (
	"errors"
	"slices"

	"sextant/assessment"
	"sextant/frameworks"
)

// Conflict is a change of this session to something that somebody else has
// changed since the file was opened. Theirs stands in the file.
type Conflict struct {
	Question *frameworks.Question
	Fields   assessment.Conflicts
	mine     doing
}

// Conflict is what the last change met; nil where it met nothing.
func (s *Session) Conflict() *Conflict { return s.conflict }

// Yield leaves theirs in the file.
func (s *Session) Yield() { s.conflict = nil }

// meet goes back to the question that somebody else changed too.
func (s *Session) meet(conflicts assessment.Conflicts) {
	fields := conflicts.Of(s.doing.q.ID)
	if len(fields) == 0 {
		return
	}
	s.conflict = &Conflict{Question: s.doing.q, Fields: fields, mine: s.doing}
	s.at = slices.Index(s.questions, s.doing.q)
}

// Insist puts one's own change in the place of theirs, saves, and moves on as
// the change did.
func (s *Session) Insist() error {
	c := s.conflict
	if c == nil {
		return errors.New("nobody else has changed what you changed last; there is nothing to insist on")
	}
	s.at = slices.Index(s.questions, c.Question)
	return s.change(c.mine.kind, func(a *assessment.Answer) string {
		*a = c.Fields.Insist(c.mine.mine, *a)
		return c.mine.what
	})
}
