package interview

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"sextant/assessment"
	"sextant/frameworks"
)

// Choose answers the question by an option's key, or by the list of those
// ticked ([frameworks.Question.Ticks]), saves, and moves on to the next one
// without an answer.
func (s *Session) Choose(key string) error {
	return s.change(settles, func(a *assessment.Answer) string {
		*a = a.Choose(key, s.sitting.By, s.sitting.Now())
		if q := s.Question(); q.Many {
			return " = " + inShort(q, key) + "."
		}
		return " = " + said(s.Question(), key) + "."
	})
}

// NotApplicable settles the question with a reason, saves, and moves on.
func (s *Session) NotApplicable(reason string) error {
	if reason == "" {
		return errors.New("not applicable needs a reason: n REASON")
	}
	return s.change(settles, func(a *assessment.Answer) string {
		*a = a.RuleOut(reason, s.sitting.By, s.sitting.Now())
		return " = not applicable."
	})
}

// Note replaces the question's note; "" takes it away.
func (s *Session) Note(text string) error {
	return s.change(stays, func(a *assessment.Answer) string {
		a.Note = text
		return ": note"
	})
}

// AddNote adds a line to the question's note.
func (s *Session) AddNote(line string) error {
	return s.change(stays, func(a *assessment.Answer) string {
		if a.Note != "" {
			line = a.Note + "\n" + line
		}
		a.Note = line
		return ": note"
	})
}

// Evidence adds a piece of evidence and, unless it is "", sets the strength.
func (s *Session) Evidence(e assessment.Evidence, strength assessment.Strength) error {
	return s.change(stays, func(a *assessment.Answer) string {
		a.Evidence = append(slices.Clone(a.Evidence), e)
		a.Strength = cmp.Or(strength, a.Strength)
		return ": evidence"
	})
}

// Target sets the question's own target by an option's key; "" takes it away.
func (s *Session) Target(key string) error {
	return s.change(stays, func(a *assessment.Answer) string {
		a.Target = key
		return ": target"
	})
}

// step is a change: what a question held before and after it.
type step struct {
	at       int
	was, now assessment.Answer
}

// doing is the change that is being kept, for telling what it did, and for
// insisting on it.
type doing struct {
	q      *frameworks.Question
	what   string // after the question's id
	kind   kind
	mine   assessment.Answer // what it made of the answer
	lost   string            // the status that went with the answer before
	before []standing
}

// kind says what a change does beside changing.
type kind int

const (
	stays   kind = iota // at its question
	settles             // its question, and moves on
	undoes              // an earlier one
)

// change makes one change to the question and saves. A change that is refused
// leaves everything as it was; one that cannot be saved stays in memory, and
// the error is a [*SaveError]. make returns it in words.
func (s *Session) change(kind kind, make func(*assessment.Answer) string) error {
	q := s.Question()
	if q == nil {
		return ErrNowhere
	}
	was, before := s.a.Answers[q.ID], s.standings(q)
	now := was
	what := make(&now)
	if err := s.a.Set(q.ID, now); err != nil {
		return err
	}
	now = s.a.Answers[q.ID]
	s.undo = append(s.undo, step{at: s.at, was: was, now: now})
	s.doing = doing{q: q, what: what, kind: kind, mine: now, lost: assessment.Lost(q.ID, was, now), before: before}
	err := s.keep()
	switch {
	case kind != settles || s.conflict != nil:
	case err == nil && s.review && s.open(q):
		// Somebody has changed the answer since the reviewer saw it.
		s.told = []string{fmt.Sprintf("%s has been changed while you looked at it, so your view of it is of the answer before. Look again.", q.ID)}
	default:
		s.next()
	}
	return err
}

// ErrNothingToUndo says that this session has changed nothing that it could
// take back.
var ErrNothingToUndo = errors.New("there is nothing to undo")

// Undo takes back the last change of this session and goes to its question.
// What somebody else has changed since is left as it is, and told.
func (s *Session) Undo() error {
	if len(s.undo) == 0 {
		return ErrNothingToUndo
	}
	last := s.undo[len(s.undo)-1]
	s.undo = s.undo[:len(s.undo)-1]
	q := s.questions[last.at]
	if !s.a.Answers[q.ID].Equal(last.now) {
		return fmt.Errorf("%s holds something else by now, so your change to it is not taken back", q.ID)
	}
	before := s.standings(q)
	if err := s.a.Set(q.ID, last.was); err != nil {
		return err
	}
	s.goTo(last.at)
	s.doing = doing{q: q, what: ": undone.", kind: undoes, mine: last.was, before: before}
	return s.keep()
}

// Save tries again to keep what could not be kept.
func (s *Session) Save() error { return s.keep() }

// SaveError says that a change is made but not kept.
type SaveError struct{ Err error }

func (e *SaveError) Error() string { return e.Err.Error() }
func (e *SaveError) Unwrap() error { return e.Err }

// keep saves, and then tells what the change did. Where somebody else made
// another change to the same, it goes back to the question.
func (s *Session) keep() error {
	s.told, s.conflict = nil, nil
	if err := s.sitting.Save(); err != nil {
		var conflicts assessment.Conflicts
		if errors.As(err, &conflicts) {
			s.meet(conflicts)
		}
		return &SaveError{err}
	}
	s.told = s.tell()
	return nil
}
