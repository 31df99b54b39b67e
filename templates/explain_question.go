package templates

import (
	"fmt"
	"slices"
	"strings"

	"sextant/assessment"
	"sextant/frameworks"
)

// optionsGrid lists the options of a question and marks the answer.
func optionsGrid(n *assessment.Node) Grid {
	q := n.Question
	tagged := slices.ContainsFunc(q.Options, func(o frameworks.Option) bool { return len(o.Tags) > 0 })
	valued := slices.ContainsFunc(q.Options, func(o frameworks.Option) bool { return !o.NoValue && exact(o.Value) != o.Key })
	says := slices.ContainsFunc(q.Options, func(o frameworks.Option) bool { return o.Says() != "" })
	g := Grid{Columns: []Column{{Name: ""}, {Name: "Option", Wide: !says}}}
	if valued {
		g.Columns = append(g.Columns, Column{Name: "Value", Right: true})
	}
	if tagged {
		g.Columns = append(g.Columns, Column{Name: "Tagged"})
	}
	if says {
		g.Columns = append(g.Columns, Column{Name: "What must be true", Wide: true})
	}
	chosen := q.Chosen(n.Answer.Option)
	for i := range q.Options {
		o, here := &q.Options[i], ""
		if n.State == assessment.Answered && slices.Contains(chosen, o) {
			here = ">"
		}
		row := []string{here, o.Label()}
		if valued {
			row = append(row, optionValue(o))
		}
		if tagged {
			row = append(row, strings.Join(o.Tags, ", "))
		}
		if says {
			row = append(row, o.Says())
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

func optionValue(o *frameworks.Option) string {
	if o.NoValue {
		return NoNumber
	}
	return exact(o.Value)
}

func questionLines(r Report, e *assessment.Explanation) []string {
	var lines []string
	say := func(name, text string) {
		if text != "" {
			lines = append(lines, name+text)
		}
	}
	n := e.Node
	q, a := n.Question, n.Answer
	core := ""
	if q.Core {
		core = ", core"
	}
	say("", fmt.Sprintf("%s %s%s", q.ID, q.Title, core))
	say("", q.Asks)
	say("Answer: ", AnswerOf(n))
	say("Reason: ", a.NotApplicable)
	if a.State() == assessment.Answered || a.State() == assessment.NotApplicable {
		who := a.By
		if !a.At.IsZero() {
			who = strings.TrimPrefix(who+", "+Day(a.At), ", ")
		}
		say("By: ", who)
	}
	if a.GivenTo != "" {
		say("", "It was given to the wording of version "+a.GivenTo+", and nobody has read it again since.")
	}
	say("Note: ", a.Note)
	for _, e := range a.Evidence {
		say("Evidence: ", EvidenceLine(e))
	}
	if a.State() == assessment.Answered {
		say("Strength of evidence: ", Strength(a.Strength))
	}
	if v := a.Review; v != nil {
		stale := ""
		if v.Stale(r.Assessment.Answers[q.ID].Option) {
			stale = " (stale: the answer or its wording has changed since)"
		}
		say("Review: ", strings.TrimSpace(fmt.Sprintf("%s looked at %s and gives %s%s. %s", orSomeone(v.By), q.Label(v.Of), q.Label(v.Answer), stale, v.Note)))
	}
	if !n.Target.IsNone() {
		least := ""
		if n.State == assessment.Unanswered {
			least = ": not answered counts as the least option"
		}
		say("Target ", fmt.Sprintf("%s, gap %s%s.", exactNumber(n.Target), exactNumber(n.Gap), least))
		say(RAG(n.RAG)+": ", ragMeaning(e))
	}
	return lines
}

func orSomeone(by string) string {
	if by == "" {
		return "Someone"
	}
	return by
}

// EvidenceLine prints a piece of evidence on one line.
func EvidenceLine(e assessment.Evidence) string {
	parts := make([]string, 0, 3)
	for _, p := range []string{e.Title, e.Reference} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if !e.Date.IsZero() {
		parts = append(parts, Day(e.Date))
	}
	return strings.Join(parts, ", ")
}
