// Package interview is the questionnaire in the terminal: a [Session] that
// knows where a person is and what may be done, without a screen, and
// [Plain], which shows it a line at a time. The full screen over the same
// session is the package screen below this one.
//
// A session saves after every change, before the next question shows. Ending
// it at any moment loses nothing that was confirmed.
package interview

import (
	"errors"
	"slices"
	"time"

	"sextant/assessment"
	"sextant/frameworks"
)

// Session is one person's walk through the questions of an assessment.
type Session struct {
	a         *assessment.Assessment
	sitting   Sitting
	questions []*frameworks.Question
	each      bool // asks every question once, and not only those that are open
	review    bool // a second person looks at answers (review.go)
	at        int  // len(questions): past the last

	undo     []step
	doing    doing     // the change that was made last
	told     []string  // what it did
	conflict *Conflict // what it met; nil for nothing
}

// Sitting is what a session needs of the world around it.
type Sitting struct {
	Save func() error                  // keeps the assessment
	By   string                        // put beside each answer
	Now  func() time.Time              // and when
	Mark func(*assessment.Node) string // a mark as people read it, such as "1.8 (0.6–3.3)"
}

// ErrNoQuestion says that a selection holds no question that is asked of the
// organisation: nothing is below target, for one.
var ErrNoQuestion = errors.New("there is no such question")

// Start begins at the first question of the selection that is to be asked.
// The error is [ErrNoQuestion], or says that there is no such selection.
func Start(a *assessment.Assessment, which Selection, sitting Sitting) (*Session, error) {
	s := &Session{a: a, sitting: sitting, each: which.Only == onlyBelow}
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

// IsReview reports whether a second person looks at answers.
func (s *Session) IsReview() bool { return s.review }

// howToAnswer says what to type: where one option is chosen, where several can
// be true, or both.
func (s *Session) howToAnswer() string {
	const (
		one     = "Type the key of an option and Enter: the highest whose text is true, and that of every option before it."
		several = "Type the keys of all options that are true and Enter, or - for none."
	)
	many := func(q *frameworks.Question) bool { return q.Many }
	switch {
	case !slices.ContainsFunc(s.questions, many):
		return one
	case !slices.ContainsFunc(s.questions, func(q *frameworks.Question) bool { return !q.Many }):
		return several
	}
	return one + " Where several can be true, type all their keys, or - for none."
}

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

// ErrFirst and ErrNowhere say that there is no question to go back to, and
// none to do something with.
var (
	ErrFirst   = errors.New("this is the first question")
	ErrNowhere = errors.New("there is no question here; g goes to one, b to the last")
)

// Back goes to the question before. The error is [ErrFirst].
func (s *Session) Back() error {
	if s.at == 0 {
		return ErrFirst
	}
	s.goTo(s.at - 1)
	return nil
}

// Skip leaves the question as it is and goes to the next without an answer.
func (s *Session) Skip() {
	s.Yield()
	s.next()
}

// goTo goes to a question by its place, and leaves a conflict behind.
func (s *Session) goTo(at int) {
	s.Yield()
	s.at = at
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
