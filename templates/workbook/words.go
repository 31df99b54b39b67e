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
func weakest(r *assessment.Result, n *assessment.Node) string {
	name, score := weakestOf(r, n)
	return name + score
}

// weakestIn is weakest in so many lines of a cell: a name is cut, the score
// never.
func weakestIn(r *assessment.Result, n *assessment.Node, f face, width float64, lines int) string {
	name, score := weakestOf(r, n)
	return f.clip(name+score, width, lines, "…"+score)
}

func weakestOf(r *assessment.Result, n *assessment.Node) (name, score string) {
	if n.Weakest == "" {
		return templates.NoNumber, ""
	}
	child := r.Find(n.Weakest)
	if child.Question != nil {
		name = child.ID + " "
	}
	return name + oneLine(child.Title), " (" + templates.Score(child.Score) + ")"
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

// optionName is an option as people say it: its key and its name.
func optionName(q *frameworks.Question, key string) string {
	if o := q.Option(key); o != nil {
		return o.Key + " " + o.Name
	}
	return key
}

// answerOf is what a question was answered, with the reason or with what the
// reviewer's answer stands in for.
func answerOf(r templates.Report, n *assessment.Node) string {
	own := r.Assessment.Answers[n.ID].Option
	switch {
	case n.State == assessment.NotApplicable:
		return "Not applicable: " + n.Answer.NotApplicable
	case n.State == assessment.Answered && n.Answer.Option != own:
		return fmt.Sprintf("%s (the reviewer's; the organisation's is %s)", templates.AnswerOf(n), optionName(n.Question, own))
	}
	return templates.AnswerOf(n)
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
