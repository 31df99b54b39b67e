package templates

import (
	"fmt"
	"io"
	"strings"

	"sextant/assessment"
	"sextant/internal/terminal"
)

// Explanation writes how one number came about, in a format of [Formats].
func Explanation(w io.Writer, format string, r Report, e *assessment.Explanation) error {
	grid, lines := explainGrid(e), explainLines(r, e)
	switch format {
	case "json":
		return explainJSON(w, e)
	case "csv":
		return grid.CSV(w)
	case "markdown":
		var b strings.Builder
		for i, line := range lines {
			if i == 0 {
				b.WriteString("# ")
			}
			b.WriteString(markdownEscapes.Replace(line) + "\n\n")
		}
		if err := grid.Markdown(&b); err != nil {
			return err
		}
		_, err := io.WriteString(w, b.String())
		return err
	}
	var b strings.Builder
	for i, line := range lines {
		for _, part := range terminal.Wrap(line, width(r)) {
			b.WriteString(part + "\n")
		}
		if i == 0 {
			b.WriteString("\n")
		}
	}
	if len(grid.Rows) > 0 {
		b.WriteString("\n")
		if err := grid.Text(&b, r.Width); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// explainGrid lists the terms of the sum; of a question, its options.
func explainGrid(e *assessment.Explanation) Grid {
	if q := e.Node.Question; q != nil {
		g := Grid{Columns: []Column{{Name: ""}, {Name: "Option"}, {Name: "What must be true", Wide: true}}}
		for _, o := range q.Options {
			here := ""
			if e.Node.State == assessment.Answered && e.Node.Answer.Option == o.Key {
				here = ">"
			}
			g.Rows = append(g.Rows, []string{here, o.Key + " " + o.Name, o.Says()})
		}
		return g
	}
	g := Grid{Columns: []Column{{Name: "Part", Wide: true}, {Name: "Id"}, {Name: "Weight", Right: true}, {Name: "Score", Right: true},
		{Name: "Weight × score", Right: true}, {Name: "Answered"}}}
	for _, t := range e.Terms {
		if t.Node.Total == 0 {
			continue
		}
		coverage := Coverage(t.Node)
		if t.Node.Question != nil {
			coverage = AnswerOf(t.Node)
		}
		g.Rows = append(g.Rows, []string{t.Node.Title, t.Node.ID, exact(t.Node.Weight), exactNumber(t.Node.Score), exactNumber(t.Product), coverage})
	}
	return g
}

// exactNumber prints all the digits that a person needs to do the sum again.
func exactNumber(n assessment.Number) string {
	v, ok := n.Get()
	if !ok {
		return NoNumber
	}
	return digits(v)
}

// digits prints up to four decimals.
func digits(v float64) string {
	s := strings.TrimRight(fmt.Sprintf("%.4f", v), "0")
	return strings.TrimSuffix(s, ".")
}

func explainLines(r Report, e *assessment.Explanation) []string {
	n := e.Node
	var lines []string
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	if n.Question != nil {
		return questionLines(r, n)
	}
	say("%s (%s)", n.Title, n.ID)
	if n.Applicable == 0 {
		say("No question here applies, so there is no score, and its weight counts nowhere.")
		return lines
	}
	if n.Score.IsNone() {
		say("Score: none, because none of its %d questions is answered.", n.Applicable)
	} else {
		say("Score %s: the weighted mean of the parts below that have a score, %s / %s = %s.",
			Score(n.Score), digits(e.Sum), digits(e.WeightSum), exactNumber(n.Score))
	}
	if n.Provisional {
		say("Provisional, with %d of %d questions not answered: %s if each got the least option, %s if each got the greatest.",
			n.Unanswered(), n.Applicable, exactNumber(n.Low), exactNumber(n.High))
	}
	if !n.Level.IsNone() {
		say("%s", levelLine(e))
	}
	for _, q := range e.HeldBack {
		say("- %s %s: %s", q.ID, q.Title, AnswerOf(q))
	}
	if !n.Target.IsNone() {
		say("Target %s, gap %s: the same mean over the targets and gaps of its questions, an unanswered one counting as the least option.",
			exactNumber(n.Target), exactNumber(n.Gap))
		say("To target %s: 1 - %s / %s, the gaps and the targets of its questions added up. What is above target earns nothing.",
			Percent(n.PercentToTarget), digits(n.GapSum), digits(n.TargetSum))
		say("%s: %s", RAG(n.RAG), ragMeaning(n.RAG))
	}
	return append(lines, confidence(n))
}

func levelLine(e *assessment.Explanation) string {
	line := fmt.Sprintf("Level %s: the score with everything unanswered at the least option, %s, rounded down is %s",
		Whole(e.Node.Level), exactNumber(e.Node.Low), Whole(e.LowFloor))
	if e.CoreFloor.IsNone() {
		line += "; no core question applies."
	} else {
		line += fmt.Sprintf("; the least core answer is %s; the lower of the two counts.", Whole(e.CoreFloor))
	}
	if len(e.HeldBack) > 0 {
		line += fmt.Sprintf(" Held back by %d:", len(e.HeldBack))
	}
	return line
}

func ragMeaning(c assessment.RAG) string {
	switch c {
	case assessment.Green:
		return "at target."
	case assessment.Amber:
		return "less than 1 below target."
	case assessment.Red:
		return "1 or more below target."
	}
	return "what is not answered decides the colour."
}

func questionLines(r Report, n *assessment.Node) []string {
	var lines []string
	say := func(name, text string) {
		if text != "" {
			lines = append(lines, name+text)
		}
	}
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
		say("Review: ", strings.TrimSpace(fmt.Sprintf("%s looked at %s and gives %s%s. %s", orSomeone(v.By), v.Of, v.Answer, stale, v.Note)))
	}
	if !n.Target.IsNone() {
		say("Target: ", fmt.Sprintf("%s; gap %s; %s", Score(n.Target), Gap(n.Gap), strings.TrimSuffix(ragMeaning(n.RAG), ".")))
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

// jsonTerm is a part of the mean that makes a group's number.
type jsonTerm struct {
	ID      string   `json:"id"`
	Weight  float64  `json:"weight"`
	Score   *float64 `json:"score"`
	Product *float64 `json:"product"`
}

func explainJSON(w io.Writer, e *assessment.Explanation) error {
	terms := make([]jsonTerm, len(e.Terms))
	for i, t := range e.Terms {
		terms[i] = jsonTerm{t.Node.ID, t.Node.Weight, t.Node.Score.Pointer(), t.Product.Pointer()}
	}
	return writeJSON(w, struct {
		Node      jsonNode   `json:"node"`
		Terms     []jsonTerm `json:"terms"`
		Sum       float64    `json:"sum"`
		WeightSum float64    `json:"weight_sum"`
		LowFloor  *float64   `json:"low_floor"`
		CoreFloor *float64   `json:"core_floor"`
	}{jsonNodes([]assessment.Node{*e.Node})[0], terms, e.Sum, e.WeightSum, e.LowFloor.Pointer(), e.CoreFloor.Pointer()})
}
