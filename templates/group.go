package templates

import (
	"fmt"
	"slices"
	"strings"

	"sextant/assessment"
	"sextant/frameworks"
)

// Group tells one group in full: what it is for, how its number and its status
// are made, and what it holds.
func Group(fw *frameworks.Framework, g *frameworks.Group) Grid {
	t := Grid{Columns: []Column{{Name: "Part"}, {Name: "Text", Wide: true}}}
	t.part("Id", g.ID)
	t.part("Title", g.Title)
	t.part("Part of", fw.Where(g.ID))
	t.part("Intent", g.Intent)
	if !fw.IsCatalogue() {
		if g.Weight != 1 {
			t.part("Weight", exact(g.Weight)+" in the part that holds it")
		}
		t.part("Tagged", strings.Join(g.Tags, ", "))
		t.Rows = append(t.Rows, scoringOf(g).Rows...)
	}
	t.holds(fw, g)
	return t
}

// Overall tells the same of a whole framework.
func Overall(fw *frameworks.Framework) Grid { return Group(fw, wholeOf(fw)) }

// wholeOf is the whole as the group of its objectives.
func wholeOf(fw *frameworks.Framework) *frameworks.Group {
	return &frameworks.Group{ID: assessment.OverallID, Title: fw.Title, Weight: 1, Scoring: fw.Scoring, Groups: fw.Objectives}
}

// coreLimits reports whether a core question limits the level of a group that
// is a mean or a least: one in it, or below means and leasts alone.
func coreLimits(g *frameworks.Group) bool {
	return slices.ContainsFunc(g.Questions, func(q *frameworks.Question) bool { return q.Core }) ||
		slices.ContainsFunc(g.Groups, func(c *frameworks.Group) bool {
			return (c.Scoring.Reducer == frameworks.Mean || c.Scoring.Reducer == frameworks.Min) && coreLimits(c)
		})
}

// part adds a row, unless there is nothing to say.
func (g *Grid) part(name, text string) {
	if text != "" {
		g.Rows = append(g.Rows, []string{name, text})
	}
}

// scoringOf says how a group's number, level and status are made, and nothing of
// what there is not.
func scoringOf(group *frameworks.Group) Grid {
	g, how := Grid{}, &group.Scoring
	made := "none"
	if how.HasNumber() {
		made = Making(how)
	}
	g.part("Score", made)
	if how.Whole() && how.Reducer != frameworks.Levels {
		g.part(levelRow, Secured(how, coreLimits(group)))
	}
	if how.HasNumber() {
		g.part(rangeRow, fmt.Sprintf("from %s to %s", exact(how.Bottom()), exact(how.Top())))
		unanswered := "it is left out"
		if how.UnansweredLeast {
			unanswered = "it counts as the least option"
		}
		g.part("Not answered", unanswered)
	}
	if how.HasNumber() || how.Status != nil {
		ruledOut := "it is left out"
		switch {
		case how.NotApplicableMet:
			ruledOut = "it counts as the greatest option"
		case how.HasNumber():
			ruledOut += ", with its weight"
		}
		g.part("Not applicable", ruledOut)
	}
	g.part("Bands", bandNames(how.Bands))
	for i, rule := range Rules(nil, how.Status) {
		g.part("Status", fmt.Sprintf("%d. %s", i+1, rule))
	}
	if how.Status != nil {
		g.part("Worst to best", strings.Join(how.Status.Order, ", "))
	}
	return g
}

// The rows that hang on what a group holds, not on how it is scored.
const levelRow, rangeRow = "Level", "Range"

// scoredAlike reports whether two groups are scored in the same way, whatever
// they hold.
func scoredAlike(a, b *frameworks.Group) bool {
	rows := func(g *frameworks.Group) [][]string {
		return slices.DeleteFunc(scoringOf(g).Rows, func(row []string) bool { return row[0] == levelRow || row[0] == rangeRow })
	}
	return slices.EqualFunc(rows(a), rows(b), func(x, y []string) bool { return slices.Equal(x, y) })
}

// holds lists what is in a group, with what its score and rules go by.
func (g *Grid) holds(fw *frameworks.Framework, of *frameworks.Group) {
	line := func(id, title string, weight float64, tags []string, more ...string) {
		if weight != 1 && !fw.IsCatalogue() {
			more = append(more, "weight "+exact(weight))
		}
		if len(tags) > 0 {
			more = append(more, "tagged "+strings.Join(tags, ", "))
		}
		text := id + " " + title
		if len(more) > 0 {
			text += " (" + strings.Join(more, "; ") + ")"
		}
		g.part("Holds", text)
	}
	for _, q := range of.Questions {
		var more []string
		if q.Core {
			more = append(more, "core")
		}
		switch levels := joinedNumbers(q.At); len(q.At) {
		case 0:
		case 1:
			more = append(more, "at level "+levels)
		default:
			more = append(more, "at levels "+levels)
		}
		line(q.ID, q.Title, q.Weight, q.Tags, more...)
	}
	for _, child := range of.Groups {
		line(child.ID, child.Title, child.Weight, child.Tags)
	}
}
