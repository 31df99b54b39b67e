package interview

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"sextant/assessment"
	"sextant/frameworks"
)

// StartReview begins at the first answer of the selection that no second
// person has looked at, or that has changed since. Only questions with an
// option chosen are reviewed. The error is as for [Start].
func StartReview(a *assessment.Assessment, which Selection, sitting Sitting) (*Session, error) {
	s := &Session{a: a, sitting: sitting, review: true}
	return s.begin(which, func(q *frameworks.Question) bool { return a.Answers[q.ID].State() == assessment.Answered })
}

// ErrNotInReview says that a review changes no answer.
var ErrNotInReview = errors.New("a review leaves the answer as it is: give the key of the option that you would give")

// MayJudge says why the answer cannot be reviewed by an option, whatever the
// reason given.
func (s *Session) MayJudge(key string) error {
	q := s.Question()
	if q == nil {
		return ErrNowhere
	}
	switch a := s.a.Answers[q.ID]; {
	case a.State() != assessment.Answered:
		return fmt.Errorf("%s has no answer any more to look at", q.ID)
	case a.By != "" && strings.EqualFold(a.By, s.sitting.By):
		return fmt.Errorf("%s is your own answer; a review is another person's (--by says who you are)", q.ID)
	case !q.Many && q.Option(key) == nil:
		return fmt.Errorf("%s has no option %q; type one of %s", q.ID, key, strings.Join(q.Keys(), ", "))
	}
	return nil
}

// AsksWhy is the question for a reason, where a reviewer would give another
// answer.
func (s *Session) AsksWhy(key string) string {
	q := s.Question()
	return fmt.Sprintf("Why %s and not %s?", inShort(q, key), inShort(q, s.a.Answers[q.ID].Option))
}

// Judge keeps a second person's view of the answer: the option that they would
// give, and why where it is another. The answer stays as it is, saves, and the
// session moves on.
func (s *Session) Judge(key, note string) error {
	if err := s.MayJudge(key); err != nil {
		return err
	}
	q := s.Question()
	if given := s.a.Answers[q.ID].Option; key != given && strings.TrimSpace(note) == "" {
		return fmt.Errorf("say why it is %s and not %s: %s REASON", inShort(q, key), inShort(q, given), typed(q, key))
	}
	return s.change(settles, func(a *assessment.Answer) string {
		a.Review = &assessment.Review{Of: a.Option, Answer: key, By: s.sitting.By, At: s.sitting.Now().UTC().Truncate(time.Second), Note: strings.TrimSpace(note)}
		if key == a.Option {
			return ": agrees."
		}
		return fmt.Sprintf(": %s instead of %s.", said(q, key), inShort(q, a.Option))
	})
}

// reviewLine tells the review that there is, if any.
func reviewLine(a assessment.Answer, q *frameworks.Question) string {
	r := a.Review
	if r == nil {
		return ""
	}
	line := fmt.Sprintf("Review: %s instead of %s", inShort(q, r.Answer), inShort(q, r.Of))
	if r.Answer == r.Of {
		line = "Review: agrees with " + inShort(q, r.Of)
	}
	line += byline(r.By, r.At)
	if r.Stale(a.Option) {
		line += " (stale: the answer or its wording has changed since)"
	}
	return strings.TrimSuffix(line+". "+r.Note, ". ")
}

const reviewHelp = `  KEY                    the key of the option that you would give; the answer's
                         own key agrees. Saves and moves on
  KEY REASON             another option, and why; the answer itself stays
` + movesHelp

// judge does what one line of a review says; done is false where it is a
// command like any other.
func (p *Plain) judge(s *Session, text string) (done bool, err error) {
	q := s.Question()
	if answer, note, ok := answerIn(q, text); ok {
		return true, p.told(s, s.Judge(answer, note))
	}
	switch key, _, _ := strings.Cut(text, " "); {
	case key == "n" || key == "e" || key == "m" || key == "m+" || key == "t":
		return true, ErrNotInReview
	}
	return false, nil
}
