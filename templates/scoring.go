package templates

import (
	"fmt"
	"strings"

	"sextant/assessment"
	"sextant/frameworks"
)

// Making says how a group's number is made of what it holds.
func Making(how *frameworks.Scoring) string {
	switch how.Reducer {
	case frameworks.Mean:
		return "the weighted mean of what it holds"
	case frameworks.Sum:
		if how.Start != 0 {
			return exact(how.Start) + " and the sum of what it holds, each times its weight"
		}
		return "the sum of what it holds, each times its weight"
	case frameworks.Min:
		return "the least of what it holds"
	case frameworks.Levels:
		return "the highest level for which, and for every level below it, " + Reached(how.Share)
	case frameworks.None:
	}
	return "no score"
}

// Reached says what a level needs, of a group that is scored by levels.
func Reached(share float64) string {
	if share < 1 {
		return fmt.Sprintf("the questions at it, by weight, reach %s of what they can count for", Percent(assessment.Some(share)))
	}
	return "every question at it counts in full"
}

// Secured says which level a mean or a least of whole-numbered answers has;
// core is whether any of them is core.
func Secured(how *frameworks.Scoring, core bool) string {
	s := "the lowest possible score rounded down"
	if among := uneven(how); among != "" {
		s += " to one of " + among
	}
	if core {
		s += ", and never above the least answer to a core question, where an unanswered one counts as least"
	}
	return s
}

// uneven lists the levels where they do not follow one upon the other; else "".
func uneven(how *frameworks.Scoring) string {
	levels := how.Levels()
	names, even := make([]string, len(levels)), true
	for i, v := range levels {
		names[i] = exact(v)
		even = even && (i == 0 || v == levels[i-1]+1)
	}
	if even {
		return ""
	}
	return strings.Join(names, ", ")
}

// bandNames lists the names for ranges of scores.
func bandNames(bands []frameworks.Band) string {
	names := make([]string, len(bands))
	for i, b := range bands {
		names[i] = fmt.Sprintf("%s from %s", b.Name, exact(b.From))
	}
	return strings.Join(names, ", ")
}
