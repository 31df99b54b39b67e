package interview

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sextant/assessment"
	"sextant/frameworks"
	"sextant/internal/terminal"
)

// show prints the question with all that is needed to answer it.
func (p *Plain) show(s *Session) {
	fmt.Fprintln(p.Out)
	q := s.Question()
	if q == nil {
		p.showEnd(s)
		return
	}
	settled, total := s.Progress()
	p.say(fmt.Sprintf("%s (%d of %d %s)", s.a.Framework.Where(q.ID), settled, total, s.done()))
	core := ""
	if q.Core {
		core = " (core)"
	}
	p.say(q.ID + "  " + q.Title + core)
	fmt.Fprintln(p.Out)
	p.say(q.Asks)
	if q.Guidance != "" {
		fmt.Fprintln(p.Out)
		p.say(q.Guidance)
	}
	fmt.Fprintln(p.Out)
	for _, o := range q.Options {
		p.indent(fmt.Sprintf("  %s  ", o.Key), strings.TrimSuffix(o.Name+": "+o.Says(), ": "))
	}
	fmt.Fprintln(p.Out)
	if q.Respondent != "" {
		p.say("Who knows: " + q.Respondent)
	}
	if len(q.Evidence) > 0 {
		p.say("Usual evidence: " + strings.Join(q.Evidence, "; "))
	}
	if line := targetLine(s.a, q); line != "" {
		p.say(line)
	}
	p.showAnswer(s.Answer(), q)
	p.say(q.ID + " " + q.Title) // once more: its first lines may have left the screen
}

// done is what a question is when nothing is left to do at it.
func (s *Session) done() string {
	if s.review {
		return "reviewed"
	}
	return "settled"
}

// showAnswer prints what is kept of the question so far.
func (p *Plain) showAnswer(a assessment.Answer, q *frameworks.Question) {
	switch a.State() {
	case assessment.Answered:
		p.say(fmt.Sprintf("Answer so far: %s %s%s", a.Option, q.Option(a.Option).Name, byline(a.By, a.At)))
	case assessment.NotApplicable:
		p.say("Answer so far: not applicable, " + a.NotApplicable + byline(a.By, a.At))
	}
	if a.GivenTo != "" {
		p.say(fmt.Sprintf("It was given to the wording of version %s: read what the options ask for now, and choose again.", a.GivenTo))
	}
	if a.Note != "" {
		p.say("Note: " + a.Note)
	}
	for _, e := range a.Evidence {
		p.say("Evidence: " + strings.Join(slices.DeleteFunc([]string{e.Title, e.Reference, day(e.Date)}, func(s string) bool { return s == "" }), ", "))
	}
	if a.Strength != "" {
		p.say("Strength of evidence: " + string(a.Strength))
	}
	p.say(reviewLine(a))
}

// showWords explains the words of a question, and how to choose an option.
func (p *Plain) showWords(fw *frameworks.Framework, q *frameworks.Question) {
	if words := fw.Words(q); len(words) > 0 {
		fmt.Fprintln(p.Out)
		p.say("Words of " + q.ID + ":")
		for _, t := range words {
			p.indent("  ", t.Name+": "+t.Meaning)
		}
	}
	if len(fw.Rules) > 0 {
		fmt.Fprintln(p.Out)
		p.say("How to choose:")
		for i, rule := range fw.Rules {
			p.indent(fmt.Sprintf("  %d. ", i+1), rule)
		}
	}
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
		return fmt.Sprintf("Target: %s %s (this question's own)", own, q.Option(own).Name)
	}
	line := a.Framework.TargetOn(a.Date)
	if line == nil {
		return ""
	}
	key := line.TargetKey(q)
	return fmt.Sprintf("Target: %s %s by %s", key, q.Option(key).Name, day(line.By))
}

func (p *Plain) showEnd(s *Session) {
	open := s.Open()
	if len(open) == 0 {
		if s.review {
			p.say("Every answer chosen is reviewed.")
			return
		}
		if len(s.questions) < len(s.a.Asked()) {
			p.say("Every question chosen is settled.")
			return
		}
		p.say("Every question is settled.")
		return
	}
	p.say(fmt.Sprintf("That was the last question. %d are still open: %s.", len(open), strings.Join(open, ", ")))
}

func (p *Plain) prompt(s *Session) {
	if q := s.Question(); q != nil {
		keys := q.Keys()
		more := " n e m t"
		if s.review {
			more = ""
		}
		fmt.Fprintf(p.Out, "%s [%s-%s%s b s g u ? q]> ", q.ID, keys[0], keys[len(keys)-1], more)
		return
	}
	what := "an answer"
	if s.review {
		what = "a review"
	}
	fmt.Fprintf(p.Out, "Enter ends; g ID or b changes %s> ", what)
}

// say prints a text, wrapped; nothing for an empty one.
func (p *Plain) say(text string) { p.indent("", text) }

// indent prints a text behind a label, its further lines below its first.
func (p *Plain) indent(label, text string) {
	width := p.Width
	if width <= 0 {
		width = 80
	}
	for i, line := range terminal.Wrap(text, width-len(label)) {
		if i > 0 {
			label = strings.Repeat(" ", len(label))
		}
		fmt.Fprintln(p.Out, label+line)
	}
}
