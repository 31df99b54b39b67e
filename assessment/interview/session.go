// Package interview is the questionnaire in the terminal: a [Session] that
// knows where a person is and what may be done, without a screen, and
// [Plain], which shows it a line at a time.
//
// A session saves after every change, before the next question shows. Ending
// it at any moment loses nothing that was confirmed.
package interview

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"sextant/assessment"
	"sextant/frameworks"
	"sextant/internal/strictyaml"
)

// Session is one person's walk through the questions of an assessment.
type Session struct {
	a         *assessment.Assessment
	save      func() error
	by        string
	now       func() time.Time
	questions []*frameworks.Question
	each      bool // asks every question once, and not only those that are open
	review    bool // a second person looks at answers (review.go)
	at        int  // len(questions): past the last
	undo      []step
}

// step is a change: what a question held before and after it.
type step struct {
	at       int
	was, now assessment.Answer
}

// ErrNoQuestion says that a selection holds no question that is asked of the
// organisation: nothing is below target, for one.
var ErrNoQuestion = errors.New("there is no such question")

// Start begins at the first question of the selection that is to be asked.
// The error is [ErrNoQuestion], or says that there is no such selection. save keeps the
// assessment; by and now are put beside each answer.
func Start(a *assessment.Assessment, which Selection, save func() error, by string, now func() time.Time) (*Session, error) {
	s := &Session{a: a, save: save, by: by, now: now, each: which.Only == onlyBelow}
	return s.begin(which, func(*frameworks.Question) bool { return true })
}

// begin goes to the first question to be asked, of those of the selection
// that are such.
func (s *Session) begin(which Selection, such func(*frameworks.Question) bool) (*Session, error) {
	questions, err := which.choose(s.a)
	if err != nil {
		return nil, err
	}
	s.questions = slices.DeleteFunc(questions, func(q *frameworks.Question) bool { return !such(q) })
	if len(s.questions) == 0 {
		return nil, ErrNoQuestion
	}
	s.at = -1
	s.next()
	return s, nil
}

// Assessment is what is being answered.
func (s *Session) Assessment() *assessment.Assessment { return s.a }

// Question is the one to show; nil past the last.
func (s *Session) Question() *frameworks.Question {
	if s.at >= len(s.questions) {
		return nil
	}
	return s.questions[s.at]
}

// Answer is what is kept of the question to show.
func (s *Session) Answer() assessment.Answer {
	if q := s.Question(); q != nil {
		return s.a.Answers[q.ID]
	}
	return assessment.Answer{}
}

// Open returns the ids of the questions that are unanswered, or answered to
// the wording of an earlier version; in a review, those without a review that
// is not stale.
func (s *Session) Open() []string {
	var open []string
	for _, q := range s.questions {
		if s.open(q) {
			open = append(open, q.ID)
		}
	}
	return open
}

// Progress counts the questions that are settled, answered or not
// applicable, and all of them.
func (s *Session) Progress() (settled, total int) {
	return len(s.questions) - len(s.Open()), len(s.questions)
}

// Choose answers the question by an option's key, saves, and moves on to the
// next one without an answer.
func (s *Session) Choose(key string) error {
	q := s.Question()
	return s.change(true, func(a *assessment.Answer) { *a = a.Choose(key, s.by, s.now()) }, q)
}

// NotApplicable settles the question with a reason, saves, and moves on.
func (s *Session) NotApplicable(reason string) error {
	q := s.Question()
	return s.change(true, func(a *assessment.Answer) { *a = a.RuleOut(reason, s.by, s.now()) }, q)
}

// Note replaces the question's note; "" takes it away.
func (s *Session) Note(text string) error {
	return s.change(false, func(a *assessment.Answer) { a.Note = text }, s.Question())
}

// Evidence adds a piece of evidence and, unless it is "", sets the strength.
func (s *Session) Evidence(e assessment.Evidence, strength assessment.Strength) error {
	return s.change(false, func(a *assessment.Answer) {
		a.Evidence = append(slices.Clone(a.Evidence), e)
		a.Strength = cmp.Or(strength, a.Strength)
	}, s.Question())
}

// Target sets the question's own target by an option's key; "" takes it away.
func (s *Session) Target(key string) error {
	return s.change(false, func(a *assessment.Answer) { a.Target = key }, s.Question())
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
	s.at = last.at
	id := s.questions[s.at].ID
	if !s.a.Answers[id].Equal(last.now) {
		return fmt.Errorf("%s holds something else by now, so your change to it is not taken back", id)
	}
	if err := s.a.Set(id, last.was); err != nil {
		return err
	}
	return s.keep()
}

// Back goes to the question before; it reports whether there is one.
func (s *Session) Back() bool {
	if s.at == 0 {
		return false
	}
	s.at--
	return true
}

// Skip leaves the question as it is and goes to the next without an answer.
func (s *Session) Skip() { s.next() }

// Jump goes to a question by its id.
func (s *Session) Jump(id string) error {
	i := slices.IndexFunc(s.questions, func(q *frameworks.Question) bool { return strings.EqualFold(q.ID, id) })
	if i >= 0 {
		s.at = i
		return nil
	}
	ids := make([]string, len(s.questions))
	for i, q := range s.questions {
		ids[i] = q.ID
	}
	if s.a.Framework.Question(id) != nil {
		return fmt.Errorf("%s is not among the questions of this session", id)
	}
	if near := strictyaml.Nearest(id, ids); near != "" {
		return fmt.Errorf("there is no question %q here; did you mean %s?", id, near)
	}
	return fmt.Errorf("there is no question %q here; they run from %s to %s", id, ids[0], ids[len(ids)-1])
}

// Save tries again to keep what could not be kept.
func (s *Session) Save() error { return s.keep() }

// SaveError says that a change is made but not kept.
type SaveError struct{ Err error }

func (e *SaveError) Error() string { return e.Err.Error() }
func (e *SaveError) Unwrap() error { return e.Err }

// change makes one change to a question and saves. A change that is refused
// leaves everything as it was; one that cannot be saved stays in memory, and
// the error is a [*SaveError].
func (s *Session) change(moves bool, make func(*assessment.Answer), q *frameworks.Question) error {
	if q == nil {
		return fmt.Errorf("there is no question here; b goes back to the last")
	}
	was := s.a.Answers[q.ID]
	now := was
	make(&now)
	if err := s.a.Set(q.ID, now); err != nil {
		return err
	}
	s.undo = append(s.undo, step{at: s.at, was: was, now: s.a.Answers[q.ID]})
	err := s.keep()
	if moves {
		s.next()
	}
	return err
}

func (s *Session) keep() error {
	if err := s.save(); err != nil {
		return &SaveError{err}
	}
	return nil
}

// open reports whether something is still to be done at a question.
func (s *Session) open(q *frameworks.Question) bool {
	a := s.a.Answers[q.ID]
	if s.review {
		return a.Review == nil || a.Review.Stale(a.Option)
	}
	return a.Open()
}

func (s *Session) next() {
	for s.at++; s.at < len(s.questions); s.at++ {
		if s.each || s.open(s.questions[s.at]) {
			return
		}
	}
	s.at = len(s.questions)
}
