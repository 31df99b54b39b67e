package workbook

import (
	"fmt"
	"slices"
	"strings"

	"sextant/assessment"
	"sextant/frameworks"
	"sextant/templates"
)

// plural is a number of things.
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// sentence joins what there is with a full stop after each.
func sentence(texts ...string) string {
	texts = slices.DeleteFunc(texts, func(s string) bool { return s == "" })
	return strings.Join(texts, ". ")
}

// heldBack says how many questions hold a level back, and names as many as
// there is room for in so many lines of a cell. Its text begins with lead.
func heldBack(lead string, n *assessment.Node, f face, width float64, lines int) string {
	ids := n.HeldBackBy
	count := lead + plural(len(ids), "question")
	s := count + ": "
	for i, id := range ids {
		longer := s + id
		rest := ""
		if i < len(ids)-1 {
			longer, rest = longer+", ", "…"
		}
		if f.lines(longer+rest, width) > lines {
			if i == 0 {
				return count
			}
			return s + "…"
		}
		s = longer
	}
	return s
}

// weakest names the child with the lowest score, and the score.
func weakest(n *assessment.Node) string {
	name, score := weakestOf(n)
	return name + score
}

// weakestIn is weakest in so many lines of a cell: a name is cut, the score
// never.
func weakestIn(n *assessment.Node, f face, width float64, lines int) string {
	name, score := weakestOf(n)
	return f.clip(name+score, width, lines, "…"+score)
}

func weakestOf(n *assessment.Node) (name, score string) {
	child, score := templates.Weakest(n)
	switch {
	case child == nil:
		return templates.NoNumber, ""
	case child.Score.IsNone():
		score += ", not answered"
	}
	if child.Question != nil {
		name = child.ID + " "
	}
	return name + oneLine(child.Title), " (" + score + ")"
}

// rangeOf says what the number of a group can be with what applies.
func rangeOf(n *assessment.Node) (from, to string) {
	least, greatest := n.Range()
	l, ok := least.Get()
	g, _ := greatest.Get()
	if !ok {
		l, g = n.Scoring.Bottom(), n.Scoring.Top()
	}
	return number(l), number(g)
}

// levelName is the name of the option of the scale that a level stands for.
func levelName(fw *frameworks.Framework, n *assessment.Node) string {
	level, ok := n.Level.Get()
	i := slices.IndexFunc(fw.Scale, func(o frameworks.Option) bool { return o.Value == level })
	if !ok || i < 0 {
		return ""
	}
	return fw.Scale[i].Name
}

// optionName is an option as people say it: its key and its name; or all that
// are ticked, one a line.
func optionName(q *frameworks.Question, key string) string {
	if q.Many {
		var names []string
		for _, key := range frameworks.Ticked(key) {
			names = append(names, q.Label(key))
		}
		if len(names) == 0 {
			return "None is ticked"
		}
		return strings.Join(names, "\n")
	}
	return q.Label(key)
}

// answerOf is what a question was answered, with the reason or with what the
// reviewer's answer stands in for.
func answerOf(r templates.Report, n *assessment.Node) string {
	own := r.Assessment.Answers[n.ID].Option
	switch {
	case n.State == assessment.NotApplicable:
		return "Not applicable: " + n.Answer.NotApplicable
	case n.State == assessment.Answered && n.Answer.Option != own:
		return fmt.Sprintf("%s (the reviewer's; the organisation's is %s)", optionName(n.Question, n.Answer.Option), optionName(n.Question, own))
	case n.State == assessment.Answered:
		return optionName(n.Question, n.Answer.Option)
	}
	return templates.AnswerOf(n)
}

// statusOf is a status, and while answers are missing what it can still be.
func statusOf(n *assessment.Node) string {
	s := upperFirst(statusNow(n))
	if n.LowStatus != n.HighStatus {
		s += ": " + statusRange(n)
	}
	return s
}

// statusNow is a status as far as answers have made it: what is missing may
// still change it.
func statusNow(n *assessment.Node) string {
	switch {
	case n.HighStatus == "":
		return templates.NoNumber
	case n.LowStatus == n.HighStatus:
		return n.HighStatus
	case n.Status == "":
		return "open"
	}
	return n.Status + soFar
}

const soFar = " so far" // ends a status that what is missing may still change

// standing is a group's status or, where it has none, how many of its
// questions have which.
func standing(n *assessment.Node) string {
	if n.Rules() == nil {
		return templates.Standing(n)
	}
	return statusOf(n)
}

func statusRange(n *assessment.Node) string { return n.LowStatus + " to " + n.HighStatus }

// questionStatus is the status of a question, with who set it where somebody
// did.
func questionStatus(n *assessment.Node) string {
	s := statusOf(n)
	if o := n.Answer.Override; o != nil && n.Status != "" {
		s += "\nSet by hand"
		if o.By != "" {
			s += " by " + o.By
		}
		s += ": " + o.Reason
	}
	return s
}

// levelsOf lists the levels that a question is at.
func levelsOf(q *frameworks.Question) string {
	levels := make([]string, len(q.At))
	for i, level := range q.At {
		levels[i] = fmt.Sprint(level)
	}
	return strings.Join(levels, ", ")
}

// idsIn names questions, as many as so many lines of a cell hold.
func idsIn(nodes []*assessment.Node, f face, width float64, lines int) string {
	if len(nodes) == 0 {
		return templates.NoNumber
	}
	ids := make([]string, len(nodes))
	for i, n := range nodes {
		ids[i] = n.ID
	}
	return f.clip(plural(len(ids), "question")+": "+strings.Join(ids, ", "), width, lines, "…")
}

// strengthOf is the strength of an answer's evidence; nothing where there is
// no answer.
func strengthOf(n *assessment.Node) string {
	if n.State != assessment.Answered {
		return ""
	}
	return templates.Strength(n.Answer.Strength)
}

// evidenceOf lists what supports an answer, one a line.
func evidenceOf(n *assessment.Node) string {
	var lines []string
	for _, e := range n.Answer.Evidence {
		lines = append(lines, templates.EvidenceLine(e))
	}
	return fitCell(lines)
}

// reviewOf is what a second person said of an answer. Whether a review is
// stale is told by the organisation's own answer, which the reviewer's may
// stand in for.
func reviewOf(r templates.Report, n *assessment.Node) string {
	v := n.Answer.Review
	if v == nil {
		return ""
	}
	own := r.Assessment.Answers[n.ID].Option
	view := "Differs: " + optionName(n.Question, v.Answer)
	switch {
	case v.Stale(own):
		view = fmt.Sprintf("Stale, of the answer %s: %s", optionName(n.Question, v.Of), optionName(n.Question, v.Answer))
	case v.Answer == own:
		view = "Agrees: " + optionName(n.Question, v.Answer)
	}
	if v.By != "" {
		view += ", " + v.By
	}
	if !v.At.IsZero() {
		view += ", " + templates.Day(v.At.UTC())
	}
	return fitCell([]string{view, v.Note})
}

// fitCell joins lines into one cell's text. Each was checked to fit a cell;
// together they may not, and excelize would cut them without a word.
func fitCell(lines []string) string {
	const room = 30_000 // of the 32,767 UTF-16 units of a cell
	s := strings.Join(slices.DeleteFunc(lines, func(l string) bool { return l == "" }), "\n")
	units := 0
	for at, r := range s {
		units++
		if r >= 0x10000 {
			units++
		}
		if units > room {
			return s[:at] + "… (cut: more than a cell holds; the assessment has it in full)"
		}
	}
	return s
}
