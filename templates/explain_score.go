package templates

import (
	"fmt"
	"slices"
	"strings"

	"sextant/assessment"
	"sextant/frameworks"
)

// scoreLines say how a group's number was made.
func scoreLines(e *assessment.Explanation) []string {
	n := e.Node
	how := n.Scoring
	var lines []string
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	switch {
	case !how.HasNumber():
		say("There is no score: no number is made of the parts below.")
		return lines
	case n.Score.IsNone() && n.Applicable > 0 && n.Answered == 0:
		say("Score: none, because none of its %d questions is answered.", n.Applicable)
		return lines
	case n.Score.IsNone():
		say("Score: none, because no part below has one.")
		return lines
	}
	switch how.Reducer {
	case frameworks.Mean:
		kind := "mean"
		if weighs(e) {
			kind = "weighted mean"
		}
		say("Score %s: the %s of the parts below that have a score, %s / %s = %s.",
			Score(n.Score), kind, digits(e.Sum), digits(e.WeightSum), exactNumber(n.Score))
	case frameworks.Sum:
		times := ""
		if weighs(e) {
			times = ", each times its weight"
		}
		say("Score %s: %s and the parts below%s, %s + %s = %s.",
			Score(n.Score), digits(how.Start), times, digits(how.Start), inBrackets(e.Sum), exactNumber(n.Score))
	case frameworks.Min:
		say("Score %s: the least of the parts below that have a score.", Score(n.Score))
	case frameworks.Levels:
		say("Level %s: the highest that is reached with every level below it. A level is reached when its questions, each times its weight, come to %s of their weights.",
			Whole(n.Level), digits(how.Share*100)+"%")
		for _, step := range e.Steps {
			lines = append(lines, stepLine(step))
		}
	case frameworks.None:
	}
	return append(lines, standingIn(e)...)
}

// standingIn says what stands in for what has no number of its own.
func standingIn(e *assessment.Explanation) []string {
	n := e.Node
	var lines []string
	in := func(state assessment.State, group bool) bool { // a part of this group itself
		return slices.ContainsFunc(e.Terms, func(t assessment.Term) bool {
			return !t.Counts.IsNone() && t.Node.Score.IsNone() && (t.Node.Question == nil) == group && t.Node.State == state
		})
	}
	switch {
	case n.Provisional && n.EachCounts(assessment.Unanswered):
		lines = append(lines, "What is not answered counts as the least option.")
	case in(assessment.Unanswered, true):
		lines = append(lines, "A part without a score counts with the least that it can have.")
	case in(assessment.Unanswered, false):
		lines = append(lines, "A question of its own that is not answered counts as the least option.")
	}
	switch {
	case n.NotApplicable > 0 && n.EachCounts(assessment.NotApplicable):
		lines = append(lines, "What does not apply counts as the greatest option.")
	case in(assessment.NotApplicable, false):
		lines = append(lines, "A question of its own that does not apply counts as the greatest option.")
	}
	return lines
}

func inBrackets(v float64) string {
	if s := digits(v); strings.HasPrefix(s, "-") {
		return "(" + s + ")"
	}
	return digits(v)
}

func stepLine(s assessment.Step) string {
	if s.Share.IsNone() {
		return fmt.Sprintf("- Level %d: nothing at it counts, so it is passed.", s.Level)
	}
	reached := "reached"
	if !s.Reached {
		reached = "not reached"
	}
	return fmt.Sprintf("- Level %d: %s / %s = %s, %s.", s.Level, digits(s.Sum), digits(s.WeightSum), exactNumber(s.Share), reached)
}

// levelsGrid lists the questions of a group that is scored by levels, with the
// levels that each is at.
func levelsGrid(e *assessment.Explanation) Grid {
	g := Grid{Columns: []Column{{Name: "Question", Wide: true}, {Name: "Id"}, {Name: "At levels"}, {Name: "Weight", Right: true},
		{Name: "Counts", Right: true}}}
	aimed := !e.Node.Target.IsNone()
	if aimed {
		g.Columns = append(g.Columns, Column{Name: "Target", Right: true})
	}
	g.Columns = append(g.Columns, Column{Name: "Answered"})
	seen := make(map[string]bool)
	for _, q := range e.Node.Questions() {
		var levels []string
		var counts, asked assessment.Number
		for _, step := range e.Steps {
			for _, t := range step.Terms {
				if t.Node.ID == q.ID {
					levels, counts, asked = append(levels, fmt.Sprint(step.Level)), t.Counts, t.Asked
				}
			}
		}
		if !seen[q.ID] {
			seen[q.ID] = true
			row := []string{q.Title, q.ID, strings.Join(levels, ", "), exact(q.Weight), exactNumber(counts)}
			if aimed {
				row = append(row, exactNumber(asked))
			}
			g.Rows = append(g.Rows, append(row, AnswerOf(q)))
		}
	}
	return g
}

// targetMeaning says how a group's target and gap were made.
func targetMeaning(e *assessment.Explanation) string {
	n := e.Node
	text := "the means of the targets and of the gaps of its parts"
	if weighs(e) {
		text = "the weighted means of the targets and of the gaps of its parts"
	}
	switch n.Scoring.Reducer {
	case frameworks.Sum:
		times := ""
		if weighs(e) {
			times = ", each times its weight"
		}
		text = fmt.Sprintf("%s plus the targets of its parts, and the sum of their gaps%s", digits(n.Scoring.Start), times)
	case frameworks.Min:
		text = "the least target and the greatest gap of its parts"
	case frameworks.Levels:
		text = "the level that the targets of its questions would reach, and how far the level lies below it"
	case frameworks.Mean, frameworks.None:
	}
	if n.NotApplicable > 0 && n.EachCounts(assessment.NotApplicable) {
		text += ", what does not apply being at its target"
	}
	return text
}

// percentLine says how much of the targets is reached, and how that was made.
func percentLine(e *assessment.Explanation) string {
	n := e.Node
	if n.TargetSum == 0 {
		return fmt.Sprintf("To target %s: the targets of its questions ask for no more than the least option.", Percent(n.PercentToTarget))
	}
	from := ""
	if below := n.FromBelow(); below > 0 {
		from = fmt.Sprintf(", each target counted from the least option where that is below 0, which adds %s", digits(below))
	}
	return fmt.Sprintf("To target %s: 1 - %s / %s, the gaps and the targets of its questions that apply added up, without weights%s. What is above target earns nothing.%s",
		Percent(n.PercentToTarget), digits(n.GapSum), digits(n.TargetSum), from, percentParts(e))
}

// percentParts says what each part adds to the gaps and targets, where parts
// are groups and the table does not show it.
func percentParts(e *assessment.Explanation) string {
	if !slices.ContainsFunc(e.Terms, func(t assessment.Term) bool { return t.Node.Question == nil }) {
		return ""
	}
	var parts []string
	for _, t := range e.Terms {
		if !t.Node.PercentToTarget.IsNone() {
			parts = append(parts, fmt.Sprintf("%s %s / %s", t.Node.ID, digits(t.Node.GapSum), digits(t.Node.TargetSum)))
		}
	}
	return " By part: " + strings.Join(parts, ", ") + "."
}
