package templates

import (
	"fmt"
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
	case n.Score.IsNone() && n.Applicable > 0:
		say("Score: none, because none of its %d questions is answered.", n.Applicable)
		return lines
	case n.Score.IsNone():
		say("Score: none, because no part below has one.")
		return lines
	}
	switch how.Reducer {
	case frameworks.Mean:
		say("Score %s: the weighted mean of the parts below that have a score, %s / %s = %s.",
			Score(n.Score), digits(e.Sum), digits(e.WeightSum), exactNumber(n.Score))
	case frameworks.Sum:
		say("Score %s: %s and the parts below, each times its weight, %s + %s = %s.",
			Score(n.Score), digits(how.Start), digits(how.Start), inBrackets(e.Sum), exactNumber(n.Score))
	case frameworks.Min:
		say("Score %s: the least of the parts below that have a score.", Score(n.Score))
	case frameworks.Levels:
		say("Level %s: the highest that is reached with every level below it. A level is reached when its questions, each times its weight, come to %s of their weights.",
			Whole(n.Level), Percent(assessment.Some(how.Share)))
		for _, step := range e.Steps {
			lines = append(lines, stepLine(step))
		}
	case frameworks.None:
	}
	if n.Provisional && how.UnansweredLeast {
		say("What is not answered counts as the least option.")
	}
	if n.NotApplicable > 0 && how.NotApplicableMet {
		say("What does not apply counts as the greatest option.")
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
		{Name: "Counts", Right: true}, {Name: "Answered"}}}
	seen := make(map[string]bool)
	for _, q := range e.Node.Questions() {
		var levels []string
		counts := assessment.Number{}
		for _, step := range e.Steps {
			for _, t := range step.Terms {
				if t.Node.ID == q.ID {
					levels, counts = append(levels, fmt.Sprint(step.Level)), t.Counts
				}
			}
		}
		if !seen[q.ID] {
			seen[q.ID] = true
			g.Rows = append(g.Rows, []string{q.Title, q.ID, strings.Join(levels, ", "), exact(q.Weight), exactNumber(counts), AnswerOf(q)})
		}
	}
	return g
}

// targetMeaning says how a group's target and gap were made.
func targetMeaning(n *assessment.Node) string {
	switch n.Scoring.Reducer {
	case frameworks.Sum:
		return "the same sum, from 0, over the targets and gaps of its questions"
	case frameworks.Min:
		return "the least target and the greatest gap of its parts"
	case frameworks.Levels:
		return "the level that the targets of its questions would reach, and how far the level lies below it"
	case frameworks.Mean, frameworks.None:
	}
	return "the same mean over the targets and gaps of its questions"
}
