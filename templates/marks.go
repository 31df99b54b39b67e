package templates

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"sextant/assessment"
	"sextant/internal/terminal"
)

// Table prints the marks for a terminal: a line per objective, or with
// Detail down to the questions, and what a person must know beside them.
func Table(w io.Writer, r Report) error {
	var b, head strings.Builder
	heading(&head, r, "")
	for _, line := range terminal.Wrap(head.String(), width(r)) {
		b.WriteString(line + "\n")
	}
	b.WriteString("\n")
	if err := marksGrid(r).Text(&b, r.Width); err != nil {
		return err
	}
	b.WriteString("\n")
	for _, line := range remarks(r) {
		for i, part := range terminal.Wrap(line, width(r)-2) {
			if i > 0 {
				part = "  " + part
			}
			b.WriteString(part + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func width(r Report) int {
	if r.Width <= 0 {
		return 80
	}
	return r.Width
}

// markdownSign ends every Markdown report. With the checksum of what stands
// above it Sextant knows its own that nobody has edited.
const markdownSign = "<!-- written by Sextant, sha256 %x -->\n"

// IsOurMarkdown reports whether a document is one that [Markdown] wrote and
// nobody has changed.
func IsOurMarkdown(data []byte) bool {
	at := bytes.LastIndex(data, []byte("<!-- written by Sextant"))
	return at >= 0 && string(data[at:]) == fmt.Sprintf(markdownSign, sha256.Sum256(data[:at]))
}

// Markdown writes the marks as a document.
func Markdown(w io.Writer, r Report) error {
	var b strings.Builder
	b.WriteString("# ")
	heading(&b, r, "\n")
	b.WriteString("\n")
	if err := marksGrid(r).Markdown(&b); err != nil {
		return err
	}
	b.WriteString("\n")
	for _, line := range remarks(r) {
		b.WriteString("- " + markdownEscapes.Replace(line) + "\n")
	}
	b.WriteString("\n")
	fmt.Fprintf(&b, markdownSign, sha256.Sum256([]byte(b.String())))
	_, err := io.WriteString(w, b.String())
	return err
}

func heading(b *strings.Builder, r Report, between string) {
	a := r.Assessment
	escape := terminal.Safe
	if between != "" {
		escape = func(s string) string { return markdownEscapes.Replace(terminal.Safe(s)) }
	}
	name := a.Organisation.Name
	if t := a.Framework.TypeName(a.Organisation.Type); t != "" {
		name += " (" + t + ")"
	}
	fmt.Fprintf(b, "%s\n%s", escape(name), between)
	fmt.Fprintf(b, "%s, %s %s; %s\n", escape(a.Framework.Title), escape(a.Framework.ID), escape(a.Framework.Version), escape(strings.TrimSuffix(Day(a.Date)+", "+a.Period, ", ")))
	if r.Result.Reviewed {
		fmt.Fprintf(b, "%sScored with the reviewers' answers where a review is not stale.\n", between)
	}
}

// marksGrid is the table of marks in words.
func marksGrid(r Report) Grid {
	overall := &r.Result.Overall
	first := "Objective"
	if r.Detail {
		first = "Objective, theme, question"
	}
	g := Grid{Columns: []Column{{Name: first, Wide: true}}}
	add := func(c Column, on bool) {
		if on {
			g.Columns = append(g.Columns, c)
		}
	}
	shown := shownNodes(r)
	has := func(such func(*assessment.Node) bool) bool { return slices.ContainsFunc(shown, such) }
	hasScore := has(func(n *assessment.Node) bool { return !n.Low.IsNone() }) || overall.Scoring.HasNumber()
	hasBand := has(func(n *assessment.Node) bool { return n.Band() != "" })
	hasStatus := has(func(n *assessment.Node) bool { return n.HighStatus != "" || len(n.Statuses()) > 0 })
	hasLevel := has(func(n *assessment.Node) bool { return !n.Level.IsNone() })
	// Where all numbers are levels, they stand in one column.
	onlyLevels := !has(func(n *assessment.Node) bool { return n.Question == nil && n.Scoring.HasNumber() && !n.OnlyLevels() })
	hasScore, hasWeakest := hasScore && !onlyLevels, hasScore
	hasTarget := has(func(n *assessment.Node) bool { return !n.Target.IsNone() })
	add(Column{Name: "Score", Right: true}, hasScore)
	add(Column{Name: "Band"}, hasBand)
	add(Column{Name: "Status"}, hasStatus)
	add(Column{Name: "Level", Right: true}, hasLevel)
	add(Column{Name: "Target", Right: true}, hasTarget)
	add(Column{Name: "Gap", Right: true}, hasTarget)
	add(Column{Name: "RAG"}, hasTarget)
	add(Column{Name: "Answered"}, true)
	add(Column{Name: "Weakest"}, hasWeakest)
	row := func(n *assessment.Node, name string) {
		cells := []string{name}
		if hasScore {
			cells = append(cells, ScoreOf(n))
		}
		if hasBand {
			cells = append(cells, n.Band())
		}
		if hasStatus {
			cells = append(cells, Standing(n))
		}
		if hasLevel {
			cells = append(cells, levelOf(n, onlyLevels))
		}
		if hasTarget {
			cells = append(cells, Score(n.Target), Gap(n.Gap), RAG(n.RAG))
		}
		if n.Question != nil {
			cells = append(cells, AnswerOf(n))
		} else {
			cells = append(cells, Coverage(n))
		}
		if hasWeakest {
			cells = append(cells, weakest(n))
		}
		g.Rows = append(g.Rows, cells)
	}
	var walk func(n *assessment.Node, depth int)
	walk = func(n *assessment.Node, depth int) {
		if n.Total == 0 && depth > 0 {
			return
		}
		row(n, strings.Repeat("  ", depth)+label(n))
		if r.Detail {
			for i := range n.Children {
				walk(&n.Children[i], depth+1)
			}
		}
	}
	for i := range overall.Children {
		walk(&overall.Children[i], 0)
	}
	row(overall, "Overall")
	return g
}

// levelOf prints a level and, where that is all there is, what it can still be.
func levelOf(n *assessment.Node, alone bool) string {
	if alone && n.Provisional && !n.Level.IsNone() {
		return fmt.Sprintf("%s (%s–%s)", Whole(n.Level), Whole(n.Low), Whole(n.High))
	}
	return Whole(n.Level)
}

// shownNodes lists what a table of marks shows.
func shownNodes(r Report) []*assessment.Node {
	var list []*assessment.Node
	var walk func(n *assessment.Node, deep bool)
	walk = func(n *assessment.Node, deep bool) {
		list = append(list, n)
		for i := range n.Children {
			if deep {
				walk(&n.Children[i], r.Detail)
			}
		}
	}
	walk(&r.Result.Overall, true)
	return list
}

// Weakest is the child with the lowest score, and that in words; nil where
// nothing is low, or where it is a question that is at a level or is not.
func Weakest(n *assessment.Node) (child *assessment.Node, score string) {
	for i := range n.Children {
		c := &n.Children[i]
		if c.ID != n.Weakest || n.AtBest(c) || c.Question != nil && n.OnlyLevels() {
			continue
		}
		if c.Question == nil && c.OnlyLevels() {
			return c, "level " + Whole(c.Score)
		}
		return c, Score(n.Counts(c))
	}
	return nil, ""
}

func weakest(n *assessment.Node) string {
	c, score := Weakest(n)
	switch {
	case c == nil:
		return ""
	case c.Score.IsNone():
		return score + " " + label(c) + ", not answered"
	}
	return score + " " + label(c)
}

func label(n *assessment.Node) string {
	if n.Question == nil {
		return n.Title
	}
	core := ""
	if n.Question.Core {
		core = " *"
	}
	return n.ID + core + " " + n.Title
}

func number(n assessment.Number) string {
	v, ok := n.Get()
	if !ok {
		return ""
	}
	return exact(v)
}

func exact(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
