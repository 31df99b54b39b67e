package templates

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"sextant/assessment"
	"sextant/frameworks"
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

// explainGrid lists the parts of a group's number; of a question, its options.
func explainGrid(e *assessment.Explanation) Grid {
	switch {
	case e.Node.Question != nil:
		return optionsGrid(e.Node)
	case e.Node.Scoring.Reducer == frameworks.Levels:
		return levelsGrid(e)
	}
	how := e.Node.Scoring.Reducer
	weighs := weighs(e)
	scored := how != frameworks.None || slices.ContainsFunc(e.Terms, func(t assessment.Term) bool { return !t.Node.Score.IsNone() })
	standing := slices.ContainsFunc(e.Terms, func(t assessment.Term) bool { return t.Node.Rules() != nil || len(t.Node.Statuses()) > 0 })
	g := Grid{Columns: []Column{{Name: "Part", Wide: true}, {Name: "Id"}}}
	add := func(c Column, on bool) {
		if on {
			g.Columns = append(g.Columns, c)
		}
	}
	add(Column{Name: "Weight", Right: true}, weighs)
	add(Column{Name: "Score", Right: true}, scored)
	add(Column{Name: "Weight × score", Right: true}, weighs)
	aimed := slices.ContainsFunc(e.Terms, func(t assessment.Term) bool { return !e.Node.Aims(t.Node).Target.IsNone() })
	add(Column{Name: "Target", Right: true}, aimed)
	add(Column{Name: "Gap", Right: true}, aimed)
	add(Column{Name: "Status"}, standing)
	add(Column{Name: "Answered"}, true)
	for _, t := range e.Terms {
		if t.Node.Total == 0 {
			continue
		}
		row := []string{t.Node.Title, t.Node.ID}
		if weighs {
			row = append(row, exact(t.Node.Weight))
		}
		if how == frameworks.None && scored {
			row = append(row, exactNumber(t.Node.Score))
		} else if scored {
			row = append(row, exactNumber(t.Counts))
		}
		if weighs {
			row = append(row, exactNumber(t.Product))
		}
		if aimed {
			aims := e.Node.Aims(t.Node)
			row = append(row, exactNumber(aims.Target), exactNumber(aims.Gap))
		}
		if standing {
			row = append(row, Standing(t.Node))
		}
		g.Rows = append(g.Rows, append(row, answered(t.Node)))
	}
	return g
}

// weighs reports whether weights make a difference to the group's number.
func weighs(e *assessment.Explanation) bool {
	how := e.Node.Scoring.Reducer
	return (how == frameworks.Mean || how == frameworks.Sum) &&
		slices.ContainsFunc(e.Terms, func(t assessment.Term) bool { return t.Node.Weight != 1 })
}

// answered says what a question was answered, or how much of a group is.
func answered(n *assessment.Node) string {
	if n.Question != nil {
		return AnswerOf(n)
	}
	return Coverage(n)
}

// exactNumber prints all the digits that a person needs to do the sum again.
func exactNumber(n assessment.Number) string { return orNone(n, digits) }

// orNone prints a number in a way, or that there is none.
func orNone(n assessment.Number, way func(float64) string) string {
	v, ok := n.Get()
	if !ok {
		return NoNumber
	}
	return way(v)
}

// digits prints up to four decimals, or all where these would make a whole
// number of what is none: 1.99996 is not 2, nor is 0.00002 nothing.
func digits(v float64) string {
	s := strings.TrimRight(fmt.Sprintf("%.4f", v), "0")
	if strings.HasSuffix(s, ".") {
		return inFull(v)
	}
	return s
}

// numberInFull prints a number with all that decides whether it is enough.
func numberInFull(n assessment.Number) string { return orNone(n, inFull) }

// inFull prints every decimal that the engine keeps.
func inFull(v float64) string {
	const kept = 9
	s := strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(v, 'f', kept, 64), "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

func explainLines(r Report, e *assessment.Explanation) []string {
	n := e.Node
	var lines []string
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	if n.Question != nil {
		return append(questionLines(r, e), statusLines(e)...)
	}
	say("%s (%s)", n.Title, n.ID)
	if n.Applicable == 0 && n.Score.IsNone() && n.Status == "" {
		say("No question here applies, so there is no score, and its weight counts nowhere.")
		return lines
	}
	lines = append(lines, scoreLines(e)...)
	if band := n.Band(); band != "" {
		say("Called %s.", band)
	}
	if n.Provisional && !n.Low.IsNone() {
		say("Provisional, with %d of %d questions not answered: %s if each got the least option, %s if each got the greatest.",
			n.Unanswered(), n.Applicable, exactNumber(n.Low), exactNumber(n.High))
	}
	if e.LowFloor != (assessment.Number{}) {
		say("%s", levelLine(e))
	}
	if n.Scoring.Reducer == frameworks.Levels && len(e.HeldBack) > 0 {
		say("%s", heldBack(e))
	}
	for _, q := range e.HeldBack {
		say("- %s %s: %s", q.ID, q.Title, AnswerOf(q))
	}
	lines = append(lines, statusLines(e)...)
	if !n.Target.IsNone() {
		say("Target %s, gap %s: %s, an unanswered question counting as the least option.", exactNumber(n.Target), exactNumber(n.Gap), targetMeaning(e))
	}
	if !n.PercentToTarget.IsNone() {
		say("%s", percentLine(e))
	}
	if n.RAG != "" {
		line := fmt.Sprintf("%s: %s", RAG(n.RAG), ragMeaning(e))
		if n.Scoring.Reducer == frameworks.Sum && n.RAG != assessment.Green {
			line += " That is one step of each part that applies, by weight."
		}
		say("%s", line)
	}
	return append(lines, confidence(n))
}

// levelLine says how the level of a mean or a least was made.
func levelLine(e *assessment.Explanation) string {
	down := "rounded down"
	if among := uneven(e.Node.Scoring); among != "" {
		down += " to one of " + among
	}
	line := fmt.Sprintf("Level %s: the score with everything unanswered at the least option, %s, %s is %s",
		Whole(e.Node.Level), exactNumber(e.Node.Low), down, Whole(e.LowFloor))
	if e.CoreFloor.IsNone() {
		line += "; no core answer limits it."
	} else {
		line += fmt.Sprintf("; the least core answer is %s (%s); the lower of the two counts.", Whole(e.CoreFloor), e.CoreLeast.ID)
	}
	if len(e.HeldBack) > 0 {
		line += " " + heldBack(e)
	}
	return line
}

// heldBack leads the list of questions that keep a level from the next.
func heldBack(e *assessment.Explanation) string {
	kind, plural := "question", "s"
	if e.CoreOnly {
		kind = "core question"
	}
	if len(e.HeldBack) == 1 {
		plural = ""
	}
	return fmt.Sprintf("Held back from level %s by %d %s%s:", Whole(e.Next), len(e.HeldBack), kind, plural)
}

// ragMeaning says what makes a colour.
func ragMeaning(e *assessment.Explanation) string {
	n := e.Node
	switch n.RAG {
	case assessment.Green:
		return "at target."
	case assessment.Amber:
		return "less than " + digits(n.Near()) + " below target."
	case assessment.Red:
		return digits(n.Near()) + " or more below target."
	}
	return fmt.Sprintf("what is not answered decides the colour; with the greatest options the gap would be %s. A gap of %s or more is red.",
		exactNumber(e.GapAtBest), digits(n.Near()))
}
