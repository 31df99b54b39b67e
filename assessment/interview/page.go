package interview

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"sextant/assessment"
	"sextant/frameworks"
)

// Page is what is shown of a question, whatever shows it. Past the last
// question it has no Question, and Asks says what is still open.
type Page struct {
	Question *frameworks.Question
	Where    string // "Strengthening governance > Board leadership"
	Title    string // "GOV-01  Who leads (core)"
	Asks     string
	Guidance string
	Options  []Choice
	Many     bool     // any number of the options may be ticked
	About    []string // who knows, the usual evidence, the target
	SoFar    []string // what is kept of the question

	Settled, Total int
	Done           string // what the settled ones are: "settled", or "reviewed"
}

// Choice is an option of a page.
type Choice struct {
	Key, Name, Says string
	Label           string // its key and name, or the name where that says it all
	IsAnswer        bool   // the answer so far, or ticked in it
}

// Page is the question to show.
func (s *Session) Page() Page {
	p := Page{Done: s.done()}
	p.Settled, p.Total = s.Progress()
	q := s.Question()
	if q == nil {
		p.Asks = s.ended()
		return p
	}
	answer := s.Answer()
	p.Question, p.Where = q, s.a.Framework.Where(q.ID)
	p.Title = q.ID + "  " + q.Title
	if q.Core {
		p.Title += " (core)"
	}
	p.Asks, p.Guidance, p.Many = q.Asks, q.Guidance, q.Many
	for i := range q.Options {
		o := &q.Options[i]
		p.Options = append(p.Options, Choice{Key: o.Key, Name: o.Name, Label: o.Label(), Says: o.Says(), IsAnswer: slices.Contains(q.Chosen(answer.Option), o)})
	}
	if q.Respondent != "" {
		p.About = append(p.About, "Who knows: "+q.Respondent)
	}
	if len(q.Evidence) > 0 {
		p.About = append(p.About, "Usual evidence: "+strings.Join(q.Evidence, "; "))
	}
	if line := targetLine(s.a, q); line != "" {
		p.About = append(p.About, line)
	}
	p.SoFar = soFar(answer, q)
	if q.Status == nil { // then nothing need be scored to show it
		return p
	}
	if n := s.score().Find(q.ID); n.Status != "" {
		line := "Status: " + n.Status
		if o := n.Answer.Override; o != nil {
			line += ", set by " + cmp.Or(o.By, "hand") + ": " + o.Reason
		}
		p.SoFar = append(p.SoFar, line)
	}
	return p
}

// Stopped is the error of whoever stops at a page, with how far the session is.
func (p Page) Stopped(err error) error {
	return fmt.Errorf("%w with %d of %d questions %s", err, p.Settled, p.Total, p.Done)
}

// ended says that there is no further question, and which are open.
func (s *Session) ended() string {
	open := s.Open()
	switch {
	case len(open) == 1:
		return "That was the last question. One is still open: " + open[0] + "."
	case len(open) > 0:
		return fmt.Sprintf("That was the last question. %d are still open: %s.", len(open), strings.Join(open, ", "))
	case s.review:
		return "Every answer chosen is reviewed."
	case len(s.questions) < len(s.a.Asked()):
		return "Every question chosen is settled."
	}
	return "Every question is settled."
}

// said is an answer as people say it: an option, or all that are ticked.
func said(q *frameworks.Question, answer string) string {
	var words []string
	for _, o := range q.Chosen(answer) {
		words = append(words, o.Label())
	}
	if len(words) == 0 {
		return "none of them"
	}
	return strings.Join(words, "; ")
}

// soFar tells what is kept of a question.
func soFar(a assessment.Answer, q *frameworks.Question) []string {
	var lines []string
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	switch a.State() {
	case assessment.Answered:
		add("Answer so far: %s%s", said(q, a.Option), byline(a.By, a.At))
	case assessment.NotApplicable:
		add("Answer so far: not applicable, %s%s", a.NotApplicable, byline(a.By, a.At))
	}
	if a.GivenTo != "" {
		add("It was given to the wording of version %s: read what the options ask for now, and choose again.", a.GivenTo)
	}
	if a.Note != "" {
		add("Note: %s", a.Note)
	}
	for _, e := range a.Evidence {
		add("Evidence: %s", strings.Join(slices.DeleteFunc([]string{e.Title, e.Reference, day(e.Date)}, func(s string) bool { return s == "" }), ", "))
	}
	if a.Strength != "" {
		add("Strength of evidence: %s", a.Strength)
	}
	if line := reviewLine(a, q); line != "" {
		add("%s", line)
	}
	return lines
}

// Help explains a question's words and how to choose an option, a paragraph
// each.
func (s *Session) Help() []string {
	q := s.Question()
	if q == nil {
		return nil
	}
	var lines []string
	if words := s.a.Framework.Words(q); len(words) > 0 {
		lines = append(lines, "", "Words of "+q.ID+":")
		for _, t := range words {
			lines = append(lines, "  "+t.Name+": "+t.Meaning)
		}
	}
	if rules := s.a.Framework.Rules; len(rules) > 0 {
		lines = append(lines, "", "How to choose:")
		for i, rule := range rules {
			lines = append(lines, fmt.Sprintf("  %d. %s", i+1, rule))
		}
	}
	return lines
}

func byline(by string, at time.Time) string {
	line := ""
	if by != "" {
		line += ", " + by
	}
	if !at.IsZero() {
		line += ", " + day(at)
	}
	return line
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2 January 2006")
}

func targetLine(a *assessment.Assessment, q *frameworks.Question) string {
	if own := a.Answers[q.ID].Target; own != "" {
		return fmt.Sprintf("Target: %s (this question's own)", q.Label(own))
	}
	line := a.Framework.TargetOn(a.Date)
	if line == nil {
		return ""
	}
	key := line.TargetKey(q)
	if key == "" {
		return ""
	}
	return fmt.Sprintf("Target: %s by %s", q.Label(key), day(line.By))
}
