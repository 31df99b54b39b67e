package templates

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

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

// remarks are the sentences that keep the numbers honest.
func remarks(r Report) []string {
	n := &r.Result.Overall
	var lines []string
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	how := n.Scoring
	if n.Applicable == 0 && n.Score.IsNone() && n.Status == "" {
		say("No question applies, so there is no score.")
		return lines
	}
	if n.Provisional {
		line := fmt.Sprintf("Provisional, with %d of %d questions not answered", n.Unanswered(), n.Applicable)
		switch {
		case n.Low.IsNone():
		case n.Low == n.High:
			line += fmt.Sprintf(": whatever they are, the score is %s", Score(n.Low))
		default:
			line += fmt.Sprintf(": the score lies between %s and %s", Score(n.Low), Score(n.High))
		}
		if n.LowStatus != n.HighStatus {
			line += fmt.Sprintf("; the status can be anything from %s to %s", n.LowStatus, n.HighStatus)
		}
		say("%s.", line)
		if how.HasNumber() && n.EachCounts(assessment.Unanswered) {
			say("What is not answered counts as the least option.")
		}
	}
	if !how.HasNumber() {
		say("There is no overall score: %s makes none of its parts.", r.Assessment.Framework.ID)
	}
	if !n.Level.IsNone() && len(n.HeldBackBy) > 0 {
		say("Level %s of %s secured. Held back from the next by %s.", Whole(n.Level), exact(r.Assessment.Framework.Top()), list(n.HeldBackBy, 8))
	}
	if !n.Target.IsNone() && !r.Result.TargetBy.IsZero() {
		say("Targets are those in force until %s; against those of %s the gap is %s.",
			Day(r.Result.TargetBy), Day(r.Result.FinalTargetBy), Gap(n.FinalGap))
	}
	lines = append(lines, confidence(n))
	if n.NotApplicable > 0 {
		counted := ""
		if n.EachCounts(assessment.NotApplicable) {
			counted = ", counted as met"
		}
		say("Not applicable, each with its reason: %d of %d questions%s.", n.NotApplicable, n.Total, counted)
	}
	if set := overridden(n); len(set) > 0 {
		say("Statuses set by hand, each with its reason: %s.", list(set, 8))
	}
	if len(r.Result.NotAsked) > 0 {
		say("Kept but not scored, being for other types of organisation: %s.", list(r.Result.NotAsked, 8))
	}
	if again := r.Result.ReadAgain; len(again) > 0 {
		say("Given to the wording of an earlier version, scored, and to be read again: %s.", list(again, 8))
	}
	if n := len(r.Assessment.Earlier); n > 0 {
		say("Kept from an earlier version, which asked what this one does not, and counted nowhere: %s.", list(slices.Sorted(maps.Keys(r.Assessment.Earlier)), 8))
	}
	if r.Detail && !n.Level.IsNone() {
		say("* core: a core question limits the level of every group above it.")
	}
	return lines
}

// overridden lists the questions whose status somebody set.
func overridden(n *assessment.Node) []string {
	var ids []string
	for _, q := range n.Questions() {
		if q.Answer.Override != nil && q.Status != "" {
			ids = append(ids, q.ID)
		}
	}
	return ids
}

// confidence says how far answers are backed by evidence and by a second
// person.
func confidence(n *assessment.Node) string {
	line := fmt.Sprintf("Evidence is a document or better for %d of %d answers. Reviewed: %d", n.Evidenced, n.Answered, n.Reviewed)
	if n.Reviewed > 0 {
		line += fmt.Sprintf(", with another answer: %d", n.Differs)
	}
	return line + "."
}

// list names ids, and says how many more there are beyond most.
func list(ids []string, most int) string {
	if len(ids) <= most {
		return strings.Join(ids, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(ids[:most], ", "), len(ids)-most)
}

// CSV writes the whole marks, a row per node: objectives, and with Detail
// everything below. Numbers are as the engine made them. Where there are
// statuses or bands, columns for them come last.
func CSV(w io.Writer, r Report) error {
	g := Grid{}
	for _, name := range []string{"organisation", "code", "date", "id", "title", "kind", "weight", "score", "low", "high", "level",
		"held_back_by", "weakest", "target", "gap", "gap_sum", "target_sum", "percent_to_target", "final_target", "final_gap",
		"rag", "provisional", "answered", "applicable", "not_applicable", "total", "evidenced", "reviewed", "differs",
		"answer", "not_applicable_reason", "strength", "given_to"} {
		g.Columns = append(g.Columns, Column{Name: name})
	}
	standing := hasStanding(&r.Result.Overall)
	for _, name := range []string{"status", "low_status", "high_status", "band", "override_reason"} {
		if standing {
			g.Columns = append(g.Columns, Column{Name: name})
		}
	}
	var walk func(n *assessment.Node, kind string, deep bool)
	walk = func(n *assessment.Node, kind string, deep bool) {
		o := r.Assessment.Organisation
		row := []string{o.Name, o.Code, r.Assessment.Date.Format(time.DateOnly), n.ID, n.Title, kind, exact(n.Weight),
			number(n.Score), number(n.Low), number(n.High), number(n.Level),
			strings.Join(n.HeldBackBy, " "), n.Weakest, number(n.Target), number(n.Gap), exact(n.GapSum), exact(n.TargetSum),
			number(n.PercentToTarget), number(n.FinalTarget), number(n.FinalGap), string(n.RAG), strconv.FormatBool(n.Provisional),
			strconv.Itoa(n.Answered), strconv.Itoa(n.Applicable), strconv.Itoa(n.NotApplicable), strconv.Itoa(n.Total),
			strconv.Itoa(n.Evidenced), strconv.Itoa(n.Reviewed), strconv.Itoa(n.Differs),
			n.Answer.Option, n.Answer.NotApplicable, string(n.Answer.Strength), n.Answer.GivenTo}
		if standing {
			reason := ""
			if n.Answer.Override != nil {
				reason = n.Answer.Override.Reason
			}
			row = append(row, n.Status, n.LowStatus, n.HighStatus, n.Band(), reason)
		}
		g.Rows = append(g.Rows, row)
		if !deep {
			return
		}
		for i := range n.Children {
			c := &n.Children[i]
			walk(c, kindOf(c), true)
		}
	}
	walk(&r.Result.Overall, "overall", false)
	for i := range r.Result.Overall.Children {
		walk(&r.Result.Overall.Children[i], "objective", r.Detail)
	}
	return g.CSV(w)
}

// hasStanding reports whether anything here can have a status or a band.
func hasStanding(n *assessment.Node) bool {
	return n.Rules() != nil || n.Scoring != nil && len(n.Scoring.Bands) > 0 ||
		slices.ContainsFunc(n.Children, func(c assessment.Node) bool { return hasStanding(&c) })
}

func kindOf(n *assessment.Node) string {
	if n.Question != nil {
		return "question"
	}
	return "group"
}

func number(n assessment.Number) string {
	v, ok := n.Get()
	if !ok {
		return ""
	}
	return exact(v)
}

func exact(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
