package templates

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"sextant/assessment"
)

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
	switch {
	case n.Target.IsNone() || r.Result.TargetBy.IsZero():
	case !LaterTargets(r.Result):
		say("Targets are those of %s, the last that there are.", Day(r.Result.TargetBy))
	default:
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
	switch {
	case !r.Detail || !slices.ContainsFunc(n.Questions(), func(q *assessment.Node) bool { return q.Question.Core }):
	case !n.CoreLimits():
		say("* core: a question of the short form (answer --only core).")
	case n.Level.IsNone():
		say("* core: a core question limits the level of the groups above it that have one.")
	default:
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
